import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Claim, chargeWithin } from '../../src/domain/charging.js';

const caps = new Map([
  ['a', 500],
  ['b', 700],
  ['other', 400],
  ['group', 1000],
  ['whole', 1500],
]);
const chains: Readonly<Record<string, readonly string[]>> = {
  a: ['a', 'group', 'whole'],
  b: ['b', 'group', 'whole'],
  other: ['other', 'whole'],
};

const claim = (id: string, indicator: string, hundredths: number, fault?: string): Claim => ({
  id,
  hundredths,
  caps: chains[indicator] ?? [],
  ...(fault === undefined ? {} : { fault, yields: indicator === 'other' }),
});

const claims: fc.Arbitrary<Claim[]> = fc
  .array(
    fc.record({
      indicator: fc.constantFrom('a', 'b', 'other'),
      hundredths: fc.integer({ min: 0, max: 450 }),
      fault: fc.option(fc.constantFrom('栏目一', '栏目二', '栏目三'), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ indicator, hundredths, fault }, at) => claim(`c${at}`, indicator, hundredths, fault)),
  );

const total = (charged: ReadonlyMap<string, number>): number =>
  [...charged.values()].reduce((sum, one) => sum + one, 0);
const sumOf = (all: readonly Claim[]): number => total(chargeWithin(all, caps));

describe('charging', () => {
  test.each<[string, Claim[], Record<string, number>]>([
    ['in full where there is room', [claim('x', 'a', 300), claim('y', 'b', 200)], { x: 300, y: 200 }],
    ['up to the cap of an indicator', [claim('x', 'a', 300), claim('y', 'a', 300)], { x: 300, y: 200 }],
    ['up to the cap of a group', [claim('x', 'a', 500), claim('y', 'b', 700)], { x: 500, y: 500 }],
    [
      'once, where the other indicator costs as much',
      [claim('x', 'other', 100, '栏目'), claim('y', 'a', 100, '栏目')],
      { x: 0, y: 100 },
    ],
    [
      'once, and the rest of the dearer side',
      [claim('x', 'other', 200, '栏目'), claim('y', 'a', 100, '栏目')],
      { x: 100, y: 100 },
    ],
    [
      'twice for two faults',
      [claim('x', 'other', 100, '栏目一'), claim('y', 'a', 100, '栏目二')],
      { x: 100, y: 100 },
    ],
    [
      'on the side that yields, where the other is full',
      [claim('x', 'a', 500), claim('y', 'a', 100, '栏目'), claim('z', 'other', 100, '栏目')],
      { x: 500, y: 0, z: 100 },
    ],
    [
      'all of one side, however many',
      [claim('x', 'a', 100, '栏目'), claim('y', 'b', 100, '栏目'), claim('z', 'other', 150, '栏目')],
      { x: 100, y: 100, z: 0 },
    ],
  ])('is %s', (_what, all, expected) => {
    expect(Object.fromEntries(chargeWithin(all, caps))).toEqual(expected);
  });

  test('exceeds no cap and no claim, and is never negative', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const charged = chargeWithin(all, caps);
        for (const { id, hundredths } of all) {
          expect(charged.get(id)).toBeGreaterThanOrEqual(0);
          expect(charged.get(id)).toBeLessThanOrEqual(hundredths);
        }
        for (const [name, most] of caps) {
          const through = all.filter((one) => one.caps.includes(name)).map(({ id }) => charged.get(id) ?? 0);
          expect(through.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test('costs a fault no more than the dearer of its sides', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const charged = chargeWithin(all, caps);
        for (const fault of ['栏目一', '栏目二', '栏目三']) {
          const own = all.filter((one) => one.fault === fault);
          const asked = (yields: boolean): number =>
            own.filter((one) => one.yields === yields).reduce((sum, one) => sum + one.hundredths, 0);
          const cost = own.reduce((sum, { id }) => sum + (charged.get(id) ?? 0), 0);
          expect(cost).toBeLessThanOrEqual(Math.max(asked(true), asked(false)));
        }
      }),
    );
  });

  test('leaves nothing that could be charged: without overlaps it is the sum of the capped sums', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const separate = all.map(({ fault: _, yields: __, ...one }) => one);
        const asked = (indicator: string): number =>
          separate
            .filter((one) => one.caps[0] === indicator)
            .reduce((sum, { hundredths }) => sum + hundredths, 0);
        const group = Math.min(1000, Math.min(500, asked('a')) + Math.min(700, asked('b')));
        expect(sumOf(separate)).toBe(Math.min(1500, group + Math.min(400, asked('other'))));
      }),
    );
  });

  test('does not depend on the order of the claims', () => {
    const shuffled = claims.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(sumOf(other)).toBe(sumOf(all));
      }),
    );
  });

  test('never gets cheaper by one more claim, whatever it overlaps with', () => {
    fc.assert(
      fc.property(claims, fc.nat(), (all, at) => {
        const without = all.filter((_one, index) => index !== at % Math.max(all.length, 1));
        expect(sumOf(all)).toBeGreaterThanOrEqual(sumOf(without));
      }),
      { numRuns: 1000 },
    );
  });
});
