import { lists as phrases } from '../../config/phrases/lists.js';
import { TongbaoError } from '../domain/error.js';
import { lastDay, previousPeriod } from '../domain/period.js';
import type { PeriodId } from '../domain/records/index.js';
import type { LineChange } from '../scores/changes.js';
import type { Computed, ScoreLine } from '../scores/lines.js';
import { scoreReport } from '../scores/report.js';
import { type ListColumn, type ListParts, listOf } from './list.js';

interface Entry {
  readonly periodId: PeriodId;
  readonly line: ScoreLine;
  readonly change: LineChange | undefined;
}

const rankBefore = (change: LineChange | undefined): number | undefined =>
  change !== undefined && 'from' in change.rank ? change.rank.from : undefined;

const remark = (computed: Computed): string =>
  computed.state === 'refused' ? computed.hint : phrases.computed[computed.state];

const titles = phrases.columns;

const columns: readonly ListColumn<Entry>[] = [
  { title: titles.period, of: ({ periodId }) => periodId },
  { title: titles.group, of: ({ line }) => line.group },
  { title: titles.unit, of: ({ line }) => line.unitId },
  { title: titles.site, of: ({ line }) => line.siteId },
  { title: titles.importedRank, of: ({ line }) => line.imported?.rank },
  { title: titles.importedTotal, of: ({ line }) => line.imported?.total },
  {
    title: titles.computedRank,
    of: ({ line: { computed } }) => (computed.state === 'scored' ? computed.rank : undefined),
  },
  {
    title: titles.computedTotal,
    of: ({ line: { computed } }) => (computed.state === 'scored' ? computed.figures.total : undefined),
  },
  { title: titles.rankBefore, of: ({ change }) => rankBefore(change) },
  { title: titles.remark, of: ({ line }) => remark(line.computed), width: 40, wrap: true },
];

/** Nothing to score a period by, or with, is an empty list and no fault. */
const nothing = ['score.nothing', 'score.no_indicator_set'];

const entriesIn = async (
  periodId: PeriodId,
  { reader, rules, settings }: ListParts,
): Promise<readonly Entry[]> => {
  try {
    const { lines, changes } = await scoreReport(
      reader,
      { indicatorSets: rules.indicatorSets, choice: settings.scoring },
      { periodId, against: previousPeriod(periodId), withComputedRank: true, without: [] },
    );
    return lines.map((line) => ({ periodId, line, change: changes.get(line) }));
  } catch (error) {
    if (error instanceof TongbaoError && nothing.includes(error.code)) return [];
    throw error;
  }
};

const newestFirst = (one: PeriodId, other: PeriodId): number => (lastDay(one) < lastDay(other) ? 1 : -1);

const entriesOf = async (parts: ListParts): Promise<Entry[]> => {
  const periods = (await parts.reader.find('notices', { index: 'byId' })).map(({ id }) => id);
  const entries: Entry[] = [];
  for (const periodId of periods.toSorted(newestFirst)) entries.push(...(await entriesIn(periodId, parts)));
  return entries;
};

/** Every notice's scores and ranks, imported beside computed, the newest first. */
export const scoreLists = [listOf(phrases.names.scores, columns, entriesOf)] as const;
