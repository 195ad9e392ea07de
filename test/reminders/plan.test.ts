import { describe, expect, test } from 'vitest';
import { instantAt } from '../../src/domain/day.js';
import { documentToPlain } from '../../src/message/plain.js';
import { type PlannedReminder, planReminders } from '../../src/reminders/plan.js';
import { group, member, monday, overdueMessage, rulesAt, staleColumn, storeWith, unit } from './city.js';

const textOf = ({ document }: PlannedReminder): string => `${document.title}\n${documentToPlain(document)}`;

describe('whom a unit with something to do is reminded through', () => {
  const duties = { units: [unit('示例局')], columns: [staleColumn('示例局')] };
  const people = [
    member('wecom', 'shiliju', {}),
    member('dingtalk', 'shiliju', {}),
    member('dingtalk', 'zhang', {}),
  ];
  const persons = [
    { id: 'shiliju', name: '联络员（示例）' },
    { id: 'zhang', name: '张某（示例）' },
  ];

  const recipientsOf = async (records: Parameters<typeof storeWith>[0], now = monday) => {
    const planned = await planReminders(
      await storeWith({ ...duties, persons, ...records }),
      await rulesAt(now),
    );
    return planned.map(({ audience, recipient, routes }) => [
      audience,
      recipient,
      routes.map(({ channel }) => channel),
    ]);
  };

  test('its own group, and then nobody of its people', async () => {
    const groups = [group('wr1', { unitId: '示例局' })];
    expect(await recipientsOf({ groups, members: people })).toEqual([
      ['unit_group', 'wr1群', ['shiliqu-hook']],
    ]);
  });

  test('each of its groups when it has one on both platforms', async () => {
    const groups = [
      group('cid1', { unitId: '示例局', platform: 'dingtalk', routes: ['robot', 'shiliju-ding'] }),
      group('wr1', { unitId: '示例局', routes: ['shiliju-hook'] }),
    ];
    expect(await recipientsOf({ groups })).toEqual([
      ['unit_group', 'cid1群', ['shiliju-ding']],
      ['unit_group', 'wr1群', ['shiliju-hook']],
    ]);
  });

  test('without a group each of its people, once, however many platforms they are on', async () => {
    expect(await recipientsOf({ members: people })).toEqual([
      ['person', '联络员（示例）', ['app', 'robot']],
      ['person', '张某（示例）', ['robot']],
    ]);
  });

  test('its people when its group can only be listened to', async () => {
    const groups = [group('wr1', { unitId: '示例局', routes: ['helper'] })];
    expect(await recipientsOf({ groups, members: people.slice(2) })).toEqual([
      ['person', '张某（示例）', ['robot']],
    ]);
  });

  test('nobody whose binding has ended, nobody of another unit, and no other unit’s group', async () => {
    const groups = [group('wr2', { unitId: '示例区' }), group('wr3', { scope: 'shared', unitId: '示例局' })];
    const members = [
      member('wecom', 'left', { expiresAt: monday.toISOString() }),
      member('wecom', 'other', { unitIds: ['示例区'] }),
      member('wecom', 'stays', { expiresAt: instantAt('2023-12-05', '00:00').toISOString() }),
    ];
    expect(await recipientsOf({ groups, members })).toEqual([
      ['person', 'stays', ['app']],
      // Of the end of his binding, besides.
      ['person', 'stays', ['app']],
    ]);
  });

  test('with nobody to reach it is planned as held, not forgotten', async () => {
    const planned = await planReminders(await storeWith(duties), await rulesAt(monday));
    expect(planned).toMatchObject([
      { audience: 'nobody', recipient: '示例局', unitId: '示例局', held: 'no_route', routes: [] },
    ]);
  });
});

describe('what is planned', () => {
  const city = {
    units: [unit('示例区'), unit('示例局'), unit('中原区')],
    groups: [
      group('wrShiliqu', { name: '示例区网站联络群（示例）', unitId: '示例区' }),
      group('cidShiliju', { unitId: '示例局', platform: 'dingtalk' as const, routes: ['shiliju-ding'] }),
      group('wrZhongyuan', { unitId: '中原区' }),
      group('wrCity', { name: '全市网站联络群（示例）', scope: 'shared' as const, routes: ['city-hook'] }),
      group('wrDeaf', { scope: 'shared' as const, routes: ['helper'] }),
    ],
    columns: [staleColumn('示例区'), { ...staleColumn('中原区'), lastUpdatedOn: '2023-12-01' }],
    messages: [overdueMessage('ZC-1', '示例区'), overdueMessage('ZC-2', '示例局')],
  };

  test('is one digest per unit that has something to do, and none for the others', async () => {
    const planned = await planReminders(await storeWith(city), await rulesAt(monday));
    expect(planned.map(({ key, duties }) => [key, duties.map(({ kind }) => kind)])).toEqual([
      ['reminder/2023-12-04/示例区/wrShiliqu', ['overdue_message', 'stale_column']],
      ['reminder/2023-12-04/示例局/cidShiliju', ['overdue_message']],
    ]);
    for (const reminder of planned) {
      expect(textOf(reminder)).not.toContain('留言正文');
      const other = reminder.unitId === '示例区' ? '示例局' : '示例区';
      expect(textOf(reminder)).not.toContain(other);
    }
  });

  test('prints each next step in a group with the mention of the bot, in a direct chat without', async () => {
    const [inGroup] = await planReminders(await storeWith(city), await rulesAt(monday));
    expect(inGroup?.document.actions.map(({ command }) => command)).toEqual([
      '@机器人 示例区逾期留言',
      '@机器人 示例区栏目更新不及时的有哪些',
    ]);
    const direct = await storeWith({ ...city, groups: [], members: [member('wecom', 'shiliju', {})] });
    const planned = await planReminders(direct, await rulesAt(monday));
    expect(planned.find(({ audience }) => audience === 'person')?.document.actions).toMatchObject([
      { command: '示例局逾期留言' },
    ]);
  });

  test('holds nothing for shared groups unless the settings ask for it', async () => {
    const planned = await planReminders(await storeWith(city), await rulesAt(monday));
    expect(planned.map(({ audience }) => audience)).not.toContain('shared_group');
  });

  test('gives a shared group counts without the name of a unit, a site or a message', async () => {
    const planned = await planReminders(await storeWith(city), await rulesAt(monday, { sharedCounts: true }));
    const shared = planned.filter(({ audience }) => audience === 'shared_group');
    expect(shared).toMatchObject([
      { key: 'reminder/2023-12-04/shared/wrCity', recipient: '全市网站联络群（示例）', duties: [] },
    ]);
    const text = shared.map(textOf).join();
    expect(text).toContain('全市有2家单位共3项待办：2条留言逾期、1个栏目超期未更新。');
    expect(text).not.toMatch(/示例区|示例局|工作动态|ZC-/);
  });

  test('is nothing at all when nothing is due, shared groups included', async () => {
    const quiet = await storeWith({ ...city, columns: [], messages: [] });
    expect(await planReminders(quiet, await rulesAt(monday, { sharedCounts: true }))).toEqual([]);
  });
});

describe('a change of an account without a filing', () => {
  const change = { id: 'c1', accountName: '示例发布', kind: 'rename', effectiveOn: '2023-11-20' } as const;
  const account = (hostUnitId: string, platform = '微信') => ({
    id: `${platform}/示例发布`,
    name: '示例发布',
    platform,
    hostUnitId,
  });
  const members = [member('wecom', 'shiliju', { unitIds: ['示例局', '示例区'] })];
  const units = [unit('示例区'), unit('示例局')];

  const remindedOf = async (records: Parameters<typeof storeWith>[0]) => {
    const planned = await planReminders(
      await storeWith({ units, members, ...records }),
      await rulesAt(monday),
    );
    return planned.map(({ unitId, duties }) => [unitId, duties.map(({ object }) => object)]);
  };

  test('reminds the host that the change names', async () => {
    const accountChanges = [{ ...change, hostUnitId: '示例局' }];
    expect(await remindedOf({ accountChanges })).toEqual([['示例局', ['示例发布']]]);
  });

  test('reminds the host in the register of accounts where the change names none', async () => {
    const accounts = [account('示例区')];
    expect(await remindedOf({ accountChanges: [change], accounts })).toEqual([['示例区', ['示例发布']]]);
  });

  test('finds the account of its platform among two of the same name', async () => {
    const accounts = [account('示例区'), account('示例局', '微博')];
    const accountChanges = [{ ...change, platform: '微博' }];
    expect(await remindedOf({ accountChanges, accounts })).toEqual([['示例局', ['示例发布']]]);
  });

  test('that only a notice names reminds nobody before that notice is published', async () => {
    const accountChanges = [{ ...change, hostUnitId: '示例局', periodId: '2023Q4' }];
    const notice = (publishedAt: string) => ({
      id: '2023Q4',
      periodId: '2023Q4',
      title: '通报（示例）',
      issuer: '示例',
      addressees: [],
      publishedAt,
    });
    const later = notice('2023-12-05T00:00:00.000Z');
    expect(await remindedOf({ accountChanges })).toEqual([]);
    expect(await remindedOf({ accountChanges, notices: [later] })).toEqual([]);
    const out = notice('2023-11-30T00:42:00.000Z');
    expect(await remindedOf({ accountChanges, notices: [out] })).toEqual([['示例局', ['示例发布']]]);
  });

  test('reminds nobody when it is not known whose account it is', async () => {
    expect(await remindedOf({ accountChanges: [change] })).toEqual([]);
    const accounts = [account('示例区'), account('示例局', '微博')];
    expect(await remindedOf({ accountChanges: [change], accounts })).toEqual([]);
  });
});

describe('when it is sent', () => {
  const records = {
    units: [unit('示例局')],
    columns: [staleColumn('示例局')],
    members: [member('wecom', 'shiliju', {})],
  };
  const timing = async (now: Date, reminders: Parameters<typeof rulesAt>[1] = {}) => {
    const planned = await planReminders(await storeWith(records), await rulesAt(now, reminders));
    return planned.map(({ held, sendAt, expiresAt, workdayUnknown }) => ({
      held,
      sendAt,
      expiresAt,
      workdayUnknown,
    }));
  };
  const closing = instantAt('2023-12-04', '18:00').toISOString();
  const at = (time: string) => instantAt('2023-12-04', time);

  test.each([
    ['07:00', '08:30', undefined],
    ['08:30', '08:30', undefined],
    ['17:59', '17:59', undefined],
    ['18:00', '18:00', 'after_hours'],
    ['23:00', '23:00', 'after_hours'],
  ])(
    'planned at %s it is sent from %s on (%s), and not after the closing hour',
    async (time, sendAt, held) => {
      expect(await timing(at(time))).toEqual([
        { held, sendAt: at(sendAt).toISOString(), expiresAt: closing, workdayUnknown: false },
      ]);
    },
  );

  test.each([
    ['2023-12-09', 'a Saturday'],
    ['2024-02-12', 'a holiday'],
  ])('on %s, %s, it is held', async (day) => {
    expect(await timing(instantAt(day, '09:10'))).toMatchObject([{ held: 'not_a_workday' }]);
  });

  test('on a worked Sunday it is sent', async () => {
    expect(await timing(instantAt('2024-02-18', '09:10'))).toMatchObject([{ held: undefined }]);
  });

  test('on a Saturday it is sent where the settings say so', async () => {
    expect(await timing(instantAt('2023-12-09', '09:10'), { workdaysOnly: false })).toMatchObject([
      { held: undefined },
    ]);
  });

  test('in a year without a holiday notice Monday to Friday count, and the plan says so', async () => {
    expect(await timing(instantAt('2027-01-01', '09:10'))).toMatchObject([
      { held: undefined, workdayUnknown: true },
    ]);
    expect(await timing(instantAt('2027-01-02', '09:10'))).toMatchObject([
      { held: 'not_a_workday', workdayUnknown: true },
    ]);
  });
});
