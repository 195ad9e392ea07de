import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  delegatedRoles,
  delegationState,
  grantableRoles,
  isAtLeast,
  lastDayOf,
} from '../../src/domain/delegations.js';
import { endOf, isLive, lastDayBefore } from '../../src/domain/members.js';
import type { Delegation, Member } from '../../src/domain/records/index.js';

const now = new Date('2023-12-04T01:00:00.000Z');

const delegation = (about: Partial<Delegation> = {}): Delegation => ({
  id: 'd1',
  personId: '张',
  memberId: 'wecom:zhang',
  unitIds: ['示例区', '示例局'],
  role: 'staff',
  createdAt: '2023-12-03T01:00:00.000Z',
  expiresAt: endOf('2023-12-20'),
  delegate: {
    memberId: 'wecom:li',
    platform: 'wecom',
    userId: 'li',
    personId: '李',
    since: '2023-12-03T02:00:00.000Z',
  },
  ...about,
});

const account = (personId: string, about: Partial<Member> = {}): Member => ({
  id: `wecom:${personId}`,
  platform: 'wecom',
  userId: personId,
  personId,
  unitIds: ['示例区', '示例局'],
  role: 'staff',
  boundBy: 'roster',
  boundAt: '2023-11-01T00:00:00.000Z',
  ...about,
});

const { delegate: _, ...waiting } = delegation();

describe('the state of a delegation', () => {
  test.each([
    ['waiting', waiting],
    ['held', delegation()],
    ['over', delegation({ endedAt: '2023-12-04T00:59:00.000Z' })],
    ['over', delegation({ expiresAt: now.toISOString() })],
    ['held', delegation({ expiresAt: new Date(now.getTime() + 1).toISOString() })],
    ['over', { ...waiting, expiresAt: endOf('2023-12-03') }],
  ])('%s', (state, one) => {
    expect(delegationState(one, now)).toBe(state);
  });

  test('its last day counts to its end in Shanghai, or is the day on which it was ended', () => {
    expect(endOf('2023-12-20')).toBe('2023-12-20T16:00:00.000Z');
    expect(lastDayBefore(endOf('2023-12-20'))).toBe('2023-12-20');
    expect(lastDayOf(delegation())).toBe('2023-12-20');
    expect(lastDayOf(delegation({ endedAt: '2023-12-10T01:00:00.000Z' }))).toBe('2023-12-10');
  });
});

describe('what a delegate may', () => {
  const of = (one: Delegation, from: readonly Member[], to: readonly Member[] = []) => [
    ...delegatedRoles(one, from, to, now),
  ];
  const zhang = account('张');
  const both = [
    ['示例区', 'staff'],
    ['示例局', 'staff'],
  ];

  test('the units of the person on leave, in the role that was left to him', () => {
    expect(of(delegation(), [zhang])).toEqual(both);
    expect(of(delegation({ role: 'unit_admin' }), [account('张', { role: 'unit_admin' })])).toEqual([
      ['示例区', 'unit_admin'],
      ['示例局', 'unit_admin'],
    ]);
  });

  test.each([
    ['no role above that of the person on leave', delegation({ role: 'unit_admin' }), [zhang], both],
    ['no unit that was not left to him', delegation({ unitIds: ['示例区'] }), [zhang], [both[0]]],
    [
      'no unit that the person on leave has lost',
      delegation(),
      [account('张', { unitIds: ['示例局'] })],
      [both[1]],
    ],
    ['nothing once the person on leave is bound no more', delegation(), [], []],
    [
      'nothing once that binding has ended',
      delegation(),
      [account('张', { expiresAt: now.toISOString() })],
      [],
    ],
    ['nothing of one who belongs to the office now', delegation(), [account('张', { role: 'admin' })], []],
    ['nothing before the code is used', waiting, [zhang], []],
    ['nothing after its day', delegation({ expiresAt: now.toISOString() }), [zhang], []],
    ['nothing after it was ended', delegation({ endedAt: now.toISOString() }), [zhang], []],
  ] as const)('%s', (_name, one, from, roles) => {
    expect(of(one, from)).toEqual(roles);
  });

  test('nothing while he belongs to the office, by any of his accounts', () => {
    const li = account('李', { unitIds: ['金水区'] });
    expect(of(delegation(), [zhang], [li])).toEqual(both);
    expect(of(delegation(), [zhang], [li, account('李', { role: 'reviewer' })])).toEqual([]);
    expect(
      of(delegation(), [zhang], [account('李', { role: 'admin', expiresAt: now.toISOString() })]),
    ).toEqual(both);
  });
});

test('a delegate never may what the person on leave may not, whatever the accounts', () => {
  const units = ['甲', '乙', '丙'];
  const anyMember = fc.record({
    unitIds: fc.uniqueArray(fc.constantFrom(...units)),
    role: fc.constantFrom('staff', 'unit_admin', 'reviewer', 'admin'),
    expiresAt: fc.option(fc.constantFrom(endOf('2023-12-03'), endOf('2023-12-04'), endOf('2024-01-01')), {
      nil: undefined,
    }),
  });
  const accounts = fc
    .array(anyMember, { maxLength: 3 })
    .map((all) =>
      all.map(({ expiresAt, ...about }) =>
        account('张', { ...about, ...(expiresAt === undefined ? {} : { expiresAt }) }),
      ),
    );
  fc.assert(
    fc.property(
      accounts,
      fc.uniqueArray(fc.constantFrom(...units), { minLength: 1 }),
      fc.constantFrom('staff', 'unit_admin'),
      (from, unitIds, role) => {
        const granted = grantableRoles({ unitIds, role }, from, now);
        for (const [unitId, given] of granted) {
          expect(unitIds).toContain(unitId);
          expect(isAtLeast(role, given)).toBe(true);
          const own = from.filter((one) => isLive(one, now) && one.unitIds.includes(unitId));
          expect(
            own.some((one) => one.role === 'unit_admin' || (one.role === 'staff' && given === 'staff')),
          ).toBe(true);
        }
      },
    ),
  );
});
