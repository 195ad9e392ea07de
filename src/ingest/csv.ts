import { CsvError, parse } from 'csv-parse/sync';
import { sources as phrases } from '../../config/phrases/sources.js';
import { TongbaoError } from '../domain/error.js';
import type { TableRow } from '../spreadsheet/index.js';

/**
 * UTF-8 with or without BOM, UTF-16 with one, else GBK. The decoder is gb18030, a superset: the `gbk` label of
 * Node 20 turns the rarer characters of names into replacement marks.
 */
const decode = (bytes: Buffer, file: string): string => {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one; a file in none of them would be imported as garbage.
    }
  }
  throw new TongbaoError('import.bad_encoding', phrases.badEncoding(file));
};

/** What Excel saves as Unicode text has tabs. */
const delimiterOf = (text: string): string => {
  const [first = ''] = text.split('\n', 1);
  return first.includes('\t') && !first.includes(',') ? '\t' : ',';
};

/** @throws TongbaoError `import.bad_csv` when quotes do not close, `import.bad_encoding` */
export const readCsv = (bytes: Buffer, file: string): TableRow[] => {
  const text = decode(bytes, file);
  try {
    const table: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return table.map((cells, index) => ({ number: index + 1, cells }));
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === 'number' ? error.lines : 1;
    throw new TongbaoError('import.bad_csv', phrases.badCsv(file, line), { cause: error });
  }
};
