import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PassingMap } from '../../src/domain/passing-map.js';
import { bytesTakenToLast, collectGarbage, scavenge } from '../support/collect-garbage.js';

test('has what a Map has, in the same order', () => {
  const key = fc.integer({ min: 0, max: 30 });
  const step = fc.oneof(
    { arbitrary: fc.record({ set: key, to: fc.integer() }), weight: 100 },
    { arbitrary: fc.record({ delete: key }), weight: 100 },
    { arbitrary: fc.constant('clear' as const), weight: 1 },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      const passing = new PassingMap<number, number>();
      const map = new Map<number, number>();
      for (const one of steps) {
        for (const each of [passing, map]) {
          if (one === 'clear') each.clear();
          else if ('set' in one) each.set(one.set, one.to);
          else each.delete(one.delete);
        }
        expect([...passing.keys()]).toEqual([...map.keys()]);
      }
      expect([...passing.values()]).toEqual([...map.values()]);
      expect(passing.size).toBe(map.size);
      for (let at = 0; at <= 30; at += 1) {
        expect([passing.get(at), passing.has(at)]).toEqual([map.get(at), map.has(at)]);
      }
    }),
  );
});

test.each([1, 3, 20])('what went keeps nothing that came after it, of %i at a time', (few) => {
  const entries = new PassingMap<number, readonly number[]>();
  collectGarbage();
  const before = bytesTakenToLast();
  for (let at = 0; at < 2000; at += 1) {
    // 10 KB, so 20 MB come by.
    entries.set(
      at,
      Array.from({ length: 1250 }, () => at),
    );
    entries.delete(at - few);
    if (at % 25 === 0) scavenge();
  }
  // Of those that went by a `Map`, 6 to 12 MB are.
  expect(bytesTakenToLast() - before).toBeLessThan(2_000_000);
});
