import { tooManyRows } from './refusals.js';
import { type CellTrouble, mostRows, type TableRow } from './table.js';

/** Columns beyond this hold nothing of ours, and a far stray cell must not cost memory. */
const mostColumns = 200;
/** Cells that merged ranges may fill; a whole column merged by accident must not cost minutes. */
const mostMerged = 500_000;

/** Index of the column of a reference, `A1` → 0. */
export const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference.replace(/\d.*$/, '')) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
};

export const rowOf = (reference: string): number => Number(reference.replace(/^\D+/, ''));

/** Cells of a sheet while it is read. Cells without content take no room, however many are formatted. */
export class Grid {
  readonly #rows = new Map<number, string[]>();
  readonly #troubles = new Map<number, Map<number, CellTrouble>>();
  readonly #hidden = new Set<number>();
  readonly #file: string;
  readonly #sheet: string;
  #merged = 0;
  #last = 0;

  constructor(file: string, sheet: string) {
    this.#file = file;
    this.#sheet = sheet;
  }

  set(row: number, column: number, value: string): void {
    if (value === '' || !(column >= 0 && column < mostColumns && row >= 1)) return;
    let cells = this.#rows.get(row);
    if (cells === undefined) {
      cells = [];
      this.#rows.set(row, cells);
      this.#last = Math.max(this.#last, row);
      if (this.#rows.size > mostRows) throw tooManyRows(this.#file, this.#sheet, mostRows);
    }
    while (cells.length < column) cells.push('');
    cells[column] = value;
  }

  trouble(row: number, column: number, what: CellTrouble): void {
    const ofRow = this.#troubles.get(row) ?? new Map<number, CellTrouble>();
    this.#troubles.set(row, ofRow.set(column, what));
  }

  hide(row: number): void {
    this.#hidden.add(row);
  }

  /** Cells of a merged range take the value of its first one, as a person reads them. */
  merge(range: string): void {
    const [from = '', to = from] = range.split(':');
    const [top, left] = [rowOf(from), columnOf(from)];
    const [bottom, right] = [Math.min(rowOf(to), this.#last), Math.min(columnOf(to), mostColumns - 1)];
    const value = this.#rows.get(top)?.[left] ?? '';
    if (value === '') return;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        this.#merged += 1;
        if (this.#merged > mostMerged) throw tooManyRows(this.#file, this.#sheet, mostRows);
        this.set(row, column, value);
      }
    }
  }

  /** The rows that hold something, or something that could not be read. */
  rows(): TableRow[] {
    const numbers = new Set([...this.#rows.keys(), ...this.#troubles.keys()]);
    return [...numbers]
      .sort((a, b) => a - b)
      .map((number) => {
        const troubles = this.#troubles.get(number);
        return {
          number,
          cells: this.#rows.get(number) ?? [],
          ...(this.#hidden.has(number) ? { hidden: true } : {}),
          ...(troubles === undefined ? {} : { troubles }),
        };
      });
  }
}
