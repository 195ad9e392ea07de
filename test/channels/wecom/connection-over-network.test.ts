import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../../src/channels/connection.js';
import { createHttp } from '../../../src/channels/http.js';
import { openSocket } from '../../../src/channels/socket.js';
import { createWecomConnection } from '../../../src/channels/wecom/index.js';
import type { Channel } from '../../../src/delivery/channel.js';
import { createEmulator, type Emulator } from '../../../src/emulator/index.js';
import type { ReceivedEvent } from '../../../src/inbox/event.js';
import { createSoleKeeper } from '../../../src/leases/index.js';
import { silentLogger } from '../../../src/log/logger.js';
import { message, paragraph } from '../../../src/message/build.js';
import { smallCredentials, smallWorld } from '../../emulator/demo-world.js';
import { jpeg, png } from '../../support/pictures.js';
import { type StoppedTime, stoppedTime } from '../../support/stopped-time.js';

const credentials = smallCredentials();
const { botId, secret } = credentials.wecom.bot;

let time: StoppedTime;
let emulator: Emulator;
let connection: Connection;
let channel: Channel;
let taken: ReceivedEvent[];

const start = (settings: { secret?: string; url?: string } = {}): void => {
  const { http, close } = createHttp();
  onTestFinished(close);
  const made = createWecomConnection(
    'helper',
    {
      kind: 'wecom_bot_connection',
      botId,
      secret,
      names: ['通报助手'],
      url: emulator.socketUrl,
      ...settings,
    },
    {
      openSocket,
      http,
      clock: time.clock,
      timers: time,
      log: silentLogger(),
      newId: randomUUID,
      fraction: () => randomBytes(1).readUInt8() / 256,
      keeperOf: (_, changes) => createSoleKeeper(changes),
    },
  );
  ({ connection, channel } = made);
  onTestFinished(() => connection.stop());
  connection.start({
    take: async (event) => {
      taken.push(event);
    },
    onOpen: () => undefined,
  });
};

beforeEach(async () => {
  time = stoppedTime('2023-12-04T01:00:00.000Z');
  taken = [];
  const parts = { world: smallWorld, credentials, clock: time.clock, timers: time };
  emulator = await createEmulator({ ...parts, bot: 'connection' });
  onTestFinished(() => emulator.close());
});

const isOpen = (): boolean => channel.isOpen?.() === true;
const open = () => vi.waitUntil(isOpen, { interval: 5 });
const closed = () => vi.waitUntil(() => !isOpen(), { interval: 5 });
/** Waits out the back-off of a first failure. */
const reopened = async (): Promise<void> => {
  await closed();
  await time.pass(1000);
  await open();
};
const ask = async (): Promise<void> => {
  const before = taken.length;
  void emulator.say({ chatId: 'wrGroup01', userId: 'zhang', text: '我单位排名', mentionBot: true });
  await vi.waitUntil(() => taken.length > before, { interval: 5 });
};
const push = async () => {
  const destination = { kind: 'chat', chatId: 'wrGroup01' } as const;
  const [part] = channel.render(message('提醒', [paragraph('有一条留言到期')]), destination);
  if (part === undefined) throw new Error('renders to nothing');
  return await channel.send(part, destination, { idempotencyKey: 'x#0' });
};
const shown = (): number =>
  emulator.transcript
    .of('wrGroup01')
    .filter(({ from, format }) => from.kind === 'bot' && format === 'markdown').length;

test('subscribes, hears, and sends', async () => {
  start();
  await open();
  await ask();
  expect(taken[0]).toMatchObject({ text: '我单位排名', sender: { userId: 'zhang' } });
  expect(await push()).toEqual({ status: 'delivered' });
  expect(shown()).toBe(1);
});

test('is open again after the platform dropped it', async () => {
  start();
  await open();
  emulator.connection.drop();
  await reopened();
  await ask();
});

test('is open again after the far end went away without a word', async () => {
  start();
  await open();
  emulator.connection.freeze();
  await time.pass(39_000);
  expect(isOpen()).toBe(true);
  await time.pass(1000);
  await reopened();
  await ask();
});

test('is open again after a subscription that nobody answered', async () => {
  start();
  emulator.faults.next('aibot_subscribe', { kind: 'hang', effect: true });
  await vi.waitUntil(() => emulator.calls.to('aibot_subscribe').length === 1, { interval: 5 });
  expect(isOpen()).toBe(false);
  await time.pass(10_000);
  await time.pass(1000);
  await open();
});

test('a frame that is too large ends it, and it is open again', async () => {
  start();
  await open();
  emulator.connection.sendRaw(JSON.stringify({ cmd: 'x'.repeat(1_100_000) }));
  await reopened();
});

test('gives way to another program that subscribes in the same name', async () => {
  start();
  await open();
  emulator.connection.displace();
  await closed();
  await time.pass(9 * 60_000);
  expect(emulator.calls.to('aibot_subscribe')).toHaveLength(1);
  expect(connection.health()).toMatchObject({ ok: false, detail: expect.stringContaining('别处') });
  await time.pass(60_000);
  await open();
});

test('says which setting is wrong, and has not asked more than once', async () => {
  start({ secret: 'wrong' });
  await vi.waitUntil(() => connection.health().detail.includes('853000'), { interval: 5 });
  expect(connection.health().detail).toContain('Secret 不对');
  expect(emulator.calls.to('aibot_subscribe')).toHaveLength(1);
});

test('says that nobody is there, with what to look at, and goes on trying', async () => {
  start({ url: 'ws://127.0.0.1:1/openws' });
  await vi.waitUntil(() => connection.health().detail.includes('ECONNREFUSED'), { interval: 5 });
  expect(connection.health().detail).toContain('防火墙');
});

test.each([
  ['and shown', true, 1],
  ['and not shown', false, 0],
])(
  'a push whose connection breaks before the answer, %s, is unknown either way',
  async (_, effect, times) => {
    start();
    await open();
    await ask();
    emulator.faults.next('aibot_send_msg', { kind: 'reset', effect });
    expect((await push()).status).toBe('unknown');
    expect(shown()).toBe(times);
  },
);

test('fetches pictures with the keys that come with them, for five minutes', async () => {
  start();
  await open();
  void emulator.say({
    chatId: 'wrGroup01',
    userId: 'zhang',
    text: '看',
    mentionBot: true,
    pictures: [png, jpeg].map((picture) => picture.toString('base64')),
  });
  await vi.waitUntil(() => taken.length > 0, { interval: 5 });
  const sources = taken[0]?.pictures ?? [];
  const fetched = () => Promise.all(sources.map(async (source) => await channel.fetchPicture?.(source)));
  expect(await fetched()).toEqual([
    { bytes: png, type: 'png' },
    { bytes: jpeg, type: 'jpeg' },
  ]);
  time.clock.advance(5 * 60_000);
  expect(await fetched()).toMatchObject([{ fault: 'expired' }, { fault: 'expired' }]);
});
