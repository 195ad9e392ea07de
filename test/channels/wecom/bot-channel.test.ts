import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../src/inbox/event.js';
import { coded } from './fake-platform.js';
import { botConfig } from './platform-side.js';
import { bench, send } from './sending.js';

describe('answering by response_url', () => {
  const url = 'https://qyapi.example/cgi-bin/aibot/response?response_code=c0de';
  const open: Destination = { kind: 'response_url', url, expiresAt: '2023-12-04T02:00:00.000Z' };

  test('posts plain markdown, neither encrypted nor with a token', async () => {
    const { platform, channel } = bench(botConfig);
    expect((await send(channel, open)).status).toBe('delivered');
    expect(platform.requests).toHaveLength(1);
    expect(platform.requests[0]?.url).toBe(url);
    expect(platform.accepted).toEqual([{ msgtype: 'markdown', markdown: { content: '第3名' } }]);
  });

  test('after the hour the address is not called any more', async () => {
    const { platform, clock, channel } = bench(botConfig);
    clock.forward(3_600_000 - 1);
    expect((await send(channel, open)).status).toBe('delivered');
    clock.forward(1);
    expect(await send(channel, open)).toMatchObject({ status: 'refused', errorClass: 'route_dead' });
    expect(platform.requests).toHaveLength(1);
  });

  test('an address elsewhere is never called', async () => {
    const { platform, channel } = bench(botConfig);
    const foreign = { ...open, url: 'https://evil.example/cgi-bin/aibot/response' };
    expect(await send(channel, foreign)).toMatchObject({ status: 'refused', errorClass: 'route_dead' });
    expect(platform.requests).toEqual([]);
  });

  test.each([
    [99_999, 'route_dead'],
    [45009, 'route_dead'],
    [-1, 'route_dead'],
    [40008, 'content'],
    [40058, 'size'],
  ])('%d ends this address (%s)', async (code, errorClass) => {
    const { platform, channel } = bench(botConfig);
    platform.next('aibot/response', coded(code));
    expect(await send(channel, open)).toMatchObject({ status: 'refused', errorClass, code: String(code) });
  });
});
