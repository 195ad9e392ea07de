import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callApi, type EmulatorUnderTest, startSmallEmulator } from '../demo-world.js';

let world: EmulatorUnderTest;
beforeEach(async () => {
  world = await startSmallEmulator();
});

const ok = { errcode: 0 };
const said = (chatId: string): string[] => world.emulator.transcript.of(chatId).map(({ content }) => content);
const later = (ms: number): void => world.clock.moveTo(new Date(world.clock.now().getTime() + ms));

describe('the group webhook', () => {
  const post = (body: unknown, channel = 'area-hook') =>
    callApi(
      world.emulator,
      `/cgi-bin/webhook/send?key=${world.credentials.wecom.webhooks[channel] ?? 'none'}`,
      body,
    );
  const text = (content: string, more: object = {}) => ({ msgtype: 'text', text: { content, ...more } });

  test('shows a text, and wakes whom its list names', async () => {
    const { status, json } = await post(text('到期提醒', { mentioned_list: ['zhang', 'nobody'] }));
    expect([status, json]).toMatchObject([200, ok]);
    expect(world.emulator.transcript.of('wrGroup01')).toMatchObject([
      { content: '到期提醒', mentions: ['zhang'], via: 'push', format: 'text' },
    ]);
  });

  test.each([
    ['an unknown key', 'no-such-hook', text('a'), 93000],
    ['the key of a robot that is in no group', 'lost-hook', text('a'), 93000],
    ['a kind that it has not', 'area-hook', { msgtype: 'poem', poem: {} }, 40008],
    ['no content', 'area-hook', text(''), 44004],
    ['a text of more than 2048 bytes', 'area-hook', text('字'.repeat(683)), 40058],
    [
      'a markdown of more than 4096 bytes',
      'area-hook',
      { msgtype: 'markdown', markdown: { content: '字'.repeat(1366) } },
      40058,
    ],
  ])('refuses %s inside HTTP 200', async (_what, channel, body, errcode) => {
    const { status, json } = await post(body, channel);
    expect([status, json]).toMatchObject([200, { errcode }]);
    expect(world.emulator.transcript.all()).toEqual([]);
  });

  test('takes a text of 2048 bytes to the byte', async () => {
    expect((await post(text(`${'字'.repeat(682)}ab`))).json).toMatchObject(ok);
  });

  test('takes twenty a minute; the next minute is free again', async () => {
    for (let count = 0; count < 20; count += 1) expect((await post(text('a'))).json).toMatchObject(ok);
    expect((await post(text('b'))).json).toMatchObject({ errcode: 45009 });
    later(60_001);
    expect((await post(text('c'))).json).toMatchObject(ok);
    expect(said('wrGroup01')).toHaveLength(21);
  });
});

describe('message/send of the app', () => {
  const token = async (): Promise<string> => {
    const { corpId, corpSecret } = world.credentials.wecom;
    const { json } = await callApi(
      world.emulator,
      `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${corpSecret}`,
    );
    return z.object({ access_token: z.string() }).parse(json).access_token;
  };
  const send = async (body: unknown, withToken?: string) =>
    callApi(world.emulator, `/cgi-bin/message/send?access_token=${withToken ?? (await token())}`, body);
  const message = (more: object = {}) => ({
    touser: 'zhang',
    agentid: 1000002,
    msgtype: 'text',
    text: { content: '已私信回复' },
    ...more,
  });

  test('writes to each person named, and says who is unknown', async () => {
    const { json } = await send(message({ touser: 'zhang|wang|li-si' }));
    // 王五 has no WeCom.
    expect(json).toMatchObject({ errcode: 0, invaliduser: 'wang' });
    expect(said('wecom:direct:zhang')).toEqual(['已私信回复']);
    expect(said('wecom:direct:li-si')).toEqual(['已私信回复']);
  });

  test.each([
    ['another agent', message({ agentid: 1 }), 301002],
    ['nobody', message({ touser: '' }), 82001],
    ['unknown people only', message({ touser: 'wang' }), 81013],
    ['a text of more than 2048 bytes', message({ text: { content: '字'.repeat(683) } }), 45002],
    ['an empty text', message({ text: { content: '' } }), 44004],
    [
      'JSON written with escapes',
      '{"touser":"zhang","agentid":1000002,"msgtype":"text","text":{"content":"\\u5df2"}}',
      40033,
    ],
  ])('refuses %s inside HTTP 200', async (_what, body, errcode) => {
    expect((await send(body)).json).toMatchObject({ errcode });
    expect(world.emulator.transcript.all()).toEqual([]);
  });

  test.each([
    ['none', '', 41001],
    ['an unknown one', 'abc', 40014],
  ])('wants its token: %s', async (_what, one, errcode) => {
    expect((await send(message(), one)).json).toMatchObject({ errcode });
  });

  test('a token ends after two hours', async () => {
    const old = await token();
    later(7200_001);
    expect((await send(message(), old)).json).toMatchObject({ errcode: 42001 });
    expect((await send(message())).json).toMatchObject(ok);
  });

  test('gives no token for a wrong secret, and shows no secret in its log', async () => {
    const { corpId } = world.credentials.wecom;
    const { json } = await callApi(world.emulator, `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=wrong-one`);
    expect(json).toMatchObject({ errcode: 40001 });
    expect(JSON.stringify(world.emulator.calls)).not.toContain('wrong-one');
  });

  test('drops a repeat inside the interval, and only there', async () => {
    const checked = message({ enable_duplicate_check: 1, duplicate_check_interval: 3600 });
    const first = await send(checked);
    const again = await send(checked);
    expect(again.json).toMatchObject({
      errcode: 0,
      msgid: z.object({ msgid: z.string() }).parse(first.json).msgid,
    });
    expect(said('wecom:direct:zhang')).toHaveLength(1);
    later(3600_001);
    await send(checked);
    expect(said('wecom:direct:zhang')).toHaveLength(2);
  });
});
