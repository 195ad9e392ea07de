import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IndicatorSet } from '../../config/indicators.js';
import { loadIndicatorSets } from '../../config/indicators-load.js';
import { packageRoot } from '../../config/root.js';
import { exampleSet, shippedSet } from '../domain/example-set.js';

test('every shipped set is whole, has sources, and says that nobody has verified it', () => {
  const sets = loadIndicatorSets();
  expect(sets.map(({ id }) => id).sort()).toEqual(['example', 'mianyang', 'national']);
  for (const set of sets) {
    expect(IndicatorSet.parse(set)).toEqual(set);
    expect(set.verified).toBe(false);
  }
});

describe('the national set of 2019', () => {
  const { indicators, ...set } = shippedSet('national');

  test('has six groups of vetoes for sites and three for accounts', () => {
    const groups = (isAccount: boolean): number =>
      new Set(
        indicators.flatMap(({ kind, applies, group }) =>
          kind === 'veto' && (applies === 'account') === isAccount ? [group] : [],
        ),
      ).size;
    expect([groups(false), groups(true)]).toEqual([6, 3]);
  });

  test('names the items of portals and leaves every point to the office', () => {
    const scored = indicators.filter(({ kind }) => kind !== 'veto');
    expect(scored.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        '机构职能',
        '领导信息',
        '政策文件',
        '政策解读',
        '留言公开',
        '办理答复',
        '办事指南',
        '域名名称',
        '实时互动',
      ]),
    );
    for (const one of scored) {
      expect(one).toMatchObject({ applies: 'portal' });
      expect(one).not.toHaveProperty('maxPoints');
      expect(one).not.toHaveProperty('pointsEach');
    }
  });

  test('has the bounds, the bonus and the scaling that are public', () => {
    expect(set).toMatchObject({
      maximum: 130,
      qualified: [{ points: 60, inclusive: true }],
      bonus: { maxPoints: 30, from: { points: 80, inclusive: false } },
      withoutServices: { maxPoints: 75, numerator: 4, denominator: 3 },
    });
  });
});

test('Mianyang 2022 is 15 + 35 + 20 + 30 and a bonus of 30, with two floors and its bonus from 44 of 55', () => {
  expect(shippedSet('mianyang')).toMatchObject({
    maximum: 130,
    parts: [{ maxPoints: 15 }, { maxPoints: 35 }, { maxPoints: 20 }, { maxPoints: 30 }],
    qualified: [
      { parts: ['site'], points: 21, inclusive: true },
      { parts: ['media'], points: 12, inclusive: true },
    ],
    bonus: { maxPoints: 30, from: { parts: ['site', 'media'], points: 44, inclusive: true } },
  });
});

describe('a set is refused', () => {
  const [first, ...rest] = exampleSet.indicators;
  test.each<[string, object, string]>([
    [
      'whose indicators do not add up to their part',
      { indicators: exampleSet.indicators.filter(({ code }) => code !== 'link') },
      '分项“网站”是 100 分，各指标合计却是 65 分',
    ],
    [
      'whose parts do not add up to its maximum',
      { maximum: 120 },
      'maximum 是 120 分，各分项与加分合计却是 130 分',
    ],
    [
      'whose scaling does not end at the points of its part',
      { withoutServices: { ...exampleSet.withoutServices, numerator: 5 } },
      '折算后的满分',
    ],
    ['with an indicator twice', { indicators: [first, first, ...rest] }, '指标 veto 写了两次'],
    [
      'with an indicator in no group',
      { indicators: [{ ...first, group: '没有' }, ...rest] },
      '没有指标组“没有”',
    ],
    ['with a bound on no part', { qualified: [{ parts: ['x'], points: 60, inclusive: true }] }, '没有分项 x'],
    [
      'with an overlap of no indicator',
      { overlaps: [{ indicator: 'x', yieldsTo: ['news'] }] },
      'overlaps 里的指标 x 不存在',
    ],
    [
      'with an indicator in two overlaps',
      { overlaps: [...exampleSet.overlaps, ...exampleSet.overlaps] },
      '只能出现一次',
    ],
    [
      'with deductions that belong to no part',
      { groups: exampleSet.groups.map(({ part: _, ...group }) => group) },
      '没有写分项',
    ],
    ['with bonus indicators and no bonus', { bonus: undefined, maximum: 100 }, '没有 bonus'],
    [
      'with points of three decimals',
      { parts: [{ code: 'site', name: '网站', maxPoints: 100.001 }] },
      '最多两位小数',
    ],
    ['with a field that nobody knows', { maximun: 130 }, 'maximun'],
  ])('%s', (_what, change, message) => {
    const checked = IndicatorSet.safeParse({ ...exampleSet, ...change });
    expect(checked.success).toBe(false);
    expect(JSON.stringify(checked.error?.issues)).toContain(message);
  });

  test('unless an office has not filled in all of its points yet', () => {
    const indicators = exampleSet.indicators.map((one) =>
      one.code === 'link' && one.kind === 'deduction' ? { ...one, maxPoints: undefined } : one,
    );
    expect(IndicatorSet.safeParse({ ...exampleSet, indicators }).success).toBe(true);
  });
});

describe('a folder of an office', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'indicators-'));
    await cp(join(packageRoot, 'config', 'indicators'), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const copy = async (change: (text: string) => string): Promise<void> =>
    await writeFile(
      join(folder, 'second.yaml'),
      change(await readFile(join(folder, 'mianyang-2022.yaml'), 'utf8')),
    );

  test('may hold versions of one set, one after the other', async () => {
    await copy((text) =>
      text.replace("'2022-01-01'", "'2023-01-01'").replace("'2022-12-31'", "'2023-12-31'"),
    );
    expect(loadIndicatorSets(folder)).toHaveLength(4);
  });

  test('may not hold two versions for one day', async () => {
    await copy((text) => text.replace("'2022-01-01'", "'2022-12-31'"));
    expect(() => loadIndicatorSets(folder)).toThrow(/mianyang-2022\.yaml 和 second\.yaml.*重叠/);
  });

  test('with a faulty file is refused, naming it and the field', async () => {
    await copy((text) => text.replace('verified: false', 'verified: perhaps'));
    expect(() => loadIndicatorSets(folder)).toThrow(/second\.yaml.*verified/);
  });
});
