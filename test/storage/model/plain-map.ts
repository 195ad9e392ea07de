import type { Index } from '../../../storage/port.js';
import type { IndexQuery } from '../../../storage/query.js';
import { schema } from '../../../storage/schema.js';

/** A record of any collection. */
export interface AnyRecord {
  readonly id: string;
}

type Scalar = string | number | boolean;

/** What a store is compared with: plain maps of records by id, one for each collection, never changed. */
export type Model = ReadonlyMap<string, ReadonlyMap<string, AnyRecord>>;

/** What a query comes to when the index cannot answer it. */
export const badQuery = 'store.bad_query';

const none: ReadonlyMap<string, AnyRecord> = new Map();

export const recordsOf = (model: Model, collection: string): ReadonlyMap<string, AnyRecord> =>
  model.get(collection) ?? none;

/** A record as JSON gives it back: -0 is 0, and nothing is `undefined`. */
const asStored = (record: AnyRecord): AnyRecord => JSON.parse(JSON.stringify(record));

export const withRecord = (model: Model, collection: string, record: AnyRecord): Model =>
  new Map(model).set(collection, new Map(recordsOf(model, collection)).set(record.id, asStored(record)));

export const withoutRecord = (model: Model, collection: string, id: string): Model => {
  const left = new Map(recordsOf(model, collection));
  left.delete(id);
  return new Map(model).set(collection, left);
};

const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** A missing value first; the values of one field are of one type. */
const compareValues = (a: Scalar | undefined, b: Scalar | undefined): number => {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return typeof a === 'string' ? compareText(a, String(b)) : Number(a) - Number(b);
};

const valueAt = (record: AnyRecord, path: string): unknown => {
  let value: unknown = record;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
};

const valuesOf = (record: AnyRecord, path: string): readonly (Scalar | undefined)[] => {
  const value = valueAt(record, path) as Scalar | Scalar[] | undefined;
  if (!Array.isArray(value)) return [value];
  return value.length === 0 ? [undefined] : value;
};

interface Place {
  readonly key: readonly (Scalar | undefined)[];
  readonly record: AnyRecord;
}

/** Every place at which a record stands: one for each combination of its fields' values. */
const placesOf = (record: AnyRecord, fields: Index): Place[] => {
  let keys: Place['key'][] = [[]];
  for (const field of fields) {
    keys = keys.flatMap((key) => valuesOf(record, field).map((value) => [...key, value]));
  }
  return keys.map((key) => ({ key, record }));
};

const comparePlaces = (a: Place, b: Place): number => {
  for (const [at, value] of a.key.entries()) {
    const order = compareValues(value, b.key[at]);
    if (order !== 0) return order;
  }
  return compareText(a.record.id, b.record.id);
};

const isInside = (value: Scalar | undefined, range: NonNullable<IndexQuery['range']>): boolean => {
  const { gte, gt, lte, lt } = range;
  const bounds = [gte, gt, lte, lt].filter((bound) => bound !== undefined);
  if (bounds.length === 0) return true;
  if (value === undefined) return false;
  return (
    (gte === undefined || compareValues(value, gte) >= 0) &&
    (gt === undefined || compareValues(value, gt) > 0) &&
    (lte === undefined || compareValues(value, lte) <= 0) &&
    (lt === undefined || compareValues(value, lt) < 0)
  );
};

/** The fields of a declared index. */
const fieldsOf = (collection: string, index: string): Index => {
  const declared: Readonly<Record<string, { readonly indexes: Readonly<Record<string, Index>> }>> = schema;
  const fields = declared[collection]?.indexes[index];
  if (fields === undefined) throw new Error(`${collection} has no index ${index}`);
  return fields;
};

/** What `storage/port.ts` says a query finds, worked out without any index. */
export const found = (model: Model, collection: string, query: IndexQuery): AnyRecord[] => {
  const { index, equals = [], range = {}, order = 'asc', limit } = query;
  const fields = fieldsOf(collection, index);
  const places = [...recordsOf(model, collection).values()]
    .flatMap((record) => placesOf(record, fields))
    .filter(
      ({ key }) =>
        equals.every((value, at) => (key[at] ?? null) === value) && isInside(key[equals.length], range),
    )
    .toSorted(comparePlaces);
  if (order === 'desc') places.reverse();
  // A record stands at its first place.
  return [...new Set(places.map(({ record }) => record))].slice(0, limit);
};
