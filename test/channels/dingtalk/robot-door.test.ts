import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDingtalkDoor } from '../../../src/channels/dingtalk/index.js';
import { ReceivedEvent } from '../../../src/inbox/event.js';
import { mention, message, paragraph } from '../../../src/message/build.js';
import { callback, directText, groupText, now, robotConfig, sessionUrl, taken } from './platform-side.js';

const door = createDingtalkDoor('robot', robotConfig);

const heard = async (fields: Readonly<Record<string, unknown>>): Promise<ReceivedEvent> =>
  ReceivedEvent.parse((await taken(door, fields)).event);

const session = {
  kind: 'session_webhook',
  url: sessionUrl,
  // Ninety minutes less a margin of five.
  expiresAt: '2023-12-04T02:25:00.060Z',
};

describe('a line said to the robot', () => {
  test('in a group is a message of its sender, with the session as the way back', async () => {
    expect(await heard(groupText)).toEqual({
      channel: 'robot',
      platform: 'dingtalk',
      key: 'dingdemoapp0000000001:msgTEST0001==',
      kind: 'message',
      chat: { kind: 'group', id: 'cidTESTgroup0000000001==', title: '测试群' },
      sender: { userId: 'user001', displayName: '测试员' },
      text: '签收 A123',
      format: 'text',
      replyDestinations: [session],
    });
  });

  test('in the direct chat can also be answered by a message to the person', async () => {
    expect(await heard(directText)).toMatchObject({
      chat: { kind: 'direct', id: 'cidTESTdirect000001==' },
      replyDestinations: [session, { kind: 'person', userId: 'user001' }],
    });
  });

  test.each([undefined, '', null])(
    'without a staff id (%j) is of somebody unbound',
    async (senderStaffId) => {
      const event = await heard({ ...directText, senderStaffId });
      expect(event.sender).toEqual({ opaqueId: 'dingtestcorp:$:LWCP_v1:$u1', displayName: '测试员' });
      expect(event.replyDestinations).toEqual([session]);
    },
  );

  test('under one msgId to two robots has two keys', async () => {
    const other = createDingtalkDoor('other', { ...robotConfig, robotCode: 'dingother' });
    const [mine, theirs] = [
      await taken(door, groupText),
      await taken(other, { ...groupText, robotCode: 'dingother' }),
    ];
    expect(mine.event.key).toBe('dingdemoapp0000000001:msgTEST0001==');
    expect(theirs.event.key).toBe('dingother:msgTEST0001==');
  });

  test('from another organisation than the configured one is refused', async () => {
    const ours = createDingtalkDoor('robot', { ...robotConfig, corpId: 'dingtestcorp' });
    expect((await taken(ours, groupText)).event.text).toBe('签收 A123');
    const theirs = createDingtalkDoor('robot', { ...robotConfig, corpId: 'dingother' });
    expect(await theirs.receive(callback(groupText))).toMatchObject({ kind: 'refused', status: 403 });
  });

  test('comes twice under one key', async () => {
    expect((await heard(groupText)).key).toBe((await heard(groupText)).key);
  });

  test.each([undefined, null, ''])(
    'without a robotCode (%j) is for the configured robot',
    async (robotCode) => {
      expect((await heard({ ...groupText, robotCode })).key).toBe('dingdemoapp0000000001:msgTEST0001==');
    },
  );

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['text as a top-level string', { text: undefined, content: ' 我单位排名' }, '我单位排名'],
    ['the time as text', { createAt: '1701651600000' }, '签收 A123'],
    ['the end of the session as text', { sessionWebhookExpiredTime: '1701657000060' }, '签收 A123'],
    ['the kind of chat as a number', { conversationType: 2 }, '签收 A123'],
    ['fields nobody knows', { openThreadId: 'x', hostingContext: { a: [1] } }, '签收 A123'],
    ['optional fields of another shape', { senderNick: 7, conversationTitle: [], atUsers: 'x' }, '签收 A123'],
    ['an errorCode of 0', { errorCode: '0' }, '签收 A123'],
    ['control characters', { text: { content: '\u0000我单位\u001b排名\ud800' } }, '我单位排名\ufffd'],
  ])('is understood with %s', async (_, fields, text) => {
    expect((await heard({ ...groupText, ...fields })).text).toBe(text);
  });

  test('of a kind of chat nobody knows is taken for a group, which sees less', async () => {
    expect((await heard({ ...directText, conversationType: '3' })).chat.kind).toBe('group');
  });
});

describe('other things than text', () => {
  const withContent = (msgtype: string, content: unknown) => ({
    ...directText,
    text: undefined,
    msgtype,
    content,
  });

  test('rich text is its words in order', async () => {
    const richText = [
      { text: '我单位' },
      { type: 'picture', downloadCode: 'c', pictureDownloadCode: 'p' },
      { text: '排名\n第几' },
    ];
    const event = await heard(withContent('richText', { richText }));
    expect(event).toMatchObject({ format: 'richText', text: '我单位排名\n第几' });
  });

  test('a voice message is what the platform heard', async () => {
    const content = { duration: 4000, downloadCode: 'c', recognition: '我单位排名。' };
    expect(await heard(withContent('audio', content))).toMatchObject({
      format: 'audio',
      text: '我单位排名。',
    });
  });

  test.each<[string, unknown]>([
    ['audio', { duration: 4000, downloadCode: 'c', recognition: '' }],
    ['picture', { downloadCode: 'c', pictureDownloadCode: 'p' }],
    ['video', { duration: '4000', downloadCode: 'c', videoType: 'mp4' }],
    ['file', { downloadCode: 'c', fileName: '../../整改报告.pdf', spaceId: 's', fileId: 'f' }],
    ['unknownMsgType', { unknownMsgType: 'x' }],
    ['hologram', undefined],
  ])('%s is a message without words', async (msgtype, content) => {
    expect(await heard(withContent(msgtype, content))).toMatchObject({
      kind: 'message',
      format: msgtype,
      text: '',
    });
  });
});

describe('what is quoted', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'text',
      {
        text: {
          content: ' 收到',
          isReplyMsg: true,
          repliedMsg: { msgType: 'text', msgId: 'm', content: { text: '请尽快整改' } },
        },
        originalMsgId: 'm',
        originalProcessQueryKey: 'k',
      },
    ],
    [
      'rich text',
      {
        text: {
          content: '收到',
          repliedMsg: {
            msgType: 'richText',
            content: { richText: [{ msgType: 'text', content: '请尽快' }, { text: '整改' }] },
          },
        },
      },
    ],
    [
      'a message in the older field',
      { text: { content: '收到' }, quoteMessage: { msgtype: 'text', text: { content: '请尽快整改' } } },
    ],
    [
      'a message inside the content',
      { text: undefined, content: { richText: [{ text: '收到' }], quoteContent: '请尽快整改' } },
    ],
  ])('(%s) never passes for the words of the speaker', async (_, fields) => {
    expect(await heard({ ...groupText, ...fields })).toMatchObject({
      text: '收到',
      quotedText: '请尽快整改',
    });
  });

  test('is nothing when nothing readable is quoted', async () => {
    const text = { content: '收到', isReplyMsg: true, repliedMsg: { msgType: 'file', content: null } };
    expect(await heard({ ...groupText, text })).not.toHaveProperty('quotedText');
  });
});

describe('the session address', () => {
  test.each([
    ['at another host', 'https://evil.example/robot/sendBySession?session=x'],
    ['at another port', 'https://oapi.example:8443/robot/sendBySession?session=x'],
    ['without encryption', 'http://oapi.example/robot/sendBySession?session=x'],
    ['with the host as a user name', 'https://oapi.example@evil.example/robot/sendBySession?session=x'],
    ['with another path', 'https://oapi.example/robot/send?access_token=x'],
    ['with a path that climbs', 'https://oapi.example/robot/sendBySession/../send?session=x'],
    ['of another kind', 'file:///robot/sendBySession'],
    ['that is none', 'oapi.example/robot/sendBySession'],
    ['with a line break', 'https://oapi.example/robot/sendBySession?session=x\nHost: evil'],
    ['that is missing', undefined],
  ])('%s is no way back', async (_, sessionWebhook) => {
    expect((await heard({ ...groupText, sessionWebhook })).replyDestinations).toEqual([]);
  });

  test.each([
    ['has ended', now.getTime() - 1],
    ['ends within the margin', now.getTime() + 5 * 60_000],
    ['ends never', 1e300],
    ['ends at no time', 'soon'],
    ['has no end', undefined],
  ])('that %s is no way back', async (_, sessionWebhookExpiredTime) => {
    expect((await heard({ ...groupText, sessionWebhookExpiredTime })).replyDestinations).toEqual([]);
  });

  test('of an emulator or private deployment is where the configuration says', async () => {
    const local = createDingtalkDoor('robot', { ...robotConfig, oapiBaseUrl: 'http://127.0.0.1:9/ding/' });
    const sessionWebhook = 'http://127.0.0.1:9/ding/robot/sendBySession?session=x';
    const { event } = await taken(local, { ...groupText, sessionWebhook });
    expect(event.replyDestinations).toMatchObject([{ kind: 'session_webhook', url: sessionWebhook }]);
  });
});

const Reply = z.strictObject({
  msgtype: z.literal('markdown'),
  markdown: z.strictObject({ title: z.string(), text: z.string() }),
  at: z.strictObject({ atUserIds: z.array(z.string()), isAtAll: z.boolean() }).optional(),
});

describe('the HTTP response', () => {
  const answer = message('我单位排名', [paragraph('中原区排第3名。')]);
  const replied = async (fields: Readonly<Record<string, unknown>>, document = answer) => {
    const { status, contentType, body } = (await taken(door, fields)).respond(document);
    expect([status, contentType]).toEqual([200, 'application/json; charset=utf-8']);
    return Reply.parse(JSON.parse(body));
  };

  test('says nothing in the words the platform asks for', async () => {
    const response = (await taken(door, groupText)).respond(undefined);
    expect(response).toEqual({
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: '{"msgtype":"empty"}',
    });
  });

  test('in a group mentions the asker in the text and in the list', async () => {
    expect(await replied(groupText)).toEqual({
      msgtype: 'markdown',
      markdown: { title: '我单位排名', text: '@user001 \n\n中原区排第3名。' },
      at: { atUserIds: ['user001'], isAtAll: false },
    });
  });

  test('names the asker once, beside others who are mentioned', async () => {
    const document = message('x', [paragraph(mention('user001'), '和', mention('user002'))]);
    expect((await replied(groupText, document)).at?.atUserIds).toEqual(['user001', 'user002']);
  });

  test.each([
    ['in the direct chat', directText],
    ['to somebody without a staff id', { ...groupText, senderStaffId: '' }],
    ['to an id that is not one', { ...groupText, senderStaffId: '**all**' }],
  ])('%s mentions nobody', async (_, fields) => {
    const reply = await replied(fields);
    expect(reply.at).toBeUndefined();
    expect(reply.markdown.text).toBe('中原区排第3名。');
  });

  test('holds at most 20000 bytes, counted in Chinese and as JSON', async () => {
    const { fits, respond } = await taken(door, groupText);
    const of = (count: number) => message('长', [paragraph('通'.repeat(count))]);
    const overhead = Buffer.byteLength(respond(of(1)).body) - 3;
    const most = Math.floor((20_000 - overhead) / 3);
    expect(Buffer.byteLength(respond(of(most)).body)).toBeLessThanOrEqual(20_000);
    expect(fits(of(most))).toBe(true);
    expect(fits(of(most + 1))).toBe(false);
    // Line breaks and quotation marks take two bytes in JSON.
    expect(fits(message('长', [paragraph('"'.repeat(10_000))]))).toBe(false);
  });
});

describe('a message whose words the platform kept back', () => {
  const overQuota = { ...groupText, text: undefined, errorCode: '20001', errorMessage: '额度已用完' };

  test.each([
    ['over quota', overQuota, '20001'],
    [
      'with the code of the other documentation',
      { ...overQuota, errorCode: undefined, errCode: 20001 },
      '20001',
    ],
    ['with hardly any field', { errorCode: '30001' }, '30001'],
  ])('(%s) is answered by the door, and the operator is warned', async (_, fields, code) => {
    const outcome = await door.receive(callback(fields));
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    expect(outcome.warning).toContain(code);
    expect(Reply.parse(JSON.parse(outcome.response.body)).markdown.text).toMatch(/额度.*请/u);
  });
});
