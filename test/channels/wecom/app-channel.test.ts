import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { coded } from './fake-platform.js';
import { appConfig } from './platform-side.js';
import { bench, lastUrl, person, send } from './sending.js';

describe('sending through a self-built app', () => {
  test('posts markdown to one member, with the duplicate check on', async () => {
    const { platform, channel } = bench(appConfig);
    expect(await send(channel, person)).toEqual({ status: 'delivered', providerId: 'm1' });
    expect(platform.accepted).toEqual([
      {
        msgtype: 'markdown',
        markdown: { content: '第3名' },
        touser: 'ZhongYuan',
        agentid: 1000002,
        enable_duplicate_check: 1,
        duplicate_check_interval: expect.any(Number),
      },
    ]);
    expect(lastUrl(platform).pathname).toBe('/cgi-bin/message/send');
    expect(lastUrl(platform).searchParams.get('access_token')).toBe('access-token-1');
  });

  test('a retry is the same to the byte, and another message of the same words is not', async () => {
    const { platform, channel } = bench(appConfig);
    await send(channel, person, 'reply/app/1#0');
    await send(channel, person, 'reply/app/1#0');
    await send(channel, person, 'reply/app/2#0');
    const bodies = platform.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(bodies[1]).toBe(bodies[0]);
    expect(bodies[2]).not.toBe(bodies[0]);
    const Interval = z.object({ duplicate_check_interval: z.number().int().min(10_800).max(14_400) });
    for (const body of platform.accepted) expect(Interval.safeParse(body).success).toBe(true);
  });

  test.each([
    ['invaliduser', { invaliduser: 'zhongyuan' }],
    ['invaliduser', { invaliduser: ['zhongyuan'] }],
    ['unlicenseduser', { unlicenseduser: 'zhongyuan' }],
  ])('a recipient in %s is refused, whatever the code 0 says', async (code, lists) => {
    const { platform, channel } = bench(appConfig);
    platform.next('message/send', coded(0, { invaliduser: '', unlicenseduser: '', msgid: 'm', ...lists }));
    expect(await send(channel, person)).toMatchObject({ status: 'refused', errorClass: 'recipient', code });
  });

  test.each(['@all', 'a|b', '', 'a b', '|', 'x'.repeat(200)])(
    'the user id %j, which may mean many people, is never sent',
    async (userId) => {
      const { platform, channel } = bench(appConfig);
      expect(await send(channel, { kind: 'person', userId })).toMatchObject({
        status: 'refused',
        errorClass: 'recipient',
      });
      expect(platform.requests).toEqual([]);
    },
  );

  test('a member of a linked enterprise is one person', async () => {
    const { channel } = bench(appConfig);
    expect((await send(channel, { kind: 'person', userId: 'wwCorp01/zhang.san' })).status).toBe('delivered');
  });

  test('the address that WeCom saw is in the advice to 60020', async () => {
    const { platform, channel } = bench(appConfig);
    const errmsg = 'not allow to access from your ip, hint: [17016], from ip: 203.0.113.7, more info';
    platform.next('message/send', { status: 200, body: JSON.stringify({ errcode: 60020, errmsg }) });
    expect(await send(channel, person)).toMatchObject({
      status: 'refused',
      errorClass: 'configuration',
      code: '60020',
      advice: expect.stringContaining('203.0.113.7'),
    });
  });

  test.each([
    ['a code inside a 502', { status: 502, body: '{"errcode":45009,"errmsg":"x"}' }, 'deferred', '45009'],
    ['a 0 inside a 502', { status: 502, body: '{"errcode":0,"errmsg":"ok"}' }, 'deferred', 'http_502'],
    ['JSON without a code', { status: 200, body: '{"ok":true}' }, 'deferred', 'not_json'],
    ['a firewall', { status: 403, body: '<html>' }, 'deferred', 'http_403'],
    ['a code nobody knows', coded(99_999), 'refused', '99999'],
  ] as const)('after %s', async (_, answer, status, code) => {
    const { platform, channel } = bench(appConfig);
    platform.next('message/send', answer);
    expect(await send(channel, person)).toMatchObject({ status, code });
  });
});
