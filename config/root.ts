import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TongbaoError } from '../src/domain/error.js';

const upTo = (file: string, from: string): string => {
  const folder = dirname(from);
  if (existsSync(join(folder, file))) return folder;
  if (folder === from) {
    throw new TongbaoError('install.incomplete', `安装不完整：找不到程序所在目录的 ${file}。请重新安装。`);
  }
  return upTo(file, folder);
};

/**
 * The package's own folder, where its data files lie; the same for the sources and for what is built into
 * `dist/`, because only the package's folder holds a `package.json`.
 */
export const packageRoot: string = upTo('package.json', fileURLToPath(import.meta.url));
