import { expect, test } from 'vitest';
import { Remembered } from '../../src/domain/remembered.js';

test('what was not asked for longest is forgotten first', () => {
  const known = new Remembered<number>(2);
  known.set('a', 1);
  known.set('b', 2);
  expect(known.get('a')).toBe(1);
  known.set('c', 3);
  expect([known.get('a'), known.get('b'), known.get('c')]).toEqual([1, undefined, 3]);
});

test('what is known is not made again', () => {
  const known = new Remembered<number>(2);
  expect(known.getOrMake('a', () => 1)).toBe(1);
  expect(known.getOrMake('a', () => 2)).toBe(1);
});
