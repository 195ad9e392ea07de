import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankingRule } from '../../config/indicators.js';
import { type Contender, inRankOrder, leadingPlaces, rankGroup } from '../../src/domain/ranking.js';

const competition: RankingRule = { ties: 'competition', tieBreakers: [] };
const dense: RankingRule = { ties: 'dense', tieBreakers: [] };

const ranksOf = (contenders: readonly Contender[], rule: RankingRule): Record<string, number> =>
  Object.fromEntries(rankGroup(contenders, rule).ranked.map(({ contender: { key }, rank }) => [key, rank]));

const withTotals = (...totals: readonly (number | undefined)[]): Contender[] =>
  totals.map((total, at) => ({ key: 'abcdefgh'[at] ?? '', ...(total === undefined ? {} : { total }) }));

describe('places', () => {
  test.each<[string, readonly (number | undefined)[], RankingRule, Record<string, number>]>([
    ['1224 by default', [90, 95, 90, 80], competition, { b: 1, a: 2, c: 2, d: 4 }],
    ['1223 where the set says dense', [90, 95, 90, 80], dense, { b: 1, a: 2, c: 2, d: 3 }],
    ['all equal', [90, 90, 90], competition, { a: 1, b: 1, c: 1 }],
    ['equal at the top', [95, 95, 90], dense, { a: 1, b: 1, c: 2 }],
    ['0.1 + 0.2 is 0.3', [0.1 + 0.2, 0.3], competition, { a: 1, b: 1 }],
    ['of nobody', [], competition, {}],
  ])('%s', (_what, totals, rule, expected) => {
    expect(ranksOf(withTotals(...totals), rule)).toEqual(expected);
  });

  test('units without a score are listed apart, never last', () => {
    const { ranked, notRanked } = rankGroup(withTotals(undefined, 0, undefined, 5), competition);
    expect(ranked.map(({ contender: { key }, rank }) => [key, rank])).toEqual([
      ['d', 1],
      ['b', 2],
    ]);
    expect(notRanked.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  const tied: Contender[] = [
    { key: 'a', total: 90, base: 85, bonus: 5, faults: 3 },
    { key: 'b', total: 90, base: 88, bonus: 2, faults: 9 },
    { key: 'c', total: 90, base: 85, bonus: 5, faults: 1 },
    { key: 'd', total: 90 },
  ];
  test.each<[RankingRule['tieBreakers'], Record<string, number>]>([
    [[], { a: 1, b: 1, c: 1, d: 1 }],
    [['base'], { b: 1, a: 2, c: 2, d: 4 }],
    [['bonus'], { a: 1, c: 1, b: 3, d: 4 }],
    [['faults'], { c: 1, a: 2, b: 3, d: 4 }],
    [['bonus', 'faults'], { c: 1, a: 2, b: 3, d: 4 }],
  ])('ties are decided by %j', (tieBreakers, expected) => {
    expect(ranksOf(tied, { ...competition, tieBreakers })).toEqual(expected);
  });
});

const contenders: fc.Arbitrary<Contender[]> = fc
  .array(
    fc.record(
      { total: fc.nat({ max: 8 }), base: fc.nat({ max: 2 }), faults: fc.nat({ max: 2 }) },
      { requiredKeys: [] },
    ),
    { maxLength: 20 },
  )
  .map((all) => all.map((one, at) => ({ ...one, key: `单位${at}` })));
const rules: fc.Arbitrary<RankingRule> = fc.record({
  ties: fc.constantFrom('competition', 'dense'),
  tieBreakers: fc.subarray(['base', 'faults'] as const),
});

describe('any ranking', () => {
  test('is the same in whatever order the units come', () => {
    const shuffled = contenders.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, rules, ([all, other], rule) => {
        expect(rankGroup(other, rule)).toEqual(rankGroup(all, rule));
      }),
    );
  });

  test('has everybody once: with a total among the ranked, without among the others', () => {
    fc.assert(
      fc.property(contenders, rules, (all, rule) => {
        const { ranked, notRanked } = rankGroup(all, rule);
        expect(ranked.every(({ contender }) => contender.total !== undefined)).toBe(true);
        expect(notRanked.every(({ total }) => total === undefined)).toBe(true);
        expect(
          [...ranked.map(({ contender }) => contender.key), ...notRanked.map(({ key }) => key)].sort(),
        ).toEqual(all.map(({ key }) => key).sort());
      }),
    );
  });

  test('puts the higher total first; a competition rank is one more than those ahead, a dense one the next', () => {
    fc.assert(
      fc.property(contenders, (all) => {
        const scored = all.flatMap(({ key, total }) => (total === undefined ? [] : [{ key, total }]));
        const [byPlace, byStep] = [ranksOf(all, competition), ranksOf(all, dense)];
        for (const { key, total } of scored) {
          const ahead = scored.filter((one) => one.total > total);
          expect(byPlace[key]).toBe(ahead.length + 1);
          expect(byStep[key]).toBe(new Set(ahead.map((one) => one.total)).size + 1);
        }
      }),
    );
  });
});

test('what has a rank is put in its order, and what has none is left out', () => {
  const all = [{ rank: 3, id: 'x' }, { id: 'y' }, { rank: 1, id: 'z' }, { rank: 3, id: 'a' }];
  expect(inRankOrder(all).map(({ id }) => id)).toEqual(['z', 'x', 'a']);
});

test.each([
  [[1, 2, 3], 3],
  [[1, 2, 2, 4], 4],
  [[1, 2, 2, 3], 4],
  [[2, 3], undefined],
  [[1, 3], undefined],
  [[], undefined],
])('of the ranks %j the leading places known are %s', (ranks, expected) => {
  expect(leadingPlaces(ranks.map((rank) => ({ rank })))).toBe(expected);
});
