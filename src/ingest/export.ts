import { exporting as phrases } from '../../config/phrases/template.js';
import { loadSheetWords } from '../../config/sheet-words.js';
import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { writeWorkbook } from '../spreadsheet/index.js';
import type { Sheet } from './sheet.js';
import { sheets } from './sheets/index.js';
import { findSheet } from './titles.js';
import { storedSheet } from './written.js';

/** A workbook of stored sheets, and how many rows each has. */
interface Exported {
  readonly bytes: Buffer;
  readonly sheets: readonly { readonly sheet: string; readonly rows: number }[];
}

const sheetsNamed = (names: readonly string[]): readonly Sheet[] => {
  if (names.includes(phrases.all)) return [...sheets.values()];
  const words = loadSheetWords();
  const found = names.map((name) => {
    const sheet = findSheet(name, sheets, words);
    if (sheet !== undefined) return sheet;
    throw new TongbaoError('export.unknown_sheet', phrases.unknownSheet(name, [...sheets.keys()]));
  });
  return [...new Set(found)];
};

/**
 * Writes sheets of the contract from what is stored, in one workbook that can be imported as it is.
 * @param names of sheets, or 全部
 * @throws TongbaoError `export.unknown_sheet`
 */
export const exportSheets = async (reader: Reader, names: readonly string[]): Promise<Exported> => {
  const written = await Promise.all(sheetsNamed(names).map((sheet) => storedSheet(reader, sheet)));
  return {
    bytes: await writeWorkbook(written),
    sheets: written.map(({ name, rows }) => ({ sheet: name, rows: rows.length })),
  };
};
