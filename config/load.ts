import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { TongbaoError } from '../src/domain/error.js';
import { SecretReference, Settings, SettingsFile } from './settings.js';

type Env = Readonly<Record<string, string | undefined>>;

const faultOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new TongbaoError(
      'config.unreadable',
      `读不到配置文件 ${path}。请复制 config/tongbao.example.yaml 为 config/tongbao.yaml 并填写，或用环境变量 TONGBAO_CONFIG 指出它的位置。`,
      { cause: error },
    );
  }
};

const parseYaml = (text: string, path: string): unknown => {
  try {
    return parse(text);
  } catch (error) {
    throw new TongbaoError('config.not_yaml', `配置文件 ${path} 不是正确的 YAML：${faultOf(error)}`, {
      cause: error,
    });
  }
};

/** One sentence per setting that is missing or wrong, each with its full name. */
const sentences = (error: z.ZodError): string =>
  error.issues
    .map((issue) => {
      const name = issue.path.join('.') || '（顶层）';
      if (issue.code === 'unrecognized_keys') {
        return `${name === '（顶层）' ? '' : `${name} 里`}不认识的配置项 ${issue.keys.join('、')}，请检查拼写`;
      }
      if (issue.code === 'invalid_type' && issue.input === undefined) return `缺少配置项 ${name}`;
      return `配置项 ${name} 不正确：${issue.message}`;
    })
    .join('；');

const readSecret = async (
  reference: SecretReference,
  name: string,
  base: string,
  env: Env,
): Promise<string> => {
  if ('env' in reference) {
    const value = env[reference.env];
    if (value === undefined || value === '') {
      throw new TongbaoError(
        'config.secret_missing',
        `配置项 ${name} 取自环境变量 ${reference.env}，但它没有设置。`,
      );
    }
    return value;
  }
  const path = resolve(base, reference.file);
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new TongbaoError('config.secret_missing', `配置项 ${name} 取自文件 ${path}，但读不到它。`, {
      cause: error,
    });
  }
};

const resolveSecrets = async (value: unknown, name: string, base: string, env: Env): Promise<unknown> => {
  if (Array.isArray(value)) {
    return await Promise.all(
      value.map((one: unknown, at) => resolveSecrets(one, `${name}.${at}`, base, env)),
    );
  }
  if (value === null || typeof value !== 'object') return value;
  const reference = SecretReference.safeParse(value);
  if (reference.success) return await readSecret(reference.data, name, base, env);
  const entries = Object.entries(value).map(async ([key, one]) => {
    const path = name === '' ? key : `${name}.${key}`;
    return [key, await resolveSecrets(one, path, base, env)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

/**
 * Checks parsed settings and reads their secrets. `base` is the folder that relative secret files, `dataDir`
 * and `store.ca` are resolved against.
 * @throws TongbaoError `config.invalid` or `config.secret_missing`, with one sentence that names the setting.
 */
export const parseSettings = async (raw: unknown, options: { base: string; env: Env }): Promise<Settings> => {
  z.config(z.locales.zhCN());
  const checked = SettingsFile.safeParse(raw, { reportInput: true });
  if (!checked.success) throw new TongbaoError('config.invalid', `${sentences(checked.error)}。`);
  const resolved = await resolveSecrets(checked.data, '', options.base, options.env);
  const settings = Settings.parse(resolved);
  const { store } = settings;
  return {
    ...settings,
    dataDir: resolve(options.base, settings.dataDir),
    store:
      store.kind === 'postgres' && store.ca !== undefined
        ? { ...store, ca: resolve(options.base, store.ca) }
        : store,
  };
};

/**
 * Reads the settings file: `TONGBAO_CONFIG`, else `config/tongbao.yaml` below the current folder. Relative
 * paths in it start at the folder above `config/`.
 */
export const loadSettings = async (env: Env, cwd: string): Promise<Settings> => {
  const path = resolve(cwd, env.TONGBAO_CONFIG ?? 'config/tongbao.yaml');
  const raw = parseYaml(await readText(path), path);
  return await parseSettings(raw ?? {}, { base: resolve(dirname(path), '..'), env });
};
