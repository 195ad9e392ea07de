import { previousPeriod } from './period.js';
import type { PeriodId, Problem } from './records/index.js';

/** How long a problem has come up without a break (连续两个季度…). */
export interface Recurrence {
  /** The periods without a break, the earliest first; the last is the problem's own. */
  readonly periods: readonly [PeriodId, ...PeriodId[]];
  /**
   * What is known of the period before the first: the problem was not there, or nobody can say, because that
   * period has no notice here or its list of such problems ended in 等.
   */
  readonly before: 'absent' | 'unknown';
}

const isSame = (one: Problem, other: Problem): boolean =>
  one.unitId === other.unitId &&
  one.kind === other.kind &&
  one.objectType === other.objectType &&
  one.objectName === other.objectName;

/**
 * How long a problem has come up without a break: same unit, kind and object in each period of the same kind
 * before. `undefined` for a problem that names neither unit nor object: nobody knows whether it is the same.
 * @param problems of all periods, others too
 * @param knownPeriods periods of which a notice is at hand
 */
export const recurrenceOf = (
  problem: Problem,
  problems: readonly Problem[],
  knownPeriods: readonly PeriodId[],
): Recurrence | undefined => {
  if (problem.unitId === undefined && problem.objectName === undefined) return undefined;
  const same = new Set(problems.filter((one) => isSame(one, problem)).map(({ periodId }) => periodId));
  const earlier: PeriodId[] = [];
  let before = previousPeriod(problem.periodId);
  while (same.has(before)) {
    earlier.unshift(before);
    before = previousPeriod(before);
  }
  const listed = knownPeriods.includes(before) || problems.some(({ periodId }) => periodId === before);
  const openEnded = problems.some(
    (one) => one.periodId === before && one.kind === problem.kind && one.openEnded,
  );
  const [first = problem.periodId, ...others] = [...earlier, problem.periodId];
  return { periods: [first, ...others], before: listed && !openEnded ? 'absent' : 'unknown' };
};
