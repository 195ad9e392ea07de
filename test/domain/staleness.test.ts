import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { addDays, daysBetween } from '../../src/domain/day.js';
import type { Column } from '../../src/domain/records/index.js';
import { columnStatus } from '../../src/domain/staleness.js';

const rules = loadRules();
const today = '2023-12-04';

const column = (about: Partial<Column>): Column => ({
  id: '示例局网站/栏目',
  siteId: '示例局网站',
  unitId: '示例局',
  name: '栏目',
  columnType: '工作动态',
  state: 'normal',
  ...about,
});

describe('a column of the type 工作动态 (14 days)', () => {
  test.each([
    ['2023-12-04', { state: 'fresh', daysSince: 0, daysLeft: 14, dueOn: '2023-12-18' }],
    ['2023-11-24', { state: 'fresh', daysSince: 10, daysLeft: 4, dueOn: '2023-12-08' }],
    ['2023-11-23', { state: 'due_soon', daysSince: 11, daysLeft: 3, dueOn: '2023-12-07' }],
    ['2023-11-20', { state: 'due_soon', daysSince: 14, daysLeft: 0, dueOn: '2023-12-04' }],
    ['2023-11-19', { state: 'stale', daysSince: 15, overdueDays: 1, dueOn: '2023-12-03' }],
    ['2023-10-04', { state: 'stale', daysSince: 61, overdueDays: 47, dueOn: '2023-10-18' }],
  ])('last updated on %s', (lastUpdatedOn, expected) => {
    expect(columnStatus(column({ lastUpdatedOn }), rules, today, 3)).toEqual({
      ...expected,
      cycleDays: 14,
      source: expect.stringContaining('国办秘函〔2019〕19号'),
    });
  });
});

describe('the cycle of a column', () => {
  test.each([
    ['动态要闻', 14],
    ['图片新闻', 14],
    ['通知公告', 180],
    ['政策文件', 180],
    ['行政规范性文件', 180],
    ['人事信息', 365],
    ['规划计划', 365],
    ['数据发布', 90],
    ['留言选登', 60],
    // Two words fit: the longer one decides.
    ['通知公告动态', 180],
  ])('of the type %s is %i days', (columnType, cycleDays) => {
    expect(columnStatus(column({ columnType, lastUpdatedOn: today }), rules, today, 3)).toMatchObject({
      cycleDays,
    });
  });

  test('of its own beats the cycle of its type', () => {
    const own = column({ cycleDays: 7, lastUpdatedOn: '2023-11-26' });
    expect(columnStatus(own, rules, today, 3)).toMatchObject({
      state: 'stale',
      overdueDays: 1,
      source: '栏目台账中为该栏目设定的更新周期',
    });
  });

  test('is found by its name when its type says nothing, and by its type first', () => {
    const named = (columnType: string) => column({ columnType, name: '通知公告', lastUpdatedOn: today });
    expect(columnStatus(named('其他'), rules, today, 3)).toMatchObject({ cycleDays: 180 });
    expect(columnStatus(named('工作动态'), rules, today, 3)).toMatchObject({ cycleDays: 14 });
  });

  test('of a type that no rule names is unknown, never invented', () => {
    const other = column({ columnType: '机构职能', lastUpdatedOn: '2020-01-01' });
    expect(columnStatus(other, rules, today, 3)).toEqual({ state: 'unknown', daysSince: 1433 });
  });
});

test('a column whose last update nobody recorded is unknown, not stale', () => {
  expect(columnStatus(column({}), rules, today, 3)).toMatchObject({ state: 'unknown', cycleDays: 14 });
});

test.each(['empty', 'disabled'] as const)('a column that is %s stays so, whatever its dates', (state) => {
  expect(columnStatus(column({ state, lastUpdatedOn: '2020-01-01' }), rules, today, 3).state).toBe(state);
});

test('a column is stale exactly when more days than its cycle have passed', () => {
  const span = fc.nat({ max: 800 });
  fc.assert(
    fc.property(
      span,
      fc.integer({ min: 1, max: 400 }),
      fc.nat({ max: 10 }),
      (daysSince, cycleDays, dueSoon) => {
        const lastUpdatedOn = addDays(today, -daysSince);
        const status = columnStatus(column({ cycleDays, lastUpdatedOn }), rules, today, dueSoon);
        expect(status.state === 'stale').toBe(daysSince > cycleDays);
        if (status.state === 'stale') expect(status.overdueDays).toBe(daysBetween(status.dueOn, today));
      },
    ),
  );
});
