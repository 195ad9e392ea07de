import type { Index } from '../port.js';
import { compareKeys, type Key, type Scalar, sortText, sortValue } from './order.js';

export interface Identified {
  readonly id: string;
}

/** A record's place in an index: its key ends with what stands for its id, which no other record has. */
export interface Entry {
  readonly key: Key;
  readonly id: string;
  /** As `Row.born`. */
  readonly born: number;
}

export const compareEntries = (a: Entry, b: Entry): number => compareKeys(a.key, b.key);

/** A record's entries in each index. */
export type Places = readonly (readonly Entry[])[];

/** The fields of an index, each as the names that lead to it. */
export type Paths = readonly (readonly string[])[];

export const pathsOf = (index: Index): Paths => index.map((field) => field.split('.'));

const noEntries: readonly Entry[] = [];

/** A record's entries in one index; none where it has no place at all. */
export const entriesAt = (places: Places | undefined, index: number): readonly Entry[] =>
  places?.[index] ?? noEntries;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

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

/**
 * A record's entries: one for each combination of its fields' values, so more than one only for arrays.
 * @param born see `Row.born`
 */
export const entriesOf = (record: Identified, paths: Paths, born: number): readonly Entry[] => {
  // At its full length: one that grows gets room for seventeen, and every record has one in each index.
  const single = new Array<Scalar | undefined>(paths.length + 1);
  for (let at = 0; at < paths.length; at += 1) {
    const value = valueAt(record, paths[at] ?? []);
    if (Array.isArray(value)) return entriesOfEach(record, paths, born);
    single[at] = isScalar(value) ? sortValue(value) : undefined;
  }
  single[paths.length] = sortText(record.id);
  return [{ key: single, id: record.id, born }];
};

/** The entry of a record that has just one in an index, whose key is made when it is first asked for. */
export class LateEntry implements Entry {
  readonly id: string;
  readonly born: number;
  #record: Identified | undefined;
  readonly #paths: Paths;
  #key: Key = [];

  constructor(record: Identified, paths: Paths, born: number) {
    this.id = record.id;
    this.born = born;
    this.#record = record;
    this.#paths = paths;
  }

  get key(): Key {
    // The record is let go of then: this entry may be there longer.
    if (this.#record !== undefined) {
      this.#key = entriesOf(this.#record, this.#paths, this.born)[0]?.key ?? [];
      this.#record = undefined;
    }
    return this.#key;
  }
}

const entriesOfEach = (record: Identified, paths: Paths, born: number): Entry[] => {
  let keys: Key[] = [[]];
  for (const path of paths) {
    const values = valuesOf(valueAt(record, path));
    keys = keys.flatMap((key) => values.map((value) => [...key, value]));
  }
  const last = sortText(record.id);
  return keys.map((key) => ({ key: key.concat(last), id: record.id, born }));
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

/**
 * Where a record stands in each index.
 * @param born see `Row.born`
 * @param before where the one before it stood: in an index where it stays, its entries are the same object
 */
export const placesOf = (
  record: Identified,
  indexes: readonly Paths[],
  born: number,
  before?: Places,
): Places => {
  if (before === undefined) return indexes.map((paths) => entriesOf(record, paths, born));
  let at = 0;
  while (at < before.length && standsAt(entriesAt(before, at), record, indexes[at] ?? [])) at += 1;
  if (at === before.length) return before;
  return indexes.map((paths, index) => {
    const old = entriesAt(before, index);
    if (index < at) return old;
    const fresh = entriesOf(record, paths, born);
    return sameEntries(old, fresh) ? old : fresh;
  });
};
