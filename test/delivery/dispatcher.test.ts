import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { OutgoingFile, SendOutcome } from '../../src/delivery/channel.js';
import { createDispatcher, type Dispatcher } from '../../src/delivery/dispatcher.js';
import { createOutbox, type OutboxRequest } from '../../src/delivery/outbox.js';
import type { Delivery, DeliveryRoute } from '../../src/delivery/records.js';
import type { MakeFile } from '../../src/delivery/upload.js';
import { silentLogger } from '../../src/log/logger.js';
import { message, paragraph } from '../../src/message/build.js';
import type { Store } from '../../storage/port.js';
import { type StoppedClock, stoppedClock } from '../support/clock.js';
import { type FakeChannel, fakeChannel } from '../support/fake-channel.js';
import { createMemoryStore } from '../support/memory-store.js';
import { jpeg } from '../support/pictures.js';

let store: Store;
let clock: StoppedClock;
let hook: FakeChannel;
let app: FakeChannel;
let dispatcher: Dispatcher;

/** What the next file holds; a test may have it fail. */
const makeFile: MakeFile = async (file) =>
  new TextEncoder().encode('list' in file ? file.list : file.picture);

const dispatcherOf = (shared: boolean, ...channels: FakeChannel[]): Dispatcher => {
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  return createDispatcher({ store, channels: byName, clock, log: silentLogger(), makeFile, shared });
};

const withChannels = (...channels: FakeChannel[]): void => {
  dispatcher = dispatcherOf(false, ...channels);
};

beforeEach(() => {
  store = createMemoryStore();
  clock = stoppedClock('2023-12-04T01:00:00.000Z');
  hook = fakeChannel('hook', 'wecom');
  app = fakeChannel('app', 'wecom', { idempotent: { forMs: 3 * 3_600_000 } });
  withChannels(hook, app);
});

const request = (key: string, changes: Partial<OutboxRequest> = {}): OutboxRequest => ({
  key,
  purpose: 'reminder',
  recipient: '中原区群',
  document: message('提醒', [paragraph(`内容 ${key}`)]),
  routes: [{ channel: 'hook', destination: { kind: 'webhook' } }],
  ...changes,
});

const enqueue = (one: OutboxRequest): Promise<'stored' | 'exists'> => {
  const outbox = createOutbox(new Map([hook, app].map((channel) => [channel.name, channel])));
  return store.transaction((tx) => outbox.enqueue(tx, one, clock.now()));
};

const stored = async (id: string): Promise<Delivery> => {
  const delivery = await store.get('deliveries', id);
  if (delivery === undefined) throw new Error(`no delivery ${id}`);
  return delivery;
};

const outcomes = (delivery: Delivery): string[] => delivery.attempts.map(({ outcome }) => outcome);

describe('the outbox', () => {
  test('stores the same key once, however often it is asked', async () => {
    expect(await enqueue(request('a'))).toBe('stored');
    expect(await enqueue(request('a'))).toBe('exists');
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(1);
  });

  test('refuses a recipient to whom no configured channel leads', async () => {
    const nowhere = request('a', { routes: [{ channel: 'missing', destination: { kind: 'webhook' } }] });
    await expect(enqueue(nowhere)).rejects.toMatchObject({ code: 'delivery.no_route' });
    expect(await store.get('deliveries', 'a')).toBeUndefined();
  });
});

describe('a delivery', () => {
  test('is delivered only when the platform says so, and each attempt is on record', async () => {
    await enqueue(request('a'));
    hook.script.push({ status: 'delivered', providerId: 'p1' });
    await dispatcher.runDue();
    const delivery = await stored('a');
    expect(delivery.state).toBe('delivered');
    expect(outcomes(delivery)).toEqual(['started', 'delivered']);
    expect(delivery.attempts[1]).toMatchObject({ channel: 'hook', providerId: 'p1' });
  });

  test('is on record as being sent before the request leaves', async () => {
    await enqueue(request('a'));
    let release = (): void => undefined;
    hook.hold = new Promise((resolve) => {
      release = resolve;
    });
    const running = dispatcher.runDue();
    await expect.poll(async () => (await stored('a')).state).toBe('sending');
    release();
    await running;
    expect((await stored('a')).state).toBe('delivered');
  });

  test('waits until it is due', async () => {
    await enqueue(request('a', { dueAt: new Date('2023-12-04T02:00:00.000Z') }));
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(0);
    clock.set('2023-12-04T02:00:00.000Z');
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(1);
  });

  test('that is put off is tried again when the platform allows it', async () => {
    await enqueue(request('a'));
    hook.script.push({
      status: 'deferred',
      errorClass: 'throttle',
      code: '45009',
      advice: '发送太快',
      retryAt: new Date('2023-12-04T01:01:00.000Z'),
    });
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('pending');
    clock.advance(59_000);
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(1);
    clock.advance(1_000);
    await dispatcher.runDue();
    expect(outcomes(await stored('a'))).toEqual(['started', 'deferred', 'started', 'delivered']);
  });

  test('is given up after the platform put it off too often', async () => {
    await enqueue(request('a'));
    for (let round = 0; round < 40; round += 1) {
      hook.script.push({
        status: 'deferred',
        errorClass: 'retry',
        code: '-1',
        advice: '系统繁忙',
        retryAt: clock.now(),
      });
      await dispatcher.runDue();
      clock.advance(601_000);
    }
    expect((await stored('a')).state).toBe('refused');
    expect(hook.sent.length).toBe(20);
  });

  test('goes on by the next route when one is dead', async () => {
    await enqueue(
      request('a', {
        routes: [
          { channel: 'hook', destination: { kind: 'webhook' } },
          { channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } },
        ],
      }),
    );
    hook.script.push({ status: 'refused', errorClass: 'route_dead', code: '93000', advice: '机器人已移除' });
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(1);
    expect((await stored('a')).state).toBe('delivered');
  });

  test('whose content was refused is not tried elsewhere', async () => {
    await enqueue(
      request('a', {
        routes: [
          { channel: 'hook', destination: { kind: 'webhook' } },
          { channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } },
        ],
      }),
    );
    hook.script.push({ status: 'refused', errorClass: 'content', code: '40035', advice: '内容不符合要求' });
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(0);
    expect((await stored('a')).state).toBe('refused');
  });

  test('whose outcome is not known is never repeated', async () => {
    await enqueue(request('a'));
    hook.script.push({ status: 'unknown', errorClass: 'unknown', code: 'no_answer', advice: '没有收到回应' });
    await dispatcher.runDue();
    clock.advance(86_400_000);
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(1);
    expect((await stored('a')).state).toBe('unknown');
  });

  test('is dropped with a reason when its time has passed', async () => {
    await enqueue(request('a', { expiresAt: new Date('2023-12-04T01:00:00.000Z') }));
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(0);
    const delivery = await stored('a');
    expect(delivery.state).toBe('expired');
    expect(delivery.attempts.at(-1)).toMatchObject({ code: 'expired' });
  });

  test('leaves a reply address that has expired for the next route', async () => {
    const url = 'https://example.test/reply';
    await enqueue(
      request('a', {
        routes: [
          {
            channel: 'hook',
            destination: { kind: 'session_webhook', url, expiresAt: '2023-12-04T00:59:59.000Z' },
          },
          { channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } },
        ],
      }),
    );
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(0);
    expect(app.sent).toHaveLength(1);
  });

  test('of several parts sends them in order, each with a key of its own', async () => {
    await enqueue(request('a', { document: message('长', [paragraph('一\f二\f三')]) }));
    await dispatcher.runDue();
    expect(hook.sent.map(({ text, idempotencyKey }) => [text, idempotencyKey])).toEqual([
      ['一', 'a#0'],
      ['二', 'a#1'],
      ['三', 'a#2'],
    ]);
  });

  test('of several parts goes on after the last part that was delivered', async () => {
    await enqueue(request('a', { document: message('长', [paragraph('一\f二')]) }));
    hook.script.push(
      { status: 'delivered' },
      { status: 'deferred', errorClass: 'retry', code: '-1', advice: '系统繁忙', retryAt: clock.now() },
    );
    await dispatcher.runDue();
    clock.advance(10_000);
    await dispatcher.runDue();
    expect(hook.sent.map(({ text }) => text)).toEqual(['一', '二', '二']);
  });
});

describe('a part that may have arrived', () => {
  const twoWays = request('a', {
    routes: [
      { channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } },
      { channel: 'hook', destination: { kind: 'webhook' } },
    ],
  });
  const busy = () => ({
    status: 'deferred' as const,
    errorClass: 'retry' as const,
    code: 'no_answer',
    advice: '没有回应',
    retryAt: clock.now(),
  });
  const noAnswer = (): SendOutcome => ({ ...busy(), mayHaveArrived: true });
  const dead: SendOutcome = { status: 'refused', errorClass: 'route_dead', code: '60011', advice: '无权限' };

  test('goes to no other route when its repeat is refused: it is unknown', async () => {
    await enqueue(twoWays);
    app.script.push(noAnswer(), dead);
    await dispatcher.runDue();
    clock.advance(10_000);
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(2);
    expect(hook.sent).toHaveLength(0);
    const delivery = await stored('a');
    expect(delivery.state).toBe('unknown');
    expect(outcomes(delivery)).toEqual(['started', 'deferred', 'started', 'refused', 'unknown']);
    expect(delivery.attempts.at(-1)?.advice).toContain('核实');
  });

  test('goes on when the platform says that nothing arrived before it refuses', async () => {
    await enqueue(twoWays);
    app.script.push(busy(), dead);
    await dispatcher.runDue();
    clock.advance(10_000);
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(1);
    expect((await stored('a')).state).toBe('delivered');
  });

  test('is unknown, not refused, after it was put off too often', async () => {
    app = fakeChannel('app', 'wecom', { idempotent: { forMs: 86_400_000 } });
    withChannels(hook, app);
    await enqueue(twoWays);
    app.script.push(noAnswer());
    for (let round = 0; round < 25; round += 1) {
      app.script.push(busy());
      await dispatcher.runDue();
      clock.advance(601_000);
    }
    expect(app.sent).toHaveLength(20);
    expect((await stored('a')).state).toBe('unknown');
    expect(hook.sent).toHaveLength(0);
  });

  test('is not repeated once the platform has forgotten the first try', async () => {
    await enqueue(twoWays);
    app.script.push(noAnswer());
    await dispatcher.runDue();
    clock.advance(3 * 3_600_000);
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(1);
    expect((await stored('a')).state).toBe('unknown');
  });

  test('is unknown when its time has passed', async () => {
    await enqueue({ ...twoWays, expiresAt: new Date('2023-12-04T01:30:00.000Z') });
    app.script.push(noAnswer());
    await dispatcher.runDue();
    clock.set('2023-12-04T01:30:00.000Z');
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(1);
    expect((await stored('a')).state).toBe('unknown');
  });
});

describe('reply addresses', () => {
  test('are lanes of their own: one that is throttled holds up no other', async () => {
    const reply = (key: string) =>
      request(key, {
        routes: [
          {
            channel: 'hook',
            destination: {
              kind: 'session_webhook',
              url: `https://example.test/reply?session=${key}`,
              expiresAt: '2023-12-04T02:00:00.000Z',
            },
          },
        ],
      });
    hook.script.push({
      status: 'deferred',
      errorClass: 'throttle',
      code: '130101',
      advice: '限流',
      retryAt: new Date('2023-12-04T01:10:00.000Z'),
    });
    await enqueue(reply('a'));
    await dispatcher.runDue();
    await enqueue(reply('b'));
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('pending');
    expect((await stored('b')).state).toBe('delivered');
  });
});

describe('a store that refuses', () => {
  /** Refuses transactions while `full`. */
  const fillable = () => {
    const state = { full: false };
    const over: Store = {
      ...store,
      transaction: (fn) => (state.full ? Promise.reject(new Error('disk full')) : store.transaction(fn)),
    };
    return { state, over };
  };

  test('an outcome is kept and recorded as soon as it takes it', async () => {
    const { state, over } = fillable();
    const send = hook.send.bind(hook);
    hook.send = (part, destination, options) => {
      state.full = true;
      return send(part, destination, options);
    };
    const channels = new Map([[hook.name, hook]]);
    dispatcher = createDispatcher({
      store: over,
      channels,
      clock,
      log: silentLogger(),
      makeFile,
      shared: false,
    });
    await enqueue(request('a'));
    await expect(dispatcher.runDue()).rejects.toThrow('disk full');
    expect((await stored('a')).state).toBe('sending');
    state.full = false;
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('delivered');
    expect(hook.sent).toHaveLength(1);
  });
});

describe('the rate of a destination', () => {
  test('never passes the limit in any window, restarts included', async () => {
    hook = fakeChannel('hook', 'wecom', { rates: [{ messages: 20, perMs: 60_000 }] });
    withChannels(hook, app);
    const sentAt: number[] = [];
    const send = hook.send.bind(hook);
    hook.send = (part, destination, options) => {
      sentAt.push(clock.now().getTime());
      return send(part, destination, options);
    };
    for (let number = 0; number < 45; number += 1)
      await enqueue(request(`m${String(number).padStart(2, '0')}`));
    for (let second = 0; second < 200; second += 1) {
      if (second % 7 === 0) withChannels(hook, app);
      await dispatcher.runDue();
      clock.advance(1000);
    }
    expect(sentAt).toHaveLength(45);
    const worst = Math.max(
      ...sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + 60_000).length),
    );
    expect(worst).toBe(20);
  });
});

describe('replies and pushes into one chat', () => {
  test('share its limits, of the minute and of the hour', async () => {
    const rates = [
      { messages: 3, perMs: 60_000 },
      { messages: 10, perMs: 3_600_000 },
    ];
    hook = fakeChannel('hook', 'wecom', { rates });
    withChannels(hook, app);
    const sentAt: number[] = [];
    const send = hook.send.bind(hook);
    hook.send = (...sent) => {
      sentAt.push(clock.now().getTime());
      return send(...sent);
    };
    const reply = {
      kind: 'connection_reply' as const,
      connection: 'c1',
      requestId: 'R1',
      to: 'message' as const,
      chat: { kind: 'group' as const, id: 'wrGroup01' },
      expiresAt: '2023-12-05T01:00:00.000Z',
    };
    for (let number = 0; number < 14; number += 1) {
      const destination = number % 2 === 0 ? reply : { kind: 'chat' as const, chatId: 'wrGroup01' };
      await enqueue(
        request(`m${String(number).padStart(2, '0')}`, { routes: [{ channel: 'hook', destination }] }),
      );
    }
    for (let half = 0; half < 140; half += 1) {
      await dispatcher.runDue();
      clock.advance(30_000);
    }
    expect(sentAt).toHaveLength(14);
    const most = (span: number): number =>
      Math.max(...sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + span).length));
    expect(most(60_000)).toBe(3);
    expect(most(3_600_000)).toBe(10);
  });
});

describe('a channel that is closed in this process', () => {
  const toBoth = (key: string): OutboxRequest =>
    request(key, {
      routes: [
        { channel: 'hook', destination: { kind: 'webhook' } },
        { channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } },
      ],
    });

  test('keeps its deliveries untouched until it opens, and another process may send them', async () => {
    hook.open = false;
    await enqueue(request('a'));
    await dispatcher.runDue();
    expect(await stored('a')).toMatchObject({ state: 'pending', attempts: [] });
    const elsewhere = fakeChannel('hook', 'wecom');
    await dispatcherOf(true, elsewhere, app).runDue();
    expect(elsewhere.sent).toHaveLength(1);
    expect((await stored('a')).state).toBe('delivered');
  });

  test('does not hold up what goes by others, however much waits for it', async () => {
    hook.open = false;
    for (let number = 0; number < 230; number += 1) await enqueue(request(`a${number}`));
    clock.advance(1000);
    await enqueue(
      request('b', { routes: [{ channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } }] }),
    );
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(1);
    hook.open = true;
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(230);
  });

  test('is passed over after ten minutes where there is another way', async () => {
    hook.open = false;
    await enqueue(toBoth('a'));
    clock.advance(9 * 60_000);
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(0);
    clock.advance(60_000);
    await dispatcher.runDue();
    expect(app.sent).toHaveLength(1);
    hook.open = true;
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(0);
  });

  test('lets what is past its time end all the same', async () => {
    hook.open = false;
    await enqueue(request('a', { expiresAt: new Date(clock.now().getTime() + 60_000) }));
    clock.advance(61_000);
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('expired');
  });
});

describe('after a crash between sending and recording', () => {
  const interrupt = async (id: string, channel: 'hook' | 'app'): Promise<void> => {
    await enqueue(
      request(id, {
        routes: [
          channel === 'hook'
            ? { channel, destination: { kind: 'webhook' } }
            : { channel, destination: { kind: 'person', userId: 'zhongyuan' } },
        ],
      }),
    );
    const delivery = await stored(id);
    await store.transaction((tx) =>
      tx.put('deliveries', {
        ...delivery,
        state: 'sending',
        attempts: [{ at: clock.now().toISOString(), part: 0, channel, outcome: 'started' }],
      }),
    );
  };

  test('a delivery is unknown where the platform would show a repeat twice', async () => {
    await interrupt('a', 'hook');
    await dispatcher.recover();
    await dispatcher.runDue();
    expect(hook.sent).toHaveLength(0);
    expect((await stored('a')).state).toBe('unknown');
  });

  test('a delivery is sent again with the same key where the platform drops repeats', async () => {
    await interrupt('a', 'app');
    clock.advance(3_600_000);
    await dispatcher.recover();
    await dispatcher.runDue();
    expect(app.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a#0']);
    expect((await stored('a')).state).toBe('delivered');
  });
});

describe('days after a crash between sending and recording', () => {
  test('a delivery is unknown everywhere: no platform drops repeats for that long', async () => {
    await enqueue(
      request('a', { routes: [{ channel: 'app', destination: { kind: 'person', userId: 'z' } }] }),
    );
    app.hold = new Promise(() => undefined);
    void dispatcher.runDue();
    await vi.waitUntil(async () => (await stored('a')).state === 'sending');
    clock.advance(3 * 86_400_000);
    await dispatcherOf(false, hook, app).recover();
    expect((await stored('a')).state).toBe('unknown');
  });
});

describe('several processes on one store', () => {
  const aPush = (): Promise<'stored' | 'exists'> => enqueue(request('a'));

  test('what another is sending is left alone until its lease runs out', async () => {
    let release = (): void => undefined;
    hook.hold = new Promise((resolve) => {
      release = resolve;
    });
    await aPush();
    const other = dispatcherOf(true, hook, app);
    const sending = other.runDue();
    await vi.waitUntil(async () => (await stored('a')).state === 'sending');

    const living = dispatcherOf(true, hook, app);
    await living.recover();
    expect((await stored('a')).state).toBe('sending');
    clock.advance(61_000);
    await living.recover();
    expect((await stored('a')).state).toBe('unknown');

    // The other was slow and not gone: what it knows at last is the truth.
    release();
    await sending;
    expect((await stored('a')).state).toBe('delivered');
    expect(hook.sent).toHaveLength(1);
  });

  test('a part that somebody else has sent meanwhile is not counted twice', async () => {
    let release = (): void => undefined;
    app.hold = new Promise((resolve) => {
      release = resolve;
    });
    await enqueue(
      request('a', {
        document: message('提醒', [paragraph('一\f二\f三')]),
        routes: [{ channel: 'app', destination: { kind: 'person', userId: 'zhongyuan' } }],
      }),
    );
    const slow = dispatcherOf(true, hook, app).runDue();
    await vi.waitUntil(async () => (await stored('a')).state === 'sending');
    clock.advance(61_000);
    const quick = fakeChannel('app', 'wecom', { idempotent: { forMs: 3 * 3_600_000 } });
    const other = dispatcherOf(true, hook, quick);
    await other.recover();
    await other.runDue();
    release();
    await slow;
    const delivery = await stored('a');
    expect(delivery.state).toBe('delivered');
    expect(delivery.nextPart).toBe(3);
    expect(quick.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a#0', 'a#1', 'a#2']);
  });

  test('two dispatchers send each delivery once', async () => {
    for (let at = 0; at < 30; at += 1) await enqueue(request(`m${at}`));
    const others = [dispatcherOf(true, hook, app), dispatcherOf(true, hook, app)];
    await Promise.all(others.map((one) => one.runDue()));
    const keys = hook.sent.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(30);
    expect(new Set(keys).size).toBe(30);
  });
});

test('a picture is uploaded as what its bytes are, then sent', async () => {
  const uploaded: OutgoingFile[] = [];
  const person: DeliveryRoute = { channel: 'robot', destination: { kind: 'person', userId: 'guanli' } };
  const robot: FakeChannel = {
    ...fakeChannel('robot', 'dingtalk', { files: { maxBytes: 1_000_000 } }),
    render: (document) => (document.files ?? []).map((file) => ({ body: {}, text: file.name, file })),
    upload: async (file) => {
      uploaded.push(file);
      return { part: { body: { media: 'up-1' }, text: file.name } };
    },
  };
  const channels = new Map([[robot.name, robot]]);
  const files = [
    { picture: 'p', name: '图1.jpg' },
    { list: '逾期留言', name: '逾期留言.xlsx' },
  ];
  const made: MakeFile = async (file) => new Uint8Array('picture' in file ? jpeg : Buffer.from('xlsx'));
  await store.transaction((tx) =>
    createOutbox(channels).enqueue(
      tx,
      {
        key: 'pictures/1',
        purpose: 'direct_reply',
        recipient: '管理员',
        document: { ...message('图', []), files },
        routes: [person],
      },
      clock.now(),
    ),
  );
  const shared = false;
  await createDispatcher({ store, channels, clock, log: silentLogger(), makeFile: made, shared }).runDue();
  expect(uploaded.map(({ name, picture }) => [name, picture])).toEqual([
    ['图1.jpg', 'jpeg'],
    ['逾期留言.xlsx', undefined],
  ]);
  expect(robot.sent.map(({ text }) => text)).toEqual(['图1.jpg', '逾期留言.xlsx']);
  expect(await store.get('deliveries', 'pictures/1')).toMatchObject({ state: 'delivered' });
});
