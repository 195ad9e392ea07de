import { ranks as phrases } from '../config/phrases/ranks.js';
import { scaleOf } from '../src/domain/indicator-sets.js';
import { formatPeriod, previousPeriod } from '../src/domain/period.js';
import { isPublished } from '../src/domain/publication.js';
import { type Change, changesSince, type Place } from '../src/domain/rank-changes.js';
import type { PeriodId, Score, Unit } from '../src/domain/records/index.js';
import type { HandlerContext } from './handler.js';
import { type Standing, standingOf } from './standings.js';
import { figure, withoutStop } from './wording.js';

/** What is published of a unit's rank and score in an earlier period; nothing where its notice is not out. */
export interface EarlierStanding extends Place {
  /** The period as printed: 上季度 where it is the one right before. */
  readonly label: string;
}

const isKind = (letter: string): letter is keyof typeof phrases.previous => letter in phrases.previous;

const labelOf = (periodId: PeriodId, later: PeriodId): string => {
  const letter = periodId.slice(4, 5);
  return periodId === previousPeriod(later) && isKind(letter)
    ? phrases.previous[letter]
    : formatPeriod(periodId);
};

const placeOf = (
  { rules, settings }: Pick<HandlerContext, 'rules' | 'settings'>,
  periodId: PeriodId,
  score: Score | undefined,
): Place => ({
  ...scaleOf(rules.indicatorSets, settings.scoring, periodId),
  ...(score === undefined ? {} : { group: score.group }),
  ...(score?.rank === undefined ? {} : { rank: score.rank }),
  ...(score?.total === undefined ? {} : { total: score.total }),
});

/** The unit's standing in `periodId`, as far as it is published, to be compared with that in `later`. */
export const earlierStanding = async (
  context: Pick<HandlerContext, 'tx' | 'now' | 'rules' | 'settings'>,
  periodId: PeriodId,
  later: PeriodId,
  unit: Unit,
): Promise<EarlierStanding> => {
  const { tx, now } = context;
  const label = labelOf(periodId, later);
  if (!isPublished(await tx.get('notices', periodId), now)) return { label };
  const { score } = await standingOf(tx, periodId, unit);
  return { label, ...placeOf(context, periodId, score) };
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

/** What is published of two periods, as far as it compares. */
export const comparePeriods = (
  context: Pick<HandlerContext, 'rules' | 'settings'>,
  { score }: Standing,
  laterId: PeriodId,
  earlier: EarlierStanding,
): { readonly rank: Change; readonly total: Change } =>
  changesSince({ place: earlier, known: true, whole: false }, placeOf(context, laterId, score));

const whyNot = (
  { unit, score }: Standing,
  later: string,
  earlier: EarlierStanding,
  reason: Extract<Change, { kind: 'not_comparable' }>['reason'],
): string => {
  switch (reason) {
    case 'earlier_period_missing':
    case 'earlier_figure_missing':
      return phrases.earlierUnknown(unit.id, later, score?.rank ?? 0, earlier.label);
    case 'later_figure_missing':
      return phrases.laterUnknown(unit.id, later, earlier.label, earlier.rank ?? 0);
    case 'both_figures_missing':
      return phrases.bothUnknown(unit.id, later, earlier.label);
    case 'other_group':
    case 'other_indicator_set':
    case 'other_maximum':
      return phrases.otherTerms[reason](unit.id, later, earlier.label);
  }
};

/** The ranks of two periods, or why they do not compare. */
export const rankSentence = (
  standing: Standing,
  later: string,
  earlier: EarlierStanding,
  change: Change,
): string => {
  switch (change.kind) {
    case 'not_comparable':
      return whyNot(standing, later, earlier, change.reason);
    case 'new':
      return phrases.statedNew(standing.unit.id, change.to);
    default:
      return movement(standing.unit.id, change.from, change.to);
  }
};

/** The total scores of two periods with their difference, where both are published and compare. */
export const totalSentence = (change: Change): string => {
  if (change.kind === 'new' || change.kind === 'not_comparable') {
    const terms = change.kind === 'not_comparable' && /^other_/.test(change.reason);
    return terms ? phrases.totalsOtherTerms : phrases.totalsUnknown;
  }
  const difference = { up: '+', down: '-', same: '' }[change.kind];
  const by = change.kind === 'same' ? 0 : change.by;
  return phrases.totalChange(figure(change.from), figure(change.to), `${difference}${figure(by)}`);
};

/** Why the notice says that the rank changed. */
export const statedReason = ({ change }: Standing): string | undefined =>
  change?.reason === undefined ? undefined : phrases.reason(withoutStop(change.reason));
