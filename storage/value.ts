import type { z } from 'zod';
import { TongbaoError } from '../src/domain/error.js';

/** Thrown by `copyOf` for text that a store cannot keep. */
class UnstorableText extends Error {}

/**
 * A copy that shares nothing with `value`: what JSON would give back, so absent and `undefined` are one.
 * @throws UnstorableText
 */
const copyOf = (value: unknown): unknown => {
  if (typeof value === 'string') {
    if (isStorable(value)) return value;
    throw new UnstorableText();
  }
  // JSON writes -0 as 0.
  if (value === 0) return 0;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const one: unknown = Reflect.get(value, name);
    if (one === undefined) continue;
    if (!isStorable(name)) throw new UnstorableText();
    // Assigned, this name would be taken for the prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { ...ordinary, value: copyOf(one) });
    else copy[name] = copyOf(one);
  }
  return copy;
};

const ordinary = { configurable: true, enumerable: true, writable: true } as const;

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

/**
 * The record as a store keeps it: checked, its text too, and a copy of JSON values only.
 * @throws TongbaoError `store.invalid_record`
 */
export const storableRecord = <R extends object>(
  collection: string,
  type: z.ZodType<R>,
  record: unknown,
): R => {
  const fitting = fittingRecord(collection, type, record);
  try {
    return copyOf(fitting) as R;
  } catch (error) {
    if (!(error instanceof UnstorableText)) throw error;
    throw refused(collection, '文字中有空字符 U+0000 或不成对的代理字符');
  }
};

/** `value` itself, which from now on nobody can change: so it is shared instead of copied. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const one of Object.values(value)) frozen(one);
  }
  return value;
};
