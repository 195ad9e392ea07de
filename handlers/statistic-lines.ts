import { statistics as phrases } from '../config/phrases/statistics.js';
import type { Breakdown, ReminderSlip, ReprintTask, Statistic } from '../src/domain/records/index.js';
import { type Comparison, compareFigures } from '../src/domain/statistics.js';
import { betweenDays, figure, namesOf, withoutStop } from './wording.js';

const joined = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined).join('，')}。`;

const directionOf = (change: number): 'up' | 'down' => (change > 0 ? 'up' : 'down');

/** The change as the notice states it. */
const statedChange = ({ change, changeIn, measureWord = '' }: Statistic): string | undefined => {
  if (change === undefined || changeIn === undefined) return undefined;
  if (change === 0) return phrases.same;
  const by = figure(Math.abs(change));
  if (changeIn === 'count') return phrases.count(directionOf(change), by, measureWord, undefined);
  return phrases[changeIn](directionOf(change), by);
};

const comparedWords = (comparison: Comparison, measureWord: string): string | undefined => {
  switch (comparison.kind) {
    case 'incomparable':
      return undefined;
    case 'same':
      return phrases.same;
    default:
      return comparison.in === 'points'
        ? phrases.points(comparison.kind, figure(comparison.by))
        : phrases.count(
            comparison.kind,
            figure(comparison.by),
            measureWord,
            comparison.percent === undefined ? undefined : figure(comparison.percent),
          );
  }
};

/** What it changed by: as the notice states it, else as its two figures give. */
const changeWords = (one: Statistic): string | undefined => {
  const stated = statedChange(one);
  if (stated !== undefined || one.previous === undefined) return stated;
  const previous = { quantity: one.previous, measureWord: one.measureWord };
  return comparedWords(compareFigures(one, previous), one.measureWord ?? '');
};

/** `微信` of a breakdown, or nothing where the figure is of all. */
const partOf = (breakdown: Breakdown | undefined): string => breakdown?.value ?? '';

/** One figure of a notice, with its window, what it is a part of, and its change. */
export const statisticLine = (one: Statistic): string => {
  const { unitId = '', breakdown, item, quantity, approximate, measureWord = '', subset, remark } = one;
  const about = `${unitId}${partOf(breakdown)}`;
  const said = phrases.figure(about, item, figure(quantity), approximate, measureWord);
  return joined([
    betweenDays(one.from, one.to),
    subset ? phrases.subset(said) : said,
    changeWords(one),
    remark === undefined ? undefined : withoutStop(remark),
  ]);
};

/** What a line that asks for this figure may say. */
export const statisticWords = ({ section, item, breakdown, remark = '' }: Statistic): string =>
  `${section} ${item} ${partOf(breakdown)} ${remark}`;

const results = ['on_time', 'late', 'missing'] as const;

/** One reprint task a sentence: who reprinted it in time, late, or not. */
export const reprintLines = (rows: readonly ReprintTask[]): string[] => {
  const tasks = [...new Set(rows.map(({ task }) => task))];
  return tasks.flatMap((task) => {
    const parts = results.flatMap((result) => {
      const units = rows
        .filter((row) => row.task === task && row.result === result)
        .flatMap(({ unitId }) => unitId ?? []);
      return units.length === 0
        ? []
        : [`${phrases.reprinted[result]}${namesOf(units, { openEnded: false })}`];
    });
    return parts.length === 0 ? [] : [`${phrases.reprint(task, parts)}。`];
  });
};

/** How many tasks there were, and how many the inspectors looked at. */
export const reprintCount = (rows: readonly ReprintTask[]): string => {
  const tasks = new Set(rows.map(({ task }) => task)).size;
  const sampled = new Set(rows.filter((row) => row.sampled === true).map(({ task }) => task)).size;
  return joined([phrases.tasks(tasks), sampled === 0 ? undefined : phrases.sampledTasks(sampled)]);
};

/** Slips, work orders or warnings: sent and done. */
export const slipLine = (slip: ReminderSlip): string =>
  joined([
    betweenDays(slip.from, slip.to),
    phrases.sent(
      slip.unitId === undefined ? '' : phrases.slipsOf(slip.unitId),
      phrases.slipKinds[slip.kind],
      slip.sent,
    ),
    slip.done === undefined ? undefined : phrases.done(slip.done),
    slip.doneRate === undefined ? undefined : phrases.doneRate(figure(slip.doneRate)),
  ]);
