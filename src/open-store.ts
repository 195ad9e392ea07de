import { readFile } from 'node:fs/promises';
import type { Settings } from '../config/settings.js';
import { type LowdbStore, openLowdbStore } from '../storage/lowdb/index.js';
import type { PostgresOptions, PostgresStore } from '../storage/postgres/index.js';
import type { Outside } from './app.js';
import { TongbaoError } from './domain/error.js';

/** A store as this process opened it: its own, or one that several processes share. */
export type OpenStore = LowdbStore | PostgresStore;

/** Whether other processes work on the same records at the same time. */
export const isShared = (store: OpenStore): store is PostgresStore => 'watch' in store;

const readCertificate = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new TongbaoError(
      'config.unreadable',
      `读不到配置项 store.ca 指出的证书文件 ${path}。请核对路径和权限。`,
      {
        cause: error,
      },
    );
  }
};

/**
 * Opens the store that the settings name.
 * @throws TongbaoError of the store: what is wrong with the directory, or with the connection
 */
export const openStore = async (
  { store, dataDir }: Pick<Settings, 'store' | 'dataDir'>,
  { clock, log }: Pick<Outside, 'clock' | 'log'>,
): Promise<OpenStore> => {
  if (store.kind === 'lowdb') return await openLowdbStore({ dataDir, clock, log });
  const { url, ca, poolSize, statementTimeoutMs } = store;
  return await openPostgres({
    url,
    poolSize,
    statementTimeoutMs,
    ...(ca === undefined ? {} : { ca: await readCertificate(ca) }),
    onLost: (error) => log.warn({ err: error }, 'a connection to the database was lost'),
  });
};

/** Loaded when it is needed: the embedded store starts without it. */
export const openPostgres = async (options: PostgresOptions): Promise<PostgresStore> => {
  const { openPostgresStore } = await import('../storage/postgres/index.js');
  return await openPostgresStore(options);
};
