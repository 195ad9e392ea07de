import { TongbaoError } from '../../src/domain/error.js';
import type { CollectionName, Index, Query } from '../port.js';
import { compareValues, type Key } from './order.js';
import type { Side } from './sorted.js';

/** A query of the port, the name of its index being any text. */
export type IndexQuery = Omit<Query<CollectionName>, 'index'> & { readonly index: string };

const badQuery = (reason: string): TongbaoError =>
  new TongbaoError(
    'store.bad_query',
    `程序向数据库提了一个无法回答的查询（${reason}）。请把这句话告诉管理员。`,
  );

/**
 * Where a key lies: before, inside or after what the query asks for.
 * @throws TongbaoError `store.bad_query`
 */
export const sideOf = (query: IndexQuery, index: Index | undefined): Side<{ readonly key: Key }> => {
  const { equals = [], range = {}, limit } = query;
  if (index === undefined) throw badQuery(`没有索引 ${query.index}`);
  const { gte, gt, lte, lt } = range;
  const bounded = [gte, gt, lte, lt].some((bound) => bound !== undefined);
  if (equals.length + Number(bounded) > index.length) throw badQuery(`索引 ${query.index} 没有这么多字段`);
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) throw badQuery('limit 不是非负整数');

  const sideOfRange = (key: Key): number => {
    const value = key[equals.length];
    // A missing field sorts first and is matched by no range.
    if (value === undefined) return -1;
    if (gte !== undefined && compareValues(value, gte) < 0) return -1;
    if (gt !== undefined && compareValues(value, gt) <= 0) return -1;
    if (lte !== undefined && compareValues(value, lte) > 0) return 1;
    if (lt !== undefined && compareValues(value, lt) >= 0) return 1;
    return 0;
  };

  return ({ key }) => {
    for (const [field, value] of equals.entries()) {
      const side = compareValues(key[field], value);
      if (side !== 0) return side;
    }
    return bounded ? sideOfRange(key) : 0;
  };
};
