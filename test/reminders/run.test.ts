import { describe, expect, test } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.js';
import { instantAt } from '../../src/domain/day.js';
import { runReminders } from '../../src/reminders/run.js';
import type { Store } from '../../storage/port.js';
import {
  channels,
  group,
  member,
  monday,
  overdueMessage,
  rulesAt,
  staleColumn,
  storeWith,
  unit,
} from './city.js';

const city = {
  units: [unit('示例区'), unit('示例局')],
  groups: [group('wrShiliqu', { name: '示例区网站联络群（示例）', unitId: '示例区' })],
  persons: [{ id: 'shiliju', name: '示例局联络员（示例）' }],
  members: [member('wecom', 'shiliju', {})],
  columns: [staleColumn('示例区')],
  messages: [overdueMessage('ZC-2', '示例局')],
};

const runAt = async (store: Store, now: Date, planned = now) => {
  const by = await rulesAt(now);
  return await runReminders({ ...by, store, outbox: createOutbox(channels) }, planned, now);
};
const deliveries = (store: Store) => store.find('deliveries', { index: 'byState' });

describe('a reminder run', () => {
  test('stores one delivery per recipient, for today’s sending hours, and reports them', async () => {
    const store = await storeWith(city);
    expect(await runAt(store, instantAt('2023-12-04', '08:00'))).toBe(
      '已安排2条提醒：示例区网站联络群（示例）、示例局联络员（示例）。',
    );
    const [toGroup, toPerson] = await deliveries(store);
    expect(toGroup).toMatchObject({
      id: 'reminder/2023-12-04/示例区/wrShiliqu',
      purpose: 'reminder',
      recipient: '示例区网站联络群（示例）',
      groupId: 'wrShiliqu',
      routes: [{ channel: 'shiliqu-hook', destination: { kind: 'webhook' } }],
      state: 'pending',
      dueAt: instantAt('2023-12-04', '08:30').toISOString(),
      expiresAt: instantAt('2023-12-04', '18:00').toISOString(),
    });
    expect(toGroup?.parts[0]?.text).toContain('示例区有1项待办');
    expect(toPerson).toMatchObject({
      id: 'reminder/2023-12-04/示例局/shiliju',
      memberId: 'wecom:shiliju',
      routes: [{ channel: 'app', destination: { kind: 'person', userId: 'shiliju' } }],
    });
  });

  test('that comes again on the same day reminds nobody again', async () => {
    const store = await storeWith(city);
    await runAt(store, monday);
    const before = await deliveries(store);
    expect(await runAt(store, instantAt('2023-12-04', '15:00'))).toBe(
      '今天已提醒过，不重复发送：示例区网站联络群（示例）、示例局联络员（示例）。',
    );
    expect(await deliveries(store)).toEqual(before);
  });

  test('reminds again on the next working day while the duty stands', async () => {
    const store = await storeWith(city);
    await runAt(store, monday);
    await runAt(store, instantAt('2023-12-05', '09:10'));
    expect(await deliveries(store)).toHaveLength(4);
  });

  test('that was missed yesterday reminds of today, once with today’s own run', async () => {
    const store = await storeWith(city);
    const tuesday = instantAt('2023-12-05', '08:40');
    expect(await runAt(store, tuesday, monday)).toMatch(/^补发（原定12月4日 09:10）：已安排2条提醒/);
    await runAt(store, instantAt('2023-12-05', '09:10'));
    expect((await deliveries(store)).map(({ id }) => id)).toEqual([
      'reminder/2023-12-05/示例区/wrShiliqu',
      'reminder/2023-12-05/示例局/shiliju',
    ]);
  });

  test.each([
    ['on a Saturday', '2023-12-09', '09:10', '今天不是工作日，没有发送'],
    ['in the night', '2023-12-04', '20:00', '今天的发送时段已过，没有发送'],
  ])('%s stores nothing and says why', async (_when, day, time, report) => {
    const store = await storeWith(city);
    expect(await runAt(store, instantAt(day, time))).toContain(report);
    expect(await deliveries(store)).toEqual([]);
  });

  test('reminds the others when one unit has nobody to reach, and names that unit', async () => {
    const store = await storeWith({ ...city, members: [] });
    const report = await runAt(store, monday);
    expect(report).toMatch(/^已安排1条提醒：示例区网站联络群（示例）。没有可以推送的群.*没有发送：示例局。$/);
    expect(await deliveries(store)).toHaveLength(1);
  });

  test('with nothing due stores nothing', async () => {
    const store = await storeWith({ ...city, columns: [], messages: [] });
    expect(await runAt(store, monday)).toBe('没有需要提醒的事项，没有发送。');
    expect(await deliveries(store)).toEqual([]);
  });
});
