import { describe, expect, test } from 'vitest';
import { groupLines, type ScoreLine, unitLines } from '../../src/scores/lines.js';
import type { Store } from '../../storage/port.js';
import { counting } from '../support/counting-reader.js';
import { found, group, periodId, score, set, storeOf, unit } from './desk.js';

const lines = (store: Store): Promise<ScoreLine[]> => groupLines({ reader: store, set, periodId }, group);
const shown = (all: readonly ScoreLine[]): unknown[] =>
  all.map(({ unitId, computed }) =>
    computed.state === 'scored' ? [unitId, computed.rank, computed.figures.total] : [unitId, computed.state],
  );
const four = ['甲', '乙', '丙', '丁'].map((id) => unit(id));

describe('a group', () => {
  const findings = [
    found('甲', 'guide', { occurrences: 3 }),
    found('乙', 'guide', { occurrences: 1 }),
    found('丙', 'veto'),
  ];

  test('has places for those who were scored, and lists the others apart', async () => {
    expect(shown(await lines(await storeOf({ units: four, findings })))).toEqual([
      ['乙', 1, 99],
      ['甲', 2, 97],
      ['丁', 'not_inspected'],
      ['丙', 'vetoed'],
    ]);
  });

  test('takes nobody without a finding for faultless, unless everything was inspected', async () => {
    expect(shown(await lines(await storeOf({ units: four, findings, full: true })))).toContainEqual([
      '丁',
      1,
      100,
    ]);
    const sampled = await storeOf({ units: four, findings });
    await sampled.transaction(async (tx) => {
      await tx.put('inspections', { id: 'i', periodId, object: 'site', method: 'sample' });
      await tx.put('inspections', { id: 'j', periodId, object: 'new_media', method: 'full' });
    });
    expect(shown(await lines(sampled))).toContainEqual(['丁', 'not_inspected']);
    const none = await lines(await storeOf({ units: four, full: true }));
    expect(none.every(({ computed }) => computed.state === 'not_inspected')).toBe(true);
  });

  test('counts a unit that was looked at without a fault', async () => {
    const store = await storeOf({ units: four, findings: [found('丁', 'guide', { occurrences: 0 })] });
    expect(shown(await lines(store))).toContainEqual(['丁', 1, 100]);
  });

  test('keeps what was imported beside what is computed, in the order of the imported ranks', async () => {
    const scores = [score('甲', { rank: 1, total: 96 }), score('乙', { rank: 2 }), score('外', { rank: 3 })];
    const store = await storeOf({ units: [...four, unit('外', { rankingGroup: '别组' })], findings, scores });
    const all = await lines(store);
    expect(all.map(({ unitId, imported }) => [unitId, imported?.rank, imported?.total])).toEqual([
      ['甲', 1, 96],
      ['乙', 2, undefined],
      ['外', 3, undefined],
      ['丁', undefined, undefined],
      ['丙', undefined, undefined],
    ]);
    expect(shown(all)).toContainEqual(['甲', 2, 97]);
    expect(await store.find('scores', { index: 'byPeriod' })).toEqual(expect.arrayContaining(scores));
  });

  test('with a unit that cannot be scored ranks the others', async () => {
    const broken = found('丁', 'no.such');
    const all = await lines(await storeOf({ units: four, findings: [...findings, broken] }));
    expect(shown(all)).toEqual([
      ['乙', 1, 99],
      ['甲', 2, 97],
      ['丁', 'refused'],
      ['丙', 'vetoed'],
    ]);
  });
});

describe('one unit', () => {
  const units = Array.from({ length: 50 }, (_, at) => unit(`单位${at}`));
  const findings = units.flatMap(({ id }) => [
    found(id, 'guide'),
    found(id, 'news'),
    found(id, 'link', { periodId: '2023Q3' }),
  ]);
  const scores = units.flatMap(({ id }, at) => [
    score(id, { rank: at + 1, total: 96.5 }),
    score(id, { rank: at + 1, periodId: '2023Q3' }),
  ]);

  test('with its rank touches its own score and findings, and nothing else', async () => {
    const counter = counting(await storeOf({ units, findings, scores, full: true }));
    const [line, other] = await unitLines({ reader: counter.reader, set, periodId }, unit('单位7'));
    expect(other).toBeUndefined();
    expect(line).toMatchObject({
      imported: { rank: 8 },
      computed: { state: 'scored', figures: { total: 96.5 } },
    });
    // One score and two findings.
    expect(counter.touched).toBe(3);
  });

  test('without a finding is judged as its group judges it', async () => {
    const some = findings.filter(({ unitId }) => unitId !== '单位7');
    const question = async (full: boolean) => ({
      reader: await storeOf({ units, findings: some, full }),
      set,
      periodId,
    });
    expect(await unitLines(await question(true), unit('单位7'))).toMatchObject([
      { computed: { figures: { total: 100 }, rank: 1 } },
    ]);
    expect(await unitLines(await question(false), unit('单位7'))).toMatchObject([
      { computed: { state: 'not_inspected' } },
    ]);
  });

  test('with several sites has a line for each where the set scores sites', async () => {
    const store = await storeOf({
      units: [unit('甲')],
      findings: [
        found('甲', 'guide', { siteId: '一网' }),
        found('甲', 'news', { siteId: '二网', occurrences: 2 }),
      ],
    });
    await store.transaction(async (tx) => {
      for (const id of ['一网', '二网']) await tx.put('sites', { id, unitId: '甲' });
    });
    const perSite = await groupLines({ reader: store, set: { ...set, scoredBy: 'site' }, periodId }, group);
    expect(
      perSite.map(({ siteId, computed }) => [siteId, computed.state === 'scored' && computed.figures.total]),
    ).toEqual([
      ['一网', 99],
      ['二网', 95],
    ]);
    expect(shown(await lines(store))).toEqual([['甲', 1, 94]]);
  });
});
