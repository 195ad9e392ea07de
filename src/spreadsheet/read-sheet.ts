import { spreadsheet as phrases } from '../../config/phrases/spreadsheet.js';
import { columnOf, Grid, rowOf } from './grid.js';
import { type Shown, showNumber } from './shown.js';
import type { Table } from './table.js';
import { type Attributes, readXml, unescapeText } from './xml.js';

/** What the cells of all sheets refer to. */
export interface Workbook {
  readonly file: string;
  readonly strings: readonly string[];
  readonly styles: readonly Shown[];
  readonly from1904: boolean;
}

/** Excel keeps fifteen digits of a number: longer ones have lost their end before we see them. */
const longestNumber = 1e15;

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: Shown;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

const showCell = ({ type, style, value }: OpenCell, { strings, from1904 }: Workbook): string => {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? phrases.yes : phrases.no;
  if (type === 'n') return showNumber(value, style, from1904);
  return unescapeText(value);
};

/** Hears one worksheet and fills a grid. Writers may leave out the references of rows and cells. */
class SheetReader {
  readonly grid: Grid;
  readonly hiddenColumns = new Set<number>();
  readonly #workbook: Workbook;
  readonly #merged: string[] = [];
  #row = 0;
  #column = -1;
  #cell: OpenCell | undefined;
  #reading = false;
  #inPhonetic = false;

  constructor(workbook: Workbook, name: string) {
    this.#workbook = workbook;
    this.grid = new Grid(workbook.file, name);
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r);
        this.#column = -1;
        if (isTrue(attributes.hidden)) this.grid.hide(this.#row);
        break;
      case 'c':
        this.#openCell(attributes);
        break;
      case 'f':
        if (this.#cell !== undefined) this.#cell.hasFormula = true;
        break;
      case 'rPh':
        this.#inPhonetic = true;
        break;
      case 'v':
      case 't':
        this.#reading = this.#cell !== undefined && !this.#inPhonetic;
        if (this.#cell !== undefined) this.#cell.hasValue = true;
        break;
      case 'col':
        if (isTrue(attributes.hidden)) this.#hideColumns(Number(attributes.min), Number(attributes.max));
        break;
      case 'mergeCell':
        if (attributes.ref !== undefined) this.#merged.push(attributes.ref);
        break;
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false;
    if (name === 'rPh') this.#inPhonetic = false;
    if (name === 'c') this.#closeCell();
  }

  text(text: string): void {
    if (this.#reading && this.#cell !== undefined) this.#cell.value += text;
  }

  end(): void {
    for (const range of this.#merged) this.grid.merge(range);
  }

  #openCell({ r, t = 'n', s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    this.#cell = {
      row: r === undefined ? this.#row : rowOf(r),
      column: this.#column,
      type: t,
      style: this.#workbook.styles[Number(s ?? -1)],
      value: '',
      hasValue: false,
      hasFormula: false,
    };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined) return;
    const { row, column } = cell;
    if (cell.hasFormula && !cell.hasValue) this.grid.trouble(row, column, 'formula_without_value');
    if (cell.type === 'n' && cell.style === undefined && Math.abs(Number(cell.value)) >= longestNumber) {
      this.grid.trouble(row, column, 'too_many_digits');
    }
    this.grid.set(row, column, showCell(cell, this.#workbook));
  }

  #hideColumns(from: number, to: number): void {
    // The last columns of a sheet are often hidden, 16,000 of them.
    for (let column = from; column <= Math.min(to, 500); column += 1) this.hiddenColumns.add(column - 1);
  }
}

/** One worksheet: text, numbers as shown, stored values of formulas, merged cells filled. */
export const readSheet = async (
  part: Buffer,
  workbook: Workbook,
  { name, hidden }: { readonly name: string; readonly hidden: boolean },
): Promise<Table> => {
  const reader = new SheetReader(workbook, name);
  await readXml(part, workbook.file, reader);
  reader.end();
  return { name, hidden, rows: reader.grid.rows(), hiddenColumns: reader.hiddenColumns };
};
