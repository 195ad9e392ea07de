import { mkdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Low } from 'lowdb';
import type { Clock } from '../../src/domain/clock.js';
import { TongbaoError } from '../../src/domain/error.js';
import { Records } from '../memory/records.js';
import { damaged } from './damage.js';
import { diskAt, replaceFile } from './disk.js';
import { silent } from './log.js';
import { files } from './names.js';
import { recover } from './recover.js';
import { readSealed, type Snapshot, SnapshotFile, sealedPieces } from './snapshot.js';

/** What the files of a data directory hold. */
export interface Verified {
  readonly records: Records;
  /** Number of the last commit. */
  readonly sequence: number;
}

const looks = 3;
const betweenLooksMs = 300;

const readFiles = async (dataDir: string): Promise<Verified> => {
  const disk = diskAt(resolve(dataDir));
  if ((await disk.names()).includes(files.restored)) {
    throw new TongbaoError(
      'store.restore_unfinished',
      `目录 ${dataDir} 的上一次恢复没有做完。启动服务就会接着做完，或重新运行 storage restore。`,
    );
  }
  const nothing = { sequence: 0, savedAt: new Date(0).toISOString(), records: Records.none() };
  const low = new Low<Snapshot>(new SnapshotFile(disk, { trusting: false }), nothing);
  const { records, sequence } = await recover(disk, low, silent, { trusting: false });
  return { records, sequence };
};

/**
 * Reads the files of a data directory as a start would, each record checked, and changes nothing. A service may be running
 * on it meanwhile: what seems damaged while it writes is looked at again, and what it was just writing is left out.
 * @throws TongbaoError `store.damaged`, `store.unknown_format`
 */
export const verifyFiles = async (dataDir: string): Promise<Verified> => {
  for (let look = 1; ; look += 1) {
    try {
      return await readFiles(dataDir);
    } catch (error) {
      if (look === looks || !(error instanceof TongbaoError) || error.code !== 'store.damaged') throw error;
      await pause(betweenLooksMs);
    }
  }
};

/**
 * Writes all records into one sealed file, readable by its owner alone.
 * @returns its size in bytes
 */
export const writeArchive = async (path: string, records: Records, clock: Clock): Promise<number> => {
  const folder = dirname(resolve(path));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const savedAt = clock.now().toISOString();
  return await replaceFile(diskAt(folder), basename(path), sealedPieces({ sequence: 0, savedAt, records }));
};

/**
 * Reads what `writeArchive` wrote, each record checked.
 * @throws TongbaoError `store.damaged`, `store.unknown_format`, `store.no_archive`
 */
export const readArchive = async (path: string): Promise<Records> => {
  const bytes = await diskAt(dirname(resolve(path))).read(basename(path));
  if (bytes === undefined) {
    throw new TongbaoError('store.no_archive', `没有备份文件 ${path}。请核对路径。`);
  }
  const { snapshot } = readSealed(bytes, { trusting: false });
  if (snapshot === undefined) throw damaged(`备份文件 ${path} 已损坏`, '请换一份备份。');
  return snapshot.records;
};
