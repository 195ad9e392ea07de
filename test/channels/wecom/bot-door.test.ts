import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DoorOutcome } from '../../../src/channels/door.js';
import { createWecomDoor } from '../../../src/channels/wecom/index.js';
import { bullets, message, note, paragraph } from '../../../src/message/build.js';
import { botConfig, botJson, botKeys, botText, inGroup, now, postJson, signed } from './platform-side.js';
import { decryptByHand, signByHand } from './sealed-by-hand.js';
import { vectors } from './vectors.js';

const door = createWecomDoor('helper', botConfig);

const receive = (json: string): Promise<DoorOutcome> => door.receive(postJson(signed(botKeys, json)));

const heard = async (json: string) => {
  const outcome = await receive(json);
  if (outcome.kind !== 'event') throw new Error(`not an event: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('the door of a 智能机器人', () => {
  test('stands at its own path', () => {
    expect(door).toMatchObject({ channel: 'helper', path: '/wecom/bot/helper' });
  });

  test('hears a group message without the mention of the bot', async () => {
    const { event } = await heard(botText('@通报助手 我单位排第几？', inGroup));
    expect(event).toEqual({
      channel: 'helper',
      platform: 'wecom',
      key: 'CAIQ16HMjQYY',
      kind: 'message',
      chat: { kind: 'group', id: 'wrZhongyuanGroup01' },
      sender: { userId: 'zhongyuan' },
      text: '我单位排第几？',
      format: 'text',
      replyDestinations: [
        {
          kind: 'response_url',
          url: 'https://qyapi.example/cgi-bin/aibot/response?response_code=secret-response-code',
          expiresAt: '2023-12-04T02:00:00.000Z',
        },
      ],
    });
  });

  test('hears a direct message as it was typed, an @ included', async () => {
    const { event } = await heard(botText(' @郑州发布 更新了吗 '));
    expect(event).toMatchObject({
      chat: { kind: 'direct', id: 'zhongyuan' },
      text: '@郑州发布 更新了吗',
    });
  });

  test('keeps the case of a group id, without which the platform does not know it', async () => {
    const { event } = await heard(botText('@通报助手 hi', { chattype: 'group', chatid: 'wrAbCdEf' }));
    expect(event.chat.id).toBe('wrAbCdEf');
  });

  test('hears the words of a mixed message and of a voice, and none of pictures and files', async () => {
    const items = [
      { msgtype: 'text', text: { content: '@通报助手 这个栏目' } },
      { msgtype: 'image', image: { url: 'https://cos.example/1' } },
      { msgtype: 'text', text: { content: '为什么扣分' } },
    ];
    const mixed = await heard(botJson({ ...inGroup, msgtype: 'mixed', mixed: { msg_item: items } }));
    expect(mixed.event).toMatchObject({ format: 'mixed', text: '这个栏目\n为什么扣分' });
    const voice = await heard(botJson({ msgtype: 'voice', voice: { content: '我单位排名' } }));
    expect(voice.event).toMatchObject({ format: 'voice', text: '我单位排名' });
    const image = await heard(botJson({ msgtype: 'image', image: { url: 'https://cos.example/1' } }));
    expect(image.event).toMatchObject({ kind: 'message', format: 'image', text: '' });
    const file = await heard(botJson({ msgtype: 'file', file: { url: 'https://cos.example/2' } }));
    expect(file.event).toMatchObject({ kind: 'message', format: 'file', text: '' });
  });

  test('leaves out what cannot be stored, and refuses an id that cannot', async () => {
    const { event } = await heard(
      botText('我单位\u0000排名\ud800？', { quote: { msgtype: 'text', text: { content: '第\u00003名' } } }),
    );
    expect(event).toMatchObject({ text: '我单位排名\ufffd？', quotedText: '第3名' });
    for (const fields of [
      { msgid: 'a\u0000b' },
      { from: { userid: 'zhong\udc00' } },
      { msgid: 'm'.repeat(257) },
    ]) {
      expect(await receive(botText('hi', fields))).toMatchObject({ kind: 'refused', status: 400 });
    }
  });

  test("what is quoted is kept apart from the speaker's own words", async () => {
    const quote = { msgtype: 'text', text: { content: '中原区第3名' } };
    const { event } = await heard(botText('@通报助手 上季度呢', { ...inGroup, quote }));
    expect(event).toMatchObject({ text: '上季度呢', quotedText: '中原区第3名' });
  });

  test('hears enter_chat as an entrance, though it names no kind of chat', async () => {
    const json = JSON.stringify({
      msgid: 'E1',
      create_time: 1_700_000_000,
      aibotid: 'aibDemo01',
      from: { userid: 'xinren' },
      msgtype: 'event',
      event: { eventtype: 'enter_chat' },
    });
    const { event } = await heard(json);
    expect(event).toMatchObject({
      kind: 'enter',
      format: 'enter_chat',
      chat: { kind: 'direct', id: 'xinren' },
      replyDestinations: [],
    });
  });

  test.each(['feedback_event', 'template_card_event', 'something_new'])(
    'acknowledges %s with an empty 200',
    async (eventtype) => {
      const outcome = await heard(botJson({ msgtype: 'event', event: { eventtype } }));
      expect(outcome.event).toMatchObject({ kind: 'other', format: eventtype });
      expect(outcome.respond(message('x', [paragraph('x')]))).toEqual({ status: 200, body: '' });
    },
  );

  test('answers the poll for a stream by itself, and does not touch what is shown', async () => {
    const json = botJson({ msgtype: 'stream', stream: { id: 'S1' }, response_url: undefined });
    expect(await receive(json)).toEqual({ kind: 'done', response: { status: 200, body: '' } });
  });

  test.each([
    ['another bot', botText('x', { aibotid: 'aibOther' }), 403],
    ['no bot', botText('x', { aibotid: undefined }), 403],
    ['no msgid', botText('x', { msgid: undefined }), 400],
    ['a number for a msgid', botText('x', { msgid: 7 }), 400],
    ['a group without its id', botText('x', { chattype: 'group' }), 400],
    ['a chat of another kind', botText('x', { chattype: 'channel' }), 400],
    ['no sender', botText('x', { from: undefined }), 400],
    ['JSON cut off', botText('x').slice(0, -1), 400],
    ['a list for JSON', `[${botText('x')}]`, 400],
  ])('refuses a signed message with %s', async (_, json, status) => {
    expect(await receive(json)).toMatchObject({ kind: 'refused', status });
  });

  test('without a configured botId any bot under these keys is heard', async () => {
    const { botId: _, ...config } = botConfig;
    const open = createWecomDoor('helper', config);
    const outcome = await open.receive(postJson(signed(botKeys, botText('x', { aibotid: 'aibOther' }))));
    expect(outcome.kind).toBe('event');
  });

  test.each([
    ['https://evil.example/cgi-bin/aibot/response?response_code=1'],
    ['http://qyapi.example/cgi-bin/aibot/response?response_code=1'],
    ['https://qyapi.example:8443/response'],
    ['https://qyapi.example.evil.example/response'],
    ['https://qyapi.example@evil.example/response'],
    ['blob:https://qyapi.example/response'],
    ['file:///etc/passwd'],
    ['not a url'],
  ])('offers no way back through %s', async (response_url) => {
    expect((await heard(botText('x', { response_url }))).event.replyDestinations).toEqual([]);
  });

  const inbound = vectors.encrypt_fixed_random.find(({ name }) => name === 'aibot-inbound-text-group');
  test('hears the callback of the vectors', async () => {
    if (inbound === undefined) throw new Error('vector missing');
    const sample = createWecomDoor('sample', {
      ...botConfig,
      botId: 'AIBOTID',
      names: ['RobotA'],
      token: inbound.token,
      encodingAesKey: inbound.encodingAESKey,
    });
    const outcome = await sample.receive({
      ...postJson({ ...inbound, signature: inbound.msg_signature }),
      now: new Date(Number(inbound.timestamp) * 1000),
    });
    expect(outcome).toMatchObject({
      kind: 'event',
      event: { chat: { kind: 'group', id: 'CHATID' }, sender: { userId: 'USERID' } },
    });
  });
});

describe('the reply of a 智能机器人 in the response', () => {
  const answer = message('排名', [paragraph('第3名'), bullets(['甲', '乙']), note('来源：通报')]);

  const Sealed = z.strictObject({
    encrypt: z.string(),
    msgsignature: z.string(),
    timestamp: z.number().int(),
    nonce: z.string(),
  });

  const opened = (body: string): unknown => {
    const sealed = Sealed.parse(JSON.parse(body));
    expect(sealed.nonce).toBe('1372623149');
    expect(sealed.timestamp).toBe(now.getTime() / 1000);
    const { encrypt, timestamp, nonce } = sealed;
    expect(sealed.msgsignature).toBe(signByHand(botKeys, String(timestamp), nonce, encrypt));
    return JSON.parse(decryptByHand(botKeys, encrypt));
  };

  test("is a finished stream under the callback's own nonce", async () => {
    const { respond } = await heard(botText('@通报助手 排名', inGroup));
    expect(opened(respond(answer).body)).toEqual({
      msgtype: 'stream',
      stream: {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        finish: true,
        content: '第3名\n\n- 甲\n- 乙\n\n> 来源：通报',
      },
    });
  });

  test('has the same stream id when the platform repeats the message, another for another message', async () => {
    const Stream = z.object({ stream: z.object({ id: z.string() }) });
    const idOf = async (json: string) => {
      const { respond } = await heard(json);
      return Stream.parse(opened(respond(answer).body)).stream.id;
    };
    const first = await idOf(botText('排名'));
    expect(await idOf(botText('排名'))).toBe(first);
    expect(await idOf(botText('排名', { msgid: 'other' }))).not.toBe(first);
  });

  test('welcomes with a plain text, the only form allowed there', async () => {
    const outcome = await heard(botJson({ msgtype: 'event', event: { eventtype: 'enter_chat' } }));
    expect(opened(outcome.respond(answer).body)).toEqual({
      msgtype: 'text',
      text: { content: '第3名\n· 甲\n· 乙\n来源：通报' },
    });
  });

  test('with nothing to say is an empty 200', async () => {
    const { respond } = await heard(botText('排名'));
    expect(respond(undefined)).toEqual({ status: 200, body: '' });
  });

  test('fits up to 20480 bytes of content, counted as UTF-8', async () => {
    const { fits, respond } = await heard(botText('排名'));
    const chinese = (count: number, rest: string) => message('长', [paragraph('字'.repeat(count) + rest)]);
    expect(fits(chinese(6826, 'ab'))).toBe(true);
    expect(fits(chinese(6826, 'abc'))).toBe(false);
    expect(opened(respond(chinese(6826, 'ab')).body)).toMatchObject({ msgtype: 'stream' });
  });
});
