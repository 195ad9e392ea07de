import { describe, expect, test } from 'vitest';
import { type ReportRequest, scoreReport } from '../../src/scores/report.js';
import type { Store } from '../../storage/port.js';
import { counting } from '../support/counting-reader.js';
import { by, found, periodId, score, storeOf, unit } from './desk.js';

const report = (store: Pick<Store, 'get' | 'find'>, about: Partial<ReportRequest> = {}) =>
  scoreReport(store, by, { periodId, against: '2023Q3', withComputedRank: false, without: [], ...about });

const three = ['甲', '乙', '丙'].map((id) => unit(id));
const findings = [
  found('甲', 'guide', { occurrences: 10 }),
  found('甲', 'link', { occurrences: 5 }),
  found('乙', 'guide', { occurrences: 4 }),
  found('丙', 'guide', { occurrences: 4 }),
];

describe('what if', () => {
  test('some findings were cleared: the total and the rank that would be', async () => {
    const store = await storeOf({ units: three, findings });
    const { lines, whatIf } = await report(store, { unit: unit('甲'), without: ['guide'] });
    expect(lines).toMatchObject([{ computed: { rank: 3, ranked: 3, figures: { total: 89.5 } } }]);
    expect(whatIf).toMatchObject({
      cleared: [{ indicatorCode: 'guide' }],
      lines: [{ unitId: '甲', computed: { rank: 1, ranked: 3, figures: { total: 99.5 } } }],
    });
  });

  test('all of them were, it is still ranked, and another unit’s stay as they are', async () => {
    const store = await storeOf({ units: three, findings });
    const { whatIf } = await report(store, { unit: unit('甲'), without: ['guide', findings[1]?.id ?? ''] });
    expect(whatIf).toMatchObject({ lines: [{ computed: { rank: 1, ranked: 3, figures: { total: 100 } } }] });
    expect(await store.find('findings', { index: 'byPeriod' })).toHaveLength(findings.length);
  });

  test('something it has no finding of is refused with what it has', async () => {
    const store = await storeOf({ units: three, findings });
    await expect(report(store, { unit: unit('乙'), without: ['link'] })).rejects.toThrow(
      /score\.unknown_item.*乙没有 link.*guide/,
    );
  });
});

describe('changes', () => {
  const changesOf = async (store: Store, about: Partial<ReportRequest> = {}) => {
    const { lines, changes } = await report(store, about);
    return Object.fromEntries(lines.map((line) => [line.unitId, changes.get(line)]));
  };

  test('compare imported ranks with imported ones, whatever was computed', async () => {
    const scores = [
      score('甲', { rank: 2, total: 90 }),
      score('乙', { rank: 1 }),
      score('丙', { rank: 3 }),
      score('甲', { periodId: '2023Q3', rank: 1, total: 91.2 }),
      score('乙', { periodId: '2023Q3', rank: 2 }),
    ];
    const changes = await changesOf(await storeOf({ units: three, findings, scores }));
    expect(changes).toMatchObject({
      甲: {
        against: '2023Q3',
        basis: 'imported',
        rank: { kind: 'down', by: 1 },
        total: { kind: 'down', by: 1.2 },
      },
      乙: { rank: { kind: 'up' }, total: { reason: 'both_figures_missing' } },
      丙: { rank: { kind: 'new', to: 3 } },
    });
  });

  test('compare computed ones where nothing was imported, and never the two with each other', async () => {
    const earlier = [
      found('甲', 'guide', { periodId: '2023Q3', occurrences: 1 }),
      found('乙', 'guide', { periodId: '2023Q3', occurrences: 4 }),
    ];
    const scores = [score('丙', { periodId: '2023Q3', rank: 1, total: 99 })];
    const changes = await changesOf(
      await storeOf({ units: three, findings: [...findings, ...earlier], scores }),
    );
    expect(changes).toMatchObject({
      甲: {
        basis: 'computed',
        rank: { kind: 'down', by: 2, from: 1, to: 3 },
        total: { kind: 'down', by: 9.5 },
      },
      乙: { rank: { kind: 'up' }, total: { kind: 'same' } },
      丙: { basis: 'computed', rank: { kind: 'new' } },
    });
  });

  test('say 新进 only where everybody else was ranked before', async () => {
    const now = [score('甲', { rank: 1 }), score('乙', { rank: 2 }), score('丙', { rank: 3 })];
    const before = score('甲', { periodId: '2023Q3', rank: 1 });
    const missing = { kind: 'not_comparable', reason: 'earlier_figure_missing' };
    const two = await changesOf(await storeOf({ units: three, scores: [...now, before] }));
    expect(two).toMatchObject({
      甲: { rank: { kind: 'same' } },
      乙: { rank: missing },
      丙: { rank: missing },
    });
    const elsewhere = score('甲', { periodId: '2023Q3', rank: 1, group: '别组' });
    const alone = unit('甲', { rankingGroup: '别组' });
    const other = await changesOf(
      await storeOf({ units: [unit('乙'), alone], scores: [...now.slice(1, 2), elsewhere] }),
    );
    expect(other).toMatchObject({ 乙: { rank: missing } });
  });

  test('are not computed by indicators of another time', async () => {
    const old = found('甲', 'guide', { periodId: '2018Q4' });
    const store = await storeOf({ units: three, findings: [...findings, old] });
    expect(await changesOf(store, { against: '2018Q4' })).toMatchObject({
      甲: { basis: 'computed', rank: { reason: 'earlier_period_missing' } },
    });
  });

  test('with a period that has nothing, or no indicator set of the time, are not made up', async () => {
    const scores = [
      score('甲', { rank: 1, total: 90 }),
      score('甲', { periodId: '2018Q4', rank: 1, total: 90 }),
    ];
    const store = await storeOf({ units: three, findings, scores });
    expect(await changesOf(store)).toMatchObject({ 甲: { rank: { reason: 'earlier_period_missing' } } });
    expect(await changesOf(store, { against: '2018Q4' })).toMatchObject({
      甲: { rank: { reason: 'other_indicator_set' }, total: { reason: 'other_indicator_set' } },
    });
  });
});

test('a unit with imported ranks of both periods is answered from its own records', async () => {
  const units = Array.from({ length: 30 }, (_, at) => unit(`单位${at}`));
  const scores = units.flatMap(({ id }, at) => [
    score(id, { rank: at + 1 }),
    score(id, { rank: at + 2, periodId: '2023Q3' }),
  ]);
  const all = units.flatMap(({ id }) => [found(id, 'guide'), found(id, 'guide', { periodId: '2023Q3' })]);
  const counter = counting(await storeOf({ units, scores, findings: all }));
  const { lines, changes } = await report(counter.reader, { unit: unit('单位3') });
  expect(lines.map((line) => changes.get(line)?.rank)).toEqual([{ kind: 'up', by: 1, from: 5, to: 4 }]);
  // A score and a finding of each period.
  expect(counter.touched).toBe(4);
});

test('a period without anything is refused with what to import', async () => {
  await expect(report(await storeOf({ units: three }))).rejects.toThrow(/score\.nothing.*扣分明细/);
});
