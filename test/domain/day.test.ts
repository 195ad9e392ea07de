import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  formatDay,
  formatInstant,
  formatShortDay,
  instantAt,
  shanghaiDay,
  weekdayOf,
} from '../../src/domain/day.js';

const instants = fc.date({
  min: new Date('2000-01-01T00:00:00.000Z'),
  max: new Date('2099-12-31T00:00:00.000Z'),
  noInvalidDate: true,
});
const days = instants.map((instant) => shanghaiDay(instant));

describe('a day in Shanghai', () => {
  test.each([
    ['2023-11-07T15:59:59.999Z', '2023-11-07'],
    ['2023-11-07T16:00:00.000Z', '2023-11-08'],
    ['2023-12-31T16:00:00.000Z', '2024-01-01'],
  ])('%s falls on %s', (instant, day) => {
    expect(shanghaiDay(instant)).toBe(day);
    expect(shanghaiDay(new Date(instant))).toBe(day);
  });

  test('the clock of Shanghai is eight hours ahead, whatever the zone of the machine', () => {
    expect(instantAt('2023-12-04', '09:00').toISOString()).toBe('2023-12-04T01:00:00.000Z');
    expect(instantAt('2024-01-01', '07:59').toISOString()).toBe('2023-12-31T23:59:00.000Z');
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-03-12', 1, '2023-03-13'],
  ])('%s plus %i days is %s', (day, count, later) => {
    expect(addDays(day, count)).toBe(later);
    expect(daysBetween(day, later)).toBe(count);
  });

  test('is printed as people write it', () => {
    expect(formatDay('2023-11-07')).toBe('2023年11月7日');
    expect(formatShortDay('2023-01-30')).toBe('1月30日');
    expect(formatInstant('2023-11-07T01:05:59.000Z')).toBe('11月7日 09:05');
    expect(formatInstant(new Date('2023-11-07T16:00:00.000Z'))).toBe('11月8日 00:00');
  });

  test('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        const moved = addDays(day, count);
        expect(daysBetween(day, moved)).toBe(count);
        expect(weekdayOf(moved)).toBe((((weekdayOf(day) + count) % 7) + 7) % 7);
      }),
    );
  });

  test('every instant lies in its day', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const day = shanghaiDay(instant);
        expect(instantAt(day, '00:00') <= instant).toBe(true);
        expect(instant < instantAt(addDays(day, 1), '00:00')).toBe(true);
      }),
    );
  });
});
