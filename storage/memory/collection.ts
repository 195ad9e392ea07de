import type { Index } from '../port.js';
import type { IndexQuery } from '../query.js';
import { Ordered, type Row } from './ordered.js';
import { type Identified, placesOf } from './places.js';
import { sideOf } from './query.js';
import { Recent } from './recent.js';
import { Stored } from './stored.js';

/** Ids of so many removed records take no room worth a new list. */
const fewRemoved = 1000;

const idsOf = (rows: Iterable<Identified>): Set<string> => {
  const ids = new Set<string>();
  for (const { id } of rows) ids.add(id);
  return ids;
};

/** What stands for a record that was removed. */
const gone = <R extends Identified>(id: string): Row<R> => ({ id, stored: undefined, places: [] });

/** The records of one collection with their indexes, as a value: every change answers a new collection. */
export class Collection<R extends Identified> {
  readonly #recent: Recent<R>;
  /** How many of the recent rows this one has. */
  readonly #count: number;
  /**
   * Every id that this collection, or one that it was made of or that was made of it, ever had. What comes in is
   * looked for first, and is mostly new: so much is told without a search.
   */
  readonly #everHad: Set<string>;
  /** How many of them were removed since that list was made. */
  readonly #removed: number;

  private constructor(recent: Recent<R>, count: number, everHad: Set<string>, removed: number) {
    this.#recent = recent;
    this.#count = count;
    this.#everHad = everHad;
    this.#removed = removed;
  }

  /** A collection of `records`, whose ids differ. */
  static of<R extends Identified>(
    declared: Readonly<Record<string, Index>>,
    records: readonly R[] = [],
  ): Collection<R> {
    return new Collection(new Recent(Ordered.of(declared, records)), 0, idsOf(records), 0);
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
    const after = this.#after(gone(id), this.#removed + 1);
    const mostlyRemoved = after.#removed > fewRemoved && after.#removed * 2 > after.#everHad.size;
    if (!mostlyRemoved) return after;
    const ordered = after.#ordered;
    return new Collection(new Recent(ordered), 0, idsOf(ordered.rows), 0);
  }

  /** With many records changed at once; `undefined` = removed. */
  withChanges(changes: ReadonlyMap<string, R | undefined>): Collection<R> {
    const rows: Row<R>[] = [];
    for (const [id, record] of changes) rows.push(record === undefined ? gone(id) : this.#rowOf(record));
    const ordered = this.#ordered.with(rows);
    return new Collection(new Recent(ordered), 0, idsOf(ordered.rows), 0);
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

  get #ordered(): Ordered<R> {
    return this.#recent.ordered(this.#count);
  }

  #row(id: string): Row<R> | undefined {
    if (!this.#everHad.has(id)) return undefined;
    return this.#recent.row(id, this.#count) ?? this.#recent.start.row(id);
  }

  /** What `record` becomes here. */
  #rowOf(record: R, stored = Stored.value(record)): Row<R> {
    const before = this.#row(record.id);
    // One that was removed stands nowhere.
    const stood = before?.stored === undefined ? undefined : before.places;
    return { id: record.id, stored, places: placesOf(record, this.#recent.start.paths, stood) };
  }

  #after(row: Row<R>, removed: number): Collection<R> {
    // Another one may have gone on from here: what it added is not of this one.
    const recent = this.#recent.count === this.#count ? this.#recent : this.#recent.first(this.#count);
    recent.add(row);
    this.#everHad.add(row.id);
    const count = this.#count + 1;
    return recent.isFull
      ? new Collection(new Recent(recent.ordered(count)), 0, this.#everHad, removed)
      : new Collection(recent, count, this.#everHad, removed);
  }
}
