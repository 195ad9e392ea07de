import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../storage/postgres/index.js';
import { directChats, saidByBot, shown } from '../support/chats.js';
import { emptyDatabase, onServer } from '../support/postgres.js';
import { createServiceProcess, type ServiceProcess } from '../support/service-process.js';

// What a killed one leaves is taken up after seconds.
vi.setConfig({ testTimeout: 90_000 });

let url: string;
let service: ServiceProcess;
let store: PostgresStore;
beforeEach(async () => {
  url = await emptyDatabase();
  service = await createServiceProcess({ databaseUrl: url, instances: 2 });
  store = await openPostgresStore({ url });
});
afterEach(async () => {
  await service.remove();
  await store.close();
});

const inState = async (table: string, ...states: readonly string[]): Promise<number> => {
  const list = states.map((state) => `'${state}'`).join(', ');
  const rows = await onServer(`SELECT id FROM tongbao.${table} WHERE state IN (${list})`, url);
  return rows.length;
};

const chat = { chatId: 'wecom:direct:zhongyuan', userId: 'zhongyuan', mentionBot: false };
/** What is said to a line, in its response or, on a busy machine, after it. */
const answerTo = async (text: string): Promise<string> => {
  const before = saidByBot(service.emulator, chat.chatId).length;
  await service.emulator.say({ ...chat, text });
  return await vi.waitFor(
    () => {
      const [said] = saidByBot(service.emulator, chat.chatId).slice(before);
      if (said === undefined) throw new Error('no answer');
      return said.content;
    },
    { timeout: 30_000 },
  );
};

test('what one of them took, the other knows', async () => {
  await service.start();
  // A process that has answered nothing yet may take longer than a response waits.
  for (let time = 0; time < 4; time += 1) await answerTo('帮助');
  const [, first] = await service.emulator.say({ ...chat, text: '我单位排名' });
  expect(first?.content).toContain('第1名');
  // The platform delivers it again, to each in turn: the same response, and one entry.
  for (let time = 0; time < 3; time += 1) {
    const { messages } = await service.emulator.redeliver();
    expect(messages.map(({ content }) => content)).toEqual([first?.content]);
  }
  expect(await inState('inbox', 'received', 'answered', 'failed')).toBe(5);

  // What is asked back by one is answered to the other.
  await answerTo('有没有超期的');
  expect(await answerTo('1')).toMatch(/留言|栏目/);

  // What one imports, the other does not answer from memory.
  await onServer(
    `UPDATE tongbao.units SET record = jsonb_set(record, '{aliases}', '["试验别名"]') WHERE id = '中原区';
     INSERT INTO tongbao.audits (id, record) SELECT 'zz', jsonb_set(jsonb_set(record, '{at}', '"2099-01-01T00:00:00.000Z"'), '{id}', '"zz"')
       FROM tongbao.audits WHERE record->>'subject' = 'data' LIMIT 1`,
    url,
  );
  for (let time = 0; time < 2; time += 1) {
    expect(await answerTo('试验别名排名')).toContain('中原区');
  }
});

/** As if the leases of the killed one had run out: what was under way in it is settled by the other. */
const leasesRanOut = () =>
  onServer(
    `UPDATE tongbao.deliveries SET record = jsonb_set(record, '{leaseUntil}', '"2020-01-01T00:00:00.000Z"') WHERE state = 'sending'`,
    url,
  );

test('one killed while both answer: nothing is lost, and nothing is answered twice', async () => {
  await service.start();
  const killed = shown(service.emulator, 5).then(() => service.kill(0));
  await Promise.all(
    directChats.map(({ userId, chatId }) =>
      service.emulator.say({ chatId, userId, text: '前五名', mentionBot: false }),
    ),
  );
  await killed;
  // The living one takes up what the other left.
  await vi.waitUntil(async () => (await inState('inbox', 'received')) === 0, {
    timeout: 30_000,
    interval: 200,
  });
  await leasesRanOut();
  await vi.waitUntil(async () => (await inState('deliveries', 'pending', 'sending')) === 0, {
    timeout: 30_000,
    interval: 200,
  });
  const entries = (
    await Promise.all(
      (['answered', 'failed'] as const).map((state) =>
        store.find('inbox', { index: 'byState', equals: [state] }),
      ),
    )
  ).flat();
  const replied = new Set(
    (await store.find('deliveries', { index: 'byState', equals: ['delivered'] })).map(({ id }) => id),
  );
  expect(entries.map(({ state }) => state)).not.toContain('failed');
  for (const { id, event, answeredBy } of entries) {
    const { platform, chat, sender } = event;
    const shownThere = saidByBot(service.emulator, `${platform}:direct:${sender.userId ?? chat.id}`).length;
    // An answer in the response of the killed one may be lost with it: the platform delivers again and gets it.
    if (answeredBy === 'response') expect(shownThere).toBeLessThanOrEqual(1);
    else if (replied.has(`reply/${id}`)) expect(shownThere).toBe(1);
  }
  // What was answered had been stored before.
  const answered = directChats.filter(({ chatId }) => saidByBot(service.emulator, chatId).length > 0);
  expect(entries.length).toBeGreaterThanOrEqual(answered.length);
  expect(answered.length).toBeGreaterThanOrEqual(5);
});

test('one killed while both push: each group has the summary once, or it is known as unknown', async () => {
  await service.start();
  const killed = shown(service.emulator, 3).then(() => service.kill(0));
  await service.command('notice', 'summary', '2023Q4');
  await killed;
  await vi.waitUntil(async () => (await inState('deliveries', 'pending')) === 0, {
    timeout: 30_000,
    interval: 200,
  });
  await leasesRanOut();
  await vi.waitUntil(async () => (await inState('deliveries', 'pending', 'sending')) === 0, {
    timeout: 30_000,
    interval: 200,
  });
  const rows = await Promise.all(
    (['delivered', 'unknown', 'refused', 'expired'] as const).map((state) =>
      store.find('deliveries', { index: 'byState', equals: [state] }),
    ),
  );
  const deliveries = rows.flat();
  expect(deliveries).toHaveLength(6);
  for (const { groupId, state, parts } of deliveries) {
    const times =
      saidByBot(service.emulator, (groupId ?? '').replace(/^(?:wecom|dingtalk):/, '')).length / parts.length;
    if (state === 'delivered') expect(times).toBe(1);
    else {
      expect(state).toBe('unknown');
      expect(times).toBeLessThanOrEqual(1);
    }
  }
});
