import { parseSettings } from '../../config/load.js';
import { loadRules } from '../../config/rules-load.js';
import type { Settings } from '../../config/settings.js';
import { loadCalendar } from '../../config/workdays-load.js';
import type { Channels } from '../../src/delivery/routes.js';
import { instantAt } from '../../src/domain/day.js';
import type { Column, Group, Member, PublicMessage, Unit } from '../../src/domain/records/index.js';
import type { CollectionName, RecordOf, Store } from '../../storage/port.js';
import { fakeChannel } from '../support/fake-channel.js';
import { createMemoryStore } from '../support/memory-store.js';

/** Monday 4 December 2023, 09:10 in Shanghai. */
export const monday = instantAt('2023-12-04', '09:10');

const hears = { receive: true, destinations: ['response_url'] } as const;
const pushes = { destinations: ['webhook'] } as const;
const writesPeople = { destinations: ['person'] } as const;

/** Channels as a city has them: a bot that hears, webhooks that push, and one way to people per platform. */
export const channels: Channels = new Map(
  [
    fakeChannel('app', 'wecom', writesPeople),
    fakeChannel('helper', 'wecom', hears),
    fakeChannel('robot', 'dingtalk', writesPeople),
    fakeChannel('shiliqu-hook', 'wecom', pushes),
    fakeChannel('shiliju-ding', 'dingtalk', pushes),
    fakeChannel('shiliju-hook', 'wecom', pushes),
    fakeChannel('city-hook', 'wecom', pushes),
  ].map((channel) => [channel.name, channel]),
);

export const unit = (id: string): Unit => ({ id, kind: 'department', aliases: [] });

export const group = (id: string, about: Partial<Group>): Group => ({
  id,
  name: `${id}群`,
  platform: 'wecom',
  routes: ['helper', 'shiliqu-hook'],
  scope: 'unit',
  ...about,
});

export const member = (platform: Member['platform'], userId: string, about: Partial<Member>): Member => ({
  id: `${platform}:${userId}`,
  platform,
  userId,
  personId: userId,
  unitIds: ['示例局'],
  role: 'staff',
  boundBy: 'roster',
  boundAt: '2023-11-01T00:00:00.000Z',
  ...about,
});

/** A column that has been stale since 16 November. */
export const staleColumn = (unitId: string, name = '工作动态'): Column => ({
  id: `${unitId}网站/${name}`,
  siteId: `${unitId}网站`,
  unitId,
  name,
  columnType: '工作动态',
  lastUpdatedOn: '2023-11-01',
  state: 'normal',
});

/** An error report that was due on 30 November. */
export const overdueMessage = (id: string, unitId: string): PublicMessage => ({
  id,
  channel: 'error_report',
  unitId,
  transferredAt: instantAt('2023-11-27', '10:00').toISOString(),
  maskedContent: '留言正文不外传',
});

/** A memory store that holds these records. */
export const storeWith = async (
  records: { [C in CollectionName]?: readonly RecordOf<C>[] },
): Promise<Store> => {
  const store = createMemoryStore();
  await store.transaction(async (tx) => {
    const put = async <C extends CollectionName>(name: C, rows: readonly RecordOf<C>[] = []) => {
      for (const row of rows) await tx.put(name, row);
    };
    await put('units', records.units);
    await put('groups', records.groups);
    await put('persons', records.persons);
    await put('members', records.members);
    await put('delegations', records.delegations);
    await put('columns', records.columns);
    await put('accounts', records.accounts);
    await put('accountChanges', records.accountChanges);
    await put('filings', records.filings);
    await put('messages', records.messages);
    await put('audits', records.audits);
    await put('notices', records.notices);
  });
  return store;
};

/** Settings of the city, with these of its reminders. */
const settingsWith = async (reminders: Partial<Settings['reminders']> = {}): Promise<Settings> =>
  await parseSettings(
    { office: { name: '市政府办公厅', contact: '示例' }, reminders },
    { base: '/', env: {} },
  );

/** By what the city's reminders are decided at `now`. */
export const rulesAt = async (now: Date, reminders: Partial<Settings['reminders']> = {}) => ({
  now,
  rules: loadRules(),
  calendar: loadCalendar(),
  settings: await settingsWith(reminders),
  channels,
});
