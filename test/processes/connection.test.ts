import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../storage/postgres/index.js';
import { saidByBot } from '../support/chats.js';
import { emptyDatabase } from '../support/postgres.js';
import { createServiceProcess, type ServiceProcess } from '../support/service-process.js';

// A killed one is succeeded when its lease has run out.
vi.setConfig({ testTimeout: 120_000 });

const group = 'wrZhongyuanGroup01';
const lease = 'wecom_bot/aibDemoHelper0000000001';

let service: ServiceProcess;
let store: PostgresStore;
beforeEach(async () => {
  const url = await emptyDatabase();
  service = await createServiceProcess({ databaseUrl: url, instances: 2, bot: 'connection' });
  store = await openPostgresStore({ url });
});
afterEach(async () => {
  await service.remove();
  await store.close();
});

const connected = () =>
  vi.waitUntil(() => service.emulator.connection.isOpen(), { timeout: 60_000, interval: 20 });
const ask = (text: string) =>
  service.emulator.say({ chatId: group, userId: 'zhongyuan', text, mentionBot: true });
const subscriptions = (): number => service.emulator.calls.to('aibot_subscribe').length;
const deliveriesIn = async (state: string): Promise<string[]> =>
  (await store.find('deliveries', { index: 'byState', equals: [state] })).map(({ id }) => id);

test('two share one connection: the other has it within the time of a lease after a kill, at once after a stop', async () => {
  await service.start(0);
  await connected();
  await service.start(1);
  expect((await ask('我单位排名')).at(-1)?.content).toContain('第1名');
  expect(await store.get('leases', lease)).toMatchObject({ token: 1 });

  await service.kill(0);
  const killedAt = Date.now();
  await vi.waitUntil(() => !service.emulator.connection.isOpen(), { interval: 20 });
  await connected();
  expect(Date.now() - killedAt).toBeLessThan(25_000);
  expect(await store.get('leases', lease)).toMatchObject({ token: 2 });
  expect((await ask('我单位排名')).at(-1)?.content).toContain('第1名');

  // Started again it waits for its turn, and nobody evicts anybody.
  await service.start(0);
  expect((await ask('前三名')).at(-1)?.content).toContain('1');
  expect(subscriptions()).toBe(2);

  // One that is stopped gives it back: no lease has to run out.
  await service.stop(1);
  const stoppedAt = Date.now();
  await connected();
  expect(Date.now() - stoppedAt).toBeLessThan(15_000);
  expect(await store.get('leases', lease)).toMatchObject({ token: 3 });
});

test('a push from the process without the connection is sent by the one that has it, once', async () => {
  await service.start(0);
  await connected();
  await service.start(1);
  await ask('我单位排名');
  const before = saidByBot(service.emulator, group).length;
  // Written by a third process; both look at the outbox.
  await service.command('notice', 'summary', '2023Q4');
  const left = async (): Promise<string[]> => [
    ...(await deliveriesIn('pending')),
    ...(await deliveriesIn('sending')),
  ];
  await vi.waitUntil(async () => (await left()).length === 0, { timeout: 30_000, interval: 100 });
  const shown = saidByBot(service.emulator, group).slice(before);
  const delivered = await store.find('deliveries', { index: 'byState', equals: ['delivered'] });
  const summary = delivered.find(({ groupId }) => groupId?.includes(group));
  expect(summary?.routes[summary.routeIndex]).toMatchObject({
    channel: 'helper',
    destination: { chatId: group },
  });
  expect(summary?.state).toBe('delivered');
  expect(shown).toHaveLength(summary?.parts.length ?? 0);
  expect(shown.every(({ via }) => via === 'push')).toBe(true);
});
