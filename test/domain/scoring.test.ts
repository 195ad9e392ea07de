import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IndicatorSet } from '../../config/indicators.js';
import { TongbaoError } from '../../src/domain/error.js';
import { scaled } from '../../src/domain/points.js';
import type { Finding } from '../../src/domain/records/index.js';
import { scoreOf } from '../../src/domain/scoring.js';
import type { Subject } from '../../src/domain/subject.js';
import { exampleSet, finding, portal, shippedSet } from './example-set.js';

const figuresOf = (findings: readonly Finding[], set = exampleSet, subject: Subject = portal) => {
  const { figures } = scoreOf(set, subject, findings);
  if (figures === undefined) throw new Error('no score');
  return figures;
};

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof TongbaoError) return `${error.code} ${error.hint}`;
  }
  return 'nothing thrown';
};

/** Findings that leave so many points of 100: links at 0.1 each, guides at 1. */
const leaving = (points: number): Finding[] => [
  finding('link', { points: Math.min(35, 100 - points) }),
  finding('guide', { points: Math.min(25, Math.max(0, 65 - points)) }),
  finding('news', { points: Math.min(30, Math.max(0, 40 - points)) }),
];

// By hand: 100 less the deductions (group 发布 at most 40), the bonus from above 80.
describe('the example set', () => {
  test.each<[string, Finding[], { base: number; bonus?: number; total: number; qualified?: boolean }]>([
    ['nothing found', [], { base: 100, total: 100 }],
    ['two stale news columns at 2.5', [finding('news', { occurrences: 2 })], { base: 95, total: 95 }],
    ['not counted is once', [finding('news')], { base: 97.5, total: 97.5 }],
    [
      'three links at 0.1, and 0.1 and 0.2: 0.6 exactly',
      [
        finding('link', { occurrences: 3 }),
        finding('link', { points: 0.1 }),
        finding('link', { points: 0.2 }),
      ],
      { base: 99.4, total: 99.4 },
    ],
    ['thirteen news columns: 30, not 32.5', [finding('news', { occurrences: 13 })], { base: 70, total: 70 }],
    [
      'news 30 and others 20: the group costs 40',
      [finding('news', { occurrences: 12 }), finding('other', { occurrences: 10 })],
      { base: 60, total: 60 },
    ],
    [
      'own points of a finding win over the indicator’s',
      [finding('guide', { occurrences: 9, points: 3.25 })],
      { base: 96.75, total: 96.75 },
    ],
    [
      'a bonus of 5 past 80',
      [finding('link', { points: 19.9 }), finding('bonus.data')],
      { base: 80.1, bonus: 5, total: 85.1 },
    ],
    [
      'a bonus at its cap of 20',
      [finding('bonus.data', { occurrences: 9 }), finding('bonus.talk')],
      { base: 100, bonus: 30, total: 130 },
    ],
    [
      'everything wrong',
      [
        finding('news', { points: 99 }),
        finding('other', { points: 99 }),
        finding('guide', { points: 99 }),
        finding('link', { points: 99 }),
      ],
      { base: 0, total: 0, qualified: false },
    ],
    [
      'looked at, and nothing found',
      [finding('news', { occurrences: 0 }), finding('guide', { occurrences: 0, points: 5 })],
      { base: 100, total: 100 },
    ],
  ])('%s', (_what, findings, { base, bonus = 0, total, qualified = true }) => {
    const result = scoreOf(exampleSet, portal, findings);
    expect(result.figures).toMatchObject({ base, bonus, total });
    expect(result.qualified).toBe(qualified);
  });

  test('scales a unit without services from 75 to 100, half a hundredth up', () => {
    const without: Subject = { ...portal, withoutServices: true };
    const figures = figuresOf(
      [finding('link', { points: 5.5 }), finding('guide', { occurrences: 9 })],
      exampleSet,
      without,
    );
    // 69.5 × 4/3 = 92.666…
    expect(figures).toMatchObject({
      base: 92.67,
      parts: [{ unscaled: 69.5, points: 92.67, maxPoints: 100 }],
    });
    expect(figures.charges.map(({ reason }) => reason)).toEqual(['full', 'group_skipped']);
    expect(figuresOf([], exampleSet, without).base).toBe(100);
    expect(
      figuresOf(
        [finding('link', { points: 35 }), finding('news', { points: 30 }), finding('other', { points: 20 })],
        exampleSet,
        without,
      ).base,
    ).toBe(0);
  });

  test('takes no more from a unit without services than it has', () => {
    const set: IndicatorSet = {
      ...exampleSet,
      withoutServices: { skipGroups: ['服务'], part: 'site', maxPoints: 60, numerator: 5, denominator: 3 },
    };
    const everything = ['news', 'other', 'link'].map((code) => finding(code, { points: 99 }));
    const figures = figuresOf(everything, set, { ...portal, withoutServices: true });
    expect(figures.base).toBe(0);
    expect(figures.charges.map(({ reason }) => reason)).toContain('whole_cap');
  });

  test('charges nothing under an indicator for another kind of site', () => {
    const set: IndicatorSet = {
      ...exampleSet,
      indicators: exampleSet.indicators.map((one) =>
        one.code === 'guide' ? { ...one, applies: 'portal' } : one,
      ),
    };
    const department: Subject = { unitId: '示例局', kind: 'department', withoutServices: false };
    expect(figuresOf([finding('guide'), finding('news')], set, department)).toMatchObject({
      base: 97.5,
      charges: [{ charged: 0, reason: 'not_applicable' }, { charged: 2.5 }],
    });
  });

  test('says why each finding costs what it does', () => {
    const findings = [
      finding('news', { occurrences: 12, date: '2023-11-01' }),
      finding('news', { objectName: '要闻', date: '2023-11-02' }),
      finding('other', { objectName: '要闻', date: '2023-11-03' }),
      finding('other', { objectName: '专题', occurrences: 10, date: '2023-11-04' }),
      finding('guide', { occurrences: 0 }),
    ];
    const { charges } = figuresOf(findings);
    expect(
      charges.map(({ indicator, asked, charged, reason }) => [indicator.code, asked, charged, reason]),
    ).toEqual([
      ['news', 30, 30, 'full'],
      ['news', 2.5, 0, 'indicator_cap'],
      ['other', 2, 2, 'full'],
      ['other', 20, 8, 'group_cap'],
      ['guide', 0, 0, 'nothing_found'],
    ]);
  });

  test('charges a column once under 动态要闻 and 其他栏目, whichever of the two was found first', () => {
    const both = [
      finding('other', { objectName: '要闻', date: '2023-10-01' }),
      finding('news', { objectName: '要闻' }),
    ];
    const figures = figuresOf(both);
    expect(figures.base).toBe(97.5);
    expect(figures.charges.map(({ charged, reason }) => [charged, reason])).toEqual([
      [0, 'overlap'],
      [2.5, 'full'],
    ]);
    expect(
      figuresOf([finding('other', { objectName: '专题' }), finding('news', { objectName: '要闻' })]).base,
    ).toBe(95.5);
    expect(figuresOf([finding('other'), finding('news')]).base).toBe(95.5);
  });
});

describe('a bound', () => {
  const withBound = (qualified: boolean, bonus: boolean): IndicatorSet => ({
    ...exampleSet,
    qualified: exampleSet.qualified.map((bound) => ({ ...bound, inclusive: qualified })),
    bonus: exampleSet.bonus && { ...exampleSet.bonus, from: { ...exampleSet.bonus.from, inclusive: bonus } },
  });

  test.each([
    [60, true, true],
    [60, false, false],
    [59.99, true, false],
    [60.01, false, true],
  ])('of qualification at %d, inclusive %s: %s', (points, inclusive, expected) => {
    expect(scoreOf(withBound(inclusive, false), portal, leaving(points))).toMatchObject({
      qualified: expected,
      figures: { base: points },
    });
  });

  test.each([
    [80, false, 0],
    [80, true, 5],
    [80.01, false, 5],
    [79.99, true, 0],
  ])('of the bonus at %d, inclusive %s: %d', (points, inclusive, bonus) => {
    const figures = figuresOf([...leaving(points), finding('bonus.data')], withBound(true, inclusive));
    expect(figures).toMatchObject({
      base: points,
      bonusEarned: 5,
      bonusCounts: bonus > 0,
      bonus,
      total: points + bonus,
    });
  });

  test('of Mianyang is on two parts for qualification, and on both together for the bonus', () => {
    const mianyang = shippedSet('mianyang');
    const result = (site: number, media: number) =>
      scoreOf(mianyang, portal, [
        finding('site', { points: 35 - site }),
        finding('media', { points: 20 - media, objectName: '示例发布' }),
        finding('bonus', { points: 3 }),
      ]);
    expect(result(21, 12)).toMatchObject({ qualified: true, figures: { bonus: 0, total: 78 } });
    expect(result(20.99, 20)).toMatchObject({ qualified: false });
    expect(result(35, 11.99)).toMatchObject({ qualified: false, figures: { bonus: 3 } });
    expect(result(24, 20)).toMatchObject({ qualified: true, figures: { bonus: 3, total: 92 } });
    expect(result(23.99, 20)).toMatchObject({ qualified: true, figures: { bonus: 0 } });
  });
});

describe('a veto', () => {
  test('ends the scoring, whatever else was found', () => {
    const result = scoreOf(exampleSet, portal, [finding('veto'), finding('bonus.data')]);
    expect(result).toMatchObject({
      qualified: false,
      vetoes: [{ indicator: { code: 'veto' }, occurrences: 1 }],
    });
    expect(result.figures).toBeUndefined();
  });

  test.each([
    [[4], true],
    [[5], false],
    [[2, 3], false],
    [[2, 2], true],
  ])('from five empty columns on: %j leaves it qualified %s', (counts, qualified) => {
    const findings = counts.map((occurrences) => finding('veto.empty', { occurrences }));
    expect(scoreOf(exampleSet, portal, findings).qualified).toBe(qualified);
  });

  test('of an account makes the account unqualified, and not the site', () => {
    const result = scoreOf(
      {
        ...exampleSet,
        indicators: [
          ...exampleSet.indicators,
          ...shippedSet('national').indicators.filter(({ kind }) => kind === 'veto'),
        ],
        groups: [...exampleSet.groups, ...shippedSet('national').groups],
      },
      portal,
      [
        finding('media.veto.stale', { objectName: '示例发布' }),
        finding('media.veto.stale', { objectName: '示例教育', occurrences: 0 }),
      ],
    );
    expect(result.accounts).toMatchObject([{ name: '示例发布', vetoes: [{ occurrences: 1 }] }]);
    expect(result.vetoes).toEqual([]);
  });
});

describe('the national set without points', () => {
  const national = shippedSet('national');

  test('refuses to score, and says what to fill in and where', () => {
    const told = codeOf(() => scoreOf(national, portal, [finding('deduct.leaders', { points: 1 })]));
    expect(told).toMatch(
      /^score\.points_missing .*31 个指标还没有分值.*config\/indicators.*national.*maxPoints/,
    );
  });

  test('judges vetoes all the same', () => {
    expect(scoreOf(national, portal, [finding('site.veto.security')])).toMatchObject({ qualified: false });
    expect(
      scoreOf(national, portal, [finding('site.veto.columns_overdue', { occurrences: 10 })]).qualified,
    ).toBe(false);
    expect(
      codeOf(() => scoreOf(national, portal, [finding('site.veto.columns_overdue', { occurrences: 9 })])),
    ).toContain('score.points_missing');
  });

  test('has only vetoes for a department’s site, and none for services where there are none', () => {
    const department: Subject = { unitId: '示例局', kind: 'department', withoutServices: true };
    const result = scoreOf(national, department, [finding('deduct.leaders'), finding('site.veto.service')]);
    expect(result).toEqual({ vetoes: [], accounts: [], qualified: true });
    expect(
      scoreOf(national, { ...department, withoutServices: false }, [finding('site.veto.service')]).qualified,
    ).toBe(false);
  });

  test('scores once an office has filled in every point', () => {
    const filled: IndicatorSet = {
      ...national,
      indicators: national.indicators.map((one) => (one.kind === 'veto' ? one : { ...one, maxPoints: 4 })),
    };
    expect(figuresOf([finding('deduct.leaders', { points: 7 })], filled).base).toBe(96);
  });
});

describe('findings', () => {
  test.each<[string, () => unknown, string]>([
    [
      'without points anywhere',
      () => scoreOf(shippedSet('mianyang'), portal, [finding('site')]),
      'score.points_missing',
    ],
    [
      'under an unknown indicator',
      () => scoreOf(exampleSet, portal, [finding('x')]),
      'score.unknown_indicator',
    ],
    [
      'of no site where there are several',
      () => scoreOf(exampleSet, { ...portal, siteId: 'a' }, [finding('news')]),
      'score.which_site',
    ],
  ])('%s are refused', (_what, work, code) => {
    expect(codeOf(work)).toContain(`${code} 示例区`);
  });

  test('of another site of the unit do not count', () => {
    const findings = [finding('news', { siteId: 'a' }), finding('guide', { siteId: 'b' })];
    expect(figuresOf(findings, exampleSet, { ...portal, siteId: 'a' }).base).toBe(97.5);
  });

  test('that were settled count by the set’s own rule', () => {
    const findings = [
      finding('news', { clearedOn: '2023-11-20' }),
      finding('veto', { clearedOn: '2023-11-20' }),
    ];
    expect(scoreOf(exampleSet, portal, findings).qualified).toBe(false);
    const dropping: IndicatorSet = { ...exampleSet, clearedFindings: 'drop' };
    expect(figuresOf(findings, dropping)).toMatchObject({
      base: 100,
      charges: [{ charged: 0, reason: 'cleared' }],
    });
  });
});

const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    indicatorCode: fc.constantFrom(
      'veto',
      'veto.empty',
      'news',
      'other',
      'guide',
      'link',
      'news',
      'other',
      'guide',
      'link',
    ),
    occurrences: fc.nat({ max: 6 }),
    points: fc.option(
      fc.nat({ max: 1500 }).map((hundredths) => hundredths / 100),
      { nil: undefined },
    ),
    objectName: fc.option(fc.constantFrom('要闻', '专题', '公告'), { nil: undefined }),
    cleared: fc.boolean(),
  })
  .map(({ indicatorCode, occurrences, points, objectName, cleared }) =>
    finding(indicatorCode, {
      occurrences,
      ...(points === undefined || indicatorCode.startsWith('veto') ? {} : { points }),
      ...(objectName === undefined ? {} : { objectName }),
      ...(cleared ? { clearedOn: '2023-11-20' } : {}),
    }),
  );
const bonuses = [finding('bonus.data', { occurrences: 3 })];
const subjects = fc.boolean().map((withoutServices): Subject => ({ ...portal, withoutServices }));
/** A veto is below every score. */
const totalOf = (set: IndicatorSet, subject: Subject, findings: readonly Finding[]): number =>
  scoreOf(set, subject, [...findings, ...bonuses]).figures?.total ?? -1;

describe('for any findings', () => {
  test('one more never raises the score and never qualifies, and clearing one never lowers it', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.array(anyFinding, { maxLength: 15 }),
        anyFinding,
        (subject, findings, more) => {
          for (const set of [exampleSet, { ...exampleSet, clearedFindings: 'drop' as const }]) {
            expect(totalOf(set, subject, [...findings, more])).toBeLessThanOrEqual(
              totalOf(set, subject, findings),
            );
            const cleared = [...findings, { ...more, clearedOn: '2023-11-20' }];
            const { clearedOn: _, ...open } = more;
            expect(totalOf(set, subject, cleared)).toBeGreaterThanOrEqual(
              totalOf(set, subject, [...findings, open]),
            );
            const [before, after] = [findings, [...findings, more]].map(
              (all) => scoreOf(set, subject, all).qualified,
            );
            expect(before || !after).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the order does not matter, the total stays between 0 and the maximum, and charges add up to what is missing', () => {
    fc.assert(
      fc.property(subjects, fc.array(anyFinding, { maxLength: 15 }), (subject, findings) => {
        const one = scoreOf(exampleSet, subject, findings);
        const other = scoreOf(exampleSet, subject, findings.toReversed());
        expect(other.figures?.total).toBe(one.figures?.total);
        expect(other.qualified).toBe(one.qualified);
        if (one.figures === undefined) return;
        const { base, total, charges, parts } = one.figures;
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(exampleSet.maximum);
        const cost = charges.reduce((sum, { charged }) => sum + Math.round(charged * 100), 0);
        const full = subject.withoutServices ? 7500 : 10_000;
        expect(Math.round((parts[0]?.unscaled ?? base) * 100)).toBe(full - cost);
      }),
    );
  });
});

test.each([
  [6950, 9267],
  [7500, 10_000],
  [1, 1],
  [2, 3],
  [0, 0],
])('%d hundredths × 4/3 is %d', (hundredths, expected) => {
  expect(scaled(hundredths, { numerator: 4, denominator: 3 })).toBe(expected);
});

test('a half is rounded up', () => {
  expect(scaled(1, { numerator: 1, denominator: 2 })).toBe(1);
});
