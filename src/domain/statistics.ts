/** A figure with what it counts; a rate has the measure word `%`. */
export interface Figure {
  readonly quantity: number;
  readonly measureWord?: string | undefined;
  /** 余/约: the exact number is not known. */
  readonly approximate?: boolean | undefined;
}

/**
 * How a figure stands to the one of an earlier period. `by` is what it rose or fell by: percentage points for
 * rates, else the count, then `percent` is the same in percent of the earlier one (absent when that was zero).
 */
export type Comparison =
  | { readonly kind: 'same' }
  | { readonly kind: 'up' | 'down'; readonly in: 'points'; readonly by: number }
  | {
      readonly kind: 'up' | 'down';
      readonly in: 'count';
      readonly by: number;
      readonly percent?: number;
    }
  | { readonly kind: 'incomparable'; readonly why: 'no_previous' | 'other_measure' | 'approximate' };

/** Decimals of a figure as it is written; published figures have at most a few. */
const decimalsOf = (value: number): number => {
  const [, decimals = ''] = String(value).split('.');
  return decimals.length;
};

/** Without the tail that binary fractions leave: 97.18 - 96.63 is 0.55. */
const exactDifference = (one: number, other: number): number => {
  const scale = 10 ** Math.max(decimalsOf(one), decimalsOf(other));
  return (Math.round(one * scale) - Math.round(other * scale)) / scale;
};

/** Percent with two decimals. */
const percentOf = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 100;

/**
 * Compares a figure with that of an earlier period. Approximate figures are not compared: 2300余 and 2310 may
 * be the same.
 */
export const compareFigures = (current: Figure, previous: Figure | undefined): Comparison => {
  if (previous === undefined) return { kind: 'incomparable', why: 'no_previous' };
  if (current.measureWord !== previous.measureWord) return { kind: 'incomparable', why: 'other_measure' };
  if (current.approximate === true || previous.approximate === true) {
    return { kind: 'incomparable', why: 'approximate' };
  }
  const difference = exactDifference(current.quantity, previous.quantity);
  if (difference === 0) return { kind: 'same' };
  const kind = difference > 0 ? 'up' : 'down';
  const by = Math.abs(difference);
  if (current.measureWord === '%') return { kind, in: 'points', by };
  return previous.quantity === 0
    ? { kind, in: 'count', by }
    : { kind, in: 'count', by, percent: percentOf(by, Math.abs(previous.quantity)) };
};

/** What a notice states of a change, as the data hold it. */
export interface StatedChange {
  readonly previous?: number | undefined;
  readonly change?: number | undefined;
  readonly changeIn?: 'points' | 'percent' | 'count' | undefined;
}

/**
 * Whether the change that a notice states is the one that its two figures give, as exactly as it is written.
 * `undefined` where there is nothing to check it by.
 */
export const statedChangeHolds = (
  current: Figure,
  { previous, change, changeIn }: StatedChange,
): boolean | undefined => {
  if (previous === undefined || change === undefined || changeIn === undefined) return undefined;
  if (current.approximate === true) return undefined;
  if (changeIn === 'percent' && previous === 0) return undefined;
  const difference = exactDifference(current.quantity, previous);
  const actual = changeIn === 'percent' ? (difference / Math.abs(previous)) * 100 : difference;
  return agreesAsWritten(actual, change);
};

/** Whether a worked-out value rounds to the written one: half a unit of its last decimal either way. */
export const agreesAsWritten = (actual: number, written: number): boolean =>
  Math.abs(actual - written) <= 0.5 / 10 ** decimalsOf(written) + 1e-9;
