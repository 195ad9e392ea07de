import type { Index } from '../port.js';
import type { IndexQuery } from '../query.js';
import { compareKeys, compareText, compareValues, type Key, type Scalar } from './order.js';
import { sideOf } from './query.js';
import { Sorted } from './sorted.js';
import { Stored } from './stored.js';

interface Identified {
  readonly id: string;
}

/** A record's place in an index. */
interface Entry {
  readonly key: Key;
  readonly id: string;
}

const compareEntries = (a: Entry, b: Entry): number => compareKeys(a.key, b.key) || compareText(a.id, b.id);
const compareIds = (a: Identified, b: Identified): number => compareText(a.id, b.id);

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The fields of an index, each as the names that lead to it. */
type Paths = readonly (readonly string[])[];

const valueAt = (record: object, path: readonly string[]): unknown => {
  let value: unknown = record;
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
};

/** The values of a field; where there is none, an empty array among them, the field is missing. */
const valuesOf = (value: unknown): readonly (Scalar | undefined)[] => {
  if (!Array.isArray(value)) return [isScalar(value) ? value : undefined];
  const scalars = new Set(value.filter(isScalar));
  return scalars.size === 0 ? [undefined] : [...scalars];
};

/** A record's entries: one for each combination of its fields' values, so more than one only for arrays. */
const entriesOf = (record: Identified, paths: Paths): Entry[] => {
  const single: (Scalar | undefined)[] = [];
  for (const path of paths) {
    const value = valueAt(record, path);
    if (Array.isArray(value)) return entriesOfEach(record, paths);
    single.push(isScalar(value) ? value : undefined);
  }
  return [{ key: single, id: record.id }];
};

/** Whether two records stand at the same place of an index, as far as that shows without looking closer. */
const haveSameValues = (a: Identified, b: Identified, paths: Paths): boolean => {
  for (const path of paths) {
    const value = valueAt(a, path);
    if (isObject(value) || value !== valueAt(b, path)) return false;
  }
  return true;
};

const entriesOfEach = (record: Identified, paths: Paths): Entry[] => {
  let keys: Key[] = [[]];
  for (const path of paths) {
    const values = valuesOf(valueAt(record, path));
    keys = keys.flatMap((key) => values.map((value) => [...key, value]));
  }
  return keys.map((key) => ({ key, id: record.id }));
};

const sameEntries = (a: readonly Entry[], b: readonly Entry[]): boolean =>
  a.length === b.length &&
  a.every(({ key }, at) => key.every((value, field) => compareValues(value, b[at]?.key[field]) === 0));

interface OrderedIndex {
  readonly name: string;
  readonly fields: Index;
  readonly paths: Paths;
  readonly entries: Sorted<Entry>;
  /** Some record has, or once had, more than one entry. */
  readonly isMultiple: boolean;
}

/** The records of one collection with their indexes, as a value: every change answers a new collection. */
export class Collection<R extends Identified> {
  readonly #records: Sorted<Stored<R>>;
  readonly #indexes: readonly OrderedIndex[];

  private constructor(records: Sorted<Stored<R>>, indexes: readonly OrderedIndex[]) {
    this.#records = records;
    this.#indexes = indexes;
  }

  /** A collection of `records`, whose ids differ. */
  static of<R extends Identified>(
    declared: Readonly<Record<string, Index>>,
    records: readonly R[] = [],
  ): Collection<R> {
    const indexes = Object.entries(declared).map(([name, fields]) => {
      const paths = fields.map((field) => field.split('.'));
      const entries = records.flatMap((record) => entriesOf(record, paths));
      const isMultiple = entries.length > records.length;
      return { name, fields, paths, entries: Sorted.of(compareEntries, entries), isMultiple };
    });
    return new Collection(
      Sorted.of<Stored<R>>(
        compareIds,
        records.map((record) => Stored.value(record)),
      ),
      indexes,
    );
  }

  get(id: string): R | undefined {
    return this.#stored(id)?.value;
  }

  /** All records, by id. */
  all(): Iterable<Stored<R>> {
    return this.#records;
  }

  /**
   * With `record` in the place of the one of its id.
   * @param stored what is kept of it
   */
  with(record: R, stored = Stored.value(record)): Collection<R> {
    const { list, replaced } = this.#records.putting(stored);
    return new Collection(list, this.#reindexed(replaced?.value, record));
  }

  without(id: string): Collection<R> {
    const stored = this.#stored(id);
    if (stored === undefined) return this;
    return new Collection(this.#records.without(stored), this.#reindexed(stored.value, undefined));
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

  #stored(id: string): Stored<R> | undefined {
    return this.#records.first((record) => compareText(record.id, id));
  }

  #reindexed(before: R | undefined, after: R | undefined): readonly OrderedIndex[] {
    return this.#indexes.map((index) => {
      if (before !== undefined && after !== undefined && haveSameValues(before, after, index.paths))
        return index;
      const old = before === undefined ? [] : entriesOf(before, index.paths);
      const fresh = after === undefined ? [] : entriesOf(after, index.paths);
      if (sameEntries(old, fresh)) return index;
      let { entries } = index;
      for (const entry of old) entries = entries.without(entry);
      for (const entry of fresh) entries = entries.with(entry);
      return { ...index, entries, isMultiple: index.isMultiple || fresh.length > 1 };
    });
  }
}
