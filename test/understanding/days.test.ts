import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, formatDay, formatShortDay } from '../../src/domain/day.js';
import { readDay, readEndDay } from '../../src/understanding/days.js';

/** A Monday. */
const today = '2023-12-04';

describe('the last day of a stretch', () => {
  test.each([
    ['委托至12月20日', '2023-12-20'],
    ['请假委托到12月20号', '2023-12-20'],
    ['委托至2023-12-20', '2023-12-20'],
    ['委托至１２月２０日', '2023-12-20'],
    ['委托到十二月二十日', '2023-12-20'],
    ['从12月5日到12月20日', '2023-12-20'],
    ['12月5日-12月20日委托', '2023-12-20'],
    ['委托到1月5日', '2024-01-05'],
    ['委托到11月20日', '2023-11-20'],
    ['委托给同事到下周五', '2023-12-15'],
    ['委托到本周五', '2023-12-08'],
    ['委托到周五', '2023-12-08'],
    ['委托到周一', '2023-12-04'],
    ['委托到下下周星期天', '2023-12-24'],
    ['委托到下周周五', '2023-12-15'],
    ['委托到下下周日', '2023-12-24'],
    ['委托到这周末', '2023-12-10'],
    ['委托到下星期三', '2023-12-13'],
    ['委托到明天', '2023-12-05'],
    ['委托到大后天', '2023-12-07'],
    ['委托到20号', '2023-12-20'],
    ['委托到3号', '2024-01-03'],
    ['委托到月底', '2023-12-31'],
    ['委托到下个月底', '2024-01-31'],
    ['委托到2月底', '2024-02-29'],
    ['委托到年底', '2023-12-31'],
    ['委托三天', '2023-12-06'],
    ['委托两周', '2023-12-17'],
    ['委托1个月', '2024-01-03'],
    ['到下周五，委托给同事', '2023-12-15'],
  ])('%s', (line, day) => {
    expect(readEndDay(line, today)).toEqual({ day });
  });

  test.each([
    ['委托到2月30日', '2月30日'],
    ['委托到13月1日', '13月1日'],
    ['委托到40号', '40号'],
  ])('%s names a day that the calendar has not', (line, badDay) => {
    expect(readEndDay(line, today)).toEqual({ badDay });
  });

  test.each(['委托', '委托到明年5月', '委托给同事', '我单位排名', '委托到下周'])('%s names none', (line) => {
    expect(readEndDay(line, today)).toBeUndefined();
  });

  test('each day of the next three hundred is read back, with its year and without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (count) => {
        const day = addDays(today, count);
        for (const written of [formatDay(day), formatShortDay(day), day]) {
          expect(readEndDay(`委托至${written}`, today)).toEqual({ day });
          expect(readDay(written, today)).toEqual({ day });
        }
      }),
    );
  });

  test('周五 of any day is the next Friday, today’s included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (count) => {
        const from = addDays(today, count);
        const found = readEndDay('委托到周五', from);
        const ahead = [...Array(7).keys()].map((days) => addDays(from, days));
        const friday = ahead.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 5);
        expect(found).toEqual({ day: friday });
      }),
    );
  });
});
