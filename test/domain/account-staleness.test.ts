import { describe, expect, test } from 'vitest';
import type { AccountCycles } from '../../config/rules.js';
import { loadRules } from '../../config/rules-load.js';
import { accountStatus } from '../../src/domain/account-staleness.js';
import type { Account } from '../../src/domain/records/index.js';

const national = loadRules().accountCycles;
const today = '2023-12-04';
const account = (about: Partial<Account>): Account => ({
  id: '微信/示例发布',
  name: '示例发布',
  platform: '微信',
  ...about,
});
const stateOf = (about: Partial<Account>, cycles = national) =>
  accountStatus(account(about), cycles, today, 3);

describe('an account', () => {
  test.each([
    ['2023-11-30', { state: 'fresh', daysLeft: 10 }],
    ['2023-11-23', { state: 'due_soon', daysLeft: 3 }],
    ['2023-11-20', { state: 'due_soon', daysLeft: 0 }],
    ['2023-11-19', { state: 'stale', overdueDays: 1, daysSince: 15 }],
  ])('last updated on %s', (lastUpdatedOn, expected) => {
    expect(stateOf({ lastUpdatedOn })).toMatchObject({
      ...expected,
      cycleDays: 14,
      source: expect.stringContaining('2周'),
    });
  });

  test('that waits to be cancelled is judged, one that is cancelled is not', () => {
    const lastUpdatedOn = '2023-01-01';
    expect(stateOf({ lastUpdatedOn, state: '停更' }).state).toBe('stale');
    expect(stateOf({ lastUpdatedOn, state: '已注销' })).toEqual({ state: 'ended' });
  });

  test('of which no update is recorded is unknown', () => {
    expect(stateOf({})).toEqual({ state: 'unknown' });
  });
});

describe('a local variant', () => {
  const source = { source: '本地规定', effectiveFrom: '2024-01-01' };
  const local: AccountCycles = {
    ...national,
    inForce: 'local',
    variants: [
      ...national.variants,
      {
        id: 'local',
        region: '示例市',
        cycles: [
          { platforms: ['微信'], days: 7, ...source },
          { platforms: ['微信服务号'], days: 30, ...source },
        ],
      },
    ],
  };

  test('counts once it is named in force, per platform, the longest name first', () => {
    const lastUpdatedOn = '2023-11-26';
    expect(stateOf({ lastUpdatedOn }).state).toBe('fresh');
    expect(stateOf({ lastUpdatedOn }, local)).toMatchObject({ state: 'stale', cycleDays: 7 });
    expect(stateOf({ lastUpdatedOn, platform: '微信服务号' }, local)).toMatchObject({ cycleDays: 30 });
  });

  test('that says nothing of a platform invents no cycle for it', () => {
    expect(stateOf({ lastUpdatedOn: '2023-01-01', platform: '抖音' }, local)).toEqual({ state: 'unknown' });
  });

  test('shipped has the days that its source names', () => {
    const days = national.variants.map(({ id, cycles }) => [id, cycles.map((cycle) => cycle.days)]);
    expect(days).toEqual([
      ['national', [14]],
      ['gansu', [7]],
      ['minhou', [10]],
      ['jiyuan', [7]],
    ]);
  });
});
