import { TongbaoError } from '../src/domain/error.js';
import type { CollectionName, Index, Query } from './port.js';

/** A query of the port, the name of its index being any text. */
export type IndexQuery = Omit<Query<CollectionName>, 'index'> & { readonly index: string };

const badQuery = (reason: string): TongbaoError =>
  new TongbaoError(
    'store.bad_query',
    `程序向数据库提了一个无法回答的查询（${reason}）。请把这句话告诉管理员。`,
  );

/** Whether a range bounds anything. */
export const isBounded = ({ gte, gt, lte, lt }: NonNullable<IndexQuery['range']>): boolean =>
  [gte, gt, lte, lt].some((bound) => bound !== undefined);

/**
 * The fields of the index that a query asks.
 * @throws TongbaoError `store.bad_query` when there is no such index or it cannot answer this
 */
export const askedIndex = (query: IndexQuery, index: Index | undefined): Index => {
  const { equals = [], range = {}, limit } = query;
  if (index === undefined) throw badQuery(`没有索引 ${query.index}`);
  if (equals.length + Number(isBounded(range)) > index.length) {
    throw badQuery(`索引 ${query.index} 没有这么多字段`);
  }
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) throw badQuery('limit 不是非负整数');
  return index;
};
