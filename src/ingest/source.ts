import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { sources as phrases } from '../../config/phrases/sources.js';
import { spreadsheet } from '../../config/phrases/spreadsheet.js';
import { TongbaoError } from '../domain/error.js';
import { mostRows, readWorkbook, type Table } from '../spreadsheet/index.js';
import { readCsv } from './csv.js';
import { formatOf } from './format.js';

/** One sheet before its cells mean anything, with the file that it came from. */
export interface RawSheet extends Table {
  readonly file: string;
}

/** A sheet for people; never data. */
export const instructions = '说明';
const megabyte = 1024 * 1024;
/** More than any city has; a file above it is not one of ours. */
const mostMegabytes = 50;

const hasContent = ({ cells, troubles }: Table['rows'][number]): boolean =>
  troubles !== undefined || cells.some((cell) => cell.trim() !== '');

const toSheet = (file: string, table: Table): RawSheet => {
  const rows = table.rows.filter(hasContent);
  if (rows.length > mostRows) {
    throw new TongbaoError('import.too_many_rows', spreadsheet.tooManyRows(file, table.name, mostRows));
  }
  return { ...table, rows, file };
};

/** Reads the bytes of an open file: what was measured is what is read, even if the path is swapped meanwhile. */
const readBytes = async (path: string): Promise<Buffer> => {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size > mostMegabytes * megabyte) {
      throw new TongbaoError(
        'import.too_large',
        phrases.tooLarge(path, Math.ceil(size / megabyte), mostMegabytes),
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
};

const readFileSheets = async (path: string): Promise<RawSheet[]> => {
  const file = basename(path);
  const bytes = await readBytes(path);
  const extension = extname(path);
  if (formatOf(bytes, file, extension.toLowerCase()) === 'xlsx') {
    return (await readWorkbook(bytes, file)).map((table) => toSheet(file, table));
  }
  const name = basename(path, extension).trim();
  return [toSheet(file, { name, rows: readCsv(bytes, file) })];
};

/** Excel and WPS keep `~$…` beside an open workbook. */
const isData = (name: string): boolean =>
  /\.(csv|xlsx|xlsm|xls|et)$/i.test(name) && !name.startsWith('~$') && !name.startsWith('.');

/**
 * Reads a workbook, a CSV file, or every one of a folder.
 * @throws TongbaoError when a file cannot be read at all
 */
export const readSource = async (path: string): Promise<RawSheet[]> => {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw new TongbaoError('import.not_found', phrases.notFound(path), { cause: error });
  }
  const files = isFolder ? (await readdir(path)).filter(isData).sort() : [];
  if (isFolder && files.length === 0) {
    throw new TongbaoError('import.empty_folder', phrases.emptyFolder(path));
  }
  const sheets: RawSheet[] = [];
  // One after another: each may take a hundred megabytes while it is read.
  for (const one of isFolder ? files.map((file) => join(path, file)) : [path]) {
    sheets.push(...(await readFileSheets(one)));
  }
  return sheets.filter(({ name }) => name !== instructions);
};
