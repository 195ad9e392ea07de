import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { changeStatus } from '../../src/domain/filings.js';
import type { AccountChange, Filing } from '../../src/domain/records/index.js';

const rule = loadRules().filing;
const today = '2023-12-04';

const change = (about: Partial<AccountChange>): AccountChange => ({
  id: 'c1',
  accountName: '示例发布',
  platform: '微信',
  kind: 'rename',
  ...about,
});
const filing = (filedOn: string, about: Partial<Filing> = {}): Filing => ({
  id: `f-${filedOn}`,
  accountName: '示例发布',
  platform: '微信',
  kind: 'rename',
  filedOn,
  ...about,
});
const stateOf = (about: Partial<AccountChange>, filings: Filing[] = [], daysInAdvance = rule.daysInAdvance) =>
  changeStatus(change(about), filings, today, { ...rule, daysInAdvance }).state;

describe('a change that took effect on 20 November', () => {
  const effective = { effectiveOn: '2023-11-20' };

  test('and was filed the day before is filed in advance', () => {
    expect(stateOf(effective, [filing('2023-11-19')])).toBe('filed_in_advance');
  });

  test.each(['2023-11-20', '2023-11-21'])('and was filed on %s is filed late', (filedOn) => {
    expect(stateOf(effective, [filing(filedOn)])).toBe('filed_late');
  });

  test('needs an earlier filing where the office asks for five days', () => {
    expect(stateOf(effective, [filing('2023-11-16')], 5)).toBe('filed_late');
    expect(stateOf(effective, [filing('2023-11-15')], 5)).toBe('filed_in_advance');
  });

  test('and was never filed is unfiled', () => {
    expect(changeStatus(change(effective), [], today, rule)).toEqual({
      state: 'unfiled',
      basis: 'filings',
      fileBy: '2023-11-19',
    });
  });

  test('and whose filing was refused is unfiled', () => {
    const refused = [filing('2023-11-01', { decision: 'rejected' })];
    expect(changeStatus(change(effective), refused, today, rule)).toMatchObject({
      state: 'unfiled',
      rejected: true,
    });
  });

  test('and whose filing was taken back is unfiled, and nobody refused it', () => {
    const withdrawn = [filing('2023-11-01', { decision: 'withdrawn' })];
    const status = changeStatus(change(effective), withdrawn, today, rule);
    expect(status.state).toBe('unfiled');
    expect(status).not.toHaveProperty('rejected');
  });

  test('without waiting for the decision was still filed in advance', () => {
    expect(stateOf(effective, [filing('2023-11-10', { decision: 'pending' })])).toBe('filed_in_advance');
  });

  test('and was filed again after a refusal counts from the second filing', () => {
    const filings = [filing('2023-11-21'), filing('2023-11-01', { decision: 'rejected' })];
    expect(stateOf(effective, filings)).toBe('filed_late');
  });

  test('and was filed in time is so although it was filed once more', () => {
    expect(stateOf(effective, [filing('2023-11-25'), filing('2023-11-10')])).toBe('filed_in_advance');
  });

  test.each([
    ['another account', { accountName: '示例公安' }],
    ['another platform', { platform: '微博' }],
    ['another kind of change', { kind: 'cancel' }],
    ['a change of long ago', { filedOn: '2021-05-01' }],
    ['a change planned long ago', { filedOn: '2022-01-01', plannedOn: '2022-01-15' }],
  ] as const)('is not covered by a filing of %s', (_other, about) => {
    expect(stateOf(effective, [filing('2023-11-10', about)])).toBe('unfiled');
  });

  test('is covered by a filing that does not name the kind', () => {
    expect(stateOf(effective, [filing('2023-11-10', { kind: 'unspecified' })])).toBe('filed_in_advance');
  });

  test('and that the data call unfiled is unfiled, whatever was handed in before', () => {
    const said = { ...effective, filed: false };
    expect(stateOf(said)).toBe('unfiled');
    expect(changeStatus(change(said), [filing('2023-11-10')], today, rule)).toMatchObject({
      state: 'unfiled',
      basis: 'data',
    });
  });

  test('and that the data call unfiled is filed late once it is filed', () => {
    expect(stateOf({ ...effective, filed: false }, [filing('2023-12-01')])).toBe('filed_late');
  });

  test('and that the data call filed is filed, in advance or not nobody knows', () => {
    expect(changeStatus(change({ ...effective, filed: true }), [], today, rule)).toMatchObject({
      state: 'filed',
      basis: 'data',
    });
  });

  test('and that the data call filed is filed late by the date of its filing', () => {
    expect(stateOf({ ...effective, filed: true }, [filing('2023-11-21')])).toBe('filed_late');
  });
});

describe('a change that takes effect on 10 December', () => {
  const planned = { effectiveOn: '2023-12-10' };

  test('can still be filed, until the day before', () => {
    expect(changeStatus(change(planned), [], today, rule)).toMatchObject({
      state: 'pending',
      fileBy: '2023-12-09',
    });
    expect(stateOf({ ...planned, filed: false })).toBe('pending');
  });

  test('waits for the decision while the competent unit has yet to decide', () => {
    const filed = (decision: Filing['decision']) => [filing('2023-12-03', decision && { decision })];
    expect(stateOf(planned, filed('pending'))).toBe('pending_decision');
    expect(stateOf(planned, filed('approved'))).toBe('filed_in_advance');
    expect(stateOf(planned, filed('rejected'))).toBe('pending');
    expect(stateOf(planned, [filing('2023-12-10', { decision: 'pending' })])).toBe('filed_late');
  });

  test('is filed in advance once it is filed', () => {
    expect(stateOf({ ...planned, filed: false }, [filing('2023-12-03')])).toBe('filed_in_advance');
  });
});

describe('a change whose effective day nobody recorded', () => {
  test('is unfiled when it was observed and never filed', () => {
    expect(stateOf({ observedOn: '2023-11-20' })).toBe('unfiled');
  });

  test('is filed late when it was observed before it was filed', () => {
    expect(stateOf({ observedOn: '2023-11-20' }, [filing('2023-11-21')])).toBe('filed_late');
  });

  test('is filed when it was filed before it was observed: in advance or not nobody knows', () => {
    expect(stateOf({ observedOn: '2023-11-20' }, [filing('2023-11-19')])).toBe('filed');
  });

  test('nor its observation is unknown, unless the data say that it is unfiled', () => {
    expect(stateOf({})).toBe('unknown');
    expect(stateOf({ filed: false })).toBe('unfiled');
  });
});
