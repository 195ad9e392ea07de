import { sheets as phrases } from '../../config/phrases/sheets.js';
import type { SheetWords } from '../../config/sheet-words.js';
import type { TableRow } from '../spreadsheet/index.js';
import type { Fault } from './faults.js';
import type { Sheet } from './sheet.js';
import type { RawSheet } from './source.js';
import { type Titles, titlesOf } from './titles.js';

/** Where the columns of a sheet stand in a table. */
export interface Header {
  /** Index of each known column's cell, by its key. */
  readonly cells: ReadonlyMap<string, number>;
  /** Titles that nobody knows. */
  readonly strange: readonly string[];
  /** The rows below the header. */
  readonly rows: readonly TableRow[];
  readonly faults: readonly Fault[];
}

/** Titles, notes and units of measure may stand above the header. */
const mostAbove = 15;
/** A header merged over more rows is none. */
const mostHeaderRows = 3;

const knownTitles = (row: TableRow, titles: Titles): number =>
  new Set(row.cells.flatMap((cell) => titles.find(cell)?.key ?? [])).size;

/** A further row of a header has nothing but titles, or what is merged from above. */
const continues = (row: TableRow, above: TableRow, titles: Titles): boolean =>
  knownTitles(row, titles) > 0 &&
  row.cells.every((cell, at) => cell === '' || cell === above.cells[at] || titles.find(cell) !== undefined);

/** First and last row of the header: the row with most known titles, and those merged with it. */
const findBlock = (rows: readonly TableRow[], titles: Titles): readonly [from: number, to: number] => {
  const known = rows.slice(0, mostAbove).map((row) => knownTitles(row, titles));
  const best = Math.max(...known, 0);
  const from = best === 0 ? 0 : known.indexOf(best);
  let to = from;
  for (let next = from + 1; next < from + mostHeaderRows; next += 1) {
    const [row, above] = [rows[next], rows[next - 1]];
    if (row === undefined || above === undefined || !continues(row, above, titles)) break;
    to = next;
  }
  // 得分 over 扣分项得分, 加分, 总分: the lower row has most titles, the others stand above it.
  const above = rows[from - 1];
  return [above !== undefined && knownTitles(above, titles) > 0 ? from - 1 : from, to];
};

/** The lowest title written above each column. */
const titleRow = (block: readonly TableRow[]): string[] => {
  const width = Math.max(...block.map(({ cells }) => cells.length), 0);
  return Array.from(
    { length: width },
    (_, at) => block.map(({ cells }) => (cells[at] ?? '').trim()).findLast((cell) => cell !== '') ?? '',
  );
};

/** Finds the header of a sheet: in any column order, under title lines, merged over rows, in other words. */
export const findHeader = (raw: RawSheet, sheet: Sheet, words: SheetWords): Header => {
  const titles = titlesOf(sheet, words);
  const [from, to] = findBlock(raw.rows, titles);
  const written = titleRow(raw.rows.slice(from, to + 1));
  const line = raw.rows[to]?.number ?? 1;
  const faults: Fault[] = [];
  const cells = new Map<string, number>();
  const passedOver = new Set<number>();
  for (const [key, { title, required }] of Object.entries(sheet.columns)) {
    const found = written.flatMap((one, at) => {
      const column = one === '' ? undefined : titles.find(one);
      return column?.key === key ? [{ at, own: column.own, written: one }] : [];
    });
    const own = found.filter((one) => one.own);
    const [first, second] = own.length > 0 ? own : found;
    if (own.length > 0) for (const one of found) if (!one.own) passedOver.add(one.at);
    const fault = (problem: string, expected: string): void => {
      faults.push({ file: raw.file, sheet: sheet.name, row: line, column: title, problem, expected });
    };
    if (first === undefined) {
      if (required) fault(phrases.missingColumn, phrases.missingColumnExpected(title));
      continue;
    }
    cells.set(key, first.at);
    if (second === undefined) continue;
    if (own.length > 0) fault(phrases.twice, phrases.twiceExpected);
    else fault(phrases.alike(found.map((one) => one.written)), phrases.alikeExpected(title));
  }
  const strange = written.filter(
    (one, at) => one !== '' && (titles.find(one) === undefined || passedOver.has(at)),
  );
  return {
    cells,
    strange: [...new Set(strange)],
    rows: raw.rows.slice(to + 1),
    faults,
  };
};
