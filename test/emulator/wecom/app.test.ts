import { describe, expect, test } from 'vitest';
import { smallCredentials, startSmallEmulator } from '../demo-world.js';
import { deadlinesByHand, type ServiceAnswer, startFakeService } from '../fake-service.js';
import { appAnswer, appKeys, appXml } from './service-side.js';

const question = { chatId: 'wecom:direct:zhang', userId: 'zhang', text: '我单位排名', mentionBot: false };

/** Asks a service that answers so, and returns what the chat shows. */
const ask = async (answer: (credentials: ReturnType<typeof smallCredentials>) => ServiceAnswer) => {
  const credentials = smallCredentials();
  const service = await startFakeService(() => answer(credentials));
  const { emulator } = await startSmallEmulator({ serviceUrl: service.url, credentials });
  const messages = await emulator.say(question);
  return { messages, last: messages.at(-1), service, credentials };
};

describe('the emulated self-built app', () => {
  test('sends what a person says as an encrypted XML callback', async () => {
    const { service, credentials } = await ask(() => '');
    const [callback] = service.received;
    if (callback === undefined) throw new Error('no callback');
    expect(callback.path).toBe('/wecom/app/app');
    expect(callback.query.get('timestamp')).toBe('1701651600');
    expect(appXml(credentials, callback)).toEqual({
      ToUserName: credentials.wecom.corpId,
      FromUserName: 'zhang',
      CreateTime: '1701651600',
      MsgType: 'text',
      Content: '我单位排名',
      MsgId: expect.stringMatching(/^\d{15,19}$/),
      AgentID: '1000002',
    });
  });

  test('shows the answer of the HTTP response, with the time it took', async () => {
    const { messages } = await ask((credentials) => appAnswer(credentials));
    expect(messages.map(({ from, content, format, via }) => [from.kind, content, format, via])).toEqual([
      ['person', '我单位排名', 'text', 'person'],
      ['bot', '第1名', 'text', 'response'],
    ]);
    expect(messages[1]?.tookMs).toBeGreaterThanOrEqual(0);
  });

  test('takes an empty body as the acknowledgement', async () => {
    const { messages } = await ask(() => '');
    expect(messages).toHaveLength(1);
  });

  test('tells the service that a person opened the app', async () => {
    const credentials = smallCredentials();
    const service = await startFakeService(() => appAnswer(credentials, { Content: '您好' }));
    const { emulator } = await startSmallEmulator({ serviceUrl: service.url, credentials });
    const messages = await emulator.enter({ userId: 'zhang', to: 'app' });
    const [callback] = service.received;
    if (callback === undefined) throw new Error('no callback');
    expect(appXml(credentials, callback)).toMatchObject({ MsgType: 'event', Event: 'enter_agent' });
    expect(messages.map(({ content }) => content)).toEqual(['您好']);
  });

  test.each<[string, Parameters<typeof ask>[0], string]>([
    [
      'a signature of another token',
      (own) => appAnswer(own, {}, { keys: { ...appKeys(own), token: 'x' } }),
      '签名',
    ],
    [
      'a ciphertext for another receiver',
      (own) => appAnswer(own, {}, { keys: { ...appKeys(own), receiveId: '' } }),
      'receiveid',
    ],
    [
      'another key',
      (own) => appAnswer(own, {}, { keys: { ...appKeys(own), encodingAesKey: 'A'.repeat(43) } }),
      '密文',
    ],
    ['people the wrong way round', (own) => appAnswer(own, { ToUserName: own.wecom.corpId }), 'ToUserName'],
    ['another sender', (own) => appAnswer(own, { FromUserName: 'zhang' }), 'FromUserName'],
    ['markdown, which this door does not take', (own) => appAnswer(own, { MsgType: 'markdown' }), 'markdown'],
    ['a text of 2049 bytes', (own) => appAnswer(own, { Content: '字'.repeat(683) }), '2049'],
    ['an empty text', (own) => appAnswer(own, { Content: '' }), 'Content'],
    [
      'a time that is no number',
      (own) => appAnswer(own, {}, { envelope: { TimeStamp: 'now' } }),
      'TimeStamp',
    ],
    ['an element too many', (own) => appAnswer(own, {}, { envelope: { Extra: '1' } }), 'Extra'],
    ['plain text', () => 'success', 'XML'],
    ['bytes that are no UTF-8', () => Buffer.from([0xff, 0xfe]), 'UTF-8'],
  ])('refuses %s and says what is wrong', async (_what, answer, named) => {
    const { messages, last, service } = await ask(answer);
    expect(last).toMatchObject({ format: 'system', via: 'emulator' });
    expect(last?.content).toContain('企业微信不接受这次应答');
    expect(last?.content).toContain(named);
    expect(messages).toHaveLength(2);
    expect(service.received).toHaveLength(1);
  });

  test('takes a text of exactly 2048 bytes', async () => {
    const { last } = await ask((own) => appAnswer(own, { Content: `${'字'.repeat(682)}ab` }));
    expect(last?.format).toBe('text');
  });
});

describe('WeCom tries a callback up to three times', () => {
  const start = async (answer: (count: number) => ServiceAnswer) => {
    const credentials = smallCredentials();
    const { limits, deadline, pass } = deadlinesByHand();
    const service = await startFakeService((_callback, count) => {
      const said = answer(count);
      if (said === 'silence') pass();
      return said;
    });
    const { emulator } = await startSmallEmulator({ serviceUrl: service.url, credentials, deadline });
    const xml = () => service.received.map((callback) => appXml(credentials, callback));
    return { emulator, service, xml, limits };
  };

  test.each<[string, ServiceAnswer]>([
    ['another status than 200', { status: 500 }],
    ['a redirect', { status: 302 }],
    ['a cut connection', 'cut'],
    ['five seconds of silence', 'silence'],
  ])('after %s, with the same MsgId under a new nonce', async (_what, fault) => {
    const { emulator, service, xml, limits } = await start((count) => (count < 3 ? fault : ''));
    expect(await emulator.say(question)).toHaveLength(1);
    expect(limits).toEqual([5000, 5000, 5000]);
    expect(service.received).toHaveLength(3);
    expect(new Set(xml().map(({ MsgId }) => MsgId)).size).toBe(1);
    expect(new Set(service.received.map(({ query }) => query.get('nonce'))).size).toBe(3);
  });

  test('and says that the service kept silent', async () => {
    const { emulator } = await start(() => 'silence');
    const messages = await emulator.say(question);
    expect(messages.at(-1)?.content).toContain('服务在 5 秒内没有应答，企业微信共发送了3次');
  });

  test('and then gives up, which the chat shows', async () => {
    const { emulator, service } = await start(() => ({ status: 503 }));
    const messages = await emulator.say(question);
    expect(service.received).toHaveLength(3);
    expect(messages.at(-1)?.content).toBe('服务返回了 HTTP 503，企业微信共发送了3次，这条消息没有得到回答。');
  });

  test('and redelivers on demand, the same message under a new nonce', async () => {
    const { emulator, service, xml } = await start(() => '');
    await expect(emulator.redeliver()).rejects.toThrow('emulator.nothing_to_redeliver');
    await emulator.say(question);
    expect(await emulator.redeliver()).toEqual({ tries: 1, answer: '', messages: [] });
    expect(new Set(xml().map(({ MsgId }) => MsgId)).size).toBe(1);
    expect(new Set(service.received.map(({ query }) => query.get('nonce'))).size).toBe(2);
  });
});

describe('saying something', () => {
  test('needs a service to say it to', async () => {
    const { emulator } = await startSmallEmulator();
    await expect(emulator.say(question)).rejects.toThrow('emulator.not_connected');
  });

  test.each([
    [{ chatId: 'nowhere' }, 'emulator.unknown_chat'],
    [{ userId: 'li' }, 'emulator.not_member'],
    [{ userId: 'nobody' }, 'emulator.not_member'],
  ])('needs a chat and one of its members: %j', async (wrong, code) => {
    const { emulator } = await startSmallEmulator();
    await expect(emulator.say({ ...question, ...wrong })).rejects.toThrow(code);
    expect(emulator.transcript.all()).toEqual([]);
  });

  test('reaches a service that is connected later', async () => {
    const service = await startFakeService(() => '');
    const { emulator } = await startSmallEmulator();
    emulator.connect(service.url);
    await emulator.say(question);
    expect(service.received).toHaveLength(1);
  });
});
