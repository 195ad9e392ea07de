import type { z } from 'zod';
import { TongbaoError } from '../src/domain/error.js';

/** Text that a store can keep: PostgreSQL has no U+0000, UTF-8 no lone surrogate. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

const refused = (collection: string, reason: string): TongbaoError =>
  new TongbaoError(
    'store.invalid_record',
    `数据没有保存：${collection} 的一条记录不符合要求（${reason}）。请核对这条数据；仍然出错时，请把这句话告诉管理员。`,
  );

/**
 * The record, checked against its declaration.
 * @throws TongbaoError `store.invalid_record`; the message names the field, never its value
 */
export const fittingRecord = <R>(collection: string, type: z.ZodType<R>, record: unknown): R => {
  const parsed = type.safeParse(record);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refused(collection, `字段 ${issue?.path.join('.') ?? ''}：${issue?.message ?? ''}`);
};

/** Every text in a value, names of fields included. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value)) {
    yield name;
    yield* textsIn(one);
  }
}

/** JSON escapes what no store can keep, beside what people may have typed themselves. */
const suspicious = /\\u(?:0000|d[89a-f])/;

/** A record and its JSON, as a store keeps it. */
export interface Storable<R> {
  readonly record: R;
  readonly json: string;
}

/**
 * The record, checked against its declaration, its text too.
 * @throws TongbaoError `store.invalid_record`
 */
export const storableRecord = <R>(collection: string, type: z.ZodType<R>, record: unknown): Storable<R> => {
  const fitting = fittingRecord(collection, type, record);
  const json = JSON.stringify(fitting);
  if (json.includes('\\u') && suspicious.test(json) && ![...textsIn(fitting)].every(isStorable)) {
    throw refused(collection, '文字中有空字符 U+0000 或不成对的代理字符');
  }
  return { record: fitting, json };
};

/** `value` itself, which from now on nobody can change: so it is shared instead of copied. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const one of Object.values(value)) frozen(one);
  }
  return value;
};
