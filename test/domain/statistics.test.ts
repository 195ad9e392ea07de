import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreesAsWritten, compareFigures, statedChangeHolds } from '../../src/domain/statistics.js';

describe('a figure beside that of an earlier period', () => {
  const rate = (quantity: number) => ({ quantity, measureWord: '%' });
  const count = (quantity: number) => ({ quantity, measureWord: '条' });

  test.each([
    [
      'a rate rises by points, without the tail of binary fractions',
      rate(97.18),
      rate(96.63),
      { kind: 'up', in: 'points', by: 0.55 },
    ],
    ['a rate falls', rate(90), rate(92.5), { kind: 'down', in: 'points', by: 2.5 }],
    ['the same is the same', rate(100), rate(100), { kind: 'same' }],
    [
      'a count rises by a number and percent',
      count(120),
      count(100),
      { kind: 'up', in: 'count', by: 20, percent: 20 },
    ],
    ['a count falls', count(14), count(22), { kind: 'down', in: 'count', by: 8, percent: 36.36 }],
    ['from zero there is no percent', count(3), count(0), { kind: 'up', in: 'count', by: 3 }],
    ['nothing before', count(3), undefined, { kind: 'incomparable', why: 'no_previous' }],
    [
      'letters are no messages',
      count(3),
      { quantity: 3, measureWord: '封' },
      { kind: 'incomparable', why: 'other_measure' },
    ],
    [
      '2300余 may be 2310',
      { ...count(2300), approximate: true },
      count(2310),
      { kind: 'incomparable', why: 'approximate' },
    ],
  ])('%s', (_what, current, previous, expected) => {
    expect(compareFigures(current, previous)).toEqual(expected);
  });

  const written = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100);

  test('going there and coming back is the same way', () => {
    fc.assert(
      fc.property(written, written, (one, other) => {
        const there = compareFigures(rate(one), rate(other));
        const back = compareFigures(rate(other), rate(one));
        if (there.kind === 'same') expect(back).toEqual(there);
        else expect(back).toEqual({ ...there, kind: there.kind === 'up' ? 'down' : 'up' });
      }),
    );
  });

  test('what rose by so much is the earlier figure and that much', () => {
    fc.assert(
      fc.property(written, written, (one, other) => {
        const change = compareFigures(rate(one), rate(other));
        const by = 'by' in change ? change.by : 0;
        const signed = change.kind === 'down' ? -by : by;
        expect(Math.round((other + signed) * 100)).toBe(Math.round(one * 100));
      }),
    );
  });
});

describe('a stated change', () => {
  test.each([
    ['in points', { previous: 96.65, change: 0.55, changeIn: 'points' }, true],
    ['in points, wrong', { previous: 96.65, change: 0.4, changeIn: 'points' }, false],
    ['in percent, as exactly as it is written', { previous: 90, change: 8, changeIn: 'percent' }, true],
    ['in percent, wrong', { previous: 90, change: 9, changeIn: 'percent' }, false],
    ['with the wrong sign', { previous: 96.65, change: -0.55, changeIn: 'points' }, false],
    ['nothing to check it by', { change: 0.55, changeIn: 'points' }, undefined],
    ['percent of nothing', { previous: 0, change: 5, changeIn: 'percent' }, undefined],
  ] as const)('%s', (_what, stated, holds) => {
    expect(statedChangeHolds({ quantity: 97.2, measureWord: '%' }, stated)).toBe(holds);
  });
});

test.each([
  [99.09, 99.1, true],
  [99.04, 99.1, false],
  [46.5517, 46.55, true],
  [46.5517, 46.6, true],
  [46.5517, 47, true],
  [46.4, 47, false],
])('%d written as %d: %s', (actual, written, agrees) => {
  expect(agreesAsWritten(actual, written)).toBe(agrees);
});
