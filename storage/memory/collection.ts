import type { Index } from '../port.js';
import type { IndexQuery } from '../query.js';
import { compareKeys, type Key, type Scalar, sortText, sortValue } from './order.js';
import { sideOf } from './query.js';
import { Sorted } from './sorted.js';
import { Stored } from './stored.js';

interface Identified {
  readonly id: string;
}

/** A record's place in an index: its key ends with what stands for its id, which no other record has. */
interface Entry {
  readonly key: Key;
  readonly id: string;
}

const compareEntries = (a: Entry, b: Entry): number => compareKeys(a.key, b.key);

/** Of records by their ids any order will do, as no index is asked there: JavaScript's own is the fastest. */
const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareRecords = (a: Identified, b: Identified): number => compareIds(a.id, b.id);

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The fields of an index, each as the names that lead to it. */
type Paths = readonly (readonly string[])[];

/** What a record has by inheritance is a function or an object without fields: no value of an index. */
const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const valueAt = (record: object, path: readonly string[]): unknown => {
  // Nearly every path is one name.
  let value = fieldOf(record, path[0] ?? '');
  for (let at = 1; at < path.length; at += 1) value = fieldOf(value, path[at] ?? '');
  return value;
};

/** What stands for the values of a field; where there is none, an empty array among them, the field is missing. */
const valuesOf = (value: unknown): readonly (Scalar | undefined)[] => {
  if (!Array.isArray(value)) return [isScalar(value) ? sortValue(value) : undefined];
  const scalars = new Set(value.filter(isScalar).map(sortValue));
  return scalars.size === 0 ? [undefined] : [...scalars];
};

/** A record's entries: one for each combination of its fields' values, so more than one only for arrays. */
const entriesOf = (record: Identified, paths: Paths): readonly Entry[] => {
  const single: (Scalar | undefined)[] = [];
  for (const path of paths) {
    const value = valueAt(record, path);
    if (Array.isArray(value)) return entriesOfEach(record, paths);
    single.push(isScalar(value) ? sortValue(value) : undefined);
  }
  single.push(sortText(record.id));
  return [{ key: single, id: record.id }];
};

const entriesOfEach = (record: Identified, paths: Paths): Entry[] => {
  let keys: Key[] = [[]];
  for (const path of paths) {
    const values = valuesOf(valueAt(record, path));
    keys = keys.flatMap((key) => values.map((value) => [...key, value]));
  }
  const last = sortText(record.id);
  return keys.map((key) => ({ key: [...key, last], id: record.id }));
};

/** Whether a record stands just there in an index, as far as that shows without looking closer. */
const standsAt = (entries: readonly Entry[], record: Identified, paths: Paths): boolean => {
  const key = entries[0]?.key;
  if (key === undefined || entries.length > 1) return false;
  for (let field = 0; field < paths.length; field += 1) {
    const value = valueAt(record, paths[field] ?? []);
    if (isObject(value) || (isScalar(value) ? sortValue(value) : undefined) !== key[field]) return false;
  }
  return true;
};

const sameEntries = (a: readonly Entry[], b: readonly Entry[]): boolean =>
  a.length === b.length && a.every(({ key }, at) => key.every((value, field) => value === b[at]?.key[field]));

interface OrderedIndex {
  readonly name: string;
  readonly fields: Index;
  readonly paths: Paths;
  readonly entries: Sorted<Entry, Entry>;
  /** Some record has, or once had, more than one entry. */
  readonly isMultiple: boolean;
}

/** A record and its entries in each index: whatever takes its place needs not read it. */
interface Row<R extends Identified> {
  readonly id: string;
  readonly stored: Stored<R>;
  readonly places: readonly (readonly Entry[])[];
}

const noPlace: readonly Entry[] = [];

/** Ids of so many removed records take no room worth a new list. */
const fewRemoved = 1000;

const idsOf = (rows: Iterable<Identified>): Set<string> => {
  const ids = new Set<string>();
  for (const { id } of rows) ids.add(id);
  return ids;
};

/** The records of one collection with their indexes, as a value: every change answers a new collection. */
export class Collection<R extends Identified> {
  readonly #rows: Sorted<Row<R>, Identified>;
  readonly #indexes: readonly OrderedIndex[];
  /**
   * Every id that this collection, or one that it was made of or that was made of it, ever had. What comes in is
   * looked for first, and is mostly new: so much is told without a search.
   */
  readonly #everHad: Set<string>;
  /** How many of them were removed since that list was made. */
  readonly #removed: number;

  private constructor(
    rows: Sorted<Row<R>, Identified>,
    indexes: readonly OrderedIndex[],
    everHad: Set<string>,
    removed: number,
  ) {
    this.#rows = rows;
    this.#indexes = indexes;
    this.#everHad = everHad;
    this.#removed = removed;
  }

  /** A collection of `records`, whose ids differ. */
  static of<R extends Identified>(
    declared: Readonly<Record<string, Index>>,
    records: readonly R[] = [],
  ): Collection<R> {
    const bare = Object.entries(declared).map(([name, fields]) => ({
      name,
      fields,
      paths: fields.map((field) => field.split('.')),
    }));
    const rows = records.map((record) => ({
      id: record.id,
      stored: Stored.value(record),
      places: bare.map(({ paths }) => entriesOf(record, paths)),
    }));
    const indexes = bare.map((index, at) => {
      const entries = rows.flatMap(({ places }) => places[at] ?? noPlace);
      const isMultiple = entries.length > rows.length;
      return { ...index, entries: Sorted.of(compareEntries, entries), isMultiple };
    });
    return new Collection(Sorted.of<Row<R>, Identified>(compareRecords, rows), indexes, idsOf(rows), 0);
  }

  get(id: string): R | undefined {
    return this.#row(id)?.stored.value;
  }

  /** All records, in some order by their ids. */
  *all(): Generator<Stored<R>> {
    for (const { stored } of this.#rows) yield stored;
  }

  /**
   * With `record` in the place of the one of its id.
   * @param stored what is kept of it
   */
  with(record: R, stored = Stored.value(record)): Collection<R> {
    let indexes = this.#indexes;
    const rows = this.#rows.withMade(record, (before) => {
      const places = this.#placesOf(record, before?.places);
      indexes = this.#reindexed(before?.places, places);
      return { id: record.id, stored, places };
    });
    this.#everHad.add(record.id);
    return new Collection(rows, indexes, this.#everHad, this.#removed);
  }

  without(id: string): Collection<R> {
    const row = this.#row(id);
    if (row === undefined) return this;
    const rows = this.#rows.without(row);
    const indexes = this.#reindexed(row.places, undefined);
    const removed = this.#removed + 1;
    const mostlyRemoved = removed > fewRemoved && removed * 2 > this.#everHad.size;
    return mostlyRemoved
      ? new Collection(rows, indexes, idsOf(rows), 0)
      : new Collection(rows, indexes, this.#everHad, removed);
  }

  /** With many records changed at once; `undefined` = removed. */
  withChanges(
    declared: Readonly<Record<string, Index>>,
    changes: ReadonlyMap<string, R | undefined>,
  ): Collection<R> {
    if (changes.size < this.#everHad.size) {
      let after: Collection<R> = this;
      for (const [id, record] of changes)
        after = record === undefined ? after.without(id) : after.with(record);
      return after;
    }
    // To make it anew takes less than to change most of it.
    const records: R[] = [];
    for (const stored of this.all()) if (!changes.has(stored.id)) records.push(stored.value);
    for (const record of changes.values()) if (record !== undefined) records.push(record);
    return Collection.of(declared, records);
  }

  /**
   * Each matching record once, at its first place.
   * @throws TongbaoError `store.bad_query` when the index does not exist or cannot answer this
   */
  find(query: IndexQuery): R[] {
    const index = this.#indexes.find(({ name }) => name === query.index);
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

  #row(id: string): Row<R> | undefined {
    return this.#everHad.has(id) ? this.#rows.first((row) => compareIds(row.id, id)) : undefined;
  }

  /** Where a record stands in each index; where it stays, the same object as `before`. */
  #placesOf(record: R, before: Row<R>['places'] | undefined): Row<R>['places'] {
    if (before === undefined) return this.#indexes.map(({ paths }) => entriesOf(record, paths));
    const stays = (at: number): boolean =>
      standsAt(before[at] ?? noPlace, record, this.#indexes[at]?.paths ?? []);
    let at = 0;
    while (at < before.length && stays(at)) at += 1;
    if (at === before.length) return before;
    return this.#indexes.map(({ paths }, index) => {
      const old = before[index] ?? noPlace;
      if (index < at) return old;
      const fresh = entriesOf(record, paths);
      return sameEntries(old, fresh) ? old : fresh;
    });
  }

  /** The indexes after a record went from some places to others. */
  #reindexed(before: Row<R>['places'] = [], after: Row<R>['places'] = []): readonly OrderedIndex[] {
    if (before === after) return this.#indexes;
    return this.#indexes.map((index, at) => {
      const old = before[at] ?? noPlace;
      const fresh = after[at] ?? noPlace;
      if (old === fresh) return index;
      let { entries } = index;
      for (const entry of old) entries = entries.without(entry);
      for (const entry of fresh) entries = entries.with(entry);
      return { ...index, entries, isMultiple: index.isMultiple || fresh.length > 1 };
    });
  }
}
