import { describe, expect, test } from 'vitest';
import { createHttp } from '../../../src/channels/http.js';
import { createWecomChannel } from '../../../src/channels/wecom/index.js';
import { coded } from './fake-platform.js';
import { now, webhookConfig } from './platform-side.js';
import { bench, lastUrl, send } from './sending.js';

describe('sending through a group webhook', () => {
  test('posts markdown under the key, and learns no id', async () => {
    const { platform, channel } = bench(webhookConfig);
    platform.next('webhook/send', coded(0));
    expect(await send(channel, { kind: 'webhook' })).toEqual({ status: 'delivered' });
    expect(lastUrl(platform).toString()).toBe(
      `https://qyapi.example/cgi-bin/webhook/send?key=${webhookConfig.key}`,
    );
  });

  test.each([{ errcode: 0, errmsg: null }, { errcode: '0', errmsg: 'ok' }, { errcode: 0 }])(
    'the answer %j says that it was taken',
    async (answer) => {
      const { platform, channel } = bench(webhookConfig);
      platform.next('webhook/send', { status: 200, body: JSON.stringify(answer) });
      expect(await send(channel, { kind: 'webhook' })).toEqual({ status: 'delivered' });
    },
  );

  test('keeps a path of the base URL, as private deployments have it', async () => {
    const { platform, channel } = bench({ ...webhookConfig, baseUrl: 'https://gov.example/wecom/' });
    await send(channel, { kind: 'webhook' });
    expect(lastUrl(platform).pathname).toBe('/wecom/cgi-bin/webhook/send');
  });

  test('45009 asks for at least a minute of rest', async () => {
    const { platform, channel } = bench(webhookConfig);
    platform.next('webhook/send', coded(45009));
    const outcome = await send(channel, { kind: 'webhook' });
    expect(outcome.status === 'deferred' && outcome.retryAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(
      60_000,
    );
  });

  test.each([93000, 93004, 93008])('%d says that the route is dead', async (code) => {
    const { platform, channel } = bench(webhookConfig);
    platform.next('webhook/send', coded(code));
    expect(await send(channel, { kind: 'webhook' })).toMatchObject({
      status: 'refused',
      errorClass: 'route_dead',
    });
  });

  test('a port where nobody listens defers, through the real HTTP client', async () => {
    const { http, close } = createHttp();
    const config = { ...webhookConfig, baseUrl: 'http://127.0.0.1:1' };
    const channel = createWecomChannel('hook', config, { http, clock: { now: () => now } });
    expect(await send(channel, { kind: 'webhook' })).toMatchObject({
      status: 'deferred',
      code: 'no_connection',
    });
    await close();
  });
});
