import { describe, expect, test } from 'vitest';
import type { IndicatorSet } from '../../config/indicators.js';
import { loadIndicatorSets } from '../../config/indicators-load.js';
import { findIndicator, indicatorSetOf, scaleOf } from '../../src/domain/indicator-sets.js';
import { lastDay } from '../../src/domain/period.js';
import { exampleSet, shippedSet } from './example-set.js';

const sets = loadIndicatorSets();

describe('the indicator set of a period', () => {
  test.each([
    ['全国', undefined, '2023Q4', 'national'],
    ['绵阳市', undefined, '2022Q4', 'mianyang'],
    ['绵阳市', undefined, '2022', 'mianyang'],
    // Its own has ended, or not begun.
    ['绵阳市', undefined, '2023Q1', 'national'],
    ['绵阳市', undefined, '2021Q4', 'national'],
    ['郑州市', undefined, '2019Q2', 'national'],
    ['全国', 'example', '2023Q4', 'example'],
    ['绵阳市', 'national', '2022Q4', 'national'],
  ])('in %s, set to %s, for %s is %s', (region, indicatorSet, periodId, id) => {
    expect(indicatorSetOf(sets, { region, indicatorSet }, periodId).id).toBe(id);
  });

  test.each([
    ['全国', undefined, '2019Q1', /score\.no_indicator_set.*2019-03-31.*config\/indicators/],
    [
      '全国',
      'nowhere',
      '2023Q4',
      /score\.no_indicator_set.*nowhere.*scoring\.indicatorSet.*example、mianyang、national/,
    ],
    ['全国', 'mianyang', '2023Q4', /score\.no_indicator_set.*2023-12-31/],
  ])('in %s, set to %s, for %s is none', (region, indicatorSet, periodId, message) => {
    expect(() => indicatorSetOf(sets, { region, indicatorSet }, periodId)).toThrow(message);
    expect(scaleOf(sets, { region, indicatorSet }, periodId)).toEqual({});
  });

  test('is the newest of its region, and nobody guesses between two that began together', () => {
    const newer: IndicatorSet = { ...shippedSet('national'), id: 'newer', effectiveFrom: '2023-10-01' };
    const choice = { region: '全国' };
    expect(indicatorSetOf([newer, ...sets], choice, '2023Q4').id).toBe('newer');
    expect(indicatorSetOf([...sets, newer], choice, '2023Q3').id).toBe('national');
    const twin = { ...newer, id: 'twin' };
    expect(() => indicatorSetOf([newer, twin], choice, '2023Q4')).toThrow(
      /score\.ambiguous_indicator_set.*newer.*twin/,
    );
    expect(scaleOf([newer, twin], choice, '2023Q4')).toEqual({});
  });

  test('holds on its first and on its last day', () => {
    const set = { ...exampleSet, effectiveFrom: '2023-12-31', effectiveTo: '2023-12-31' };
    const choice = { region: '示例' };
    expect(indicatorSetOf([set], choice, '2023Q4')).toBe(set);
    expect(scaleOf([set], choice, '2023Q4')).toEqual({ scale: 'example 1', maximum: 130 });
    expect(scaleOf([set], choice, '2024Q1')).toEqual({});
  });
});

test.each([
  ['2023Q4', '2023-12-31'],
  ['2024Q1', '2024-03-31'],
  ['2024-02', '2024-02-29'],
  ['2023-12', '2023-12-31'],
  ['2023H1', '2023-06-30'],
  ['2023H2', '2023-12-31'],
  ['2023', '2023-12-31'],
])('the last day of %s is %s', (periodId, day) => {
  expect(lastDay(periodId)).toBe(day);
});

test('an indicator is found by its code, or by a name that is its alone', () => {
  const national = shippedSet('national');
  expect(findIndicator(national, 'deduct.leaders')?.name).toBe('领导信息');
  expect(findIndicator(national, '领导信息')?.code).toBe('deduct.leaders');
  expect(findIndicator(national, '互动回应差')).toBeUndefined();
  expect(findIndicator(national, '没有')).toBeUndefined();
});
