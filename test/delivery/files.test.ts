import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { NotSent } from '../../src/delivery/channel.js';
import { createDispatcher, type Dispatcher } from '../../src/delivery/dispatcher.js';
import { createOutbox, type OutboxRequest } from '../../src/delivery/outbox.js';
import type { Delivery } from '../../src/delivery/records.js';
import type { MakeFile } from '../../src/delivery/upload.js';
import { TongbaoError } from '../../src/domain/error.js';
import { silentLogger } from '../../src/log/logger.js';
import { message, paragraph } from '../../src/message/build.js';
import type { Store } from '../../storage/port.js';
import { type StoppedClock, stoppedClock } from '../support/clock.js';
import { type FakeChannel, fakeChannel } from '../support/fake-channel.js';
import { createGate } from '../support/gate.js';
import { createMemoryStore } from '../support/memory-store.js';

const name = '逾期留言.xlsx';
const files = { maxBytes: 1000 };

let store: Store;
let clock: StoppedClock;
/** Drops repeats, as WeCom does. */
let app: FakeChannel;
/** Shows a repeat twice, as DingTalk does. */
let robot: FakeChannel;
let makeFile: MakeFile;

beforeEach(() => {
  store = createMemoryStore();
  clock = stoppedClock('2023-12-04T01:00:00.000Z');
  app = fakeChannel('app', 'wecom', { idempotent: { forMs: 3 * 3_600_000 }, files });
  robot = fakeChannel('robot', 'dingtalk', { files });
  makeFile = async (file) => new TextEncoder().encode('list' in file ? file.list : file.picture);
});

const dispatcherOf = (
  options: { on?: Store; channels?: FakeChannel[]; shared?: boolean } = {},
): Dispatcher => {
  const { on = store, channels = [app, robot], shared = true } = options;
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  return createDispatcher({
    store: on,
    channels: byName,
    clock,
    log: silentLogger(),
    makeFile: (...args) => makeFile(...args),
    shared,
  });
};

const toPerson = (channel: string) => ({
  channel,
  destination: { kind: 'person' as const, userId: 'guanli' },
});
const enqueue = (key: string, more: Partial<OutboxRequest> = {}): Promise<unknown> => {
  const outbox = createOutbox(new Map([app, robot].map((channel) => [channel.name, channel])));
  const request: OutboxRequest = {
    key,
    purpose: 'direct_reply',
    recipient: '管理员',
    document: { ...message(name, []), files: [{ list: '逾期留言', name }] },
    routes: [toPerson('app')],
    ...more,
  };
  return store.transaction((tx) => outbox.enqueue(tx, request, clock.now()));
};
const stored = async (id: string): Promise<Delivery> => {
  const delivery = await store.get('deliveries', id);
  if (delivery === undefined) throw new Error(`no delivery ${id}`);
  return delivery;
};
const outcomes = ({ attempts }: Delivery): string[] => attempts.map(({ outcome }) => outcome);
const mediaSent = (channel: FakeChannel) => channel.sent.map(({ body }) => body.media);
const untilSending = (id: string) => vi.waitUntil(async () => (await stored(id)).state === 'sending');

describe('a file', () => {
  test('is made and uploaded when it is sent, and sent by the id it got', async () => {
    await enqueue('a');
    makeFile = async () => new TextEncoder().encode('rows as of sending');
    await dispatcherOf().runDue();
    expect(app.uploads.map((file) => [file.name, new TextDecoder().decode(file.bytes)])).toEqual([
      [name, 'rows as of sending'],
    ]);
    expect(mediaSent(app)).toEqual(['media-1']);
    expect((await stored('a')).state).toBe('delivered');
  });

  test('is made for the account that asked, and refused where that may not have it any more', async () => {
    await enqueue('a', { memberId: 'wecom:guanli' });
    const askedFor: unknown[] = [];
    makeFile = async (_file, memberId) => {
      askedFor.push(memberId);
      throw new TongbaoError('files.no_longer_allowed', '没有发出。');
    };
    await dispatcherOf().runDue();
    expect(askedFor).toEqual(['wecom:guanli']);
    expect(app.uploads).toEqual([]);
    const delivery = await stored('a');
    expect(delivery.state).toBe('refused');
    expect(delivery.attempts.at(-1)?.code).toBe('files.no_longer_allowed');
  });

  test('comes behind the text of its message', async () => {
    const document = { ...message(name, [paragraph('请查收')]), files: [{ list: '逾期留言', name }] };
    await enqueue('a', { document });
    await dispatcherOf().runDue();
    expect(app.sent.map(({ text }) => text)).toEqual(['请查收', name]);
  });

  test('goes by no route that takes none', async () => {
    const hook = fakeChannel('hook', 'wecom');
    const outbox = createOutbox(new Map([[hook.name, hook]]));
    const document = { ...message(name, []), files: [{ list: '逾期留言', name }] };
    const request = { key: 'a', purpose: 'direct_reply' as const, recipient: '管理员', document };
    const put = store.transaction((tx) =>
      outbox.enqueue(tx, { ...request, routes: [toPerson('hook')] }, clock.now()),
    );
    await expect(put).rejects.toMatchObject({ code: 'delivery.no_route' });
  });

  test('that was put off after its upload is sent later without another upload', async () => {
    await enqueue('a', { routes: [toPerson('robot')] });
    robot.script.push({
      status: 'deferred',
      errorClass: 'throttle',
      code: 'send.too.fast',
      advice: '限流',
      retryAt: clock.now(),
    });
    const dispatcher = dispatcherOf();
    await dispatcher.runDue();
    clock.advance(60_000);
    await dispatcher.runDue();
    expect(robot.uploads).toHaveLength(1);
    expect(mediaSent(robot)).toEqual(['media-1', 'media-1']);
    expect((await stored('a')).state).toBe('delivered');
  });

  test.each<[string, NotSent, string]>([
    [
      'put off',
      { status: 'deferred', errorClass: 'retry', code: 'no_answer', advice: 'x', retryAt: new Date(0) },
      'pending',
    ],
    ['refused', { status: 'refused', errorClass: 'content', code: '45001', advice: 'x' }, 'refused'],
  ])('whose upload is %s was shown to nobody', async (_what, failure, state) => {
    await enqueue('a', { routes: [toPerson('robot')] });
    robot.uploadFailures.push(failure);
    const dispatcher = dispatcherOf();
    await dispatcher.runDue();
    expect(robot.sent).toEqual([]);
    expect((await stored('a')).state).toBe(state);
    clock.advance(60_000);
    await dispatcher.runDue();
    expect(robot.sent).toHaveLength(state === 'pending' ? 1 : 0);
  });

  test('goes on by the next route when the first is closed to it', async () => {
    await enqueue('a', { routes: [toPerson('app'), toPerson('robot')] });
    app.uploadFailures.push({ status: 'refused', errorClass: 'configuration', code: '48002', advice: 'x' });
    await dispatcherOf().runDue();
    expect([app.sent.length, mediaSent(robot)]).toEqual([0, ['media-1']]);
  });
});

describe('a file that cannot be made', () => {
  test('for a reason of its own is refused with it, and the next message of the lane goes', async () => {
    await enqueue('a');
    makeFile = async () => {
      throw new TongbaoError('export.unknown_sheet', '没有这个清单。');
    };
    await dispatcherOf().runDue();
    const delivery = await stored('a');
    expect(delivery.state).toBe('refused');
    expect(delivery.attempts.at(-1)).toMatchObject({
      code: 'export.unknown_sheet',
      advice: '没有这个清单。',
    });
    await enqueue('b', { document: message('提醒', [paragraph('内容')]) });
    await dispatcherOf().runDue();
    expect(app.sent.map(({ text }) => text)).toEqual(['内容']);
  });

  test('that is larger than the platform takes is not uploaded', async () => {
    await enqueue('a');
    makeFile = async () => new Uint8Array(1001);
    await dispatcherOf().runDue();
    expect(app.uploads).toEqual([]);
    expect((await stored('a')).attempts.at(-1)).toMatchObject({ code: 'file_too_large', errorClass: 'size' });
  });

  test('by a fault is put off and never stuck; nothing else waits for it', async () => {
    await enqueue('a', { routes: [toPerson('robot')] });
    await enqueue('b', { routes: [toPerson('robot')], document: message('提醒', [paragraph('内容')]) });
    makeFile = () => Promise.reject(new Error('disk error'));
    const dispatcher = dispatcherOf();
    await dispatcher.runDue();
    expect(robot.sent.map(({ text }) => text)).toEqual(['内容']);
    const delivery = await stored('a');
    expect(delivery.state).toBe('pending');
    expect(delivery.attempts.at(-1)).toMatchObject({ outcome: 'deferred', code: 'file_not_ready' });
    makeFile = async () => new Uint8Array(10);
    clock.advance(60_000);
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('delivered');
  });

  test('by a fault that stays is given up at last', async () => {
    await enqueue('a');
    makeFile = () => Promise.reject(new Error('disk error'));
    const dispatcher = dispatcherOf();
    for (let round = 0; round < 30; round += 1) {
      await dispatcher.runDue();
      clock.advance(601_000);
    }
    expect((await stored('a')).state).toBe('refused');
  });
});

describe.each(['app', 'robot'] as const)('a crash on %s', (which) => {
  const channelOf = (): FakeChannel => (which === 'app' ? app : robot);

  test('while the file is uploaded: it is uploaded and sent by the next start', async () => {
    await enqueue('a', { routes: [toPerson(which)] });
    channelOf().holdUpload = new Promise(() => undefined);
    void dispatcherOf().runDue();
    await untilSending('a');
    await vi.waitUntil(() => channelOf().uploads.length === 1);
    channelOf().holdUpload = undefined;
    const next = dispatcherOf({ shared: false });
    await next.recover();
    await next.runDue();
    expect(mediaSent(channelOf())).toEqual(['media-2']);
    const delivery = await stored('a');
    expect(delivery.state).toBe('delivered');
    expect(outcomes(delivery)).toEqual(['started', 'deferred', 'started', 'delivered']);
  });

  test('between upload and the end of the send: the same media again, or nothing where it would show twice', async () => {
    await enqueue('a', { routes: [toPerson(which)] });
    channelOf().hold = new Promise(() => undefined);
    void dispatcherOf().runDue();
    await vi.waitUntil(async () => (await stored('a')).parts[0]?.file === undefined);
    channelOf().hold = undefined;
    const next = dispatcherOf({ shared: false });
    await next.recover();
    await next.runDue();
    expect(channelOf().uploads).toHaveLength(1);
    expect(mediaSent(channelOf())).toEqual(which === 'app' ? ['media-1'] : []);
    expect((await stored('a')).state).toBe(which === 'app' ? 'delivered' : 'unknown');
  });

  test('after a crash in the upload, a platform that puts the send off is believed', async () => {
    await enqueue('a', { routes: [toPerson(which)] });
    channelOf().holdUpload = new Promise(() => undefined);
    void dispatcherOf().runDue();
    await vi.waitUntil(() => channelOf().uploads.length === 1);
    channelOf().holdUpload = undefined;
    channelOf().script.push({
      status: 'deferred',
      errorClass: 'throttle',
      code: 'send.too.fast',
      advice: '限流',
      retryAt: clock.now(),
    });
    const next = dispatcherOf({ shared: false });
    await next.recover();
    await next.runDue();
    clock.advance(60_000);
    await next.runDue();
    expect((await stored('a')).state).toBe('delivered');
    expect(mediaSent(channelOf())).toEqual(['media-2', 'media-2']);
  });

  test('an upload past its lease sends nothing: whoever took over does', async () => {
    await enqueue('a', { routes: [toPerson(which)] });
    const slowUpload = createGate();
    channelOf().holdUpload = slowUpload.opened;
    const slow = dispatcherOf().runDue();
    await vi.waitUntil(() => channelOf().uploads.length === 1);
    channelOf().holdUpload = undefined;
    clock.advance(121_000);
    const other = dispatcherOf();
    await other.recover();
    await other.runDue();
    slowUpload.open();
    await slow;
    expect(mediaSent(channelOf())).toEqual(['media-2']);
    const delivery = await stored('a');
    expect(delivery.state).toBe('delivered');
    expect(outcomes(delivery)).toEqual(['started', 'deferred', 'started', 'delivered']);
  });

  test('an upload past its lease that nobody took over yet is not what is sent', async () => {
    await enqueue('a', { routes: [toPerson(which)] });
    const slowUpload = createGate();
    channelOf().holdUpload = slowUpload.opened;
    const slow = dispatcherOf().runDue();
    await vi.waitUntil(() => channelOf().uploads.length === 1);
    channelOf().holdUpload = undefined;
    clock.advance(121_000);
    const other = dispatcherOf();
    await other.recover();
    slowUpload.open();
    await slow;
    // It looks again, and sends what it uploads now.
    expect(mediaSent(channelOf())).toEqual(['media-2']);
    expect(outcomes(await stored('a'))).toEqual(['started', 'deferred', 'started', 'delivered']);
  });

  test('an upload of a minute and a half is still inside its lease, and the send has its own', async () => {
    await enqueue('a', { routes: [toPerson(which)] });
    const slowUpload = createGate();
    const slowSend = createGate();
    channelOf().holdUpload = slowUpload.opened;
    channelOf().hold = slowSend.opened;
    const sending = dispatcherOf().runDue();
    await vi.waitUntil(() => channelOf().uploads.length === 1);
    clock.advance(90_000);
    const other = dispatcherOf();
    await other.recover();
    slowUpload.open();
    await vi.waitUntil(async () => (await stored('a')).parts[0]?.file === undefined);
    clock.advance(50_000);
    await other.recover();
    await other.runDue();
    slowSend.open();
    await sending;
    expect(mediaSent(channelOf())).toEqual(['media-1']);
    expect(outcomes(await stored('a'))).toEqual(['started', 'delivered']);
  });
});

describe('a store that refuses while the media id is stored', () => {
  /** Refuses transactions while `full`. */
  const fillable = () => {
    const state = { full: false };
    const over: Store = {
      ...store,
      transaction: (fn) => (state.full ? Promise.reject(new Error('disk full')) : store.transaction(fn)),
    };
    return { state, over };
  };
  const fullAfterMaking = () => {
    const { state, over } = fillable();
    makeFile = async () => {
      state.full = true;
      return new Uint8Array(10);
    };
    return { state, over };
  };

  test('for good: nothing is sent, and it goes as soon as the store takes it', async () => {
    await enqueue('a', { routes: [toPerson('robot')] });
    const { state, over } = fullAfterMaking();
    const dispatcher = dispatcherOf({ on: over });
    await expect(dispatcher.runDue()).rejects.toThrow('disk full');
    expect(robot.sent).toEqual([]);
    expect((await stored('a')).state).toBe('sending');
    state.full = false;
    makeFile = async () => new Uint8Array(10);
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('pending');
    clock.advance(60_000);
    await dispatcher.runDue();
    expect(mediaSent(robot)).toEqual(['media-2']);
    expect((await stored('a')).state).toBe('delivered');
  });

  test('for one moment: it is put off, and nothing else is held up', async () => {
    await enqueue('a', { routes: [toPerson('robot')] });
    await enqueue('b', { routes: [toPerson('robot')], document: message('提醒', [paragraph('内容')]) });
    let refusals = 1;
    const over: Store = {
      ...store,
      transaction: (fn) => {
        if (robot.uploads.length === 0 || refusals === 0) return store.transaction(fn);
        refusals -= 1;
        return Promise.reject(new Error('disk full'));
      },
    };
    const dispatcher = dispatcherOf({ on: over });
    await dispatcher.runDue();
    expect((await stored('a')).attempts.at(-1)).toMatchObject({ code: 'file_not_ready' });
    expect((await stored('b')).state).toBe('delivered');
    clock.advance(60_000);
    await dispatcher.runDue();
    expect((await stored('a')).state).toBe('delivered');
  });

  test('and the process ends: the lease brings it back, and it is sent once', async () => {
    await enqueue('a', { routes: [toPerson('robot')] });
    const { over } = fullAfterMaking();
    await expect(dispatcherOf({ on: over }).runDue()).rejects.toThrow('disk full');
    makeFile = async () => new Uint8Array(10);
    const other = dispatcherOf();
    await other.recover();
    expect((await stored('a')).state).toBe('sending');
    clock.advance(121_000);
    await other.recover();
    await other.runDue();
    expect((await stored('a')).state).toBe('delivered');
    expect(robot.sent).toHaveLength(1);
  });

  test('and the lease brings it back before the failure could be noted: it is noted once', async () => {
    await enqueue('a', { routes: [toPerson('robot')] });
    const { state, over } = fullAfterMaking();
    const first = dispatcherOf({ on: over });
    await expect(first.runDue()).rejects.toThrow('disk full');
    makeFile = async () => new Uint8Array(10);
    clock.advance(121_000);
    await dispatcherOf().recover();
    state.full = false;
    await first.runDue();
    expect(outcomes(await stored('a'))).toEqual(['started', 'deferred', 'started', 'delivered']);
  });
});
