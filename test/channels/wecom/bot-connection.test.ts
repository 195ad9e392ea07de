import { beforeEach, describe, expect, test } from 'vitest';
import { settled } from '../../support/stopped-time.js';
import { connectionBench, connectionConfig, eventFrame, groupMessage } from './connection-bench.js';

const second = 1000;
const minute = 60 * second;

let bench: ReturnType<typeof connectionBench>;
beforeEach(() => {
  bench = connectionBench();
});

const sockets = (): number => bench.sockets.ends.length;

describe('a connection is opened', () => {
  test('only by the process that holds the lease of the bot, and cut at once when that is lost', async () => {
    await bench.time.pass(minute);
    expect(sockets()).toBe(0);
    expect(bench.connection.health()).toEqual({ ok: true, detail: '由另一个进程连接，本进程待命。' });
    const end = await bench.subscribed();
    expect(bench.channel.isOpen?.()).toBe(true);
    bench.lose();
    expect(end.isCut()).toBe(true);
    expect(bench.channel.isOpen?.()).toBe(false);
    await bench.time.pass(60 * minute);
    expect(sockets()).toBe(1);
  });

  test('with the frame of the protocol, and is open when the platform says so, not before', async () => {
    bench.hold();
    const end = bench.sockets.last();
    end.events.opened();
    await settled();
    expect(end.sent).toEqual([
      {
        cmd: 'aibot_subscribe',
        headers: { req_id: expect.any(String) },
        body: { bot_id: connectionConfig.botId, secret: connectionConfig.secret },
      },
    ]);
    expect(bench.channel.isOpen?.()).toBe(false);
    expect(bench.connection.health().ok).toBe(false);
    end.answer('aibot_subscribe');
    await settled();
    expect(bench.channel.isOpen?.()).toBe(true);
    expect(bench.connection.health()).toEqual({ ok: true, detail: '已连接。' });
    expect(bench.opened()).toBe(1);
  });

  test('no more through a process whose lease ran out while it slept', async () => {
    await bench.subscribed();
    bench.letLeaseRunOut();
    expect(bench.channel.isOpen?.()).toBe(false);
  });
});

describe('a connection is opened again', () => {
  test('when the socket never opens, and when nobody answers the subscription', async () => {
    bench.hold();
    await bench.time.pass(15 * second);
    expect(bench.sockets.last().isCut()).toBe(true);
    await bench.time.pass(second);
    expect(sockets()).toBe(2);
    bench.sockets.last().events.opened();
    await bench.time.pass(10 * second);
    expect(bench.sockets.last().isCut()).toBe(true);
    await bench.time.pass(2 * second);
    expect(sockets()).toBe(3);
  });

  test('for ever, at most a minute apart, and soon again after a sound minute', async () => {
    bench.hold();
    const openedAt: number[] = [];
    for (let time = 0; time < 40; time += 1) {
      const before = sockets();
      bench.sockets.last().events.closed('ECONNREFUSED');
      while (sockets() === before) await bench.time.pass(second / 2);
      openedAt.push(bench.time.clock.now().getTime());
    }
    const gaps = openedAt.slice(1).map((at, index) => at - (openedAt[index] ?? 0));
    expect(gaps[0]).toBeLessThanOrEqual(2 * second);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(minute);
    expect(gaps.at(-1)).toBeGreaterThan(30 * second);

    const end = await bench.accept();
    end.onSend = ({ headers }) => end.say({ headers, errcode: 0 });
    await bench.time.pass(minute + second);
    const before = sockets();
    bench.sockets.last().events.closed('code 1006');
    await bench.time.pass(second);
    expect(sockets()).toBe(before + 1);
  });

  test('when a ping is not answered and nothing else is heard: a half-open socket lasts forty seconds', async () => {
    const end = await bench.subscribed();
    await bench.time.pass(30 * second);
    expect(end.sent.at(-1)?.cmd).toBe('ping');
    end.answer('ping');
    await bench.time.pass(30 * second);
    expect(end.sent.filter(({ cmd }) => cmd === 'ping')).toHaveLength(2);
    expect(end.isCut()).toBe(false);
    await bench.time.pass(10 * second);
    expect(end.isCut()).toBe(true);
    await bench.time.pass(second);
    expect(sockets()).toBe(2);
  });

  test('when the platform says that it is not subscribed', async () => {
    const end = await bench.subscribed();
    await bench.time.pass(30 * second);
    end.answer('ping', 846609);
    expect(end.isCut()).toBe(true);
  });

  test('not for ten minutes after another program took its place, and then ever more seldom', async () => {
    let waited: number[] = [];
    bench.hold();
    for (let time = 0; time < 5; time += 1) {
      const end = await bench.accept();
      await bench.time.pass(25 * second);
      end.say(eventFrame('D1', 'disconnected_event'));
      expect(end.isCut()).toBe(true);
      const { ok, detail } = bench.connection.health();
      expect(ok).toBe(false);
      expect(detail).toContain('顶下线');
      const from = bench.time.clock.now().getTime();
      const before = sockets();
      while (sockets() === before) await bench.time.pass(minute);
      waited = [...waited, bench.time.clock.now().getTime() - from];
    }
    expect(waited.map((milliseconds) => milliseconds / minute)).toEqual([10, 20, 40, 60, 60]);
    // What the platform tells the connection about itself is no message.
    expect(bench.taken).toEqual([]);
  });

  test.each([
    ['without a key', { msgtype: 'event', event: { eventtype: 'disconnected_event' } }],
    [
      'with a key that is none',
      { msgid: '', aibotid: null, msgtype: 'event', event: { eventtype: 'disconnected_event' } },
    ],
  ])('nor sooner where the platform says so %s', async (_, body) => {
    const end = await bench.subscribed();
    end.say({ cmd: 'aibot_event_callback', headers: { req_id: 'D1' }, body });
    expect(end.isCut()).toBe(true);
    expect(bench.connection.health().detail).toContain('顶下线');
    await bench.time.pass(9 * minute);
    expect(sockets()).toBe(1);
  });

  test.each([
    [853000, /Secret 不对/],
    [93019, /botId 不对/],
  ])(
    'only every ten minutes where the credentials are wrong (%i), which it says',
    async (errcode, advice) => {
      bench.hold();
      const end = bench.sockets.last();
      end.events.opened();
      await settled();
      end.answer('aibot_subscribe', errcode);
      await settled();
      expect(bench.connection.health()).toMatchObject({ ok: false, detail: expect.stringMatching(advice) });
      await bench.time.pass(9 * minute);
      expect(sockets()).toBe(1);
      await bench.time.pass(minute);
      expect(sockets()).toBe(2);
    },
  );

  test('after more than a minute where there were too many subscriptions, and longer each time', async () => {
    bench.hold();
    const waits: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      bench.sockets.last().events.opened();
      await settled();
      bench.sockets.last().answer('aibot_subscribe', 45009);
      await settled();
      const from = bench.time.clock.now().getTime();
      const before = sockets();
      while (sockets() === before) await bench.time.pass(second);
      waits.push(bench.time.clock.now().getTime() - from);
    }
    expect(waits[0]).toBeGreaterThan(minute);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
  });
});

describe('what comes over it', () => {
  test('is an event with a way back over this connection, and one into the chat', async () => {
    const end = await bench.subscribed();
    end.say(groupMessage('R1', 'M1'));
    await settled();
    expect(bench.taken).toMatchObject([
      {
        channel: 'helper',
        key: 'M1',
        kind: 'message',
        chat: { kind: 'group', id: 'wrGroup01' },
        sender: { userId: 'ZhongYuan' },
        text: '我单位排名',
        replyDestinations: [
          { kind: 'connection_reply', requestId: 'R1', to: 'message' },
          { kind: 'chat', chatId: 'wrGroup01' },
        ],
      },
    ]);
  });

  test('an entrance can be answered for seconds, and only over this connection', async () => {
    const end = await bench.subscribed();
    end.say(eventFrame('R2', 'enter_chat'));
    await settled();
    const [event] = bench.taken;
    expect(event?.kind).toBe('enter');
    expect(event?.replyDestinations).toMatchObject([{ kind: 'connection_reply', to: 'entrance' }]);
    const [way] = event?.replyDestinations ?? [];
    const left = way !== undefined && 'expiresAt' in way ? Date.parse(way.expiresAt) : 0;
    expect(left - bench.time.clock.now().getTime()).toBeLessThan(5 * second);
  });

  test('is handed to the store again when that refuses: the platform does not repeat it', async () => {
    const end = await bench.subscribed();
    bench.store.refuses = 2;
    end.say(groupMessage('R1', 'M1'));
    await bench.time.pass(4 * second);
    expect(bench.taken.map(({ key }) => key)).toEqual(['M1']);
  });

  test.each([
    ['text that is no JSON', 'hello \u0000'],
    ['JSON that is no frame', '{"a":1}'],
    ['a command that nobody knows', { cmd: 'aibot_new_thing', headers: { req_id: 'R' }, body: {} }],
    [
      'a message without an id',
      { cmd: 'aibot_msg_callback', headers: { req_id: 'R' }, body: { msgtype: 'text' } },
    ],
    [
      'a message from nobody',
      { ...groupMessage('R', 'M'), body: { ...groupMessage('R', 'M').body, from: undefined } },
    ],
    [
      'a message for another bot',
      { ...groupMessage('R', 'M'), body: { ...groupMessage('R', 'M').body, aibotid: 'x' } },
    ],
    [
      'that another bot was displaced',
      {
        cmd: 'aibot_event_callback',
        headers: { req_id: 'R' },
        body: { aibotid: 'x', msgtype: 'event', event: { eventtype: 'disconnected_event' } },
      },
    ],
    ['an answer to nothing', { headers: { req_id: 'nothing' }, errcode: 0 }],
  ])('%s is passed over, and the connection goes on', async (_, frame) => {
    const end = await bench.subscribed();
    end.say(frame);
    end.say(groupMessage('R9', 'M9'));
    await settled();
    expect(bench.taken.map(({ key }) => key)).toEqual(['M9']);
    expect(end.isCut()).toBe(false);
  });

  test('neither what people say nor the secret gets into the log', async () => {
    const end = await bench.subscribed();
    end.say(groupMessage('R1', 'M1', '@通报助手 我的电话13800000000'));
    bench.store.refuses = 1;
    end.say(groupMessage('R2', 'M2', '@通报助手 我的电话13800000000'));
    await settled();
    end.say(eventFrame('D', 'disconnected_event'));
    const log = bench.logged.join('');
    expect(log).toContain('long connection');
    expect(log).not.toContain('13800000000');
    expect(log).not.toContain(connectionConfig.secret);
  });
});

test('after a stop nothing waits and nothing is opened', async () => {
  const end = await bench.subscribed();
  await bench.connection.stop();
  expect(end.isCut()).toBe(true);
  await bench.time.pass(60 * minute);
  expect(sockets()).toBe(1);
  expect(bench.time.waiting()).toBe(0);
});
