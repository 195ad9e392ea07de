import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { createRecorder, type RecordedCallback, type Recorder } from '../support/recorder.js';

/** The platforms' own callbacks, made by the emulator's own cipher and signatures, with one thing changed. */
let demo: RunningDemo;
let recorder: Recorder;
beforeAll(async () => {
  demo = await runDemo();
  recorder = await createRecorder(demo.service.url);
  demo.emulator.connect(recorder.url);
});
afterAll(async () => {
  await recorder.close();
  await demo.remove();
});

const entries = async (): Promise<number> => {
  const { store } = demo.service.house;
  const states = ['received', 'answered', 'failed'] as const;
  const found = await Promise.all(
    states.map((state) => store.find('inbox', { index: 'byState', equals: [state] })),
  );
  return found.flat().length;
};

/** Another sign of the same alphabet at a place. */
const flipped = (text: string, at: number): string => {
  const sign = text.charAt(at);
  const other = /\d/.test(sign) ? String((Number(sign) + 1) % 10) : sign === 'A' ? 'B' : 'A';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
};

const inQuery = (callback: RecordedCallback, name: string): RecordedCallback => {
  const url = new URL(callback.path, 'http://service');
  const value = url.searchParams.get(name) ?? '';
  url.searchParams.set(name, flipped(value, value.length - 1));
  return { ...callback, path: `${url.pathname}${url.search}` };
};

const inHeader = (callback: RecordedCallback, name: string): RecordedCallback => {
  const value = callback.headers[name] ?? '';
  return {
    ...callback,
    headers: { ...callback.headers, [name]: flipped(value, Math.floor(value.length / 2)) },
  };
};

const cipherStart = (body: string): number =>
  body.includes('<Encrypt>')
    ? body.indexOf('<Encrypt>') + '<Encrypt><![CDATA['.length
    : body.indexOf('":"') + 3;

const inBody = (callback: RecordedCallback): RecordedCallback => ({
  ...callback,
  body: flipped(callback.body, cipherStart(callback.body) + 40),
});

describe.each([
  ['the WeCom app', chats.wecom.direct('zhongyuan')],
  ['the WeCom bot', chats.wecom.zhongyuan],
])('a callback of %s', (_door, chatId) => {
  let genuine: RecordedCallback;
  beforeEach(async () => {
    await demo.ask(chatId, 'zhongyuan', '我单位排名');
    const last = recorder.recorded.at(-1);
    if (last === undefined) throw new Error('nothing recorded');
    genuine = last;
  });

  test('is accepted as it is, and a repeat has no second effect', async () => {
    const before = await entries();
    expect((await recorder.post(genuine)).status).toBe(200);
    expect(await entries()).toBe(before);
  });

  test.each([
    ['ciphertext', inBody],
    ['signature', (one: RecordedCallback) => inQuery(one, 'msg_signature')],
    ['timestamp', (one: RecordedCallback) => inQuery(one, 'timestamp')],
    ['nonce', (one: RecordedCallback) => inQuery(one, 'nonce')],
  ])('with one sign of its %s changed is refused, bare and without effect', async (_what, change) => {
    const before = await entries();
    const refused = await recorder.post(change(genuine));
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect((await refused.text()).length).toBeLessThan(30);
    expect(await entries()).toBe(before);
  });

  test('in plain text, oversized or with a DOCTYPE is refused', async () => {
    const before = await entries();
    const bodies = [
      '{"msgtype":"text","text":{"content":"我单位排名"}}',
      '<xml><MsgType>text</MsgType><Content>我单位排名</Content></xml>',
      `<!DOCTYPE xml [<!ENTITY a "b">]>${genuine.body}`,
      genuine.body.padEnd(2 * 1024 * 1024, ' '),
      '',
    ];
    for (const body of bodies) {
      const { status } = await recorder.post({ ...genuine, body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(await entries()).toBe(before);
  });

  test('an hour later is stale', async () => {
    const before = await entries();
    demo.clock.moveTo(new Date(demo.clock.now().getTime() + 3_600_000));
    expect((await recorder.post(genuine)).status).toBe(403);
    expect(await entries()).toBe(before);
  });
});

describe('a callback of the DingTalk robot', () => {
  let genuine: RecordedCallback;
  beforeEach(async () => {
    await demo.ask(chats.dingtalk.zhongyuan, 'zhongyuan', '我单位排名');
    const last = recorder.recorded.at(-1);
    if (last === undefined) throw new Error('nothing recorded');
    genuine = last;
  });

  test('is accepted as it is, and a repeat has no second effect', async () => {
    const before = await entries();
    expect((await recorder.post(genuine)).status).toBe(200);
    expect(await entries()).toBe(before);
  });

  test.each(['sign', 'timestamp'])(
    'with one sign of its %s changed is refused without effect',
    async (name) => {
      const before = await entries();
      const { status } = await recorder.post(inHeader(genuine, name));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(await entries()).toBe(before);
    },
  );

  test('an hour and a minute later is stale', async () => {
    const before = await entries();
    demo.clock.moveTo(new Date(demo.clock.now().getTime() + 3_660_000));
    const { status } = await recorder.post(genuine);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await entries()).toBe(before);
  });
});
