import { cells as cellPhrases, sheets as phrases } from '../../config/phrases/sheets.js';
import { template } from '../../config/phrases/template.js';
import type { SheetWords } from '../../config/sheet-words.js';
import type { CellTrouble, TableRow } from '../spreadsheet/index.js';
import type { Cell } from './cells.js';
import { type Fault, rowRanges, type Warnings } from './faults.js';
import { findHeader, type Header } from './header.js';
import { letOthersIn } from './let-others-in.js';
import type { Column, Sheet } from './sheet.js';
import type { RawSheet } from './source.js';

/** A row whose cells were read, with where it stands. */
export interface ReadRow {
  readonly file: string;
  readonly sheet: Sheet;
  readonly number: number;
  /** What could be read; what could not is missing. */
  readonly values: Readonly<Record<string, unknown>>;
  /** `clean`: no fault. `usable`: with faults, but every required cell was read. */
  readonly state: 'clean' | 'usable' | 'broken';
}

export interface ReadSheet {
  readonly rows: readonly ReadRow[];
  readonly faults: readonly Fault[];
}

/** Signs that nobody sees or types: no-break spaces, zero-width marks, what a page was copied with. */
const tidy = (cell: string): string =>
  cell
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\u00AD\u200B\u200E\u200F\u2060\uFEFF]/g, '')
    .trim();

const errorValue = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)/;
/** What is left of a text that was read in the wrong encoding, and lone halves of signs. */
const garbled =
  /\uFFFD|锟斤拷|(?:烫){3,}|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const fullWidth = /[\uFF01-\uFF5E\u3000]/;

type Wrong = Pick<Fault, 'problem' | 'expected'>;

const troubleOf = (trouble: CellTrouble | undefined, cell: string, format: string): Wrong | undefined => {
  if (trouble === 'formula_without_value') {
    return {
      problem: cellPhrases.formulaWithoutValue,
      expected: cellPhrases.formulaWithoutValueExpected,
    };
  }
  if (trouble === 'too_many_digits' && format === 'text') {
    return { problem: cellPhrases.tooManyDigits, expected: cellPhrases.tooManyDigitsExpected };
  }
  const [error] = errorValue.exec(cell) ?? [];
  if (error !== undefined) {
    return { problem: cellPhrases.formulaError(error), expected: cellPhrases.formulaErrorExpected };
  }
  return garbled.test(cell)
    ? { problem: cellPhrases.garbled, expected: cellPhrases.garbledExpected }
    : undefined;
};

/** The row that shows how a blank sheet is filled in. */
const isExample = ({ cells }: TableRow): boolean =>
  tidy(cells.find((cell) => cell.trim() !== '') ?? '').startsWith(template.exampleMark);

/** Whether it is still as the template has it; what somebody wrote into it is not left out in silence. */
const isShippedExample = ({ cells }: TableRow, { name }: Sheet): boolean => {
  const shipped = new Set(Object.values(template.examples[name] ?? {}));
  return cells.every((cell) => {
    const text = tidy(cell);
    return text === '' || shipped.has(text.replace(template.exampleMark, ''));
  });
};

/** 注：…, 填表人：…: a line below the table that stands in one cell, or merged over the row. */
const isFooter = ({ cells }: TableRow): boolean => {
  const only = tidy(cells.find((cell) => cell.trim() !== '') ?? '');
  return (
    /^(注|备注|说明|填表|制表|填报|审核|联系人|单位负责人)[^:：]{0,3}[:：]/.test(only) &&
    cells.every((cell) => cell.trim() === '' || tidy(cell) === only)
  );
};

/** Reads the rows of one sheet, and collects what is wrong with them. */
class RowsReader {
  readonly faults: Fault[] = [];
  readonly #raw: RawSheet;
  readonly #sheet: Sheet;
  readonly #header: Header;
  readonly #warnings: Warnings;

  constructor(raw: RawSheet, sheet: Sheet, header: Header, warnings: Warnings) {
    this.#raw = raw;
    this.#sheet = sheet;
    this.#header = header;
    this.#warnings = warnings;
  }

  row(row: TableRow): ReadRow | undefined {
    if (row.cells.every((cell) => tidy(cell) === '') && row.troubles === undefined) return undefined;
    const values: Record<string, unknown> = {};
    const before = this.faults.length;
    let usable = true;
    for (const [key, column] of Object.entries(this.#sheet.columns)) {
      const value = this.#cell(row, this.#header.cells.get(key) ?? -1, column);
      if (value !== undefined) values[key] = value;
      else if (column.required) usable = false;
    }
    const state = this.faults.length === before ? 'clean' : usable ? 'usable' : 'broken';
    return { file: this.#raw.file, sheet: this.#sheet, number: row.number, values, state };
  }

  #cell(row: TableRow, at: number, { title, required, cell }: Column<unknown, boolean>): unknown {
    const text = tidy(row.cells[at] ?? '');
    const place = { file: this.#raw.file, sheet: this.#sheet.name, row: row.number, column: title };
    const trouble = troubleOf(row.troubles?.get(at), text, cell.format);
    if (trouble !== undefined) {
      this.faults.push({ ...place, ...trouble });
      return undefined;
    }
    if (text === '') {
      if (required) {
        this.faults.push({ ...place, problem: cellPhrases.empty, expected: cellPhrases.emptyExpected });
      }
      return undefined;
    }
    const parsed = cell.read(text);
    if (!parsed.ok) {
      this.faults.push({ ...place, problem: parsed.problem, expected: parsed.expected });
      return undefined;
    }
    this.#remark(place, text, cell, parsed.value);
    return parsed.value;
  }

  #remark(
    place: Pick<Fault, 'file' | 'sheet' | 'row' | 'column'>,
    text: string,
    cell: Cell<unknown>,
    value: unknown,
  ): void {
    if (cell.free !== true && fullWidth.test(text)) this.#warnings.onRow(place, phrases.fullWidth);
    if (cell.masks === true && value !== text) this.#warnings.onRow(place, phrases.masked);
  }
}

const warnOfSheet = (raw: RawSheet, sheet: Sheet, header: Header, warnings: Warnings): void => {
  const { file } = raw;
  for (const title of header.strange) warnings.add(phrases.unknownColumn(file, sheet.name, title));
  if (raw.hidden === true) warnings.add(phrases.hiddenSheet(file, sheet.name));
  const hidden = header.rows.filter((row) => row.hidden === true).map(({ number }) => number);
  if (hidden.length > 0) warnings.add(phrases.hiddenRows(file, sheet.name, rowRanges(hidden)));
  for (const [key, at] of header.cells) {
    const title = sheet.columns[key]?.title ?? key;
    if (raw.hiddenColumns?.has(at) === true) warnings.add(phrases.hiddenColumn(file, sheet.name, title));
  }
};

/** Reads the cells of one sheet; each that is wrong is a fault of its own. */
export const readRows = async (
  raw: RawSheet,
  sheet: Sheet,
  words: SheetWords,
  warnings: Warnings,
): Promise<ReadSheet> => {
  const header = findHeader(raw, sheet, words);
  warnOfSheet(raw, sheet, header, warnings);
  if (header.faults.length > 0) return { rows: [], faults: header.faults };
  const reader = new RowsReader(raw, sheet, header, warnings);
  const rows: ReadRow[] = [];
  for (const [at, one] of header.rows.entries()) {
    await letOthersIn(at);
    if (isExample(one)) {
      if (!isShippedExample(one, sheet)) warnings.add(phrases.example(raw.file, sheet.name, one.number));
      continue;
    }
    if (isFooter(one)) {
      warnings.add(phrases.footer(raw.file, sheet.name, one.number));
      continue;
    }
    const read = reader.row(one);
    if (read !== undefined) rows.push(read);
  }
  return { rows, faults: reader.faults };
};
