import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callApi, smallCredentials, startSmallEmulator } from '../demo-world.js';
import { type ServiceAnswer, startFakeService } from '../fake-service.js';

const question = { chatId: 'cidGroup01==', userId: 'zhang', text: '我单位排名', mentionBot: true };
const text = (content: string, at: object = {}) => ({ msgtype: 'text', text: { content }, at });

const RobotMessage = z.object({
  conversationType: z.string(),
  senderStaffId: z.string(),
  text: z.object({ content: z.string() }),
  sessionWebhook: z.url(),
  sessionWebhookExpiredTime: z.number(),
  robotCode: z.string(),
  msgId: z.string(),
});

const ask = async (answer: ServiceAnswer, said = question) => {
  const credentials = smallCredentials();
  const service = await startFakeService(() => answer);
  const world = await startSmallEmulator({ serviceUrl: service.url, credentials });
  const messages = await world.emulator.say(said);
  const [callback] = service.received;
  if (callback === undefined) throw new Error('no callback');
  return { ...world, messages, callback, message: RobotMessage.parse(JSON.parse(callback.body)) };
};

describe('the emulated robot', () => {
  test('sends what is said with its time and signature, of the mention only a blank', async () => {
    const { callback, message, credentials } = await ask('{"msgtype":"empty"}');
    expect(callback.path).toBe('/dingtalk/robot/robot');
    const { timestamp, sign } = callback.headers;
    const { appKey, appSecret } = credentials.dingtalk;
    expect(sign).toBe(createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`).digest('base64'));
    expect(message).toMatchObject({
      conversationType: '2',
      senderStaffId: 'zhang',
      text: { content: ' 我单位排名' },
      robotCode: appKey,
    });
  });

  test('says nothing of a group in a direct chat', async () => {
    const { message } = await ask('{"msgtype":"empty"}', { ...question, chatId: 'dingtalk:direct:zhang' });
    expect(message).toMatchObject({ conversationType: '1', text: { content: '我单位排名' } });
  });

  test('shows the answer of the response; a mention needs the list and the text', async () => {
    const both = await ask(JSON.stringify(text('@zhang 第1名', { atUserIds: ['zhang'] })));
    expect(both.messages.at(-1)).toMatchObject({ content: '@zhang 第1名', mentions: ['zhang'] });
    const half = await ask(JSON.stringify(text('第1名', { atUserIds: ['zhang'] })));
    expect(half.messages.find(({ content }) => content === '第1名')?.mentions).toEqual([]);
    expect(half.messages.at(-1)).toMatchObject({ format: 'system' });
  });

  test.each([
    '',
    'ok',
    '{}',
    '{"msgtype":"feedCard"}',
    `{"msgtype":"text","text":{"content":"${'字'.repeat(6700)}"}}`,
  ])('does not accept the answer %.20s', async (answer) => {
    const { messages } = await ask(answer);
    expect(messages.at(-1)).toMatchObject({ format: 'system' });
  });
});

describe('sessionWebhook', () => {
  test('takes answers until it expires', async () => {
    const { message, emulator, clock } = await ask('{"msgtype":"empty"}');
    expect((await callApi(emulator, message.sessionWebhook, text('稍后的回答'))).json).toMatchObject({
      errcode: 0,
    });
    expect(emulator.transcript.of('cidGroup01==').at(-1)).toMatchObject({
      content: '稍后的回答',
      via: 'reply',
    });
    clock.moveTo(new Date(message.sessionWebhookExpiredTime + 1));
    const late = await callApi(emulator, message.sessionWebhook, text('太晚'));
    expect(late.json).not.toMatchObject({ errcode: 0 });
    expect(emulator.transcript.of('cidGroup01==').at(-1)?.content).toBe('稍后的回答');
  });
});
