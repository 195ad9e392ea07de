import { describe, expect, test } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.js';
import { instantAt } from '../../src/domain/day.js';
import { endOf } from '../../src/domain/members.js';
import type { Member } from '../../src/domain/records/index.js';
import { documentToPlain } from '../../src/message/plain.js';
import { explainReminders } from '../../src/reminders/explain.js';
import { planReminders } from '../../src/reminders/plan.js';
import { runReminders } from '../../src/reminders/run.js';
import type { Store } from '../../storage/port.js';
import { channels, member, monday, rulesAt, storeWith, unit } from './city.js';

const guanli = member('wecom', 'guanli', { role: 'admin', unitIds: [] });
const until = (day: string, about: Partial<Member> = {}, userId = 'zhang'): Member =>
  member('wecom', userId, { expiresAt: endOf(day), ...about });
const storeOf = (...members: readonly Member[]): Promise<Store> =>
  storeWith({
    units: [unit('示例局')],
    members: [guanli, ...members],
    persons: [
      { id: 'zhang', name: '张三（示例）' },
      { id: 'guanli', name: '管理员（示例）' },
    ],
  });

const on = (day: string, time = '09:10'): Date => instantAt(day, time);
const plan = async (store: Store, now: Date, expiryNoticeWorkdays = 7) => {
  const by = await rulesAt(now);
  const binding = { ...by.settings.binding, expiryNoticeWorkdays };
  return await planReminders(store, { ...by, settings: { ...by.settings, binding } });
};
const run = async (store: Store, now: Date) =>
  await runReminders({ ...(await rulesAt(now)), store, outbox: createOutbox(channels) }, now, now);
const keysOf = async (store: Store): Promise<string[]> =>
  (await store.find('deliveries', { index: 'byState' })).map(({ id }) => id).toSorted();

describe('whose binding ends', () => {
  test('hears so seven working days before, with the day, the next step and whom to ask', async () => {
    // Seven working days after Monday 4 December: Wednesday 13.
    const planned = await plan(await storeOf(until('2023-12-13')), monday);
    const [own] = planned.filter(({ audience }) => audience === 'person');
    expect(own).toMatchObject({ key: 'binding-ends/2023-12-13/zhang', memberId: 'wecom:zhang' });
    expect(own && documentToPlain(own.document)).toMatch(/示例局的绑定到2023年12月13日为止[\s\S]*绑定码/u);
    expect(explainReminders(own ? [own] : [])).toContain('本人，单聊');
  });

  test.each([
    ['2023-12-13', 7, true],
    ['2023-12-14', 7, false],
    ['2023-12-04', 7, true],
    ['2023-12-03', 7, false],
    ['2023-12-05', 1, true],
    ['2023-12-06', 1, false],
  ])('on 4 December, of the last day %s with %i working days: %s', async (day, workdays, isTold) => {
    const planned = await plan(await storeOf(until(day)), monday, workdays);
    expect(planned.some(({ audience }) => audience === 'person')).toBe(isTold);
  });

  test('hears once, whatever comes on the days after, and the administrators once a week', async () => {
    const store = await storeOf(until('2023-12-13'));
    for (const day of ['2023-12-04', '2023-12-05', '2023-12-08']) await run(store, on(day));
    expect(await keysOf(store)).toEqual(['binding-ends/2023-12-13/zhang', 'bindings-end/2023-12-04/guanli']);
    await run(store, on('2023-12-11'));
    expect(await keysOf(store)).toEqual([
      'binding-ends/2023-12-13/zhang',
      'bindings-end/2023-12-04/guanli',
      'bindings-end/2023-12-11/guanli',
    ]);
  });

  test('hears once on two platforms, and again when the binding was made longer and ends anew', async () => {
    const store = await storeOf(
      until('2023-12-13'),
      member('dingtalk', 'zhang', { expiresAt: endOf('2023-12-13') }),
    );
    await run(store, monday);
    const own = (await keysOf(store)).filter((key) => key.startsWith('binding-ends'));
    expect(own).toHaveLength(1);
    await store.transaction((tx) => tx.put('members', until('2024-01-05')));
    await run(store, on('2024-01-02'));
    expect(await keysOf(store)).toContain('binding-ends/2024-01-05/zhang');
  });

  test('hears nothing on a day off or after hours, but on the next working day', async () => {
    const store = await storeOf(until('2023-12-13'));
    expect((await plan(store, on('2023-12-09'))).every(({ held }) => held === 'not_a_workday')).toBe(true);
    expect(await run(store, on('2023-12-09'))).toContain('不是工作日');
    expect(await run(store, on('2023-12-08', '18:00'))).toContain('发送时段已过');
    expect(await keysOf(store)).toEqual([]);
    await run(store, on('2023-12-11', '07:00'));
    const [first] = await store.find('deliveries', { index: 'byState' });
    expect(first?.dueAt).toBe(on('2023-12-11', '08:30').toISOString());
  });

  test('is not told after the last day, were the notice to wait so long', async () => {
    const planned = await plan(await storeOf(until('2023-12-05')), monday);
    const own = planned.find(({ audience }) => audience === 'person');
    expect(own?.expiresAt).toBe(endOf('2023-12-05'));
  });

  test.each([
    ['several units', { unitIds: ['示例局', '示例区'] }],
    ['a role above staff', { role: 'unit_admin' as const }],
  ])('with %s is sent to the operator, since no code helps him', async (_name, about) => {
    const planned = await plan(await storeOf(until('2023-12-13', about)), monday);
    const own = planned.find(({ audience }) => audience === 'person');
    expect(own && documentToPlain(own.document)).toContain('由运维人员延长');
  });

  test('nobody is told of a binding without an end', async () => {
    expect(await plan(await storeOf(member('wecom', 'zhang', {})), monday)).toEqual([]);
  });
});

describe('the administrators’ list', () => {
  test('names each with unit and day, the earliest first, and says whom nobody can write to', async () => {
    const store = await storeOf(
      until('2023-12-08'),
      until('2023-12-06', { unitIds: ['示例局', '示例区'] }, 'li'),
    );
    const withoutApp = new Map([...channels].filter(([name]) => name !== 'app'));
    const dingtalkAdmin = { ...guanli, id: 'dingtalk:guanli', platform: 'dingtalk' as const };
    await store.transaction((tx) => tx.put('members', dingtalkAdmin));
    const planned = await planReminders(store, { ...(await rulesAt(monday)), channels: withoutApp });
    const [list, ...others] = planned;
    expect(others).toEqual([]);
    expect(list && documentToPlain(list.document)).toMatch(
      /以下2人[\s\S]*li（示例局、示例区）：12月6日到期，无法私信[\s\S]*张三（示例）（示例局）：12月8日到期/u,
    );
  });

  test('misses nobody, however short the notice: it reaches a week ahead', async () => {
    const planned = await plan(await storeOf(until('2023-12-11')), monday, 1);
    expect(planned.map(({ audience }) => audience)).toEqual(['administrator']);
  });
});
