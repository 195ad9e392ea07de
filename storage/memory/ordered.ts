import type { Index } from '../port.js';
import {
  compareEntries,
  type Entry,
  entriesAt,
  entriesOf,
  type Identified,
  LateEntry,
  type Paths,
  type Places,
  pathsOf,
} from './places.js';
import { type Edit, Sorted } from './sorted.js';
import { Stored } from './stored.js';

/** A record and where it stands in each index: whatever takes its place needs not read it. */
export interface Row<R extends Identified> {
  readonly id: string;
  /** `undefined` = it was removed. */
  readonly stored: Stored<R> | undefined;
  readonly places: Places;
  /** One more for each row that came to the collection. */
  readonly turn: number;
  /** The number of its id, see `Births`. */
  readonly born: number;
}

/** By index, its records in order, each as its position among all records. */
export type Orders = Readonly<Record<string, readonly number[]>>;

export interface OrderedIndex {
  readonly name: string;
  readonly fields: Index;
  readonly entries: Sorted<Entry, Entry>;
  /** Some record has, or once had, more than one entry. */
  readonly isMultiple: boolean;
}

/** What counts for the place of a row. */
type Born = Pick<Row<Identified>, 'born'>;

/** What came lately lies together: what is put and soon put again moves few other rows. */
const compareRows = (a: Born, b: Born): number => a.born - b.born;

/** Whether it has each position below `count` once. */
const isOrder = (positions: readonly number[], count: number): boolean => {
  const free = new Uint8Array(count).fill(1);
  for (const position of positions) {
    if (free[position] !== 1) return false;
    free[position] = 0;
  }
  return positions.length === count;
};

const isSpread = (entries: readonly Entry[]): boolean => entries.length > 1;

/** Records in the order in which they were born, and by each index, as a value. */
export class Ordered<R extends Identified> {
  readonly rows: Sorted<Row<R>, Born>;
  readonly indexes: readonly OrderedIndex[];
  /** The fields of each index. */
  readonly paths: readonly Paths[];

  private constructor(rows: Sorted<Row<R>, Born>, indexes: readonly OrderedIndex[], paths: readonly Paths[]) {
    this.rows = rows;
    this.indexes = indexes;
    this.paths = paths;
  }

  /**
   * `records`, whose ids differ.
   * @param orders of indexes in which each record has one place; others, and what is no order, are made here
   */
  static of<R extends Identified>(
    declared: Readonly<Record<string, Index>>,
    records: readonly R[],
    orders: Orders = {},
  ): Ordered<R> {
    const paths = Object.values(declared).map(pathsOf);
    const known = Object.keys(declared).map((name) => {
      const positions = orders[name];
      return positions !== undefined && isOrder(positions, records.length) ? positions : undefined;
    });
    const rows = records.map((record, turn) => ({
      id: record.id,
      stored: Stored.value(record),
      places: paths.map((index, at) =>
        known[at] === undefined ? entriesOf(record, index, turn) : [new LateEntry(record, index, turn)],
      ),
      turn,
      born: turn,
    }));
    const indexes = Object.entries(declared).map(([name, fields], at) => {
      const positions = known[at];
      if (positions !== undefined) {
        const inOrder = positions.flatMap((position) => entriesAt(rows[position]?.places, at));
        return { name, fields, entries: Sorted.inOrder(compareEntries, inOrder), isMultiple: false };
      }
      const entries = rows.flatMap(({ places }) => entriesAt(places, at));
      const isMultiple = entries.length > rows.length;
      return { name, fields, entries: Sorted.of(compareEntries, entries), isMultiple };
    });
    return new Ordered(Sorted.inOrder<Row<R>, Born>(compareRows, rows), indexes, paths);
  }

  /** The row of the id of that number. */
  row(born: number): Row<R> | undefined {
    return this.rows.first((row) => row.born - born);
  }

  /** With `changed` in the places of the rows of their ids; of several of one id the last. */
  with(changed: readonly Row<R>[]): Ordered<R> {
    const last = new Map<number, Row<R>>();
    for (const row of changed) last.set(row.born, row);
    const edits: Edit<Row<R>, Born>[] = [];
    for (const row of last.values()) {
      edits.push({ key: row, entry: row.stored === undefined ? undefined : row });
    }
    const before = new Map<number, Row<R>>();
    const rows = this.rows.edited(edits, (row) => void before.set(row.born, row));
    const indexes = this.indexes.map((index, at) => {
      const moves: Edit<Entry, Entry>[] = [];
      let { isMultiple } = index;
      for (const row of last.values()) {
        const old = entriesAt(before.get(row.born)?.places, at);
        const fresh = entriesAt(row.places, at);
        if (old === fresh) continue;
        for (const entry of old) moves.push({ key: entry, entry: undefined });
        for (const entry of fresh) moves.push({ key: entry, entry });
        isMultiple ||= isSpread(fresh);
      }
      if (moves.length === 0) return index;
      return { name: index.name, fields: index.fields, entries: index.entries.edited(moves), isMultiple };
    });
    return new Ordered(rows, indexes, this.paths);
  }
}
