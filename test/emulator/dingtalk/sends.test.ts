import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callApi, type EmulatorUnderTest, startSmallEmulator } from '../demo-world.js';

let world: EmulatorUnderTest;
beforeEach(async () => {
  world = await startSmallEmulator();
});

const said = (chatId: string): string[] => world.emulator.transcript.of(chatId).map(({ content }) => content);
const later = (ms: number): void => world.clock.moveTo(new Date(world.clock.now().getTime() + ms));

describe('the group robot', () => {
  const post = (body: unknown, options: { name?: string; secret?: string; at?: number } = {}) => {
    const robot = world.credentials.dingtalk.webhooks[options.name ?? 'area-ding'];
    if (robot === undefined) throw new Error('no such robot');
    const { secret = robot.secret, at = world.clock.now().getTime() } = options;
    const sign = createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');
    const query = new URLSearchParams({ access_token: robot.accessToken, timestamp: String(at), sign });
    return callApi(world.emulator, `/robot/send?${query}`, body);
  };
  const text = (content: string, more: object = {}) => ({ msgtype: 'text', text: { content }, ...more });

  test('shows what is signed rightly', async () => {
    expect((await post(text('到期提醒'))).json).toMatchObject({ errcode: 0 });
    expect(said('cidGroup01==')).toEqual(['到期提醒']);
  });

  test('refuses another secret, and a time more than an hour off', async () => {
    expect((await post(text('a'), { secret: 'SECother' })).json).toMatchObject({ errcode: 310000 });
    const at = world.clock.now().getTime() - 3_600_001;
    expect((await post(text('a'), { at })).json).toMatchObject({ errcode: 310000 });
    expect(said('cidGroup01==')).toEqual([]);
  });

  test('refuses a robot that is in no group', async () => {
    expect((await post(text('a'), { name: 'lost-ding' })).json).toMatchObject({ errcode: 400101 });
  });

  test('shows a message with the same msgUuid once', async () => {
    await post(text('a', { msgUuid: 'one' }));
    expect((await post(text('a', { msgUuid: 'one' }))).json).toMatchObject({ errcode: 0 });
    await post(text('a', { msgUuid: 'two' }));
    expect(said('cidGroup01==')).toHaveLength(2);
  });

  test('is closed for ten minutes by the twenty-first in a minute', async () => {
    for (let count = 0; count < 20; count += 1) await post(text('a'));
    expect((await post(text('b'))).json).toMatchObject({ errcode: 130101 });
    later(9 * 60_000);
    expect((await post(text('c'))).json).toMatchObject({ errcode: 130101 });
    later(61_000);
    expect((await post(text('d'))).json).toMatchObject({ errcode: 0 });
    expect(said('cidGroup01==')).toHaveLength(21);
  });
});

describe('messages to people', () => {
  const Token = z.object({ accessToken: z.string() });
  const token = async (): Promise<string> => {
    const { appKey, appSecret } = world.credentials.dingtalk;
    const { json } = await callApi(world.emulator, '/v1.0/oauth2/accessToken', { appKey, appSecret });
    return Token.parse(json).accessToken;
  };
  const send = async (more: object = {}, withToken?: string) =>
    callApi(
      world.emulator,
      '/v1.0/robot/oToMessages/batchSend',
      {
        robotCode: world.credentials.dingtalk.appKey,
        userIds: ['zhang'],
        msgKey: 'sampleText',
        msgParam: JSON.stringify({ content: '已私信回复' }),
        ...more,
      },
      { 'x-acs-dingtalk-access-token': withToken ?? (await token()) },
    );

  test('reach the people named; HTTP 200 names those it did not reach', async () => {
    const { status, json } = await send({ userIds: ['zhang', 'nobody'] });
    expect([status, json]).toMatchObject([200, { invalidStaffIdList: ['nobody'] }]);
    expect(said('dingtalk:direct:zhang')).toEqual(['已私信回复']);
  });

  test.each([
    ['no people', { userIds: [] }],
    ['more than twenty people', { userIds: Array.from({ length: 21 }, () => 'zhang') }],
    ['another robot', { robotCode: 'other' }],
    ['a parameter that is no JSON text', { msgParam: { content: 'a' } }],
    ['a kind that it has not', { msgKey: 'samplePoem' }],
    ['more than 15000 bytes', { msgParam: JSON.stringify({ content: '字'.repeat(5000) }) }],
  ])('are refused with %s', async (_what, more) => {
    expect((await send(more)).status).toBe(400);
    expect(world.emulator.transcript.all()).toEqual([]);
  });

  test('want a token that is still good', async () => {
    expect((await send({}, 'none')).json).toMatchObject({ code: 'InvalidAuthentication' });
    const old = await token();
    later(7200_001);
    expect((await send({}, old)).json).toMatchObject({ code: 'InvalidAuthentication' });
  });

  test('no token for a wrong secret', async () => {
    const { appKey } = world.credentials.dingtalk;
    const { status } = await callApi(world.emulator, '/v1.0/oauth2/accessToken', { appKey, appSecret: 'x' });
    expect(status).toBe(400);
  });
});
