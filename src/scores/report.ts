import type { IndicatorSet } from '../../config/indicators.js';
import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { indicatorSetOf, type ScoringChoice, scaleOf } from '../domain/indicator-sets.js';
import type { PeriodId, Unit } from '../domain/records/index.js';
import { type LineChange, lineChanges } from './changes.js';
import { groupLines, groupsOf, type ScoreLine, type ScoreQuestion, unitLines } from './lines.js';
import { type WhatIf, whatIf } from './what-if.js';

/** What is asked of the scores of a period. */
export interface ReportRequest {
  readonly periodId: PeriodId;
  /** Compared with this earlier period. */
  readonly against: PeriodId;
  /** Absent = every ranking group. */
  readonly unit?: Unit;
  /** Whether the computed rank is wanted beside an imported one; it costs a look at the whole group. */
  readonly withComputedRank: boolean;
  /** Indicator codes or ids of findings that are taken for cleared; only with a unit. */
  readonly without: readonly string[];
}

export interface ScoreReport {
  readonly set: IndicatorSet;
  readonly lines: readonly ScoreLine[];
  readonly changes: ReadonlyMap<ScoreLine, LineChange>;
  readonly whatIf?: WhatIf;
}

const linesOfAll = async (question: ScoreQuestion): Promise<ScoreLine[]> => {
  const lines: ScoreLine[] = [];
  for (const group of await groupsOf(question)) lines.push(...(await groupLines(question, group)));
  return lines;
};

const ofUnit = async (question: ScoreQuestion, unit: Unit): Promise<ScoreLine[]> =>
  unit.rankingGroup === undefined
    ? await unitLines(question, unit)
    : await groupLines(question, unit.rankingGroup);

const hasRank = ({ imported, computed }: ScoreLine): boolean =>
  imported?.rank !== undefined || (computed.state === 'scored' && computed.rank !== undefined);

const linesFor = async (
  question: ScoreQuestion,
  { unit, withComputedRank }: ReportRequest,
): Promise<ScoreLine[]> => {
  if (unit === undefined) return await linesOfAll(question);
  const own = await unitLines(question, unit);
  // The group is looked at only for a rank that the unit's own records do not say.
  if (own.every(hasRank) && !withComputedRank) return own;
  return (await ofUnit(question, unit)).filter(({ unitId }) => unitId === unit.id);
};

/** The earlier period's lines: the unit's own where they say enough, else all that it is compared among. */
const earlierLines = async (question: ScoreQuestion, { unit }: ReportRequest): Promise<ScoreLine[]> => {
  if (unit === undefined) return await linesOfAll(question);
  const own = await unitLines(question, unit);
  return own.every(hasRank) ? own : await ofUnit(question, unit);
};

/** What was computed by another period's indicators is no score of this one. */
const onlyImported = ({ computed: _, ...line }: ScoreLine): ScoreLine => ({
  ...line,
  computed: { state: 'not_inspected' },
});

/**
 * Scores and ranks of a period, imported and computed, with their changes against an earlier period.
 * @throws TongbaoError `score.nothing`, `score.no_indicator_set`, `score.ambiguous_indicator_set`,
 *   `score.unknown_item`
 */
export const scoreReport = async (
  reader: Reader,
  by: { readonly indicatorSets: readonly IndicatorSet[]; readonly choice: ScoringChoice },
  request: ReportRequest,
): Promise<ScoreReport> => {
  const { periodId, against, unit, without } = request;
  const set = indicatorSetOf(by.indicatorSets, by.choice, periodId);
  const question: ScoreQuestion = { reader, set, periodId };
  const lines = await linesFor(question, request);
  if (lines.every(({ imported, computed }) => imported === undefined && computed.state === 'not_inspected')) {
    throw new TongbaoError(
      'score.nothing',
      `${unit === undefined ? '' : unit.id}${periodId} 还没有得分、排名或扣分明细。请先导入“得分排名”或“扣分明细”表。`,
    );
  }
  const hasEarlierSet = scaleOf(by.indicatorSets, by.choice, against).scale !== undefined;
  const earlierSet = hasEarlierSet ? indicatorSetOf(by.indicatorSets, by.choice, against) : undefined;
  const before = await earlierLines({ reader, set: earlierSet ?? set, periodId: against }, request);
  const changes = lineChanges(
    { periodId, set, lines },
    {
      periodId: against,
      set: earlierSet,
      lines: earlierSet === undefined ? before.map(onlyImported) : before,
    },
  );
  if (unit === undefined || without.length === 0) return { set, lines, changes };
  return { set, lines, changes, whatIf: await whatIf(question, unit, without) };
};
