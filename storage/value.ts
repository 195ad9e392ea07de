import type { z } from 'zod';
import { TongbaoError } from '../src/domain/error.js';

/** A copy that shares nothing with `value`: what JSON would give back, so absent and `undefined` are one. */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  // JSON writes -0 as 0.
  if (value === 0) return 0;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: unknown) => copyOf(one));
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const one: unknown = Reflect.get(value, name);
    if (one === undefined) continue;
    // Assigned, this name would be taken for the prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { ...ordinary, value: copyOf(one) });
    else copy[name] = copyOf(one);
  }
  return copy;
}

const ordinary = { configurable: true, enumerable: true, writable: true } as const;

/** Text that a store can keep: PostgreSQL has no U+0000, UTF-8 no lone surrogate. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

const holdsOnlyStorableText = (value: unknown): boolean => {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(holdsOnlyStorableText);
  for (const name of Object.keys(value)) {
    if (!isStorable(name) || !holdsOnlyStorableText(Reflect.get(value, name))) return false;
  }
  return true;
};

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

/**
 * The record as a store keeps it: checked, its text too, and a copy of JSON values only.
 * @throws TongbaoError `store.invalid_record`
 */
export const storableRecord = <R>(collection: string, type: z.ZodType<R>, record: unknown): R => {
  const copy = copyOf(fittingRecord(collection, type, record));
  if (holdsOnlyStorableText(copy)) return copy;
  throw refused(collection, '文字中有空字符 U+0000 或不成对的代理字符');
};
