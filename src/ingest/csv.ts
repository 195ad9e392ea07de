import { parse } from 'csv-parse/sync';
import { TongbaoError } from '../domain/error.js';
import type { RawRow } from './source.js';

/**
 * UTF-8 with or without BOM, else GBK. The decoder is gb18030, a superset: the `gbk` label of Node 20 turns
 * the rarer characters of names into replacement marks.
 */
const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** @throws TongbaoError `import.bad_csv` when quotes do not close */
export const readCsv = (bytes: Buffer, file: string): RawRow[] => {
  try {
    const table: string[][] = parse(decode(bytes), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return table.map((cells, index) => ({ number: index + 1, cells }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new TongbaoError('import.bad_csv', `${file} 不是正确的 CSV（多半是引号没有成对）：${reason}`, {
      cause: error,
    });
  }
};
