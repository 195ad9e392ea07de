import { describe, expect, test } from 'vitest';
import { HttpFailure } from '../../../src/channels/http.js';
import type { Channel } from '../../../src/delivery/channel.js';
import { coded } from './fake-platform.js';
import { appConfig } from './platform-side.js';
import { bench, lastUrl, person } from './sending.js';

const file = { name: '逾期留言_2023-12-04.xlsx', bytes: new TextEncoder().encode('PK\u0003\u0004 rows') };

const upload = async (channel: Channel) => {
  if (channel.upload === undefined) throw new Error('the app takes no files');
  return await channel.upload(file);
};

describe('a file given to WeCom', () => {
  test('goes as the form field media, under its name in plain UTF-8, and is sent by the id it got', async () => {
    const { platform, channel } = bench(appConfig);
    const ready = await upload(channel);
    expect(ready).toEqual({
      part: { body: { msgtype: 'file', file: { media_id: 'media-1' } }, text: file.name },
    });
    const { searchParams } = lastUrl(platform);
    expect([searchParams.get('type'), searchParams.get('access_token')]).toEqual(['file', 'access-token-1']);
    const [, request] = platform.requests;
    const raw = Buffer.from(request?.body ?? '');
    expect(raw.toString('utf8')).toContain('filename="逾期留言_2023-12-04.xlsx"');
    const form = await new Response(raw, { headers: request?.headers ?? {} }).formData();
    expect([...form.keys()]).toEqual(['media']);
    const media = form.get('media');
    expect(media instanceof File && (await media.text())).toBe('PK\u0003\u0004 rows');

    if ('failure' in ready) throw new Error('not uploaded');
    expect((await channel.send(ready.part, person, { idempotencyKey: 'list/1#0' })).status).toBe('delivered');
    expect(platform.accepted.at(-1)).toMatchObject({
      msgtype: 'file',
      file: { media_id: 'media-1' },
      touser: 'ZhongYuan',
      enable_duplicate_check: 1,
    });
  });

  test.each([40014, 42001])('with a token answered %d goes once more with a new one', async (code) => {
    const { platform, channel } = bench(appConfig);
    platform.next('media/upload', coded(code));
    expect(await upload(channel)).toHaveProperty('part');
    expect([platform.calls('gettoken'), platform.calls('media/upload')]).toEqual([2, 2]);
    expect(lastUrl(platform).searchParams.get('access_token')).toBe('access-token-2');
  });

  test('whose second token is refused too is put off, not tried a third time', async () => {
    const { platform, channel } = bench(appConfig);
    platform.next('media/upload', coded(42001), coded(42001), coded(0, { media_id: 'x' }));
    expect(await upload(channel)).toMatchObject({ failure: { status: 'deferred', code: '42001' } });
    expect(platform.calls('media/upload')).toBe(2);
  });

  test('without a token is not sent anywhere', async () => {
    const { platform, channel } = bench(appConfig);
    platform.next('gettoken', coded(40001));
    expect(await upload(channel)).toMatchObject({ failure: { status: 'refused', code: '40001' } });
    expect(platform.calls('media/upload')).toBe(0);
  });

  test.each([
    ['too large', coded(45001), { status: 'refused', errorClass: 'content', code: '45001' }],
    ['too small', coded(40006), { status: 'refused', errorClass: 'content', code: '40006' }],
    ['busy', coded(-1), { status: 'deferred', errorClass: 'retry', code: '-1' }],
    [
      'no answer',
      new HttpFailure('no answer (UND_ERR_SOCKET)', true),
      { status: 'deferred', code: 'no_answer' },
    ],
    ['a success without an id', coded(0), { status: 'refused', code: 'no_media_id' }],
    ['an id that is no text', coded(0, { media_id: 7 }), { status: 'refused', code: 'no_media_id' }],
  ] as const)('after the answer %s', async (_what, answer, failure) => {
    const { platform, channel } = bench(appConfig);
    platform.next('media/upload', answer);
    expect(await upload(channel)).toMatchObject({ failure });
  });

  test('whose id WeCom has forgotten is refused, with what to do', async () => {
    const { platform, channel } = bench(appConfig);
    const ready = await upload(channel);
    if ('failure' in ready) throw new Error('not uploaded');
    platform.next('message/send', coded(40007));
    expect(await channel.send(ready.part, person, { idempotencyKey: 'list/1#0' })).toMatchObject({
      status: 'refused',
      errorClass: 'content',
      advice: expect.stringContaining('3天'),
    });
  });
});
