import { sheets as phrases } from '../../config/phrases/sheets.js';

/** Something wrong with one cell, one row or one column, as the person who made the sheet can find it. */
export interface Fault {
  readonly file: string;
  readonly sheet: string;
  /** As the spreadsheet shows it, from 1; the header's for what is wrong with a whole column. */
  readonly row: number;
  readonly column: string;
  readonly problem: string;
  readonly expected: string;
}

const mostRanges = 10;

/** Row numbers as people write them: `3-7、12`. */
export const rowRanges = (numbers: readonly number[]): string => {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const shown = ranges
    .slice(0, mostRanges)
    .map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
  return phrases.rows(shown, sorted.length, ranges.length > mostRanges);
};

/** Collects warnings: whole sentences, and what many rows of a column have in common as one. */
export class Warnings {
  readonly #sentences: string[] = [];
  readonly #onRows = new Map<string, { say: (rows: string) => string; rows: number[] }>();

  add(sentence: string): void {
    this.#sentences.push(sentence);
  }

  onRow(at: { file: string; sheet: string; row: number; column: string }, what: string): void {
    const { file, sheet, row, column } = at;
    const key = [file, sheet, column, what].join('\u0001');
    const known = this.#onRows.get(key);
    if (known !== undefined) known.rows.push(row);
    else {
      const say = (rows: string): string => phrases.onRows(file, sheet, column, rows, what);
      this.#onRows.set(key, { say, rows: [row] });
    }
  }

  all(): string[] {
    return [...this.#sentences, ...[...this.#onRows.values()].map(({ say, rows }) => say(rowRanges(rows)))];
  }
}
