import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallbackRequest, Door, DoorOutcome } from '../../src/channels/door.js';
import type { ReceivedEvent } from '../../src/inbox/event.js';
import type { Inbox } from '../../src/inbox/receive.js';
import { silentLogger } from '../../src/log/logger.js';
import { message, paragraph } from '../../src/message/build.js';
import { documentToPlain } from '../../src/message/plain.js';
import { createAdminApp, type PartHealth } from '../../src/server/admin.js';
import { type Listener, listen } from '../../src/server/listener.js';
import { createMetrics, type Metrics } from '../../src/server/metrics.js';
import { createPublicHandler } from '../../src/server/public.js';
import { stoppedClock } from '../support/clock.js';

const event: ReceivedEvent = {
  channel: 'robot',
  platform: 'dingtalk',
  key: 'k',
  kind: 'message',
  chat: { kind: 'direct', id: 'c' },
  sender: { userId: 'u' },
  text: '你好',
  format: 'text',
  replyDestinations: [],
};

let seen: CallbackRequest[];
let outcome: DoorOutcome;
/** What a door does before it answers. */
let onReceive: () => void;
let inbox: Inbox;
let accepted: number;
let metrics: Metrics;
let listener: Listener;

const door: Door = {
  channel: 'robot',
  path: '/dingtalk/robot/robot',
  receive: async (request) => {
    seen.push(request);
    onReceive();
    return outcome;
  },
};

beforeEach(async () => {
  seen = [];
  accepted = 0;
  onReceive = () => undefined;
  outcome = {
    kind: 'event',
    event,
    fits: () => true,
    respond: (reply) => ({
      status: 200,
      contentType: 'application/json',
      body: reply ? documentToPlain(reply) : '',
    }),
  };
  inbox = {
    accept: async () => {
      accepted += 1;
      return message('答', [paragraph('第1名')]);
    },
    take: async () => undefined,
    recover: async () => 0,
    start: () => undefined,
    drain: async () => undefined,
  };
  metrics = createMetrics();
  const handler = createPublicHandler({
    doors: [door],
    inbox: { ...inbox, accept: (...args) => inbox.accept(...args) },
    clock: stoppedClock('2023-12-04T01:00:00.000Z'),
    log: silentLogger(),
    metrics,
  });
  listener = await listen(handler, '127.0.0.1', 0);
});

afterEach(() => listener.close());

const url = (path: string): string => `${listener.url}${path}?a=1&a=2`;

describe.each([
  { spelling: 'as it is', path: door.path },
  { spelling: 'with a slash at its end', path: `${door.path}/` },
])('a door called by its path $spelling', ({ path }) => {
  const post = (body: string | Buffer): Promise<Response> => fetch(url(path), { method: 'POST', body });

  test('hands a door the raw bytes, the query with its repetitions, and the time', async () => {
    await post('{"中": 1}');
    expect(seen[0]?.body.toString()).toBe('{"中": 1}');
    expect(seen[0]?.query.a).toEqual(['1', '2']);
    expect(seen[0]?.now.toISOString()).toBe('2023-12-04T01:00:00.000Z');
  });

  test('answers with what the door makes of the reply', async () => {
    const answer = await post('{}');
    expect([answer.status, await answer.text()]).toEqual([200, '第1名']);
    expect(answer.headers.get('content-length')).toBe('7');
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  test('acknowledges with an empty 200, which platforms ask for, and not with 204', async () => {
    inbox = { ...inbox, accept: async () => undefined };
    const answer = await post('{}');
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test('refuses with a bare status, and nothing reaches the inbox', async () => {
    outcome = { kind: 'refused', status: 401, reason: 'bad signature' };
    const answer = await post('{}');
    expect([answer.status, await answer.text()]).toEqual([401, '']);
    expect(accepted).toBe(0);
  });

  test('refuses a body above one megabyte before the door sees it', async () => {
    const answer = await post(Buffer.alloc(1024 * 1024 + 1, 0x20));
    expect(answer.status).toBe(413);
    expect(seen).toHaveLength(0);
  });

  test('answers 500 when an event could not be stored, so that the platform delivers it again', async () => {
    inbox = { ...inbox, accept: () => Promise.reject(new Error('disk full')) };
    const answer = await post('{}');
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });

  test('answers 500 when the door itself fails', async () => {
    onReceive = () => {
      throw new Error('broken');
    };
    const answer = await post('{}');
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });

  test('whoever goes away in the middle of a request holds nobody up', async () => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.end(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half`);
    await once(socket.resume(), 'close');
    expect((await post('{}')).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  test('is counted by what became of it', async () => {
    await post('{}');
    outcome = { kind: 'refused', status: 401, reason: 'bad signature' };
    await post('{}');
    const { body } = await metrics.text();
    expect(body).toContain('tongbao_callbacks_total{channel="robot",outcome="answered"} 1');
    expect(body).toContain('tongbao_callbacks_total{channel="robot",outcome="refused"} 1');
    expect(body).toContain('tongbao_callback_seconds_count{channel="robot"} 2');
  });
});

describe('the public listener', () => {
  test('hands a door what WeCom verifies an address by, with GET', async () => {
    await fetch(url(door.path));
    expect(seen.map(({ method }) => method)).toEqual(['GET']);
  });

  test('says which methods a door knows', async () => {
    const answer = await fetch(url(door.path), { method: 'PUT', body: '{}' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'HEAD, GET, POST']);
    expect(seen).toHaveLength(0);
  });

  test('says that it is alive, and knows no other path', async () => {
    expect((await fetch(`${listener.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${listener.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${listener.url}/demo/`)).status).toBe(404);
  });

  test.each([
    { how: 'that the reader cuts off is no failure', error: undefined, isTold: false },
    { how: 'that breaks is one', error: new Error('broken'), isTold: true },
  ])('a stream $how', async ({ error, isTold }) => {
    const logged: unknown[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
    const stream = new PassThrough();
    const closed = new Promise((resolve) => stream.on('close', resolve));
    const handler = createPublicHandler({
      doors: [],
      inbox,
      clock: stoppedClock('2023-12-04T01:00:00.000Z'),
      log,
      metrics,
      extra: [
        async (context) => {
          context.body = stream;
          stream.write('first');
        },
      ],
    });
    const other = await listen(handler, '127.0.0.1', 0);
    const reading = new AbortController();
    const answer = await fetch(`${other.url}/events`, { signal: reading.signal });
    await answer.body?.getReader().read();
    if (error === undefined) reading.abort();
    else stream.destroy(error);
    await closed;
    await other.close();
    expect(logged.length > 0).toBe(isTold);
  });

  test('says in Chinese that a port is taken', async () => {
    const handler = createAdminApp({ health: async () => ({}), metrics }).callback();
    await expect(listen(handler, '127.0.0.1', listener.port)).rejects.toMatchObject({
      code: 'server.cannot_listen',
      hint: expect.stringContaining('已被占用'),
    });
  });
});

describe('the second listener', () => {
  let admin: Listener;
  let parts: Record<string, PartHealth>;
  beforeEach(async () => {
    parts = { store: { ok: true }, inbox: { ok: true, oldestWaitingSeconds: 3 } };
    admin = await listen(createAdminApp({ health: async () => parts, metrics }).callback(), '127.0.0.1', 0);
  });
  afterEach(() => admin.close());

  test('is ready when every part is', async () => {
    const answer = await fetch(`${admin.url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, parts }]);
  });

  test('is not ready when one part is not', async () => {
    parts = { ...parts, store: { ok: false, detail: 'read-only' } };
    expect((await fetch(`${admin.url}/readyz`)).status).toBe(503);
  });

  test('counts callbacks and shows the age of what waits', async () => {
    await fetch(url(door.path), { method: 'POST', body: '{}' });
    const text = await (await fetch(`${admin.url}/metrics`)).text();
    expect(text).toContain('tongbao_callbacks_total{channel="robot",outcome="answered"} 1');
    expect(text).toContain('tongbao_oldest_waiting_seconds{queue="inbox"} 3');
  });
});
