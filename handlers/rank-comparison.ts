import { ranks as phrases } from '../config/phrases/ranks.js';
import { formatPeriod, previousPeriod } from '../src/domain/period.js';
import { isPublished } from '../src/domain/publication.js';
import type { PeriodId, Unit } from '../src/domain/records/index.js';
import type { HandlerContext } from './handler.js';
import { type Standing, standingOf } from './standings.js';
import { figure, withoutStop } from './wording.js';

/** What is published of a unit's rank and score in an earlier period; nothing where its notice is not out. */
export interface EarlierStanding {
  /** The period as printed: 上季度 where it is the one right before. */
  readonly label: string;
  readonly rank?: number;
  readonly total?: number;
}

const isKind = (letter: string): letter is keyof typeof phrases.previous => letter in phrases.previous;

const labelOf = (periodId: PeriodId, later: PeriodId): string => {
  const letter = periodId.slice(4, 5);
  return periodId === previousPeriod(later) && isKind(letter)
    ? phrases.previous[letter]
    : formatPeriod(periodId);
};

/** The unit's standing in `periodId`, as far as it is published, to be compared with that in `later`. */
export const earlierStanding = async (
  { tx, now }: Pick<HandlerContext, 'tx' | 'now'>,
  periodId: PeriodId,
  later: PeriodId,
  unit: Unit,
): Promise<EarlierStanding> => {
  const label = labelOf(periodId, later);
  if (!isPublished(await tx.get('notices', periodId), now)) return { label };
  const { score } = await standingOf(tx, periodId, unit);
  return {
    label,
    ...(score?.rank === undefined ? {} : { rank: score.rank }),
    ...(score?.total === undefined ? {} : { total: score.total }),
  };
};

const movement = (unit: string, from: number, to: number): string => {
  if (from === to) return phrases.same(unit, to);
  return from > to ? phrases.rose(unit, from, to) : phrases.fell(unit, from, to);
};

/**
 * The change that the notice states. The old rank is printed only where the notice or the earlier period's
 * data give it; else it is said to be unpublished.
 */
export const statedChange = (
  { unit, change }: Pick<Standing, 'unit' | 'change'>,
  earlier: EarlierStanding,
): string | undefined => {
  if (change === undefined) return undefined;
  const from = change.fromRank ?? earlier.rank;
  if (from !== undefined) return movement(unit.id, from, change.toRank);
  switch (change.direction) {
    case 'up':
      return phrases.statedUp(unit.id, change.toRank, earlier.label);
    case 'down':
      return phrases.statedDown(unit.id, change.toRank, earlier.label);
    case 'same':
      return phrases.statedSame(unit.id, change.toRank);
    case 'new':
      return phrases.statedNew(unit.id, change.toRank);
    case undefined:
      return phrases.statedPlain(unit.id, change.toRank, earlier.label);
  }
};

/** The ranks of two periods, or which of them is not published. */
export const compareRanks = ({ unit, score }: Standing, later: string, earlier: EarlierStanding): string => {
  const rank = score?.rank;
  if (rank !== undefined && earlier.rank !== undefined) return movement(unit.id, earlier.rank, rank);
  if (rank !== undefined) return phrases.earlierUnknown(unit.id, later, rank, earlier.label);
  if (earlier.rank !== undefined) {
    return phrases.laterUnknown(unit.id, later, earlier.label, earlier.rank);
  }
  return phrases.bothUnknown(unit.id, later, earlier.label);
};

/** The total scores of two periods with their difference, where both are published. */
export const compareTotals = ({ score }: Standing, earlier: EarlierStanding): string => {
  if (score?.total === undefined || earlier.total === undefined) return phrases.totalsUnknown;
  const difference = score.total - earlier.total;
  const signed = `${difference > 0 ? '+' : ''}${figure(difference)}`;
  return phrases.totalChange(figure(earlier.total), figure(score.total), signed);
};

/** Why the notice says that the rank changed. */
export const statedReason = ({ change }: Standing): string | undefined =>
  change?.reason === undefined ? undefined : phrases.reason(withoutStop(change.reason));
