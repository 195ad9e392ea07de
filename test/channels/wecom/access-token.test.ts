import { describe, expect, test } from 'vitest';
import { type HttpAnswer, HttpFailure } from '../../../src/channels/http.js';
import { coded } from './fake-platform.js';
import { appConfig } from './platform-side.js';
import { bench, lastUrl, person, send } from './sending.js';

describe('the access token of an app', () => {
  test('is fetched once for many sends at the same time', async () => {
    const { platform, channel } = bench(appConfig);
    const outcomes = await Promise.all(Array.from({ length: 5 }, (_, n) => send(channel, person, `k${n}`)));
    expect(outcomes.every(({ status }) => status === 'delivered')).toBe(true);
    expect(platform.calls('gettoken')).toBe(1);
    expect(platform.calls('message/send')).toBe(5);
  });

  test('is replaced five minutes before it ends', async () => {
    const { platform, clock, channel } = bench(appConfig);
    await send(channel, person);
    clock.forward((7200 - 301) * 1000);
    await send(channel, person);
    expect(platform.calls('gettoken')).toBe(1);
    clock.forward(2000);
    await send(channel, person);
    expect(platform.calls('gettoken')).toBe(2);
  });

  test('that lives shorter than the margin is still used for half its life', async () => {
    const { platform, clock, channel } = bench(appConfig);
    platform.next('gettoken', coded(0, { access_token: 'short', expires_in: 100 }));
    await send(channel, person);
    clock.forward(49_000);
    await send(channel, person);
    expect(platform.calls('gettoken')).toBe(1);
    clock.forward(2000);
    await send(channel, person);
    expect(platform.calls('gettoken')).toBe(2);
  });

  test.each([40014, 42001])(
    'answered with %d is fetched anew, and the message sent once more',
    async (code) => {
      const { platform, channel } = bench(appConfig);
      platform.next('message/send', coded(code));
      expect((await send(channel, person)).status).toBe('delivered');
      expect(platform.calls('gettoken')).toBe(2);
      expect(platform.calls('message/send')).toBe(2);
      expect(lastUrl(platform).searchParams.get('access_token')).toBe('access-token-2');
    },
  );

  test('answered with 42001 twice is not tried a third time', async () => {
    const { platform, clock, channel } = bench(appConfig);
    platform.next('message/send', coded(42001), coded(42001), coded(0));
    const outcome = await send(channel, person);
    expect(outcome).toMatchObject({ status: 'deferred', errorClass: 'refresh_token', code: '42001' });
    expect(outcome.status === 'deferred' && outcome.retryAt > clock.now()).toBe(true);
    expect(platform.calls('message/send')).toBe(2);
  });

  test('a late 42001 for the old token does not throw away the new one', async () => {
    const { platform, channel } = bench(appConfig);
    let answerLate: (answer: HttpAnswer) => void = () => undefined;
    const late = new Promise<HttpAnswer>((resolve) => {
      answerLate = resolve;
    });
    platform.next('message/send', late, coded(42001));
    const first = send(channel, person, 'k1');
    await expect.poll(() => platform.calls('message/send')).toBe(1);
    expect((await send(channel, person, 'k2')).status).toBe('delivered');
    answerLate(coded(42001));
    expect((await first).status).toBe('delivered');
    expect(platform.calls('gettoken')).toBe(2);
  });

  test.each([
    [40001, 'configuration'],
    [40013, 'configuration'],
    [41004, 'configuration'],
    [60020, 'configuration'],
  ])('refused with %d is not asked for again for ten minutes', async (code, errorClass) => {
    const { platform, clock, channel } = bench(appConfig);
    platform.next('gettoken', coded(code), coded(code));
    for (let tries = 0; tries < 20; tries += 1) {
      expect(await send(channel, person)).toMatchObject({
        status: 'refused',
        errorClass,
        code: String(code),
      });
    }
    expect(platform.calls('gettoken')).toBe(1);
    clock.forward(10 * 60 * 1000);
    await send(channel, person);
    expect(platform.calls('gettoken')).toBe(2);
    expect(platform.calls('message/send')).toBe(0);
  });

  test.each([
    ['no answer', new HttpFailure('no answer', true)],
    ['a page', { status: 200, body: '<html>' }],
    ['a 503', { status: 503, body: '' }],
    ['-1', coded(-1)],
    ['a 0 without a token', coded(0)],
  ])('that did not come (%s) defers the message, which surely was not sent', async (_, answer) => {
    const { platform, channel } = bench(appConfig);
    platform.next('gettoken', answer);
    expect((await send(channel, person)).status).toBe('deferred');
    expect(platform.calls('message/send')).toBe(0);
    expect((await send(channel, person)).status).toBe('delivered');
  });
});
