import type { Index } from '../port.js';
import { askedIndex, type IndexQuery, isBounded } from '../query.js';
import { compareValues, type Key, type Scalar, sortValue } from './order.js';
import type { Side } from './sorted.js';

const sought = (value: Scalar | null | undefined): Scalar | undefined =>
  value === null || value === undefined ? undefined : sortValue(value);

const nothing: readonly (Scalar | undefined)[] = [];

/** Where a key lies: negative = before the fixed values, 0 = it has them, positive = after them. */
const sideOfEquals = (key: Key, equals: readonly (Scalar | undefined)[]): number => {
  for (let field = 0; field < equals.length; field += 1) {
    const side = compareValues(key[field], equals[field]);
    if (side !== 0) return side;
  }
  return 0;
};

/**
 * Where a key lies: before, inside or after what the query asks for.
 * @throws TongbaoError `store.bad_query`
 */
export const sideOf = (query: IndexQuery, index: Index | undefined): Side<{ readonly key: Key }> => {
  askedIndex(query, index);
  const equals = query.equals?.map(sought) ?? nothing;
  const { range } = query;
  if (range === undefined || !isBounded(range)) return ({ key }) => sideOfEquals(key, equals);
  const [gte, gt, lte, lt] = [sought(range.gte), sought(range.gt), sought(range.lte), sought(range.lt)];
  return ({ key }) => {
    const side = sideOfEquals(key, equals);
    if (side !== 0) return side;
    const value = key[equals.length];
    // A missing field sorts first and is matched by no range.
    if (value === undefined) return -1;
    if (gte !== undefined && compareValues(value, gte) < 0) return -1;
    if (gt !== undefined && compareValues(value, gt) <= 0) return -1;
    if (lte !== undefined && compareValues(value, lte) > 0) return 1;
    if (lt !== undefined && compareValues(value, lt) >= 0) return 1;
    return 0;
  };
};
