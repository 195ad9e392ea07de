import { describe, expect, test } from 'vitest';
import { formatInstant, instantAt, shanghaiDay } from '../../src/domain/day.js';
import { parseCron } from '../../src/reminders/cron.js';

const printed = (at: Date): string => `${shanghaiDay(at)} ${formatInstant(at).split(' ')[1]}`;

describe('a schedule', () => {
  const from = instantAt('2023-12-04', '09:10');

  test.each([
    ['10 9 * * *', '2023-12-05 09:10'],
    ['11 9 * * *', '2023-12-04 09:11'],
    ['10 9 * * 5', '2023-12-08 09:10'],
    ['10 9 1 * *', '2024-01-01 09:10'],
    ['10 9 L * *', '2023-12-31 09:10'],
    ['10 9 29 2 *', '2024-02-29 09:10'],
    ['0 18,8 * * *', '2023-12-04 18:00'],
    ['*/20 * * * *', '2023-12-04 09:20'],
  ])('%s comes next at %s in Shanghai, whatever the zone of the machine', (expression, next) => {
    const found = parseCron(expression, 'reminders.schedule').next(from);
    expect(found && printed(found)).toBe(next);
  });

  test('names every minute of a span in order, its end included and its start not', () => {
    const daily = parseCron('0 18,8 * * *', 'reminders.schedule');
    const span = daily.between(instantAt('2023-12-04', '08:00'), instantAt('2023-12-05', '18:00'));
    expect([...span].map(printed)).toEqual(['2023-12-04 18:00', '2023-12-05 08:00', '2023-12-05 18:00']);
  });

  test('of a day that does not come within a year has no next time', () => {
    const leapDay = parseCron('10 9 29 2 *', 'reminders.schedule');
    expect(leapDay.next(instantAt('2024-03-01', '00:00'))).toBeUndefined();
  });

  test.each(['', '每天九点', '60 9 * * *', '10 9 30 2 *', '30 10 9 * * *'])(
    '%j is refused with the name of the setting',
    (expression) => {
      expect(() => parseCron(expression, 'reminders.schedule')).toThrow(
        /config\.invalid.*reminders\.schedule.*分 时 日 月 周/,
      );
    },
  );
});
