import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { addDays } from '../../src/domain/day.js';
import type { Column } from '../../src/domain/records/index.js';
import { type VetoStanding, vetoStanding } from '../../src/domain/site-vetoes.js';
import { columnStatus, isLongStale, timeLeft } from '../../src/domain/staleness.js';

const rules = loadRules();
const calendar = loadCalendar();
/** A Monday. */
const today = '2023-12-04';

let number = 0;
const column = (columnType: string, about: Partial<Column> = {}): Column => {
  number += 1;
  const name = `${columnType}${number}`;
  return {
    id: `网站/${name}`,
    siteId: '网站',
    unitId: '示例局',
    name,
    columnType,
    state: 'normal',
    ...about,
  };
};
const daysAgo = (columnType: string, days: number, about: Partial<Column> = {}): Column =>
  column(columnType, { lastUpdatedOn: addDays(today, -days), ...about });
const many = (count: number, make: () => Column): Column[] => Array.from({ length: count }, make);

const standingOf = (id: string, columns: readonly Column[], day = today): VetoStanding => {
  const found = vetoStanding(columns, rules, calendar, day).find(({ rule }) => rule.id.endsWith(id));
  if (found === undefined) throw new Error(`no veto ${id}`);
  return found;
};

describe('columns of 动态要闻 not updated for 2 weeks and of 通知公告、政策文件 for 6 months', () => {
  test('fail the site together, from the fifth on', () => {
    const four = [...many(2, () => daysAgo('工作动态', 15)), ...many(2, () => daysAgo('政策文件', 190))];
    expect(standingOf('.news', four)).toMatchObject({ count: 4, breached: false });
    expect(standingOf('.news', [...four, daysAgo('通知公告', 190)])).toMatchObject({
      count: 5,
      breached: true,
    });
  });

  test('count from the day after their span on', () => {
    expect(standingOf('.news', [daysAgo('要闻', 14)]).count).toBe(0);
    expect(standingOf('.news', [daysAgo('要闻', 15)]).count).toBe(1);
    const notice = column('通知公告', { lastUpdatedOn: '2023-06-04' });
    expect(standingOf('.news', [notice], '2023-12-04').count).toBe(0);
    expect(standingOf('.news', [notice], '2023-12-05').count).toBe(1);
  });

  test('do not count sooner because their ledger sets a shorter cycle', () => {
    expect(standingOf('.news', [daysAgo('要闻', 10, { cycleDays: 7 })]).count).toBe(0);
  });

  test('do not count columns of other types, or out of use', () => {
    const others = [daysAgo('人事信息', 900), daysAgo('要闻', 900, { state: 'disabled' })];
    expect(standingOf('.news', others)).toMatchObject({ count: 0, concerned: 0 });
  });
});

describe('what comes next', () => {
  const three = many(3, () => daysAgo('工作动态', 20));

  test('is the column that is due first, as the fourth of five, with the working days left', () => {
    const friday = column('工作动态', { name: '部门动态', lastUpdatedOn: '2023-11-24' });
    const later = column('工作动态', { lastUpdatedOn: '2023-11-30' });
    expect(standingOf('.news', [later, ...three, friday])).toMatchObject({
      count: 3,
      next: {
        column: { name: '部门动态' },
        countsFrom: '2023-12-09',
        number: 4,
        left: { workdays: 4, lastWorkdayIsToday: false, provisional: false },
      },
      breachedFrom: '2023-12-15',
    });
  });

  test('is nothing when every column counts already', () => {
    expect(standingOf('.news', three)).not.toHaveProperty('next');
    expect(standingOf('.news', three)).not.toHaveProperty('breachedFrom');
  });

  test('breaches on the day on which the fifth counts, and has done so since', () => {
    const five = [...three, daysAgo('工作动态', 16), daysAgo('工作动态', 30)];
    expect(standingOf('.news', five)).toMatchObject({ breached: true, breachedFrom: '2023-12-03' });
  });
});

describe('columns that should be updated and were not for long', () => {
  test('fail the site from the tenth on, whatever their type', () => {
    const nine = [...many(5, () => daysAgo('人事信息', 366)), ...many(4, () => daysAgo('工作动态', 15))];
    expect(standingOf('.long', nine)).toMatchObject({ count: 9, breached: false });
    expect(standingOf('.long', [...nine, daysAgo('数据发布', 91)]).breached).toBe(true);
  });

  test('are judged by the longer of their own cycle and that of their type', () => {
    expect(standingOf('.long', [daysAgo('工作动态', 20, { cycleDays: 30 })]).count).toBe(0);
    expect(standingOf('.long', [daysAgo('工作动态', 10, { cycleDays: 7 })]).count).toBe(0);
    expect(standingOf('.long', [daysAgo('办事服务', 31, { cycleDays: 30 })]).count).toBe(1);
  });

  test('are told when they have no date, instead of passing for fresh', () => {
    expect(standingOf('.long', [column('工作动态'), column('机构职能')])).toMatchObject({
      count: 0,
      concerned: 1,
      undated: 1,
    });
  });
});

test('empty columns fail the site from the fifth on, and nobody can say which comes next', () => {
  const empty = many(4, () => column('专题', { state: 'empty' }));
  const standing = standingOf('.empty', [...empty, daysAgo('要闻', 0)]);
  expect(standing).toMatchObject({ count: 4, breached: false, concerned: 5 });
  expect(standing).not.toHaveProperty('next');
  expect(standingOf('.empty', [...empty, column('专题', { state: 'empty' })]).breached).toBe(true);
});

test('a home page not updated for 2 weeks fails the site alone; one not registered cannot be judged', () => {
  expect(standingOf('home_stale', [daysAgo('首页', 14)])).toMatchObject({ breached: false });
  expect(standingOf('home_stale', [daysAgo('首页', 15)])).toMatchObject({ breached: true });
  expect(standingOf('home_stale', [daysAgo('要闻', 15)])).toMatchObject({ breached: false, concerned: 0 });
});

const anyColumn = fc.record({
  columnType: fc.constantFrom('工作动态', '政策文件', '人事信息', '首页', '机构职能'),
  days: fc.nat({ max: 500 }),
  state: fc.constantFrom('normal', 'empty', 'disabled'),
});

test('an update never brings a site nearer to failing', () => {
  fc.assert(
    fc.property(
      fc.array(anyColumn, { minLength: 1, maxLength: 15 }),
      fc.nat(),
      fc.nat({ max: 500 }),
      (drawn, which, by) => {
        const before = drawn.map(({ columnType, days, state }) => daysAgo(columnType, days, { state }));
        const index = which % before.length;
        const newer = Math.max(0, (drawn[index]?.days ?? 0) - by);
        const after = before.map((one, at) =>
          at === index ? { ...one, lastUpdatedOn: addDays(today, -newer) } : one,
        );
        const counts = (columns: Column[]) =>
          vetoStanding(columns, rules, calendar, today).map(({ count }) => count);
        const [was, is] = [counts(before), counts(after)];
        for (const [at, count] of is.entries()) expect(count).toBeLessThanOrEqual(was[at] ?? -1);
      },
    ),
  );
});

test('the foreseen day comes true: on it, if nothing is updated, the site fails, and not the day before', () => {
  fc.assert(
    fc.property(fc.array(anyColumn, { minLength: 5, maxLength: 15 }), (drawn) => {
      const columns = drawn.map(({ columnType, days }) => daysAgo(columnType, days));
      for (const { rule, breachedFrom } of vetoStanding(columns, rules, calendar, today)) {
        if (breachedFrom === undefined) continue;
        const breachedOn = (day: string) => standingOf(rule.id, columns, day).breached;
        expect([breachedOn(addDays(breachedFrom, -1)), breachedOn(breachedFrom)]).toEqual([false, true]);
      }
    }),
  );
});

test('a column updated later is never staler', () => {
  const rank = ['fresh', 'due_soon', 'stale'];
  fc.assert(
    fc.property(fc.nat({ max: 800 }), fc.nat({ max: 800 }), (days, by) => {
      const statusOf = (ago: number) => columnStatus(daysAgo('工作动态', ago), rules, today, 3);
      const [older, newer] = [statusOf(days), statusOf(Math.max(0, days - by))];
      expect(rank.indexOf(newer.state)).toBeLessThanOrEqual(rank.indexOf(older.state));
      const over = (status: typeof older) => (status.state === 'stale' ? status.overdueDays : 0);
      expect(over(newer)).toBeLessThanOrEqual(over(older));
    }),
  );
});

test.each([
  [28, 'two whole cycles', false],
  [29, 'a day more', true],
])('a column of 14 days not updated for %i days (%s): long stale is %s', (days, _what, long) => {
  expect(isLongStale(columnStatus(daysAgo('要闻', days), rules, today, 3), rules.longStale)).toBe(long);
});

describe('the time left', () => {
  test.each([
    ['2023-12-06', today, { workdays: 2, lastWorkdayIsToday: false }],
    ['2023-12-04', today, { workdays: 0, lastWorkdayIsToday: true }],
    // Due on a Sunday: Friday is the last working day, and on Saturday there is none left.
    ['2023-12-10', '2023-12-08', { workdays: 0, lastWorkdayIsToday: true }],
    ['2023-12-10', '2023-12-09', { workdays: 0, lastWorkdayIsToday: false }],
    // Over the National Day holiday, with two make-up days.
    ['2023-10-08', '2023-09-28', { workdays: 2, lastWorkdayIsToday: false }],
    ['2023-12-01', today, { workdays: 0, lastWorkdayIsToday: false }],
  ])('until %s on %s', (dueOn, day, expected) => {
    expect(timeLeft(dueOn, day, calendar)).toEqual({ ...expected, provisional: false });
  });

  test('is provisional over a year without a holiday notice', () => {
    expect(timeLeft('2027-01-05', '2026-12-31', calendar).provisional).toBe(true);
  });
});
