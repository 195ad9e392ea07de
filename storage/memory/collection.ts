import type { Index } from '../port.js';
import type { IndexQuery } from '../query.js';
import { Births } from './births.js';
import { Ordered, type Orders, type Row } from './ordered.js';
import { type Entry, type Identified, type Places, placesOf } from './places.js';
import { sideOf } from './query.js';
import { Recent } from './recent.js';
import type { Sorted } from './sorted.js';
import { Stored } from './stored.js';

/** So many ids that nothing is stored of are not worth a new line. */
const fewForgotten = 1000;

/** Rows of a line of collections by their ids. */
interface Known<R extends Identified> {
  /** The last row of each id: of every one that the line had since it began, or only of those that came since. */
  readonly rows: Map<string, Row<R>>;
  readonly isWhole: boolean;
  /** Shared with the lines that branched off. */
  readonly births: Births;
}

const allKnown = <R extends Identified>(all: Iterable<Row<R>>, nextBirth: number): Known<R> => {
  const rows = new Map<string, Row<R>>();
  for (const row of all) rows.set(row.id, row);
  return { rows, isWhole: true, births: new Births(rows.values(), nextBirth) };
};

const nowhere: Places = [];

/** What stands for a record that was removed. */
const gone = <R extends Identified>({ id, born }: Row<R>, turn: number): Row<R> => ({
  id,
  stored: undefined,
  places: nowhere,
  turn,
  born,
});

/** After so many ids the positions of a layout would take too much room: until the next start it says no orders. */
const mostBirths = 2 ** 24;

/** A collection as a snapshot keeps it. */
export interface Layout<R extends Identified> {
  /** All records, in some order. */
  readonly records: Iterable<Stored<R>>;
  /**
   * By index, the position of each record in `records`, in the order of the index, many at a time; to be asked for when
   * all records were. An index in which some record has several places is left out.
   */
  readonly orders: Iterable<readonly [index: string, positions: Iterable<readonly number[]>]>;
}

/** The records of one collection with their indexes, as a value: every change answers a new collection. */
export class Collection<R extends Identified> {
  readonly #recent: Recent<R>;
  /** How many of the recent rows this one has. */
  readonly #count: number;
  /** Once somebody has asked for it: a collection of before may be asked many times while newer ones are too. */
  #inOrder: Ordered<R> | undefined;
  /**
   * Shared by the line: the collections that this one came from, and those that come from it. A row that came before
   * this collection's turn is the row here too, and is found without a search.
   */
  readonly #known: Known<R>;

  private constructor(recent: Recent<R>, count: number, known: Known<R>) {
    this.#recent = recent;
    this.#count = count;
    this.#known = known;
  }

  /** A line of its own. */
  static #begin<R extends Identified>(ordered: Ordered<R>, turn: number, nextBirth: number): Collection<R> {
    return new Collection(new Recent(ordered, turn), 0, allKnown(ordered.rows, nextBirth));
  }

  /**
   * A collection of `records`, whose ids differ.
   * @param orders what the layout of a collection of these records said
   */
  static of<R extends Identified>(
    declared: Readonly<Record<string, Index>>,
    records: readonly R[] = [],
    orders: Orders = {},
  ): Collection<R> {
    const { length } = records;
    return Collection.#begin(Ordered.of(declared, records, orders), length, length);
  }

  get(id: string): R | undefined {
    return this.#row(id)?.stored?.value;
  }

  has(id: string): boolean {
    return this.#row(id)?.stored !== undefined;
  }

  /** All records, by their ids: whatever was done to bring them about, they come in the same order. */
  all(): Stored<R>[] {
    const all: Stored<R>[] = [];
    for (const { stored } of this.#ordered.rows) if (stored !== undefined) all.push(stored);
    return all.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  layout(): Layout<R> {
    const { rows, indexes } = this.#ordered;
    const { next } = this.#known.births;
    const hasRoom = next <= mostBirths;
    // By the number of an id.
    const positions = new Int32Array(hasRoom ? next : 0);
    function* records(): Generator<Stored<R>> {
      let position = 0;
      for (const some of rows.chunks) {
        for (const { stored, born } of some) {
          if (stored === undefined) continue;
          positions[born] = position;
          position += 1;
          yield stored;
        }
      }
    }
    function* order(entries: Sorted<Entry, Entry>): Generator<readonly number[]> {
      // None is missing; were one, the next start would take this for no order and make its own.
      for (const some of entries.chunks) yield some.map(({ born }) => positions[born] ?? 0);
    }
    function* orders(): Generator<readonly [string, Iterable<readonly number[]>]> {
      if (!hasRoom) return;
      for (const { name, entries, isMultiple } of indexes) if (!isMultiple) yield [name, order(entries)];
    }
    return { records: records(), orders: orders() };
  }

  /**
   * With `record` in the place of the one of its id.
   * @param stored what is kept of it
   */
  with(record: R, stored = Stored.value(record)): Collection<R> {
    return this.#after(this.#rowOf(record, stored, this.#turn));
  }

  without(id: string): Collection<R> {
    const before = this.#row(id);
    return before?.stored === undefined ? this : this.#after(gone(before, this.#turn));
  }

  /** With many records changed at once; `undefined` = removed. */
  withChanges(changes: ReadonlyMap<string, R | undefined>): Collection<R> {
    let turn = this.#turn;
    const rows: Row<R>[] = [];
    for (const [id, record] of changes) {
      if (record !== undefined) {
        rows.push(this.#rowOf(record, Stored.value(record), turn));
      } else {
        const before = this.#row(id);
        if (before !== undefined) rows.push(gone(before, turn));
      }
      turn += 1;
    }
    return Collection.#begin(this.#ordered.with(rows), turn, this.#known.births.next);
  }

  /**
   * Each matching record once, at its first place.
   * @throws TongbaoError `store.bad_query` when the index does not exist or cannot answer this
   */
  find(query: IndexQuery): R[] {
    const index = this.#ordered.indexes.find(({ name }) => name === query.index);
    const side = sideOf(query, index?.fields);
    const limit = query.limit ?? Number.POSITIVE_INFINITY;
    const found: R[] = [];
    if (limit === 0) return found;
    const seen = index?.isMultiple === true ? new Set<string>() : undefined;
    index?.entries.visit(side, query.order ?? 'asc', ({ id }) => {
      if (seen?.has(id)) return true;
      seen?.add(id);
      const record = this.get(id);
      if (record !== undefined) found.push(record);
      return found.length < limit;
    });
    return found;
  }

  /** Of the next row. */
  get #turn(): number {
    return this.#recent.turn + this.#count;
  }

  get #ordered(): Ordered<R> {
    this.#inOrder ??= this.#recent.ordered(this.#count);
    return this.#inOrder;
  }

  #row(id: string): Row<R> | undefined {
    const last = this.#known.rows.get(id);
    if (last === undefined) return this.#known.isWhole ? undefined : this.#rowAtStart(id);
    if (last.turn < this.#turn) return last;
    return this.#recent.row(id, this.#count) ?? this.#rowAtStart(id);
  }

  #rowAtStart(id: string): Row<R> | undefined {
    const born = this.#known.births.of(id);
    return born === undefined ? undefined : this.#recent.start.row(born);
  }

  /** What `record` becomes here. */
  #rowOf(record: R, stored: Stored<R>, turn: number): Row<R> {
    const before = this.#row(record.id);
    // One that was removed stands nowhere.
    const stood = before?.stored === undefined ? undefined : before.places;
    const born = before?.born ?? this.#known.births.give(record.id);
    return {
      id: record.id,
      stored,
      places: placesOf(record, this.#recent.start.paths, born, stood),
      turn,
      born,
    };
  }

  #after(row: Row<R>): Collection<R> {
    const recent = this.#recent;
    if (recent.count > this.#count) return this.#branch().#after(row);
    recent.add(row);
    this.#known.rows.set(row.id, row);
    const count = this.#count + 1;
    if (!recent.isFull) return new Collection(recent, count, this.#known);
    const ordered = recent.ordered(count);
    const { births } = this.#known;
    // What was removed, and what was given up before it was committed.
    const forgotten = births.size - ordered.rows.length;
    return forgotten > Math.max(fewForgotten, ordered.rows.length)
      ? Collection.#begin(ordered, this.#turn + 1, births.next)
      : new Collection(new Recent(ordered, this.#turn + 1), 0, this.#known);
  }

  /** The same in a line of its own: another one has gone on from here, and what it added is not of this one. */
  #branch(): Collection<R> {
    // Whoever refuses a transaction is not to wait until all records are listed.
    const known = { rows: new Map(), isWhole: false, births: this.#known.births };
    return new Collection(new Recent(this.#ordered, this.#turn), 0, known);
  }
}
