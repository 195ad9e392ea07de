import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadSettings, parseSettings } from '../../config/load.js';
import type { Settings } from '../../config/settings.js';
import { buildHouse, type House, realOutside } from '../app.js';
import { silentLogger } from '../log/logger.js';
import { openStore } from '../open-store.js';

/** What a command sees of the world around it. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** All of standard input; empty when nothing is piped in. */
  stdin(): Promise<string>;
  /**
   * Runs `work` with the house of the data directory: the running service's own when this runs inside it,
   * else one opened for the command. Nothing is started.
   * @throws TongbaoError `store.in_use` when a service holds the directory (the command is then handed over)
   */
  withHouse<T>(options: DataOption, work: (house: House) => Promise<T>): Promise<T>;
}

/** `--data DIR`, which every command on data takes. */
export interface DataOption {
  readonly data?: string;
}

/** Without a settings file commands on data still work: no channel, nobody to call. */
const noSettings = {
  office: { name: '办公厅', contact: '办公厅（联系方式待管理员填写）' },
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Settings of a command: the settings file if there is one, with `--data` in place of its `dataDir`. */
export const settingsOf = async (
  { env, cwd }: Pick<CliContext, 'env' | 'cwd'>,
  { data }: DataOption,
): Promise<Settings> => {
  const configured = env.TONGBAO_CONFIG !== undefined || (await exists(resolve(cwd, 'config/tongbao.yaml')));
  const settings = configured
    ? await loadSettings(env, cwd)
    : await parseSettings(noSettings, { base: cwd, env });
  return data === undefined ? settings : { ...settings, dataDir: resolve(cwd, data) };
};

/** Opens the store for one command and closes it after. */
export const openHouse = async <T>(
  context: Pick<CliContext, 'env' | 'cwd'>,
  options: DataOption,
  work: (house: House) => Promise<T>,
): Promise<T> => {
  const settings = await settingsOf(context, options);
  const outside = realOutside(silentLogger());
  const store = await openStore(settings, outside);
  try {
    return await work(buildHouse(settings, store, outside));
  } finally {
    await store.close();
    await outside.close();
  }
};
