import type { IndicatorSet } from '../../config/indicators.js';
import { type Change, changesSince, type Place } from '../domain/rank-changes.js';
import type { PeriodId } from '../domain/records/index.js';
import type { ScoreLine } from './lines.js';

/** Imported figures are compared with imported ones, computed with computed ones, and never across. */
type Basis = 'imported' | 'computed';

/** How a line changed against an earlier period. */
export interface LineChange {
  readonly against: PeriodId;
  readonly basis: Basis;
  readonly rank: Change;
  readonly total: Change;
}

/** A period's lines with the set that they were scored by. */
export interface ScoredPeriod {
  readonly periodId: PeriodId;
  readonly set: IndicatorSet | undefined;
  readonly lines: readonly ScoreLine[];
}

const basisOf = ({ imported }: ScoreLine): Basis =>
  imported?.rank !== undefined || imported?.total !== undefined ? 'imported' : 'computed';

const figuresOf = ({ imported, computed }: ScoreLine, basis: Basis) => {
  if (basis === 'imported') return { rank: imported?.rank, total: imported?.total, group: imported?.group };
  return computed.state === 'scored' ? { rank: computed.rank, total: computed.figures.total } : {};
};

const placeOf = (line: ScoreLine, basis: Basis, set: IndicatorSet | undefined): Place => {
  const { rank, total, group = line.group } = figuresOf(line, basis);
  return {
    ...(set === undefined ? {} : { scale: `${set.id} ${set.version}`, maximum: set.maximum }),
    ...(group === undefined ? {} : { group }),
    ...(rank === undefined ? {} : { rank }),
    ...(total === undefined ? {} : { total }),
  };
};

const isSame = (one: ScoreLine, other: ScoreLine): boolean =>
  one.unitId === other.unitId && one.siteId === other.siteId;

/** How each line of a period changed against an earlier one. */
export const lineChanges = (
  later: ScoredPeriod,
  earlier: ScoredPeriod,
): ReadonlyMap<ScoreLine, LineChange> => {
  const changeOf = (line: ScoreLine): LineChange => {
    const basis = basisOf(line);
    const hasFigure = (one: ScoreLine): boolean => {
      const { rank, total } = figuresOf(one, basis);
      return rank !== undefined || total !== undefined;
    };
    const before = earlier.lines.find((one) => isSame(one, line));
    const others = earlier.lines.filter((one) => one.group === line.group && !isSame(one, line));
    const changes = changesSince(
      {
        ...(before === undefined ? {} : { place: placeOf(before, basis, earlier.set) }),
        known: earlier.lines.some(hasFigure),
        // Had the earlier ranking left somebody else out too, nobody could tell who was new.
        whole: others.length > 0 && others.every(hasFigure),
      },
      placeOf(line, basis, later.set),
    );
    return { against: earlier.periodId, basis, ...changes };
  };
  return new Map(later.lines.map((line) => [line, changeOf(line)]));
};
