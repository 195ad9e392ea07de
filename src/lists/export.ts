import { lists as phrases } from '../../config/phrases/lists.js';
import { exporting } from '../../config/phrases/template.js';
import { TongbaoError } from '../domain/error.js';
import { sheetNames, sheetsNamed, storedSheets } from '../ingest/index.js';
import { type WrittenSheet, writeWorkbook } from '../spreadsheet/index.js';
import { type List, type ListParts, writtenTime } from './list.js';
import { lists } from './registry.js';

/** A workbook, and how many rows each of its sheets has. */
interface Exported {
  readonly bytes: Buffer;
  readonly sheets: readonly { readonly sheet: string; readonly rows: number }[];
}

/** A list as a sheet, with the moment for which it holds. */
const listedSheet = async (list: List, parts: ListParts): Promise<WrittenSheet> => ({
  name: list.name,
  title: list.name,
  notes: [phrases.asOf(writtenTime(parts.now))],
  columns: list.columns,
  rows: await list.rows(parts),
});

const sheetsFor = async (name: string, parts: ListParts): Promise<WrittenSheet[]> => {
  const list = lists.get(name);
  if (list !== undefined) return [await listedSheet(list, parts)];
  const sheets = sheetsNamed(name);
  if (sheets !== undefined) return await storedSheets(parts.reader, sheets);
  throw new TongbaoError(
    'export.unknown_sheet',
    exporting.unknownSheet(name, sheetNames(), [...lists.keys()]),
  );
};

/**
 * Writes sheets of the contract from what is stored, which can be imported as they are, and lists, which only
 * show how things stand. Each comes once.
 * @param names of sheets or lists, or 全部 for every sheet of the contract
 * @throws TongbaoError `export.unknown_sheet`
 */
export const exportWorkbook = async (parts: ListParts, names: readonly string[]): Promise<Exported> => {
  const found = (await Promise.all(names.map((name) => sheetsFor(name, parts)))).flat();
  const sheets = [...new Map(found.map((sheet) => [sheet.name, sheet])).values()];
  return {
    bytes: await writeWorkbook(sheets),
    sheets: sheets.map(({ name, rows }) => ({ sheet: name, rows: rows.length })),
  };
};
