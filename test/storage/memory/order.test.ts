import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKeys, compareValues, sortText } from '../../../storage/memory/order.js';

describe('the order of values', () => {
  test('text has the order of its UTF-8 bytes', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('a', '中', '\uE000', 'ｚ', '𠮷', '👍'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compareValues(sortText(a), sortText(b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 500 },
    );
  });

  test('missing comes before false, false before true, true before numbers, numbers before text', () => {
    const inOrder = [undefined, false, true, -1.5, 0, 2, 10, '', '0', 'a'];
    expect([10, 'a', true, undefined, -1.5, '', false, 2, '0', 0].toSorted(compareValues)).toEqual(
      // `toSorted` puts `undefined` last whatever it is told.
      [...inOrder.slice(1), undefined],
    );
    for (const value of inOrder.slice(1)) {
      expect(compareValues(undefined, value)).toBeLessThan(0);
      expect(compareValues(value, undefined)).toBeGreaterThan(0);
    }
    expect(compareValues(undefined, undefined)).toBe(0);
  });

  test('keys are compared field by field', () => {
    expect(compareKeys(['2023Q4', 2], ['2023Q4', 10])).toBeLessThan(0);
    expect(compareKeys(['2023Q4', 2], ['2023Q3', 10])).toBeGreaterThan(0);
    expect(compareKeys(['2023Q4', undefined], ['2023Q4', undefined])).toBe(0);
  });
});
