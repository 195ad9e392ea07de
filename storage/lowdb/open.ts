import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Clock, systemClock } from '../../src/domain/clock.js';
import { TongbaoError } from '../../src/domain/error.js';
import type { WholeStore } from '../port.js';
import type { CommandHandler } from './command-server.js';
import { diskAt } from './disk.js';
import { openJournaledStore } from './journaled-store.js';
import { type StoreLog, silent } from './log.js';
import { takeOwnership } from './owner.js';
import { finishRestore } from './restore.js';
import { systemCode } from './system-error.js';

/** The embedded store, owned by this process. */
export interface LowdbStore extends WholeStore {
  /** Runs the commands that other processes hand over, with `handler`, until the store is closed. */
  serveCommands(handler: CommandHandler): void;
}

export interface LowdbOptions {
  /** Made, for its owner alone (0700), when it does not exist. On a local disk: locks do not cross machines. */
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly log?: StoreLog;
  /** Bytes of journal after which a snapshot is made; see `MediumOptions`. */
  readonly journalLimit?: number;
}

const unusable = (dataDir: string, cause: unknown): TongbaoError =>
  new TongbaoError(
    'store.unusable_directory',
    `数据目录 ${dataDir} 无法使用（${systemCode(cause) ?? '原因不明'}）。请检查路径是否正确、是否有权限写入、磁盘是否已满。`,
    { cause },
  );

/**
 * Opens the embedded store of a data directory.
 * @throws TongbaoError `store.in_use` when another process has it, `store.damaged` or `store.unknown_format`
 * when its files cannot be trusted, `store.unusable_directory` when the disk refuses
 */
export const openLowdbStore = async ({
  dataDir,
  clock = systemClock,
  log = silent,
  journalLimit,
}: LowdbOptions): Promise<LowdbStore> => {
  const directory = resolve(dataDir);
  const orUnusable = (error: unknown): never => {
    throw error instanceof TongbaoError ? error : unusable(directory, error);
  };
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch(orUnusable);
  const ownership = await takeOwnership(directory).catch(orUnusable);
  const opening = async () => {
    const disk = diskAt(directory);
    if (await finishRestore(disk, clock)) log.warn({ directory }, 'finished a restore that was cut short');
    return await openJournaledStore(disk, { clock, log, journalLimit });
  };
  const store = await opening().catch(async (error: unknown) => {
    await ownership.release();
    return orUnusable(error);
  });
  let closing: Promise<void> | undefined;
  return {
    get: (collection, id) => store.get(collection, id),
    find: (collection, query) => store.find(collection, query),
    transaction: (fn, lane) => store.transaction(fn, lane),
    get trouble() {
      return store.trouble;
    },
    whole: () => store.whole(),
    serveCommands: (handler) => ownership.serve(handler),
    close() {
      closing ??= store.close().finally(() => ownership.release());
      return closing;
    },
  };
};
