import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCalendar } from '../../config/workdays-load.js';
import { addDays } from '../../src/domain/day.js';
import { addWorkdays, workdayOf, workdaysBetween } from '../../src/domain/workdays.js';

const calendar = loadCalendar();

describe('working days', () => {
  // Computed from the State Council's holiday notices of each year.
  test.each([
    ['2023-08-10', '2023-08-11', '2023-08-15', '2023-08-17', 'a plain weekend'],
    [
      '2023-09-28',
      '2023-10-07',
      '2023-10-09',
      '2023-10-11',
      'an eight-day holiday, Saturday and Sunday worked',
    ],
    ['2023-09-29', '2023-10-07', '2023-10-09', '2023-10-11', 'received on a holiday'],
    ['2023-10-07', '2023-10-08', '2023-10-10', '2023-10-12', 'received on a make-up day'],
    ['2023-11-10', '2023-11-13', '2023-11-15', '2023-11-17', 'the end of the window of the fourth quarter'],
    [
      '2024-02-07',
      '2024-02-08',
      '2024-02-18',
      '2024-02-20',
      'Spring Festival 2024, the Friday before still worked',
    ],
    ['2025-09-30', '2025-10-09', '2025-10-11', '2025-10-14', 'National Day 2025'],
    ['2026-02-13', '2026-02-14', '2026-02-25', '2026-02-27', 'Spring Festival 2026'],
    ['2026-09-18', '2026-09-20', '2026-09-22', '2026-09-24', 'a worked Sunday'],
    ['2026-09-24', '2026-09-28', '2026-09-30', '2026-10-09', 'two holidays'],
    ['2026-09-30', '2026-10-08', '2026-10-10', '2026-10-13', 'National Day 2026'],
  ])('received on %s: 1, 3 and 5 working days end on %s, %s and %s (%s)', (received, one, three, five) => {
    expect(addWorkdays(received, 1, calendar)).toEqual({ day: one, provisional: false });
    expect(addWorkdays(received, 3, calendar)).toEqual({ day: three, provisional: false });
    expect(addWorkdays(received, 5, calendar)).toEqual({ day: five, provisional: false });
    expect(workdaysBetween(received, five, calendar)).toEqual({ workdays: 5, provisional: false });
  });

  test('a limit that crosses into a year without a holiday notice is provisional', () => {
    expect(addWorkdays('2026-12-30', 1, calendar)).toEqual({ day: '2026-12-31', provisional: false });
    // 1 January is a Friday: assumed worked, because nobody knows yet.
    expect(addWorkdays('2026-12-30', 3, calendar)).toEqual({ day: '2027-01-04', provisional: true });
    expect(workdaysBetween('2026-12-30', '2027-01-04', calendar)).toEqual({ workdays: 3, provisional: true });
    expect(workdayOf('2027-01-01', calendar)).toEqual({ isWorkday: true, provisional: true });
    expect(workdayOf('2027-01-02', calendar)).toEqual({ isWorkday: false, provisional: true });
  });

  test('no working day lies between a day and itself or an earlier one', () => {
    expect(workdaysBetween('2023-08-10', '2023-08-10', calendar).workdays).toBe(0);
    expect(workdaysBetween('2023-08-15', '2023-08-10', calendar).workdays).toBe(0);
  });

  const days = fc.integer({ min: 0, max: 25 * 365 }).map((count) => addDays('2001-01-01', count));
  const counts = fc.integer({ min: 1, max: 40 });

  test('a limit ends on a working day, later with each day more, and counts back to itself', () => {
    fc.assert(
      fc.property(days, counts, (start, count) => {
        const end = addWorkdays(start, count, calendar).day;
        expect(workdayOf(end, calendar).isWorkday).toBe(true);
        expect(end > start).toBe(true);
        expect(addWorkdays(start, count + 1, calendar).day > end).toBe(true);
        expect(workdaysBetween(start, end, calendar).workdays).toBe(count);
      }),
    );
  });

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(days, fc.nat({ max: 30 }), counts, (start, later, count) => {
        const [first, second] = [start, addDays(start, later)].map(
          (day) => addWorkdays(day, count, calendar).day,
        );
        expect(`${second}` >= `${first}`).toBe(true);
      }),
    );
  });
});
