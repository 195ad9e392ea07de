import type { Identity } from '../../config/rules.js';
import { agreesAsWritten } from './statistics.js';

/** An identity that a record's figures do not keep, with both sides as numbers. */
export interface BrokenIdentity {
  readonly identity: Identity;
  /** What the figures give. */
  readonly actual: number;
  /** What is written. */
  readonly written: number;
}

type Figures = Readonly<Record<string, unknown>>;

const numberAt = (record: Figures, field: string): number | undefined => {
  const value = record[field];
  return typeof value === 'number' ? value : undefined;
};

const sidesOf = (
  identity: Identity,
  record: Figures,
): { actual: number; written: number; holds: boolean } | undefined => {
  if (identity.kind === 'sum') {
    const written = numberAt(record, identity.total);
    const parts = identity.parts.map((part) => numberAt(record, part));
    if (written === undefined || parts.some((part) => part === undefined)) return undefined;
    const actual = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    return { actual, written, holds: agreesAsWritten(actual, written) };
  }
  const [part, whole] = [numberAt(record, identity.part), numberAt(record, identity.whole)];
  if (part === undefined || whole === undefined) return undefined;
  if (identity.kind === 'atMost') return { actual: part, written: whole, holds: part <= whole };
  const written = numberAt(record, identity.rate);
  // Of nothing there is no rate.
  if (written === undefined || whole === 0) return undefined;
  const actual = ((identity.complement ? whole - part : part) / whole) * 100;
  return { actual, written, holds: agreesAsWritten(actual, written) };
};

/**
 * The identities (解答咨询 + 意见建议 = 来信) that a record does not keep. They are checks that warn, never
 * rules: a notice may count otherwise, and an approximate figure is not checked.
 */
export const brokenIdentities = (
  identities: readonly Identity[],
  collection: string,
  record: Figures,
): BrokenIdentity[] =>
  record.approximate === true
    ? []
    : identities
        .filter(({ collections }) => collections.includes(collection))
        .flatMap((identity) => {
          const sides = sidesOf(identity, record);
          return sides === undefined || sides.holds
            ? []
            : [{ identity, actual: sides.actual, written: sides.written }];
        });
