import type { Index } from '../port.js';
import type { IndexQuery } from '../query.js';
import { Ordered, type Row } from './ordered.js';
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
const gone = <R extends Identified>(id: string, turn: number): Row<R> => ({
  id,
  stored: undefined,
  places: [],
  turn,
});

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

  /** A collection of `records`, whose ids differ. */
  static of<R extends Identified>(
    declared: Readonly<Record<string, Index>>,
    records: readonly R[] = [],
  ): Collection<R> {
    return Collection.#begin(Ordered.of(declared, records), 1);
  }

  get(id: string): R | undefined {
    return this.#row(id)?.stored?.value;
  }

  /** All records, in some order by their ids. */
  *all(): Generator<Stored<R>> {
    for (const { stored } of this.#ordered.rows) if (stored !== undefined) yield stored;
  }

  /**
   * With `record` in the place of the one of its id.
   * @param stored what is kept of it
   */
  with(record: R, stored = Stored.value(record)): Collection<R> {
    return this.#after(this.#rowOf(record, stored), this.#removed);
  }

  without(id: string): Collection<R> {
    if (this.#row(id)?.stored === undefined) return this;
    const after = this.#after(gone(id, this.#turn), this.#removed + 1);
    const mostlyRemoved = after.#removed > fewRemoved && after.#removed * 2 > after.#known.size;
    return mostlyRemoved ? Collection.#begin(after.#ordered, after.#turn) : after;
  }

  /** With many records changed at once; `undefined` = removed. */
  withChanges(changes: ReadonlyMap<string, R | undefined>): Collection<R> {
    const rows: Row<R>[] = [];
    for (const [id, record] of changes)
      rows.push(record === undefined ? gone(id, this.#turn) : this.#rowOf(record));
    return Collection.#begin(this.#ordered.with(rows), this.#turn + 1);
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
  #rowOf(record: R, stored = Stored.value(record)): Row<R> {
    const before = this.#row(record.id);
    // One that was removed stands nowhere.
    const stood = before?.stored === undefined ? undefined : before.places;
    const places = placesOf(record, this.#recent.start.paths, stood);
    return { id: record.id, stored, places, turn: this.#turn };
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
