import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCalendar } from '../../config/workdays-load.js';
import { addDays } from '../../src/domain/day.js';
import type { WorkdayCalendar } from '../../src/domain/workdays.js';

const workdaysIn = (calendar: WorkdayCalendar, year: number): number => {
  let count = 0;
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (calendar.isWorkday(day) === true) count += 1;
  }
  return count;
};

describe('the calendar of working days', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workdays-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, content: unknown) => writeFile(join(folder, name), JSON.stringify(content));

  test.each([
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    expect(workdaysIn(loadCalendar(), year)).toBe(count);
  });

  test('the packaged data agree with the official notice of 2026, day by day', () => {
    const [official, packaged] = [loadCalendar(), loadCalendar(folder)];
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      expect([day, packaged.isWorkday(day)]).toEqual([day, official.isWorkday(day)]);
    }
  });

  test('of a year without a notice nothing is known', () => {
    expect(loadCalendar().isWorkday('2027-01-04')).toBeUndefined();
    expect(loadCalendar().isWorkday('1999-01-04')).toBeUndefined();
  });

  test('without a folder of year files the packaged data are there', () => {
    expect(loadCalendar(join(folder, 'none')).isWorkday('2023-10-07')).toBe(true);
  });

  test('a year file makes its year known', async () => {
    await write('2027.json', {
      year: 2027,
      source: '示例',
      daysOff: ['2027-01-01'],
      makeUpDays: ['2027-01-03'],
    });
    const calendar = loadCalendar(folder);
    expect(calendar.isWorkday('2027-01-01')).toBe(false);
    expect(calendar.isWorkday('2027-01-03')).toBe(true);
    expect(calendar.isWorkday('2027-01-04')).toBe(true);
    expect(calendar.isWorkday('2027-01-09')).toBe(false);
  });

  test('a year file wins over the packaged data', async () => {
    await write('2023.json', { year: 2023, source: '示例', daysOff: ['2023-11-07'], makeUpDays: [] });
    expect(loadCalendar(folder).isWorkday('2023-11-07')).toBe(false);
    expect(loadCalendar(folder).isWorkday('2023-10-07')).toBe(false);
  });

  test.each([
    ['a day of another year', { daysOff: ['2028-01-01'], makeUpDays: [] }, /2028-01-01/],
    ['a day named twice', { daysOff: ['2027-01-01'], makeUpDays: ['2027-01-01'] }, /写了两次/],
    ['a day that is none', { daysOff: ['2027-1-1'], makeUpDays: [] }, /daysOff\.0/],
    ['no day off at all', { daysOff: [], makeUpDays: [] }, /daysOff/],
  ])('a year file with %s is refused at once, by name', async (_fault, days, hint) => {
    await write('2027.json', { year: 2027, source: '示例', ...days });
    expect(() => loadCalendar(folder)).toThrow(hint);
    expect(() => loadCalendar(folder)).toThrow(/2027\.json/);
  });

  test('a year file that is not JSON is refused by name', async () => {
    await writeFile(join(folder, '2027.json'), '{"year": ');
    expect(() => loadCalendar(folder)).toThrow(/data_file\.unreadable.*2027\.json/);
  });
});
