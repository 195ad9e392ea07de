import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Sorted } from '../../../storage/memory/sorted.js';

const byNumber = (a: number, b: number): number => a - b;
const everything = (): number => 0;
const between =
  (least: number, most: number) =>
  (entry: number): number =>
    entry < least ? -1 : Number(entry > most);

describe('a sorted list', () => {
  test('answers what a sorted array answers, after any additions and removals', () => {
    const number = fc.integer({ min: 0, max: 2000 });
    const change = fc.record({ add: fc.boolean(), from: number, count: fc.integer({ min: 1, max: 300 }) });
    fc.assert(
      fc.property(fc.array(number), fc.array(change), number, number, (start, changes, a, b) => {
        const plain = new Set(start);
        let list = Sorted.of(byNumber, [...plain]);
        for (const { add, from, count } of changes) {
          for (let entry = from; entry < from + count; entry += 1) {
            list = add ? list.with(entry) : list.without(entry);
            if (add) plain.add(entry);
            else plain.delete(entry);
          }
        }
        const expected = [...plain].toSorted(byNumber);
        expect([...list.within(everything)]).toEqual(expected);
        expect([...list.within(everything, 'desc')]).toEqual(expected.toReversed());
        const inside = expected.filter((entry) => entry >= a && entry <= b);
        expect([...list.within(between(a, b))]).toEqual(inside);
        expect([...list.within(between(a, b), 'desc')]).toEqual(inside.toReversed());
        expect(list.first(between(a, b))).toBe(inside[0]);
      }),
      { numRuns: 60 },
    );
  });

  test('is a value: additions and removals leave it as it was', () => {
    const list = Sorted.of(byNumber, [3, 1, 2]);
    list.with(4);
    list.without(1);
    expect([...list.within(everything)]).toEqual([1, 2, 3]);
  });

  test('takes the place of an equal entry', () => {
    const list = Sorted.of((a: { id: number; text: string }, b) => a.id - b.id, [{ id: 1, text: 'old' }]);
    expect([...list.with({ id: 1, text: 'new' }).within(everything)]).toEqual([{ id: 1, text: 'new' }]);
  });

  test('finds a place among 100,000 by looking at a few', () => {
    const list = Sorted.of(
      byNumber,
      Array.from({ length: 100_000 }, (_, at) => at),
    );
    let looks = 0;
    const wanted = between(70_000, 70_002);
    const counted = (entry: number): number => {
      looks += 1;
      return wanted(entry);
    };
    expect([...list.within(counted)]).toEqual([70_000, 70_001, 70_002]);
    expect([...list.within(counted, 'desc')]).toEqual([70_002, 70_001, 70_000]);
    expect(looks).toBeLessThan(60);
  });
});
