import { describe, expect, test } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.js';
import type { Channels } from '../../src/delivery/routes.js';
import { endOf } from '../../src/domain/members.js';
import type { Delegation, Member } from '../../src/domain/records/index.js';
import { message, paragraph } from '../../src/message/build.js';
import { createNotifier } from '../../src/reminders/notifier.js';
import { planReminders } from '../../src/reminders/plan.js';
import { channels, group, member, monday, overdueMessage, rulesAt, storeWith, unit } from './city.js';

const zhang = member('wecom', 'zhang', {});
const li = member('dingtalk', 'li', { unitIds: ['示例区'] });
const persons = [
  { id: 'zhang', name: '张三（示例）' },
  { id: 'li', name: '李四（示例）' },
];
const held: Delegation = {
  id: 'd1',
  personId: 'zhang',
  memberId: zhang.id,
  unitIds: ['示例局'],
  role: 'staff',
  createdAt: '2023-12-01T01:00:00.000Z',
  expiresAt: endOf('2023-12-20'),
  delegate: {
    memberId: li.id,
    platform: 'dingtalk',
    userId: 'li',
    personId: 'li',
    since: '2023-12-01T02:00:00.000Z',
  },
};
const city = {
  units: [unit('示例局'), unit('示例区')],
  persons,
  members: [zhang, li],
  messages: [overdueMessage('ZC-2', '示例局')],
};

interface About {
  readonly members?: readonly Member[];
  readonly channels?: Channels;
}

const remindedOf = async (delegations: readonly Delegation[], about: About = {}): Promise<unknown> => {
  const store = await storeWith({ ...city, members: about.members ?? city.members, delegations });
  const by = { ...(await rulesAt(monday)), channels: about.channels ?? channels };
  return (await planReminders(store, by))
    .filter(({ unitId }) => unitId === '示例局')
    .map(({ recipient, memberId, routes }) => [recipient, memberId, routes.map(({ channel }) => channel)]);
};

const toZhang = [['张三（示例）', 'wecom:zhang', ['app']]];
const toLi = [['李四（示例）（代张三（示例））', 'dingtalk:li', ['robot']]];

describe('the digest of somebody on leave', () => {
  test('goes to the delegate instead', async () => {
    expect(await remindedOf([held])).toEqual(toLi);
  });

  test.each<[string, Delegation, About]>([
    ['was ended', { ...held, endedAt: '2023-12-02T01:00:00.000Z' }, {}],
    ['has passed its day', { ...held, expiresAt: endOf('2023-12-03') }, {}],
    ['is of another unit', { ...held, unitIds: ['示例区'] }, {}],
    ['is held by one of the office', held, { members: [zhang, { ...li, role: 'admin' }] }],
    [
      'is held by one whom no channel reaches',
      held,
      { members: [zhang], channels: new Map([...channels].filter(([name]) => name !== 'robot')) },
    ],
  ])('goes to himself where the delegation %s', async (_name, delegation, about) => {
    expect(await remindedOf([delegation], about)).toEqual(toZhang);
  });

  test('goes to nobody in his place before the code is used', async () => {
    const { delegate: _, ...waiting } = held;
    expect(await remindedOf([waiting])).toEqual(toZhang);
  });

  test('reaches a delegate of the same unit once', async () => {
    const colleague = { ...li, unitIds: ['示例局'] };
    expect(await remindedOf([held], { members: [zhang, colleague] })).toHaveLength(1);
  });

  test('reaches a delegate without a binding of his own, and each of the accounts of one who has more', async () => {
    expect(await remindedOf([held], { members: [zhang] })).toEqual(toLi);
    const both = [zhang, li, member('wecom', 'li', { unitIds: ['示例区'] })];
    expect(await remindedOf([held], { members: both })).toEqual([
      ['李四（示例）（代张三（示例））', 'wecom:li', ['app', 'robot']],
    ]);
  });

  test('stays in the unit’s group where it has one', async () => {
    const store = await storeWith({
      ...city,
      groups: [group('wr1', { unitId: '示例局', routes: ['shiliju-hook'] })],
      delegations: [held],
    });
    const planned = await planReminders(store, await rulesAt(monday));
    expect(planned.map(({ recipient }) => recipient)).toEqual(['wr1群']);
  });
});

describe('a direct notice', () => {
  const told = async (
    unitId: string | undefined,
    to: readonly string[],
    about: { members?: readonly Member[]; delegations?: readonly Delegation[] } = {},
  ): Promise<string[]> => {
    const store = await storeWith({ ...city, members: [zhang], delegations: [held], ...about });
    const { notify } = createNotifier({ outbox: createOutbox(channels), channels });
    const document = message('报备批复', [paragraph('示例')]);
    await store.transaction((tx) =>
      notify(tx, { key: 'k', to, document, ...(unitId === undefined ? {} : { unitId }) }, monday),
    );
    const deliveries = await store.find('deliveries', { index: 'byState' });
    return deliveries.map(({ memberId = '' }) => memberId);
  };

  test('about a unit goes to who stands in; about oneself it does not', async () => {
    expect(await told('示例局', ['wecom:zhang'])).toEqual(['dingtalk:li']);
    expect(await told('示例区', ['wecom:zhang'])).toEqual(['wecom:zhang']);
    expect(await told(undefined, ['wecom:zhang'])).toEqual(['wecom:zhang']);
  });

  test('about a unit goes no more to one whose binding to it has ended, though he once stood in for somebody', async () => {
    const gone = { ...li, expiresAt: monday.toISOString() };
    const over = { ...held, endedAt: '2023-12-02T01:00:00.000Z' };
    expect(await told('示例区', [gone.id], { members: [zhang, gone], delegations: [over] })).toEqual([]);
    expect(await told(undefined, [gone.id], { members: [zhang, gone], delegations: [over] })).toEqual([
      'dingtalk:li',
    ]);
  });

  test('reaches a delegate who is no member', async () => {
    expect(await told(undefined, ['dingtalk:li'])).toEqual(['dingtalk:li']);
  });
});
