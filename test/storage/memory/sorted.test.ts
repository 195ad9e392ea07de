import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Side, Sorted } from '../../../storage/memory/sorted.js';

const byNumber = (a: number, b: number): number => a - b;
const everything = (): number => 0;
const between =
  (least: number, most: number) =>
  (entry: number): number =>
    entry < least ? -1 : Number(entry > most);

const within = <T>(list: Sorted<T>, side: Side<T>, order: 'asc' | 'desc' = 'asc'): T[] => {
  const found: T[] = [];
  list.visit(side, order, (entry) => found.push(entry) > 0);
  return found;
};

describe('a sorted list', () => {
  test('answers what a sorted array answers, after any additions and removals', () => {
    const number = fc.integer({ min: 0, max: 2000 });
    const change = fc.record({
      add: fc.boolean(),
      from: number,
      count: fc.integer({ min: 1, max: 600 }),
      atOnce: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(number), fc.array(change), number, number, (start, changes, a, b) => {
        const plain = new Set(start);
        let list = Sorted.of(byNumber, [...plain]);
        for (const { add, from, count, atOnce } of changes) {
          const entries = Array.from({ length: count }, (_, at) => from + at);
          const edits = entries.map((entry) => ({ key: entry, entry: add ? entry : undefined }));
          const gone: number[] = [];
          for (const group of atOnce ? [edits.toReversed()] : edits.map((edit) => [edit])) {
            list = list.edited(group, (entry) => void gone.push(entry));
          }
          expect(gone).toEqual(entries.filter((entry) => plain.has(entry)));
          for (const entry of entries) {
            if (add) plain.add(entry);
            else plain.delete(entry);
          }
        }
        const expected = [...plain].toSorted(byNumber);
        expect(within(list, everything)).toEqual(expected);
        expect(within(list, everything, 'desc')).toEqual(expected.toReversed());
        const inside = expected.filter((entry) => entry >= a && entry <= b);
        expect(within(list, between(a, b))).toEqual(inside);
        expect(within(list, between(a, b), 'desc')).toEqual(inside.toReversed());
        expect(list.first(between(a, b))).toBe(inside[0]);
        expect([...list]).toEqual(expected);
        const two: number[] = [];
        list.visit(everything, 'asc', (entry) => two.push(entry) < 2);
        expect(two).toEqual(expected.slice(0, 2));
      }),
      { numRuns: 60 },
    );
  });

  test('is a value: additions and removals leave it as it was', () => {
    const list = Sorted.of(byNumber, [3, 1, 2]);
    list.edited([
      { key: 4, entry: 4 },
      { key: 1, entry: undefined },
    ]);
    expect(within(list, everything)).toEqual([1, 2, 3]);
  });

  test('takes the place of an equal entry', () => {
    const list = Sorted.of((a: { id: number; text: string }, b) => a.id - b.id, [{ id: 1, text: 'old' }]);
    const fresh = { id: 1, text: 'new' };
    expect(within(list.edited([{ key: fresh, entry: fresh }]), everything)).toEqual([fresh]);
  });

  test('an entry that is taken out and put in again by one key is there once', () => {
    const list = Sorted.of(byNumber, [1, 2, 3]);
    const edits = [
      { key: 2, entry: undefined },
      { key: 4, entry: 4 },
      { key: 2, entry: 2 },
    ];
    expect(within(list.edited(edits), everything)).toEqual([1, 2, 3, 4]);
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
    expect(within(list, counted)).toEqual([70_000, 70_001, 70_002]);
    expect(within(list, counted, 'desc')).toEqual([70_002, 70_001, 70_000]);
    expect(looks).toBeLessThan(60);
  });
});
