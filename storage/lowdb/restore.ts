import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../../src/domain/clock.js';
import type { Records } from '../memory/records.js';
import { type Disk, diskAt, replaceFile } from './disk.js';
import { files, storeFiles } from './names.js';
import { takeOwnership } from './owner.js';
import { sealedPieces } from './snapshot.js';

/**
 * Puts what was restored in the place of what was there, if a restore left something to put: the files so far
 * go into a folder beside. A crash at any step leaves it to be done again. For the owner of the directory.
 * @returns the name of that folder; `undefined` when nothing had to be moved
 */
export const finishRestore = async (disk: Disk, clock: Clock): Promise<string | undefined> => {
  const names = await disk.names();
  if (!names.includes(files.restored)) return undefined;
  const present = names.filter((name) => storeFiles.includes(name));
  const aside = `replaced-${clock.now().toISOString().replace(/[:.]/g, '')}`;
  if (present.length > 0) {
    await disk.makeFolder(aside);
    for (const name of present) await disk.rename(name, join(aside, name));
    // Before the next step: a journal that came back after it would be read on top of what was restored.
    await disk.syncNames(aside);
    await disk.syncNames();
  }
  await disk.rename(files.restored, files.snapshot);
  await disk.syncNames();
  return present.length > 0 ? aside : undefined;
};

/** As `replaceFiles`, on a disk that nobody else writes to. */
export const restoreTo = async (disk: Disk, records: Records, clock: Clock): Promise<string | undefined> => {
  const savedAt = clock.now().toISOString();
  await replaceFile(disk, files.restored, sealedPieces({ sequence: 0, savedAt, records }));
  return await finishRestore(disk, clock);
};

/**
 * Puts these records in the place of what a data directory holds, in one step: after a crash it holds the old
 * ones, or the next start puts the new ones there. The files so far are kept in a folder beside, whose name it
 * answers (`undefined` when there were none).
 * @throws TongbaoError `store.in_use` while a service runs on it
 */
export const replaceFiles = async (
  dataDir: string,
  records: Records,
  clock: Clock,
): Promise<string | undefined> => {
  const directory = resolve(dataDir);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const ownership = await takeOwnership(directory);
  try {
    return await restoreTo(diskAt(directory), records, clock);
  } finally {
    await ownership.release();
  }
};

/** Whether a data directory holds nothing of a store. */
export const isEmptyDirectory = async (dataDir: string): Promise<boolean> => {
  const names = await diskAt(resolve(dataDir))
    .names()
    .catch(() => []);
  return !names.some((name) => storeFiles.includes(name) || name === files.restored);
};
