import { describe, expect, test } from 'vitest';
import { createMovableClock } from '../../src/emulator/clock.js';
import { createEmulator } from '../../src/emulator/index.js';
import { createOrganisation } from '../../src/emulator/world.js';
import { smallCredentials, smallWorld } from './demo-world.js';

const [zhang] = smallWorld.people;
const [wecomGroup, dingtalkGroup] = smallWorld.groups;

describe('the emulated organisation', () => {
  test('has a direct chat for each account and the groups', () => {
    const { chats } = createOrganisation(smallWorld);
    expect(chats.map(({ id }) => id)).toEqual([
      'wecom:direct:zhang',
      'dingtalk:direct:zhang',
      'wecom:direct:li-si',
      'dingtalk:direct:li-si',
      'wecom:direct:li',
      'dingtalk:direct:li',
      'dingtalk:direct:wang',
      'wrGroup01',
      'cidGroup01==',
    ]);
  });

  test('finds people by user id, on WeCom in any case of letters', () => {
    const organisation = createOrganisation(smallWorld);
    expect(organisation.person('wecom', 'ZHANG')?.userId).toBe('zhang');
    expect(organisation.person('dingtalk', 'ZHANG')).toBeUndefined();
    expect(organisation.person('wecom', 'wang')).toBeUndefined();
  });

  test('knows which group a webhook posts into', () => {
    const organisation = createOrganisation(smallWorld);
    expect(organisation.webhookChat('area-hook')?.id).toBe('wrGroup01');
    expect(organisation.webhookChat('lost-hook')).toBeUndefined();
  });

  test.each([
    ['a user id that two people have', { ...smallWorld, people: [...smallWorld.people, zhang] }, '“zhang”'],
    ['a group that is there twice', { ...smallWorld, groups: [wecomGroup, wecomGroup] }, '“wrGroup01”'],
    [
      'a webhook in two groups',
      { ...smallWorld, groups: [wecomGroup, { ...dingtalkGroup, webhookChannel: 'area-hook' }] },
      '“area-hook”',
    ],
    [
      'a member without an account there',
      { ...smallWorld, groups: [{ ...wecomGroup, members: ['wang'] }] },
      '“wang”',
    ],
    ['a person without a name', { people: [{ userId: 'a' }], groups: [] }, 'people.0.name'],
  ])('refuses %s and names it', (_what, world, named) => {
    expect(() => createOrganisation(world)).toThrow(named);
  });

  test('refuses a webhook without a key', async () => {
    const credentials = smallCredentials();
    const world = {
      ...smallWorld,
      groups: smallWorld.groups.map((group) => ({ ...group, webhookChannel: 'x' })),
    };
    const clock = createMovableClock(new Date('2023-12-04T09:00:00+08:00'));
    const single = { ...world, groups: world.groups.slice(0, 1) };
    await expect(createEmulator({ world: single, credentials, clock })).rejects.toThrow('“x”');
  });
});
