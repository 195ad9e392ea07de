import { template as phrases } from '../../config/phrases/template.js';
import type { Reader } from '../../storage/port.js';
import type { WrittenCell, WrittenColumn, WrittenSheet } from '../spreadsheet/index.js';
import { type Column, recordId, type Sheet } from './sheet.js';

/** A column of the contract as a spreadsheet shows it: what must be filled in is marked. */
const writtenColumn = ({ title, required, cell }: Column<unknown, boolean>): WrittenColumn => ({
  title: required ? `${title}*` : title,
  required,
  format: cell.format,
  ...(cell.words === undefined ? {} : { words: cell.words }),
});

/** The example row of a sheet, marked as one where it begins. */
const exampleOf = ({ name, columns }: Sheet): string[] => {
  const examples = phrases.examples[name] ?? {};
  return Object.values(columns)
    .filter((column) => column !== recordId)
    .map(({ title }, at) => `${at === 0 ? phrases.exampleMark : ''}${examples[title] ?? ''}`);
};

/** A sheet of the contract as people get it to fill in, with one example row. */
export const blankSheet = (sheet: Sheet): WrittenSheet => ({
  name: sheet.name,
  columns: Object.values(sheet.columns)
    .filter((column) => column !== recordId)
    .map(writtenColumn),
  example: exampleOf(sheet),
  rows: [],
});

/** A sheet of the contract with everything stored; importing it again changes nothing. */
export const storedSheet = async (reader: Reader, sheet: Sheet): Promise<WrittenSheet> => {
  const columns = Object.entries(sheet.columns);
  const rows = (await sheet.list(reader)).map((row) =>
    columns.map(([key, { cell }]): WrittenCell => {
      const value = row[key];
      return value === undefined ? undefined : cell.write(value);
    }),
  );
  return { name: sheet.name, columns: columns.map(([, column]) => writtenColumn(column)), rows };
};
