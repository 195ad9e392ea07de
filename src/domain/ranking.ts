import type { RankingRule } from '../../config/indicators.js';
import { toHundredths } from './points.js';

/** What is ranked: a unit, or one of its sites. Without a total it has no place. */
export interface Contender {
  /** Unit, and site where the unit has several. */
  readonly key: string;
  readonly total?: number;
  readonly base?: number;
  readonly bonus?: number;
  readonly faults?: number;
}

interface Ranked<C extends Contender> {
  readonly contender: C;
  readonly rank: number;
}

export interface Ranking<C extends Contender> {
  /** Best first; equal ones stand in the order of their keys and share a rank. */
  readonly ranked: readonly Ranked<C>[];
  /** Those without a total, in the order of their keys. Never last places. */
  readonly notRanked: readonly C[];
}

const byKey = (one: Contender, other: Contender): number =>
  one.key < other.key ? -1 : Number(one.key > other.key);

/** Compares by the higher points, or the fewer faults; whoever has no such figure stands behind. */
const compareBy = (
  by: RankingRule['tieBreakers'][number] | 'total',
  one: Contender,
  other: Contender,
): number => {
  if (by === 'faults') {
    const [a, b] = [one.faults ?? Infinity, other.faults ?? Infinity];
    return a === b ? 0 : a - b;
  }
  const [a, b] = [one[by], other[by]].map((points) => (points === undefined ? -1 : toHundredths(points)));
  return (b ?? -1) - (a ?? -1);
};

const compare = ({ tieBreakers }: RankingRule, one: Contender, other: Contender): number => {
  for (const by of ['total' as const, ...tieBreakers]) {
    const difference = compareBy(by, one, other);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Gives the members of one ranking group their places (排名), by the set's rule of ties. */
export const rankGroup = <C extends Contender>(contenders: readonly C[], rule: RankingRule): Ranking<C> => {
  const scored = contenders
    .filter(({ total }) => total !== undefined)
    .toSorted((one, other) => compare(rule, one, other) || byKey(one, other));
  const ranked: Ranked<C>[] = [];
  for (const [at, contender] of scored.entries()) {
    const before = ranked[at - 1];
    const tied = before !== undefined && compare(rule, before.contender, contender) === 0;
    const next = rule.ties === 'dense' ? (before?.rank ?? 0) + 1 : at + 1;
    ranked.push({ contender, rank: tied ? before.rank : next });
  }
  return { ranked, notRanked: contenders.filter(({ total }) => total === undefined).toSorted(byKey) };
};

/** Whatever has a rank, the best first, in the given order among equals. */
export const inRankOrder = <T extends { readonly rank?: number | undefined }>(all: readonly T[]): T[] =>
  all.filter(({ rank }) => rank !== undefined).toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));

/**
 * How many leading places are known: ranks that start at 1 and leave none out, ties allowed by either rule;
 * `undefined` when the known ones are not the leading ones.
 * @param ranked in the order of their ranks
 */
export const leadingPlaces = (
  ranked: readonly { readonly rank?: number | undefined }[],
): number | undefined => {
  const gapless = ranked.every(({ rank }, index) => {
    const before = ranked[index - 1]?.rank ?? 0;
    return rank === index + 1 || rank === before || rank === before + 1;
  });
  return gapless && ranked.length > 0 ? ranked.length : undefined;
};
