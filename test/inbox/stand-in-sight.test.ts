import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOf, isLive } from '../../src/domain/members.js';
import type { Delegation, Member } from '../../src/domain/records/index.js';
import type { ReceivedEvent } from '../../src/inbox/event.js';
import { identifyAsker } from '../../src/inbox/identify.js';
import { createMemoryStore } from '../support/memory-store.js';

const now = new Date('2023-12-04T01:00:00.000Z');
const units = ['甲', '乙', '丙'];
const people = ['张', '李', '王'];

const ends = fc.option(fc.constantFrom(endOf('2023-12-03'), endOf('2023-12-04'), endOf('2024-01-01')), {
  nil: undefined,
});

const member = fc
  .record({
    platform: fc.constantFrom('wecom', 'dingtalk'),
    personId: fc.constantFrom(...people),
    unitIds: fc.uniqueArray(fc.constantFrom(...units)),
    role: fc.constantFrom('staff', 'unit_admin', 'reviewer', 'admin'),
    expiresAt: ends,
  })
  .map(({ expiresAt, ...about }) => ({
    ...about,
    id: `${about.platform}:${about.personId}`,
    userId: about.personId,
    boundBy: 'roster' as const,
    boundAt: '2023-11-01T00:00:00.000Z',
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }));

const delegation = fc
  .record({
    personId: fc.constantFrom(...people),
    unitIds: fc.uniqueArray(fc.constantFrom(...units), { minLength: 1 }),
    role: fc.constantFrom('staff', 'unit_admin'),
    expiresAt: fc.constantFrom(endOf('2023-12-03'), endOf('2023-12-20')),
    to: fc.option(fc.constantFrom(...people), { nil: undefined }),
    endedAt: fc.option(fc.constant('2023-12-04T00:30:00.000Z'), { nil: undefined }),
  })
  .map(({ to, endedAt, ...about }, at = 0) => ({
    ...about,
    id: `d${at}`,
    memberId: `wecom:${about.personId}`,
    createdAt: '2023-12-01T00:00:00.000Z',
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(to === undefined
      ? {}
      : {
          delegate: {
            memberId: `wecom:${to}`,
            platform: 'wecom' as const,
            userId: to,
            personId: to,
            since: '2023-12-01T01:00:00.000Z',
          },
        }),
  }));

const spoken = (platform: 'wecom' | 'dingtalk', userId: string): ReceivedEvent => ({
  channel: 'app',
  platform,
  key: 'k',
  kind: 'message',
  chat: { kind: 'direct', id: userId },
  sender: { userId },
  text: '',
  format: 'text',
  replyDestinations: [],
});

/** Units that a person has by bindings alone, as one of the unit's people. */
const ownUnits = (members: readonly Member[], personId: string): string[] =>
  members.flatMap((one) =>
    one.personId === personId && isLive(one, now) && (one.role === 'staff' || one.role === 'unit_admin')
      ? one.unitIds
      : [],
  );

test('whoever stands in sees no unit that neither he nor the person on leave is bound to now', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(member, { selector: ({ id }) => id, maxLength: 6 }),
      fc.array(delegation, { maxLength: 4 }),
      fc.constantFrom('wecom', 'dingtalk'),
      fc.constantFrom(...people),
      async (members, given, platform, asking) => {
        const store = createMemoryStore();
        const delegations: Delegation[] = given.map((one, at) => ({ ...one, id: `d${at}` }));
        await store.transaction(async (tx) => {
          for (const id of units) await tx.put('units', { id, kind: 'county', aliases: [] });
          for (const one of members) await tx.put('members', one);
          for (const one of delegations) await tx.put('delegations', one);
        });
        const {
          units: seen,
          standsIn,
          isOffice,
          member: own,
        } = await identifyAsker(store, spoken(platform, asking), now);
        const lent = delegations
          .filter(
            ({ delegate, endedAt, expiresAt }) =>
              delegate?.personId === asking && endedAt === undefined && expiresAt > now.toISOString(),
          )
          .flatMap(({ personId, unitIds }) =>
            ownUnits(members, personId).filter((id) => unitIds.includes(id)),
          );
        for (const { id } of seen) expect([...(own?.unitIds ?? []), ...lent]).toContain(id);
        expect(isOffice).toBe(own?.role === 'admin' || own?.role === 'reviewer');
        if (isOffice) expect(standsIn).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
