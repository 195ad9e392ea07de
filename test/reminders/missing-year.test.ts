import { expect, test } from 'vitest';
import { loadYear } from '../../src/calendar/loaded-years.js';
import { createOutbox } from '../../src/delivery/outbox.js';
import { instantAt } from '../../src/domain/day.js';
import { documentToPlain } from '../../src/message/plain.js';
import { explainReminders } from '../../src/reminders/explain.js';
import { planReminders } from '../../src/reminders/plan.js';
import { runReminders } from '../../src/reminders/run.js';
import { channels, member, overdueMessage, rulesAt, storeWith, unit } from './city.js';

const people = {
  members: [
    member('wecom', 'guanli', { role: 'admin', unitIds: [] }),
    member('dingtalk', 'guanli', { role: 'admin', unitIds: [] }),
    member('wecom', 'shiliju', {}),
  ],
  persons: [{ id: 'guanli', name: '管理员（示例）' }],
};
/** Five working days from here end in 2027. */
const lateDecember = instantAt('2026-12-28', '09:10');
const notice2027 = {
  year: 2027,
  source: '示例',
  daysOff: ['2027-01-01', '2027-01-02', '2027-01-03'],
  makeUpDays: [],
};

test('once limits reach into a year without a holiday notice, each administrator hears of it, once', async () => {
  const store = await storeWith(people);
  const by = { ...(await rulesAt(lateDecember)), store, outbox: createOutbox(channels) };
  const [planned, ...others] = await planReminders(store, by);
  expect(others).toEqual([]);
  expect(planned).toMatchObject({
    audience: 'administrator',
    recipient: '管理员（示例）',
    key: 'workdays/2027/guanli',
  });
  expect(planned && documentToPlain(planned.document)).toContain('tongbao workdays load 2027.json');
  expect(explainReminders(planned ? [planned] : [])).toContain('管理员，单聊');

  expect(await runReminders(by, lateDecember, lateDecember)).toContain('管理员（示例）');
  expect(await planReminders(store, by)).toEqual([]);
  const tomorrow = instantAt('2026-12-29', '09:10');
  expect(await planReminders(store, { ...by, now: tomorrow })).toEqual([]);
});

test('nobody is told before limits reach so far, nor once the year is loaded', async () => {
  const store = await storeWith(people);
  const early = instantAt('2026-12-23', '09:10');
  expect(await planReminders(store, await rulesAt(early))).toEqual([]);
  const by = { actor: 'operator', now: lateDecember, newId: () => 'a1' };
  expect(await store.transaction((tx) => loadYear(tx, notice2027, by))).toBe('added');
  expect(await planReminders(store, await rulesAt(lateDecember))).toEqual([]);
});

test('a loaded year moves the limits of the very next run', async () => {
  const now = instantAt('2027-01-08', '09:10');
  const late = {
    ...overdueMessage('M1', '示例局'),
    transferredAt: instantAt('2026-12-31', '10:00').toISOString(),
  };
  const store = await storeWith({ ...people, units: [unit('示例局')], messages: [late] });
  const dueOn = async (): Promise<unknown> => {
    const planned = await planReminders(store, await rulesAt(now));
    return planned.flatMap(({ duties }) => duties.map(({ dueOn, provisional }) => [dueOn, provisional]));
  };
  expect(await dueOn()).toEqual([['2027-01-05', true]]);
  const by = { actor: 'operator', now, newId: () => 'a1' };
  await store.transaction((tx) => loadYear(tx, { ...notice2027, daysOff: ['2027-01-01', '2027-01-04'] }, by));
  expect(await dueOn()).toEqual([['2027-01-07', false]]);
});
