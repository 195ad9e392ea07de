import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../../src/emulator/index.js';
import { callApi, smallCredentials, startSmallEmulator } from '../demo-world.js';
import { type ReceivedCallback, type ServiceAnswer, startFakeService } from '../fake-service.js';
import { botAnswer, botJson, botKeys, streamOf } from './service-side.js';

const question = { chatId: 'wrGroup01', userId: 'zhang', text: '我单位排名', mentionBot: true };

/** Asks a service that answers so, and returns what the group shows. */
const ask = async (answer: (credentials: Credentials, callback: ReceivedCallback) => ServiceAnswer) => {
  const credentials = smallCredentials();
  const service = await startFakeService((callback) => answer(credentials, callback));
  const world = await startSmallEmulator({ serviceUrl: service.url, credentials });
  const messages = await world.emulator.say(question);
  const [callback] = service.received;
  if (callback === undefined) throw new Error('no callback');
  return { ...world, messages, last: messages.at(-1), service, callback };
};

describe('the emulated 智能机器人', () => {
  test('sends what is said in a group as an encrypted JSON callback, with the mention and a way to answer later', async () => {
    const { callback, credentials } = await ask(() => '');
    expect(callback.path).toBe('/wecom/bot/helper');
    const message = botJson(credentials, callback);
    expect(message).toMatchObject({
      chatid: 'wrGroup01',
      chattype: 'group',
      from: { userid: 'zhang' },
      msgtype: 'text',
    });
    expect(message.text?.content).toMatch(/^@通报助手\s+我单位排名$/);
    expect(message.response_url).toMatch(/response_code=/);
  });

  test('shows a finished stream as markdown', async () => {
    const { messages } = await ask((credentials, callback) =>
      botAnswer(credentials, callback, streamOf('**第1名**')),
    );
    expect(messages.at(-1)).toMatchObject({ content: '**第1名**', format: 'markdown', via: 'response' });
  });

  test.each<[string, Parameters<typeof ask>[0], string]>([
    ['in plain text', () => JSON.stringify(streamOf('第1名')), '应答'],
    [
      'under another key',
      (credentials, callback) =>
        botAnswer(credentials, callback, streamOf('第1名'), {
          keys: { ...botKeys(credentials), token: 'another' },
        }),
      '签名',
    ],
    [
      'with a nonce of its own',
      (credentials, callback) => botAnswer(credentials, callback, streamOf('第1名'), { nonce: 'own' }),
      'nonce',
    ],
    [
      'with a time in milliseconds',
      (credentials, callback) =>
        botAnswer(credentials, callback, streamOf('第1名'), { envelope: { timestamp: 1701651600000 } }),
      '应答',
    ],
    [
      'of a kind that does not go here',
      (credentials, callback) =>
        botAnswer(credentials, callback, { msgtype: 'text', text: { content: 'a' } }),
      'text',
    ],
    [
      'that never finishes',
      (credentials, callback) =>
        botAnswer(credentials, callback, {
          msgtype: 'stream',
          stream: { id: 's', finish: false, content: 'a' },
        }),
      'finish',
    ],
    [
      'of more than 20480 bytes',
      (credentials, callback) => botAnswer(credentials, callback, streamOf('字'.repeat(6827))),
      '字节',
    ],
  ])('does not accept an answer %s, and says why', async (_what, answer, why) => {
    const { last } = await ask(answer);
    expect(last).toMatchObject({ format: 'system' });
    expect(last?.content).toContain(why);
  });

  test('greets at the entry, where only a text goes', async () => {
    const credentials = smallCredentials();
    const service = await startFakeService((callback) =>
      botAnswer(credentials, callback, { msgtype: 'text', text: { content: '您好' } }),
    );
    const { emulator } = await startSmallEmulator({ serviceUrl: service.url, credentials });
    const messages = await emulator.enter({ userId: 'zhang', to: 'bot' });
    expect(messages.map(({ content }) => content)).toEqual(['您好']);
  });
});

describe('response_url', () => {
  const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });

  test('takes one answer, within the hour', async () => {
    const { callback, credentials, emulator } = await ask(() => '');
    const url = botJson(credentials, callback).response_url ?? '';
    expect((await callApi(emulator, url, markdown('稍后的回答'))).json).toMatchObject({ errcode: 0 });
    expect((await callApi(emulator, url, markdown('再来一次'))).json).toMatchObject({ errcode: 42022 });
    expect(emulator.transcript.of('wrGroup01').at(-1)).toMatchObject({ content: '稍后的回答', via: 'reply' });
  });

  test('is closed after an hour, and for whoever guesses', async () => {
    const { callback, credentials, emulator, clock } = await ask(() => '');
    const url = botJson(credentials, callback).response_url ?? '';
    clock.moveTo(new Date(clock.now().getTime() + 3_600_001));
    expect((await callApi(emulator, url, markdown('太晚'))).json).toMatchObject({ errcode: 40029 });
    const guessed = `/cgi-bin/aibot/response?response_code=${randomBytes(8).toString('hex')}`;
    expect((await callApi(emulator, guessed, markdown('a'))).json).toMatchObject({ errcode: 40029 });
  });

  test('is used up by a refused answer, too', async () => {
    const { callback, credentials, emulator } = await ask(() => '');
    const url = botJson(credentials, callback).response_url ?? '';
    expect((await callApi(emulator, url, { msgtype: 'text', text: { content: 'a' } })).json).toMatchObject({
      errcode: 40008,
    });
    expect((await callApi(emulator, url, markdown('a'))).json).toMatchObject({ errcode: 42022 });
  });
});
