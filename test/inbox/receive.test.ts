import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../handlers/handler.js';
import { createOutbox } from '../../src/delivery/outbox.js';
import type { ReceivedEvent } from '../../src/inbox/event.js';
import { createInbox, type Inbox } from '../../src/inbox/receive.js';
import { silentLogger } from '../../src/log/logger.js';
import { message, paragraph } from '../../src/message/build.js';
import { documentToPlain } from '../../src/message/plain.js';
import type { Store, Transaction } from '../../storage/port.js';
import { openPostgresStore } from '../../storage/postgres/index.js';
import { type StoppedClock, stoppedClock } from '../support/clock.js';
import { fakeChannel } from '../support/fake-channel.js';
import { createGate } from '../support/gate.js';
import { createMemoryStore } from '../support/memory-store.js';
import { emptyDatabase } from '../support/postgres.js';

const event: ReceivedEvent = {
  channel: 'robot',
  platform: 'dingtalk',
  key: 'dingapp:msg1',
  kind: 'message',
  chat: { kind: 'direct', id: 'cid1' },
  sender: { userId: 'zhongyuan' },
  text: '我单位排名',
  format: 'text',
  replyDestinations: [
    {
      kind: 'session_webhook',
      url: 'https://oapi.example/robot/sendBySession?session=s',
      expiresAt: '2023-12-04T02:00:00.000Z',
    },
  ],
};

const saying = (text: string): Answer => ({
  document: message('答', [paragraph(text)]),
  reach: { kind: 'public' },
});

let store: Store;
let clock: StoppedClock;
let wakes: number;
/** What the answering under test does; replaced by each test. */
let answering: (tx: Transaction) => Promise<Answer | undefined>;
let answered: number;

const always = (): boolean => true;
const never = (): boolean => false;

const makeInbox = (over: Store = store, budgetMs = 1000): Inbox => {
  const channels = new Map([['robot', fakeChannel('robot', 'dingtalk')]]);
  return createInbox({
    shared: false,
    store: over,
    clock,
    outbox: createOutbox(channels),
    channels,
    answerer: {
      answer: async (tx) => {
        answered += 1;
        return await answering(tx);
      },
    },
    collectPictures: async ({ receivedAt }) => ({ receivedAt, fetched: [] }),
    contact: '示例科 0371-00000000',
    log: silentLogger(),
    onStored: () => {
      wakes += 1;
    },
    budgetMs,
  });
};

const textOf = (document: ReturnType<typeof message> | undefined): string | undefined =>
  document === undefined ? undefined : documentToPlain(document);

beforeEach(() => {
  store = createMemoryStore();
  clock = stoppedClock('2023-12-04T01:00:00.000Z');
  wakes = 0;
  answered = 0;
  answering = async () => saying('第1名');
});

describe('an event', () => {
  test('is answered only once it is stored with its answer', async () => {
    let written = false;
    const slowDisk: Store = {
      ...store,
      transaction: async (fn) => {
        const result = await store.transaction(fn);
        await new Promise((resolve) => setImmediate(resolve));
        written = true;
        return result;
      },
    };
    expect(textOf(await makeInbox(slowDisk).accept(event, always))).toBe('第1名');
    expect(written).toBe(true);
  });

  test('is answered in the HTTP response, and its entry says so', async () => {
    expect(textOf(await makeInbox().accept(event, always))).toBe('第1名');
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({
      state: 'answered',
      answeredBy: 'response',
    });
  });

  test('that comes again gets the same response and is not answered again', async () => {
    const inbox = makeInbox();
    const first = await inbox.accept(event, always);
    const second = await makeInbox().accept(event, always);
    expect(second).toEqual(first);
    expect(answered).toBe(1);
  });

  test('that comes twice at once is answered once, and both responses are the same', async () => {
    const inbox = makeInbox();
    const [first, second] = await Promise.all([inbox.accept(event, always), inbox.accept(event, always)]);
    expect(second).toEqual(first);
    expect(answered).toBe(1);
  });

  test('whose effect fails leaves no effect, and its sender is told once', async () => {
    answering = async (tx) => {
      await tx.put('persons', { id: 'p', name: '张' });
      throw new Error('broken');
    };
    const inbox = makeInbox();
    expect(textOf(await inbox.accept(event, always))).toContain('暂时无法回答');
    expect(await store.get('persons', 'p')).toBeUndefined();
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({
      state: 'failed',
      failure: 'broken',
    });
    expect(textOf(await inbox.accept(event, always))).toContain('暂时无法回答');
    expect(answered).toBe(1);
  });

  test('that cannot be stored is not acknowledged', async () => {
    const broken: Store = { ...store, transaction: () => Promise.reject(new Error('disk full')) };
    await expect(makeInbox(broken).accept(event, always)).rejects.toThrow('disk full');
  });

  test('that could not be stored is worked on when it is delivered again', async () => {
    let isFull = true;
    const inbox = makeInbox({
      ...store,
      transaction: (...all) => (isFull ? Promise.reject(new Error('disk full')) : store.transaction(...all)),
    });
    await expect(inbox.accept(event, always)).rejects.toThrow('disk full');
    isFull = false;
    expect(textOf(await inbox.accept(event, always))).toContain('第1名');
  });

  test('that is done with is known by the store alone', async () => {
    const inbox = makeInbox();
    await inbox.accept(event, always);
    await store.transaction((tx) => tx.remove('inbox', 'robot/dingapp:msg1'));
    await inbox.accept(event, always);
    expect(answered).toBe(2);
  });

  test("keeps no citizen's telephone number", async () => {
    await makeInbox().accept({ ...event, text: '网民电话13812345678怎么回' }, always);
    expect(JSON.stringify(await store.get('inbox', 'robot/dingapp:msg1'))).not.toContain('13812345678');
  });
});

describe('an event over a connection, which the platform delivers once', () => {
  test('is on disk before anything is done with it, and answered through the outbox', async () => {
    const { opened, open } = createGate();
    let begun = false;
    answering = async () => {
      begun = true;
      await opened;
      return saying('第1名');
    };
    const inbox = makeInbox();
    await inbox.take(event);
    expect(begun).toBe(false);
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ state: 'received' });
    open();
    await inbox.drain();
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ answeredBy: 'outbox' });
    expect(await store.get('deliveries', 'reply/robot/dingapp:msg1')).toMatchObject({ state: 'pending' });
  });

  test('that comes again, or twice at once, is answered once', async () => {
    const inbox = makeInbox();
    await Promise.all([inbox.take(event), inbox.take(event)]);
    await inbox.drain();
    await makeInbox().take(event);
    expect(answered).toBe(1);
  });

  test('that is found unanswered as soon as it is stored is worked on once', async () => {
    const { opened, open } = createGate();
    answering = async () => {
      await opened;
      return saying('第1名');
    };
    let works = 0;
    const inbox = makeInbox({
      ...store,
      async transaction(work, lane) {
        if (lane !== undefined) works += 1;
        const done = await store.transaction(work, lane);
        if (lane === undefined && works === 0) {
          void inbox.recover();
          await vi.waitFor(() => expect(answered).toBe(1));
        }
        return done;
      },
    });
    await inbox.take(event);
    open();
    await inbox.drain();
    expect(works).toBe(1);
  });

  test('that cannot be stored is said so, to be handed over once more', async () => {
    const full: Store = { ...store, transaction: () => Promise.reject(new Error('disk full')) };
    await expect(makeInbox(full).take(event)).rejects.toThrow('disk full');
    expect(answered).toBe(0);
  });

  test("keeps no citizen's telephone number", async () => {
    const inbox = makeInbox();
    await inbox.take({ ...event, text: '张先生13712345678的留言' });
    await inbox.drain();
    expect(JSON.stringify(await store.get('inbox', 'robot/dingapp:msg1'))).not.toContain('13712345678');
  });
});

describe('an answer that cannot go into the HTTP response', () => {
  const reply = async () => store.get('deliveries', 'reply/robot/dingapp:msg1');

  test('because it does not fit goes through the outbox, in the transaction that answers the entry', async () => {
    expect(await makeInbox().accept(event, never)).toBeUndefined();
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ answeredBy: 'outbox' });
    expect((await reply())?.routes[0]?.destination.kind).toBe('session_webhook');
    expect(wakes).toBe(1);
  });

  test('alone wakes whoever sends: an answer in the response does not', async () => {
    await makeInbox().accept(event, always);
    expect(wakes).toBe(0);
  });

  test('because it is late lets the response go empty, and a repeat stays empty', async () => {
    const { opened, open } = createGate();
    answering = async () => {
      await opened;
      return saying('慢');
    };
    const inbox = makeInbox(store, 1);
    const response = inbox.accept(event, always);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    expect(await response).toBeUndefined();
    await inbox.drain();
    expect((await reply())?.parts[0]?.text).toBe('慢');
    const before = answered;
    expect(await inbox.accept(event, always)).toBeUndefined();
    expect(answered).toBe(before);
  });
});

describe('a late entry', () => {
  test.each<[string, () => Promise<Store>]>([
    ['the embedded store', async () => createMemoryStore()],
    ['PostgreSQL', async () => await openPostgresStore({ url: await emptyDatabase() })],
  ])('is on record in %s as received before the empty response goes out', async (_name, open) => {
    const shared = await open();
    try {
      const gate = createGate();
      answering = async () => {
        await gate.opened;
        return saying('慢');
      };
      const inbox = makeInbox(shared, 1);
      expect(await inbox.accept(event, always)).toBeUndefined();
      expect(await shared.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ state: 'received' });
      expect(await inbox.accept(event, always)).toBeUndefined();
      gate.open();
      await inbox.drain();
      expect(await shared.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ answeredBy: 'outbox' });
      expect((await shared.get('deliveries', 'reply/robot/dingapp:msg1'))?.parts[0]?.text).toBe('慢');
    } finally {
      await shared.close();
    }
  });
});

describe('after a crash', () => {
  test('what was stored and not answered is answered through the reply address', async () => {
    await store.transaction((tx) =>
      tx.put('inbox', {
        id: 'robot/dingapp:msg1',
        event,
        receivedAt: clock.now().toISOString(),
        state: 'received',
      }),
    );
    expect(await makeInbox().recover()).toBe(1);
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({
      state: 'answered',
      answeredBy: 'outbox',
    });
    expect(await store.get('deliveries', 'reply/robot/dingapp:msg1')).toBeDefined();
    expect(await makeInbox().recover()).toBe(0);
    expect(answered).toBe(1);
  });

  const leave = (entry: ReceivedEvent): Promise<void> =>
    store.transaction((tx) =>
      tx.put('inbox', {
        id: `${entry.channel}/${entry.key}`,
        event: entry,
        receivedAt: clock.now().toISOString(),
        state: 'received',
      }),
    );

  test('what came in by a channel that the settings have lost keeps nothing from starting', async () => {
    await leave({ ...event, channel: 'gone' });
    await leave(event);
    expect(await makeInbox().recover()).toBe(2);
    expect(await store.get('inbox', 'gone/dingapp:msg1')).toMatchObject({ state: 'answered' });
    expect(await store.get('deliveries', 'reply/gone/dingapp:msg1')).toBeUndefined();
    expect(await store.get('deliveries', 'reply/robot/dingapp:msg1')).toBeDefined();
  });

  test('one that cannot be answered keeps neither the others nor the service from starting', async () => {
    await leave({ ...event, key: 'dingapp:msg0' });
    await leave(event);
    const broken: Store = {
      ...store,
      transaction: (fn) =>
        store.transaction((tx) =>
          fn({
            get: (collection, id) => tx.get(collection, id),
            find: (collection, query) => tx.find(collection, query),
            take: (collection, id) => tx.take(collection, id),
            remove: (collection, id) => tx.remove(collection, id),
            put: async (collection, record) => {
              if (record.id === 'robot/dingapp:msg0') throw new Error('will not be written');
              await tx.put(collection, record);
            },
          }),
        ),
    };
    await makeInbox(broken).recover();
    expect(await store.get('inbox', 'robot/dingapp:msg0')).toMatchObject({ state: 'received' });
    expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ state: 'answered' });
  });

  test('what stays unanswered while the service runs is taken up after a while', async () => {
    vi.useFakeTimers();
    try {
      const inbox = makeInbox();
      inbox.start();
      await leave(event);
      await vi.advanceTimersByTimeAsync(6000);
      expect(answered).toBe(0);
      clock.advance(11_000);
      await vi.advanceTimersByTimeAsync(6000);
      await inbox.drain();
      expect(await store.get('inbox', 'robot/dingapp:msg1')).toMatchObject({ state: 'answered' });
    } finally {
      vi.useRealTimers();
    }
  });
});
