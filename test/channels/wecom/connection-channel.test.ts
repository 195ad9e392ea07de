import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../../src/delivery/channel.js';
import type { Destination } from '../../../src/inbox/event.js';
import { message, paragraph } from '../../../src/message/build.js';
import type { MessageDocument } from '../../../src/message/document.js';
import { settled } from '../../support/stopped-time.js';
import { connectionBench, groupMessage } from './connection-bench.js';

const short = message('排名', [paragraph('中原区排第3名。')]);
const chat: Destination = { kind: 'chat', chatId: 'wrGroup01' };

const benchWithQuestion = async () => {
  const bench = connectionBench();
  const end = await bench.subscribed();
  end.say(groupMessage('R1', 'M1'));
  await settled();
  const [reply] = bench.taken[0]?.replyDestinations ?? [];
  if (reply === undefined) throw new Error('no way back');
  const send = async (
    destination: Destination,
    document: MessageDocument = short,
    part = 0,
  ): Promise<SendOutcome> => {
    const parts = bench.channel.render(document, destination);
    const sent = parts[part];
    if (sent === undefined) throw new Error('renders to nothing');
    return await bench.channel.send(sent, destination, { idempotencyKey: 'x#0' });
  };
  return { ...bench, end, reply, send };
};

describe('an answer', () => {
  test('is a finished stream under the id of the question', async () => {
    const { end, reply, send } = await benchWithQuestion();
    const outcome = send(reply);
    await settled();
    expect(end.sent.at(-1)).toMatchObject({
      cmd: 'aibot_respond_msg',
      headers: { req_id: 'R1' },
      body: { msgtype: 'stream', stream: { finish: true, content: expect.stringContaining('第3名') } },
    });
    end.answer('aibot_respond_msg');
    expect(await outcome).toEqual({ status: 'delivered' });
  });

  test.each([
    ['whose words are null', { errcode: 0, errmsg: null }],
    ['whose code is in quotes', { errcode: '0', errmsg: 'ok' }],
  ])('that is taken by an acknowledgement %s is delivered, not unknown', async (_, words) => {
    const { end, reply, send } = await benchWithQuestion();
    const outcome = send(reply);
    await settled();
    end.say({ headers: { req_id: 'R1' }, ...words });
    expect(await outcome).toEqual({ status: 'delivered' });
  });

  test('that is too long for one goes on as messages into the chat', async () => {
    const { end, reply, send } = await benchWithQuestion();
    const long = message(
      '长',
      Array.from({ length: 400 }, () => paragraph('办理单位尚未答复。'.repeat(10))),
    );
    const outcome = send(reply, long, 1);
    await settled();
    expect(end.sent.at(-1)).toMatchObject({
      cmd: 'aibot_send_msg',
      body: { chatid: 'wrGroup01', chat_type: 2, msgtype: 'markdown' },
    });
    end.answer('aibot_send_msg');
    expect((await outcome).status).toBe('delivered');
  });

  test.each([846605, 846608])(
    'that comes too late for the platform (%i) asks for the next route',
    async (code) => {
      const { end, reply, send } = await benchWithQuestion();
      const outcome = send(reply);
      await settled();
      end.answer('aibot_respond_msg', code);
      expect(await outcome).toMatchObject({
        status: 'refused',
        errorClass: 'route_dead',
        code: String(code),
      });
    },
  );

  test('to a question of an earlier connection is not tried: the next route is asked for', async () => {
    const { time, sockets, accept, end, reply, send } = await benchWithQuestion();
    end.events.closed('code 1006');
    await time.pass(2000);
    await accept();
    expect(await send(reply)).toMatchObject({ status: 'refused', code: 'connection_gone' });
    expect(sockets.last().sent.map(({ cmd }) => cmd)).toEqual(['aibot_subscribe']);
  });

  test('without an acknowledgement is unknown, and a late one is not taken for that of the next', async () => {
    const { time, end, reply, send } = await benchWithQuestion();
    const first = send(reply);
    const second = send(reply);
    await settled();
    // One after another: their acknowledgements have the same id.
    expect(end.sent.filter(({ cmd }) => cmd === 'aibot_respond_msg')).toHaveLength(1);
    await time.pass(10_000);
    expect((await first).status).toBe('unknown');
    end.answer('aibot_respond_msg');
    await settled();
    expect((await second).status).not.toBe('delivered');
    expect(await send(reply)).toMatchObject({ status: 'refused', code: 'connection_gone' });
  });
});

describe('a push', () => {
  test.each([
    [chat, { chatid: 'wrGroup01', chat_type: 2 }],
    [{ kind: 'person', userId: 'ZhongYuan' } as const, { chatid: 'ZhongYuan', chat_type: 1 }],
  ])('says which kind of chat it is for (%o)', async (destination, body) => {
    const { end, send } = await benchWithQuestion();
    void send(destination);
    await settled();
    expect(end.sent.at(-1)?.body).toMatchObject({ ...body, msgtype: 'markdown' });
  });

  test('under way when the connection drops is unknown; one that finds none is put off', async () => {
    const { end, send } = await benchWithQuestion();
    const outcome = send(chat);
    await settled();
    end.events.closed('code 1006');
    expect((await outcome).status).toBe('unknown');
    expect(await send(chat)).toMatchObject({ status: 'deferred', code: 'no_connection' });
  });

  test('that the platform did not take because it no longer knows the connection is put off', async () => {
    const { end, send } = await benchWithQuestion();
    const outcome = send(chat);
    await settled();
    end.answer('aibot_send_msg', 846609);
    expect(await outcome).toMatchObject({ status: 'deferred', code: '846609' });
    expect(end.isCut()).toBe(true);
  });
});
