import type { Index } from '../port.js';
import type { IndexQuery } from '../query.js';
import { Ordered, type Orders, type Row } from './ordered.js';
import { type Identified, placesOf } from './places.js';
import { sideOf } from './query.js';
import { Recent } from './recent.js';
import { Stored } from './stored.js';

/** Ids of so many removed records take no room worth a new list. */
const fewRemoved = 1000;

const byIds = <R extends Identified>(rows: Iterable<Row<R>>): Map<string, Row<R>> => {
  const known = new Map<string, Row<R>>();
  for (const row of rows) known.set(row.id, row);
  return known;
};

/** What stands for a record that was removed. */
const gone = <R extends Identified>(id: string, turn: number, born = turn): Row<R> => ({
  id,
  stored: undefined,
  places: [],
  turn,
  born,
});

/** After so many rows without a restart the positions of a layout would take too much room. */
const mostTurns = 2 ** 24;

/** A collection as a snapshot keeps it. */
export interface Layout<R extends Identified> {
  /** All records, in some order by their ids. */
  readonly records: Iterable<Stored<R>>;
  /**
   * By index, the position of each record in `records`, in the order of the index; to be asked for when all records
   * were. An index in which some record has several places is left out.
   */
  readonly orders: Iterable<readonly [index: string, positions: Iterable<number>]>;
}

/** The records of one collection with their indexes, as a value: every change answers a new collection. */
export class Collection<R extends Identified> {
  readonly #recent: Recent<R>;
  /** How many of the recent rows this one has. */
  readonly #count: number;
  /**
   * The last row of every id that this collection, or one that it was made of or that was made of it, ever had. One
   * that came before this collection's turn is the row here too, and is found without a search.
   */
  readonly #known: Map<string, Row<R>>;
  /** How many of them were removed since that list was made. */
  readonly #removed: number;

  private constructor(recent: Recent<R>, count: number, known: Map<string, Row<R>>, removed: number) {
    this.#recent = recent;
    this.#count = count;
    this.#known = known;
    this.#removed = removed;
  }

  /** A line of its own. */
  static #begin<R extends Identified>(ordered: Ordered<R>, turn: number): Collection<R> {
    return new Collection(new Recent(ordered, turn), 0, byIds(ordered.rows), 0);
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
    return Collection.#begin(Ordered.of(declared, records, orders), records.length);
  }

  get(id: string): R | undefined {
    return this.#row(id)?.stored?.value;
  }

  /** All records, in some order by their ids. */
  *all(): Generator<Stored<R>> {
    for (const { stored } of this.#ordered.rows) if (stored !== undefined) yield stored;
  }

  layout(): Layout<R> {
    const { rows, indexes } = this.#ordered;
    const known = this.#known;
    const hasRoom = this.#turn <= mostTurns;
    const positions = new Int32Array(hasRoom ? this.#turn : 0);
    function* records(): Generator<Stored<R>> {
      let position = 0;
      for (const { stored, born } of rows) {
        if (stored === undefined) continue;
        positions[born] = position;
        position += 1;
        yield stored;
      }
    }
    function* order(entries: Iterable<Identified>): Generator<number> {
      for (const { id } of entries) yield positions[known.get(id)?.born ?? -1] ?? -1;
    }
    function* orders(): Generator<readonly [string, Iterable<number>]> {
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
    return this.#after(this.#rowOf(record, stored, this.#turn), this.#removed);
  }

  without(id: string): Collection<R> {
    const before = this.#row(id);
    if (before?.stored === undefined) return this;
    const after = this.#after(gone(id, this.#turn, before.born), this.#removed + 1);
    const mostlyRemoved = after.#removed > fewRemoved && after.#removed * 2 > after.#known.size;
    return mostlyRemoved ? Collection.#begin(after.#ordered, after.#turn) : after;
  }

  /** With many records changed at once; `undefined` = removed. */
  withChanges(changes: ReadonlyMap<string, R | undefined>): Collection<R> {
    let turn = this.#turn;
    const rows: Row<R>[] = [];
    for (const [id, record] of changes) {
      rows.push(record === undefined ? gone(id, turn) : this.#rowOf(record, Stored.value(record), turn));
      turn += 1;
    }
    return Collection.#begin(this.#ordered.with(rows), turn);
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
    return this.#recent.ordered(this.#count);
  }

  #row(id: string): Row<R> | undefined {
    const last = this.#known.get(id);
    if (last === undefined || last.turn < this.#turn) return last;
    return this.#recent.row(id, this.#count) ?? this.#recent.start.row(id);
  }

  /** What `record` becomes here. */
  #rowOf(record: R, stored: Stored<R>, turn: number): Row<R> {
    const before = this.#row(record.id);
    // One that was removed stands nowhere.
    const stood = before?.stored === undefined ? undefined : before.places;
    const places = placesOf(record, this.#recent.start.paths, stood);
    return { id: record.id, stored, places, turn, born: before?.born ?? turn };
  }

  #after(row: Row<R>, removed: number): Collection<R> {
    const recent = this.#recent;
    // Another one has gone on from here: what it added is not of this one.
    if (recent.count > this.#count) return Collection.#begin(this.#ordered, this.#turn).#after(row, removed);
    recent.add(row);
    this.#known.set(row.id, row);
    const count = this.#count + 1;
    return recent.isFull
      ? new Collection(new Recent(recent.ordered(count), this.#turn + 1), 0, this.#known, removed)
      : new Collection(recent, count, this.#known, removed);
  }
}
