import type { Transaction } from '../../storage/port.js';
import { maskPersonalData } from '../domain/privacy/index.js';
import { letOthersIn } from './let-others-in.js';
import type { Made } from './sheet.js';

/** Values of fields before an import changed them; `null` = there was none. */
type Before = Readonly<Record<string, Json>>;
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What storing a record does. */
export type Change =
  | { readonly verdict: 'added' | 'unchanged' }
  | { readonly verdict: 'changed'; readonly before: Before };

/** Records are equal when their fields are, in whatever order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'null';

/** Most fields hold a text or a figure, which is told at a glance. */
const differs = (one: unknown, other: unknown): boolean =>
  one !== other &&
  (typeof one !== 'object' || typeof other !== 'object' || canonical(one) !== canonical(other));

/** How a person was bound and when says nothing about the roster: it is written only with something else. */
const beside: Readonly<Partial<Record<Made['collection'], readonly string[]>>> = {
  members: ['boundAt', 'boundBy'],
};

/** The texts in a value masked, each by itself; names of fields and figures hold nothing of a person. */
const masked = (value: unknown): Json =>
  JSON.parse(JSON.stringify(value ?? null), (_key, inner: unknown) =>
    typeof inner === 'string' ? maskPersonalData(inner) : inner,
  ) as Json;

/** A name is all that a person's record has; the first sign tells the office enough. */
const maskedName = (name: unknown): string => `${[...String(name)][0] ?? ''}**`;

/** Compares a record that a row makes with the stored one. */
export const changeOf = async (tx: Transaction, { collection, record }: Made): Promise<Change> => {
  const stored = await tx.get(collection, record.id);
  if (stored === undefined) return { verdict: 'added' };
  const [old, made] = [new Map(Object.entries(stored)), new Map<string, unknown>(Object.entries(record))];
  const differing = [...new Set([...old.keys(), ...made.keys()])].filter(
    (field) => !beside[collection]?.includes(field) && differs(old.get(field), made.get(field)),
  );
  if (differing.length === 0) return { verdict: 'unchanged' };
  const before = differing.map((field) => [
    field,
    collection === 'persons' && field === 'name' ? maskedName(old.get(field)) : masked(old.get(field)),
  ]);
  return { verdict: 'changed', before: Object.fromEntries(before) };
};

/**
 * Keeps the stored positions of a period's records where the sheet has them in the same sequence: other row
 * numbers alone (a title line, an export of two files) are no change.
 */
export const keepOrder = async (tx: Transaction, made: readonly Made[]): Promise<Made[]> => {
  const groups = new Map<string, { at: number; stored: number | undefined }[]>();
  for (const [at, { collection, record }] of made.entries()) {
    await letOthersIn(at);
    if (!('order' in record)) continue;
    const stored = await tx.get(collection, record.id);
    const key = `${collection}/${'periodId' in record ? record.periodId : ''}`;
    const group = groups.get(key) ?? [];
    group.push({ at, stored: stored !== undefined && 'order' in stored ? stored.order : undefined });
    groups.set(key, group);
  }
  const orders = new Map<number, number>();
  for (const group of groups.values()) {
    let last = Number.NEGATIVE_INFINITY;
    const isSame = group.every(({ stored }) => {
      const follows = stored !== undefined && stored >= last;
      last = stored ?? last;
      return follows;
    });
    if (!isSame) continue;
    for (const { at, stored } of group) if (stored !== undefined) orders.set(at, stored);
  }
  return made.map((one, at) => {
    const order = orders.get(at);
    // The same record in another place: its type is what it was.
    return order === undefined ? one : ({ ...one, record: { ...one.record, order } } as Made);
  });
};
