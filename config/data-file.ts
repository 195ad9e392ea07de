import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { TongbaoError } from '../src/domain/error.js';

const faultsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || '(顶层)'} ${message}`).join(';');

/**
 * Reads a shipped or local data file, YAML or JSON (which YAML reads too), and checks it.
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`; the hint names the file and the field
 */
export const readDataFile = <T>(path: string, type: z.ZodType<T>): T => {
  let raw: unknown;
  try {
    raw = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new TongbaoError(
      'data_file.unreadable',
      `读不懂数据文件 ${path}，请检查它是否存在、格式是否正确。`,
      {
        cause: error,
      },
    );
  }
  const checked = type.safeParse(raw);
  if (checked.success) return checked.data;
  throw new TongbaoError('data_file.invalid', `数据文件 ${path} 有误：${faultsOf(checked.error)}。`);
};
