import { createDecipheriv } from 'node:crypto';
import { once } from 'node:events';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createEmulator, type Emulator } from '../../../src/emulator/index.js';
import { png } from '../../support/pictures.js';
import type { StoppedTime } from '../../support/stopped-time.js';
import { stoppedTime } from '../../support/stopped-time.js';
import { smallCredentials, smallWorld } from '../demo-world.js';

const Frame = z.looseObject({
  cmd: z.string().optional(),
  headers: z.object({ req_id: z.string() }),
  errcode: z.number().optional(),
  body: z.looseObject({}).optional(),
});
type Frame = z.infer<typeof Frame>;

const Image = z.object({ url: z.string(), aeskey: z.string() });
const Message = z.object({
  msgtype: z.string(),
  chattype: z.string(),
  chatid: z.string().optional(),
  image: Image.optional(),
  mixed: z.object({ msg_item: z.array(z.looseObject({ image: Image.optional() })) }).optional(),
});

const credentials = smallCredentials();
const { botId, secret } = credentials.wecom.bot;

let time: StoppedTime;
let emulator: Emulator;
beforeEach(async () => {
  time = stoppedTime('2023-12-04T01:00:00.000Z');
  const parts = { world: smallWorld, credentials, clock: time.clock, timers: time };
  emulator = await createEmulator({ ...parts, bot: 'connection' });
  onTestFinished(() => emulator.close());
});

/** A client that does no more than it is told. */
const connect = async () => {
  const socket = new WebSocket(emulator.socketUrl);
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of [...waiting]) check();
  };
  socket.on('message', (data) => {
    frames.push(Frame.parse(JSON.parse(z.instanceof(Buffer).parse(data).toString())));
    look();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(code));
  });
  await once(socket, 'open');
  const until = (matches: (frame: Frame) => boolean): Promise<Frame> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = frames.find(matches);
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  let requests = 0;
  const request = async (cmd: string, body?: unknown, requestId?: string): Promise<number | undefined> => {
    requests += 1;
    const req_id = requestId ?? `R${requests}`;
    const before = frames.length;
    socket.send(JSON.stringify({ cmd, headers: { req_id }, ...(body === undefined ? {} : { body }) }));
    const answer = await until(
      (frame) =>
        frame.headers.req_id === req_id && frame.errcode !== undefined && frames.indexOf(frame) >= before,
    );
    return answer.errcode;
  };
  const subscribe = () => request('aibot_subscribe', { bot_id: botId, secret });
  /** The next thing that people said. */
  const callback = () => until(({ cmd }) => cmd === 'aibot_msg_callback' || cmd === 'aibot_event_callback');
  return { socket, closed, until, request, subscribe, callback, frames };
};

const inGroup = (text: string) =>
  emulator.say({ chatId: 'wrGroup01', userId: 'zhang', text, mentionBot: true });

const stream = (content: string, more: object = {}) => ({
  msgtype: 'stream',
  stream: { id: 'S1', finish: true, content, ...more },
});
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });

describe('a subscription', () => {
  test.each([
    ['another bot', { bot_id: 'other', secret }, 93019],
    ['a wrong secret', { bot_id: botId, secret: 'wrong' }, 853000],
    ['no secret', { bot_id: botId }, 93019],
  ])('with %s is refused', async (_, body, errcode) => {
    const client = await connect();
    expect(await client.request('aibot_subscribe', body)).toBe(errcode);
    expect(emulator.connection.isOpen()).toBe(false);
  });

  test('comes before everything else, and only once', async () => {
    const client = await connect();
    expect(await client.request('ping')).toBe(846609);
    expect(await client.request('aibot_send_msg', {})).toBe(846609);
    expect(await client.subscribe()).toBe(0);
    expect(await client.subscribe()).toBe(45009);
    expect(await client.request('ping')).toBe(0);
    expect(await client.request('aibot_fly')).toBe(40008);
  });

  test('too often is throttled', async () => {
    const codes: (number | undefined)[] = [];
    for (let count = 0; count < 21; count += 1) codes.push(await (await connect()).subscribe());
    expect(codes.at(-2)).toBe(0);
    expect(codes.at(-1)).toBe(45009);
  });

  test('takes the place of the one before, which is told and cut', async () => {
    const older = await connect();
    await older.subscribe();
    const newer = await connect();
    expect(await newer.subscribe()).toBe(0);
    expect((await older.callback()).body).toMatchObject({ event: { eventtype: 'disconnected_event' } });
    await older.closed;
    expect(await newer.request('ping')).toBe(0);
  });
});

describe('a connection', () => {
  test('that is silent is cut; pings keep it', async () => {
    const [quiet, alive] = [await connect(), await connect()];
    await alive.subscribe();
    await time.pass(60_000);
    await alive.request('ping');
    await time.pass(60_000);
    await quiet.closed;
    expect(await alive.request('ping')).toBe(0);
  });

  test.each([
    ['text that is no frame', 'hello', 1007],
    ['a frame of more than a megabyte', `{"cmd":"${'x'.repeat(1_100_000)}"}`, 1009],
  ])('is closed after %s', async (_, text, code) => {
    const client = await connect();
    client.socket.send(text);
    expect(await client.closed).toBe(code);
  });
});

describe('what is said to the bot', () => {
  test('comes as in the protocol, and the answer is shown where it was said', async () => {
    const client = await connect();
    await client.subscribe();
    const shown = inGroup('我单位排名');
    const { headers, body } = await client.callback();
    expect(body).toMatchObject({
      aibotid: botId,
      chatid: 'wrGroup01',
      chattype: 'group',
      from: { userid: 'zhang' },
      msgtype: 'text',
      text: { content: '@通报助手 我单位排名' },
    });
    expect(body).not.toHaveProperty('response_url');
    expect(await client.request('aibot_respond_msg', stream('第一名'), headers.req_id)).toBe(0);
    expect((await shown).at(-1)).toMatchObject({ content: '第一名', via: 'response' });
  });

  const said = async (chatId: string, text: string, count: number) => {
    const client = await connect();
    await client.subscribe();
    const pictures = Array.from({ length: count }, () => png.toString('base64'));
    void emulator.say({ chatId, userId: 'zhang', text, mentionBot: true, pictures });
    return Message.parse((await client.callback()).body);
  };
  const opened = async ({ url, aeskey }: z.infer<typeof Image>): Promise<Buffer> => {
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    const key = Buffer.from(aeskey, 'base64');
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
    expect(padded.length % 32).toBe(0);
    return padded.subarray(0, -(padded.at(-1) ?? 0));
  };

  test('a picture alone comes by its address, with a key of its own', async () => {
    const { msgtype, chattype, image } = await said('wecom:direct:zhang', '', 1);
    expect({ msgtype, chattype }).toEqual({ msgtype: 'image', chattype: 'single' });
    if (image === undefined) throw new Error('no picture');
    expect(image.aeskey).not.toContain(credentials.wecom.bot.encodingAesKey);
    expect(await opened(image)).toEqual(png);
    expect((await fetch(image.url.replace(/sign=.*/, 'sign=guess'))).status).toBe(403);
    time.clock.advance(5 * 60_000);
    expect((await fetch(image.url)).status).toBe(403);
  });

  test('words and pictures come as one message, each picture with another key, some without the =', async () => {
    const { msgtype, chatid, mixed } = await said('wrGroup01', '看', 2);
    expect({ msgtype, chatid }).toEqual({ msgtype: 'mixed', chatid: 'wrGroup01' });
    expect(mixed?.msg_item[0]).toMatchObject({ msgtype: 'text', text: { content: '@通报助手 看' } });
    const images = (mixed?.msg_item ?? []).flatMap(({ image }) => image ?? []);
    expect(new Set(images.map(({ aeskey }) => aeskey)).size).toBe(2);
    expect(images.map(({ aeskey }) => aeskey.length).toSorted()).toEqual([43, 44]);
    for (const image of images) expect(await opened(image)).toEqual(png);
  });

  test.each([
    ['a text, which only a welcome may be', { msgtype: 'text', text: { content: 'a' } }, 40008],
    ['more than 20480 bytes', stream('字'.repeat(6827)), 40058],
  ])('is not answered by %s', async (_, body, errcode) => {
    const client = await connect();
    await client.subscribe();
    void inGroup('问');
    const { headers } = await client.callback();
    expect(await client.request('aibot_respond_msg', body, headers.req_id)).toBe(errcode);
  });

  test('is answered under its own id, on its own connection, within a day', async () => {
    const client = await connect();
    await client.subscribe();
    void inGroup('问');
    const { headers } = await client.callback();
    const answer = (asker: typeof client, id: string) => asker.request('aibot_respond_msg', stream('答'), id);
    expect(await answer(client, 'made-up')).toBe(846605);
    time.clock.advance(86_400_001);
    expect(await answer(client, headers.req_id)).toBe(846605);
    const next = await connect();
    await next.subscribe();
    expect(await answer(next, headers.req_id)).toBe(846605);
  });

  test('a stream ends after six minutes, or when it is finished', async () => {
    const client = await connect();
    await client.subscribe();
    void inGroup('问');
    const { headers } = await client.callback();
    const send = (more: object) => client.request('aibot_respond_msg', stream('答', more), headers.req_id);
    expect(await send({ finish: false })).toBe(0);
    time.clock.advance(6 * 60_000 + 1);
    expect(await send({})).toBe(846608);
    expect(await send({ id: 'S2' })).toBe(0);
    expect(await send({ id: 'S2' })).toBe(846608);
  });

  test('an entrance is answered by a text, within five seconds, once', async () => {
    const client = await connect();
    await client.subscribe();
    void emulator.enter({ userId: 'zhang', to: 'bot' });
    const { headers } = await client.callback();
    const welcome = (body: unknown) => client.request('aibot_respond_welcome_msg', body, headers.req_id);
    const text = { msgtype: 'text', text: { content: '您好' } };
    // An event is no message.
    expect(await client.request('aibot_respond_msg', stream('答'), headers.req_id)).toBe(846605);
    expect(await welcome(markdown('您好'))).toBe(40008);
    expect(await welcome(text)).toBe(0);
    expect(await welcome(text)).toBe(846605);
  });
});

describe('a push', () => {
  test('goes into chats in which somebody has spoken to the bot, by the exact id', async () => {
    const client = await connect();
    await client.subscribe();
    const push = (chatid: string, chat_type: number, body: object = markdown('提醒')) =>
      client.request('aibot_send_msg', { chatid, chat_type, ...body });
    expect(await push('wrGroup01', 2)).toBe(93006);
    void inGroup('问');
    await client.callback();
    expect(await push('wrGroup01', 2)).toBe(0);
    expect(await push('wrgroup01', 2)).toBe(93006);
    expect(await push('wrGroup01', 1)).toBe(93006);
    expect(await push('wrGroup01', 3)).toBe(40058);
    expect(await push('wrGroup01', 2, { msgtype: 'text', text: { content: 'a' } })).toBe(40008);
    expect(await push('zhang', 1)).toBe(93006);
    expect(await push('wrGroup01', 2, markdown('字'.repeat(6827)))).toBe(40058);
  });

  test('and answers together are thirty a minute in one chat', async () => {
    const client = await connect();
    await client.subscribe();
    void inGroup('问');
    const { headers } = await client.callback();
    expect(await client.request('aibot_respond_msg', stream('答'), headers.req_id)).toBe(0);
    const push = () =>
      client.request('aibot_send_msg', { chatid: 'wrGroup01', chat_type: 2, ...markdown('提醒') });
    for (let count = 0; count < 29; count += 1) expect(await push()).toBe(0);
    expect(await push()).toBe(45009);
    time.clock.advance(60_001);
    expect(await push()).toBe(0);
  });
});
