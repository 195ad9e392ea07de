import { describe, expect, test } from 'vitest';
import { formatPeriod, periodOfDay, previousPeriod, resolvePeriod } from '../../src/domain/period.js';

describe('a period', () => {
  test.each([
    ['2023Q1', '2023年第一季度', '2022Q4'],
    ['2023Q4', '2023年第四季度', '2023Q3'],
    ['2023-10', '2023年10月', '2023-09'],
    ['2024-01', '2024年1月', '2023-12'],
    ['2023-02', '2023年2月', '2023-01'],
    ['2023H2', '2023年下半年', '2023H1'],
    ['2023H1', '2023年上半年', '2022H2'],
    ['2023', '2023年', '2022'],
  ])('%s is printed as %s and follows %s', (id, text, previous) => {
    expect(formatPeriod(id)).toBe(text);
    expect(previousPeriod(id)).toBe(previous);
  });

  test.each([
    ['2023-01-01', '2023Q1'],
    ['2023-03-31', '2023Q1'],
    ['2023-04-01', '2023Q2'],
    ['2023-12-04', '2023Q4'],
  ])('%s lies in %s', (day, quarter) => {
    expect(periodOfDay(day)).toBe(quarter);
  });
});

describe('a period mentioned', () => {
  const december = { today: '2023-12-04', latestPublished: '2023Q4', known: ['2023Q3', '2023Q4'] };
  const january = { ...december, today: '2024-01-15' };

  test('nothing named means the latest published notice', () => {
    expect(resolvePeriod(undefined, january)).toEqual({ periodId: '2023Q4' });
  });

  test('nothing published yet is said as such', () => {
    const empty = { today: '2023-12-04', known: [] };
    expect(resolvePeriod(undefined, empty)).toEqual({ unknown: 'nothing_published' });
    expect(resolvePeriod('current', empty)).toEqual({ unknown: 'nothing_published' });
  });

  test('this quarter is the calendar quarter when it has a notice', () => {
    expect(resolvePeriod('current', december)).toEqual({ periodId: '2023Q4' });
  });

  test('this quarter without a notice is answered from the latest one, and the caller learns of it', () => {
    expect(resolvePeriod('current', january)).toEqual({ periodId: '2023Q4', insteadOf: '2024Q1' });
  });

  test('last quarter is never replaced by another one', () => {
    expect(resolvePeriod('previous', december)).toEqual({ periodId: '2023Q3' });
    expect(resolvePeriod('previous', { ...january, known: [] })).toEqual({ periodId: '2023Q4' });
  });

  test.each([
    ['Q3', '2023-12-04', ['2022Q3', '2023Q3', '2023Q4'], '2023Q3'],
    ['Q4', '2023-06-01', ['2022Q4', '2021Q4'], '2022Q4'],
    // Imported ahead of its time: the fourth quarter of this year has not begun.
    ['Q4', '2023-06-01', ['2022Q4', '2023Q4'], '2022Q4'],
    ['Q4', '2023-12-04', [], '2023Q4'],
    ['Q4', '2023-06-01', [], '2022Q4'],
    ['H1', '2023-06-01', [], '2023H1'],
    ['H2', '2023-06-01', [], '2022H2'],
  ])('%s without a year, said on %s with %j known, is %s', (mention, today, known, periodId) => {
    expect(resolvePeriod(mention, { today, known })).toEqual({ periodId });
  });

  test.each(['2023Q4', '2019Q1', '2023-10', '2023H2', '2023'])('%s named in full stays itself', (mention) => {
    expect(resolvePeriod(mention, december)).toEqual({ periodId: mention });
  });

  test.each(['2023Q5', '2023-13', '四季度', ''])('%j is not readable', (mention) => {
    expect(resolvePeriod(mention, december)).toEqual({ unknown: 'unreadable' });
  });
});
