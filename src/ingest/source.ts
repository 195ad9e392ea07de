import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { TongbaoError } from '../domain/error.js';
import { readCsv } from './csv.js';
import { readWorkbook } from './workbook.js';

/** One row as the spreadsheet shows it: `number` counts the header as row 1. */
export interface RawRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** One sheet before its cells mean anything. */
export interface RawSheet {
  readonly name: string;
  /** File it came from, for the report. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly RawRow[];
}

/** A sheet for people; never data. */
const instructions = '说明';
/** More than any city has; a file above it is not one of ours. */
const largestFile = 50 * 1024 * 1024;
const mostRows = 200_000;

const toSheet = (name: string, file: string, table: readonly RawRow[]): RawSheet => {
  const [first, ...rest] = table.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rest.length > mostRows) {
    throw new TongbaoError(
      'import.too_many_rows',
      `${file} 的“${name}”有 ${rest.length} 行，超过 ${mostRows} 行的上限。`,
    );
  }
  return { name, file, header: (first?.cells ?? []).map((cell) => cell.trim()), rows: rest };
};

const readBytes = async (path: string): Promise<Buffer> => {
  const { size } = await stat(path);
  if (size > largestFile) {
    throw new TongbaoError(
      'import.too_large',
      `${path} 有 ${Math.ceil(size / 1048576)} MB，超过 50 MB 的上限。`,
    );
  }
  return await readFile(path);
};

const readFileSheets = async (path: string): Promise<RawSheet[]> => {
  const extension = extname(path).toLowerCase();
  const file = basename(path);
  if (extension === '.csv') {
    const name = basename(path, extname(path));
    return [toSheet(name, file, readCsv(await readBytes(path), file))];
  }
  if (extension === '.xlsx') {
    const sheets = readWorkbook(await readBytes(path), file);
    return sheets.map(({ name, rows }) => toSheet(name.trim(), file, rows));
  }
  if (extension === '.xls' || extension === '.et') {
    throw new TongbaoError(
      'import.old_format',
      `${file} 是旧格式，请用 WPS 或 Excel 打开后另存为 .xlsx，再导入。`,
    );
  }
  throw new TongbaoError(
    'import.unknown_format',
    `不认识 ${file} 的格式。可以导入 .xlsx、.csv，或放着 CSV 的文件夹。`,
  );
};

/**
 * Reads a workbook, a CSV file, or every CSV file of a folder.
 * @throws TongbaoError when a file cannot be read at all
 */
export const readSource = async (path: string): Promise<RawSheet[]> => {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw new TongbaoError('import.not_found', `找不到 ${path}。请核对路径。`, { cause: error });
  }
  if (!isFolder) return (await readFileSheets(path)).filter(({ name }) => name !== instructions);
  const files = (await readdir(path)).filter((name) => name.toLowerCase().endsWith('.csv')).sort();
  if (files.length === 0) throw new TongbaoError('import.empty_folder', `${path} 里没有 .csv 文件。`);
  const sheets = await Promise.all(files.map((name) => readFileSheets(join(path, name))));
  return sheets.flat().filter(({ name }) => name !== instructions);
};
