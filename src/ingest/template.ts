import { template as phrases } from '../../config/phrases/template.js';
import { type WrittenSheet, writeWorkbook } from '../spreadsheet/index.js';
import { recordId, type Sheet } from './sheet.js';
import { sheets } from './sheets/index.js';
import { instructions } from './source.js';
import { blankSheet } from './written.js';

const rowsOf = ({ name, columns }: Sheet): string[][] =>
  Object.values(columns)
    .filter((column) => column !== recordId)
    .map(({ title, required, cell }) => [
      name,
      title,
      required ? phrases.required : '',
      cell.hint,
      phrases.examples[name]?.[title] ?? '',
    ]);

/** The sheet for people: every column with what it wants and an example. */
const explanation = (): WrittenSheet => ({
  name: instructions,
  title: phrases.title,
  notes: phrases.notes,
  columns: [
    { title: phrases.columns.sheet, width: 12 },
    { title: phrases.columns.column, width: 18 },
    { title: phrases.columns.required, width: 8 },
    { title: phrases.columns.hint, width: 62, wrap: true },
    { title: phrases.columns.example, width: 36, wrap: true },
  ],
  rows: [...sheets.values()].flatMap(rowsOf),
});

/** The blank workbook: 说明, then every sheet of the contract with its headers and drop-downs. */
export const makeTemplate = (): Promise<Buffer> =>
  writeWorkbook([explanation(), ...[...sheets.values()].map(blankSheet)]);
