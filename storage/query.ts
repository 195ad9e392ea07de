import { TongbaoError } from '../src/domain/error.js';
import type { FieldType } from './fields.js';
import type { CollectionName, Index, Query } from './port.js';
import { isStorable } from './value.js';

/** A query of the port, the name of its index being any text. */
export type IndexQuery = Omit<Query<CollectionName>, 'index'> & { readonly index: string };

const badQuery = (reason: string): TongbaoError =>
  new TongbaoError(
    'store.bad_query',
    `程序向数据库提了一个无法回答的查询（${reason}）。请把这句话告诉管理员。`,
  );

/** Whether a range bounds anything. */
export const isBounded = ({ gte, gt, lte, lt }: NonNullable<IndexQuery['range']>): boolean =>
  gte !== undefined || gt !== undefined || lte !== undefined || lt !== undefined;

/**
 * The fields of the index that a query asks.
 * @throws TongbaoError `store.bad_query` when there is no such index or it cannot answer this
 */
export const askedIndex = (query: IndexQuery, index: Index | undefined): Index => {
  const { equals, range, limit } = query;
  if (index === undefined) throw badQuery(`没有索引 ${query.index}`);
  const asked = (equals?.length ?? 0) + Number(range !== undefined && isBounded(range));
  if (asked > index.length) {
    throw badQuery(`索引 ${query.index} 没有这么多字段`);
  }
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) throw badQuery('limit 不是非负整数');
  return index;
};

/** Where there is no such field, `askedIndex` says so. */
const fits = (value: unknown, type: FieldType | undefined): boolean =>
  type === undefined || (typeof value === (type === 'array' ? 'string' : type) && !Number.isNaN(value));

const fitsOrMissing = (value: unknown, type: FieldType | undefined): boolean =>
  value === null || fits(value, type);

const isStorableValue = (value: unknown): boolean => typeof value !== 'string' || isStorable(value);

/**
 * Refuses what stores would understand differently: a value of another type than its field, which one would
 * convert and another never find, and a bound that is no text of any record.
 * @param types what the fields of the index hold
 * @throws TongbaoError `store.bad_query`
 */
export const refuseMisfits = (query: IndexQuery, types: readonly FieldType[]): void => {
  const { equals, range } = query;
  const fitting = equals?.every((value, at) => fitsOrMissing(value, types[at])) ?? true;
  const bounds = range === undefined ? [] : [range.gte, range.gt, range.lte, range.lt];
  const type = types[equals?.length ?? 0];
  if (!fitting || !bounds.every((bound) => bound === undefined || fits(bound, type))) {
    throw badQuery(`值与索引 ${query.index} 的字段类型不符`);
  }
  if (!bounds.every(isStorableValue)) throw badQuery('范围的边界中有空字符 U+0000 或不成对的代理字符');
};

/** Whether it asks for a text that no store can keep, so that there is nothing to be found. */
export const findsNothing = ({ equals = [] }: IndexQuery): boolean => !equals.every(isStorableValue);
