import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.js';
import type { ReceivedEvent } from '../../src/inbox/event.js';
import { createInbox, type Inbox } from '../../src/inbox/receive.js';
import { silentLogger } from '../../src/log/logger.js';
import { message, paragraph } from '../../src/message/build.js';
import type { Store } from '../../storage/port.js';
import { type StoppedClock, stoppedClock } from '../support/clock.js';
import { fakeChannel } from '../support/fake-channel.js';
import { createMemoryStore } from '../support/memory-store.js';

const second = 1000;

let store: Store;
let clock: StoppedClock;
/** Entries whose pictures are being fetched, each until it is let go. */
let fetching: Map<string, () => void>;
/** Entries whose pictures were asked for, in order; one that was asked for twice is there twice. */
let asked: string[];
let answered: string[];

beforeEach(() => {
  vi.useFakeTimers();
  store = createMemoryStore();
  clock = stoppedClock('2023-12-04T01:00:00.000Z');
  fetching = new Map();
  asked = [];
  answered = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const makeInbox = (shared = false): Inbox => {
  const channels = new Map([['app', fakeChannel('app', 'wecom')]]);
  return createInbox({
    store,
    clock,
    outbox: createOutbox(channels),
    channels,
    shared,
    answerer: {
      answer: async (_, { key }) => {
        answered.push(key);
        return { document: message('答', [paragraph(key)]), reach: { kind: 'public' } };
      },
    },
    // As the real one: what is answered is not fetched again.
    collectPictures: async ({ id, event, receivedAt }) => {
      const isAnswered = (await store.get('inbox', id))?.state === 'answered';
      if (event.pictures === undefined || isAnswered) return { receivedAt, fetched: [] };
      asked.push(event.key);
      await new Promise<void>((resolve) => fetching.set(event.key, resolve));
      return { receivedAt, fetched: [] };
    },
    contact: '示例科 0371-00000000',
    log: silentLogger(),
    onStored: () => undefined,
  });
};

const eventOf = (key: string, pictures = 0): ReceivedEvent => ({
  channel: 'app',
  platform: 'wecom',
  key,
  kind: 'message',
  chat: { kind: 'direct', id: 'shiliqu-admin' },
  sender: { userId: 'shiliqu-admin' },
  text: '整改 1 已更换图片',
  format: pictures === 0 ? 'text' : 'image',
  replyDestinations: [{ kind: 'person', userId: 'shiliqu-admin' }],
  ...(pictures === 0
    ? {}
    : { pictures: Array.from({ length: pictures }, (_, at) => ({ kind: 'media_id', mediaId: `m${at}` })) }),
});
const withPicture = (key: string): ReceivedEvent => eventOf(key, 1);

/** Stored, and not answered: the process was killed. */
const leave = async (...events: readonly ReceivedEvent[]): Promise<void> => {
  for (const event of events) {
    await store.transaction((tx) =>
      tx.put('inbox', {
        id: `app/${event.key}`,
        event,
        receivedAt: clock.now().toISOString(),
        state: 'received',
      }),
    );
    clock.advance(1);
  }
};
const stateOf = async (key: string) => (await store.get('inbox', `app/${key}`))?.state;
/** Time goes on, and with it what is done by it. */
const pass = async (milliseconds: number): Promise<void> => {
  for (let passed = 0; passed < milliseconds; passed += second) {
    clock.advance(second);
    await vi.advanceTimersByTimeAsync(second);
  }
};
const letGo = async (key: string): Promise<void> => {
  fetching.get(key)?.();
  await vi.advanceTimersByTimeAsync(0);
};

describe('at the start', () => {
  test('what has no pictures is answered before anything new is taken; a platform is not waited for', async () => {
    await leave(withPicture('p1'), withPicture('p2'), eventOf('t1'), withPicture('p3'));
    const inbox = makeInbox();
    expect(await inbox.recover()).toBe(1);
    expect(answered).toEqual(['t1']);
    expect(asked).toEqual([]);
  });

  test('pictures are fetched from then on, one message after another, each once', async () => {
    await leave(withPicture('p1'), withPicture('p2'));
    const inbox = makeInbox();
    await inbox.recover();
    inbox.start();
    await pass(25 * second);
    expect(asked).toEqual(['p1']);
    await letGo('p1');
    expect(asked).toEqual(['p1', 'p2']);
    await letGo('p2');
    await pass(25 * second);
    expect(asked).toEqual(['p1', 'p2']);
    expect(answered).toEqual(['p1', 'p2']);
    await inbox.drain();
  });

  test('of several processes none takes pictures that another may be fetching', async () => {
    await leave(withPicture('p1'));
    clock.advance(15 * second);
    const inbox = makeInbox(true);
    expect(await inbox.recover()).toBe(0);
    inbox.start();
    await pass(10 * second);
    expect(asked).toEqual([]);
    await pass(10 * second);
    expect(asked).toEqual(['p1']);
    await letGo('p1');
    await inbox.drain();
  });
});

describe('while the service runs', () => {
  test('a picture that takes long is fetched once, however often what was left is looked for', async () => {
    const inbox = makeInbox();
    inbox.start();
    await leave(withPicture('p1'));
    await pass(60 * second);
    expect(asked).toEqual(['p1']);
    await letGo('p1');
    expect(answered).toEqual(['p1']);
    expect(await store.get('deliveries', 'reply/app/p1')).toBeDefined();
    await inbox.drain();
  });

  test('it keeps nothing else waiting', async () => {
    const inbox = makeInbox();
    inbox.start();
    await leave(withPicture('p1'));
    await pass(35 * second);
    expect(asked).toEqual(['p1']);
    await leave(eventOf('t1'));
    await pass(20 * second);
    expect(answered).toEqual(['t1']);
    await letGo('p1');
    await inbox.drain();
  });

  test('a message that is new and slow is not taken up beside the work on it', async () => {
    const inbox = makeInbox();
    inbox.start();
    const response = inbox.accept(withPicture('p1'), () => true);
    await inbox.take(withPicture('p2'));
    await pass(60 * second);
    expect(await response).toBeUndefined();
    expect(asked.toSorted()).toEqual(['p1', 'p2']);
    await letGo('p1');
    await letGo('p2');
    await inbox.drain();
    expect(answered).toEqual(['p1', 'p2']);
  });

  test('a repeat of what is being taken up is acknowledged at once and answered once', async () => {
    await leave(withPicture('p1'));
    const inbox = makeInbox();
    await inbox.recover();
    inbox.start();
    await pass(second);
    expect(await inbox.accept(withPicture('p1'), () => true)).toBeUndefined();
    expect(asked).toEqual(['p1']);
    await letGo('p1');
    expect(answered).toEqual(['p1']);
    expect(await inbox.accept(withPicture('p1'), () => true)).toBeUndefined();
    expect(answered).toEqual(['p1']);
    await inbox.drain();
  });

  test('a repeat that comes before its turn is worked on then, and not taken up as well', async () => {
    await leave(withPicture('p1'), withPicture('p2'));
    const inbox = makeInbox();
    await inbox.recover();
    inbox.start();
    await pass(second);
    const repeat = inbox.accept(withPicture('p2'), () => true);
    await letGo('p1');
    await pass(10 * second);
    expect(asked).toEqual(['p1', 'p2']);
    await letGo('p2');
    expect(await repeat).toBeUndefined();
    expect(answered).toEqual(['p1', 'p2']);
    await inbox.drain();
  });
});

describe('a stop', () => {
  test('waits for what is under way, begins nothing more, and leaves the rest for the next start', async () => {
    await leave(withPicture('p1'), withPicture('p2'));
    const inbox = makeInbox();
    await inbox.recover();
    inbox.start();
    await pass(second);
    let drained = false;
    const draining = inbox.drain().then(() => {
      drained = true;
    });
    await pass(10 * second);
    expect(drained).toBe(false);
    await letGo('p1');
    await draining;
    expect(asked).toEqual(['p1']);
    expect([await stateOf('p1'), await stateOf('p2')]).toEqual(['answered', 'received']);

    const next = makeInbox();
    await next.recover();
    next.start();
    await pass(second);
    await letGo('p2');
    await next.drain();
    expect(answered).toEqual(['p1', 'p2']);
  });
});
