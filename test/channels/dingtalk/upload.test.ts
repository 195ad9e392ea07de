import { describe, expect, test } from 'vitest';
import { createDingtalkChannel } from '../../../src/channels/dingtalk/index.js';
import { HttpFailure } from '../../../src/channels/http.js';
import type { Channel } from '../../../src/delivery/channel.js';
import { coded, createFakePlatform, type FakePlatform } from './fake-platform.js';
import { now, robotConfig } from './platform-side.js';

const file = { name: '逾期留言_2023-12-04.xlsx', bytes: new TextEncoder().encode('PK\u0003\u0004 rows') };
const uploadPath = '/media/upload';
const tokenPath = '/v1.0/oauth2/accessToken';

const bench = (): { channel: Channel; platform: FakePlatform } => {
  const platform = createFakePlatform();
  const parts = { http: platform.http, clock: { now: () => now } };
  return { platform, channel: createDingtalkChannel('robot', robotConfig, parts) };
};
const upload = async (channel: Channel) => {
  if (channel.upload === undefined) throw new Error('the robot takes no files');
  return await channel.upload(file);
};
const lastUrl = ({ requests }: FakePlatform): URL => new URL(requests.at(-1)?.url ?? '');

describe('a file given to DingTalk', () => {
  test('goes to the old host as a form of type and media, and is sent as sampleFile', async () => {
    const { platform, channel } = bench();
    const ready = await upload(channel);
    if ('failure' in ready) throw new Error('not uploaded');
    expect(ready.part.text).toBe(file.name);
    expect(lastUrl(platform).origin).toBe(new URL(robotConfig.oapiBaseUrl).origin);
    expect(lastUrl(platform).searchParams.get('access_token')).toBe('access-token-1');
    const [, request] = platform.requests;
    const raw = Buffer.from(request?.body ?? '');
    expect(raw.toString('utf8')).toContain('filename="逾期留言_2023-12-04.xlsx"');
    const form = await new Response(raw, { headers: request?.headers ?? {} }).formData();
    expect([...form.keys()].toSorted()).toEqual(['media', 'type']);
    expect(form.get('type')).toBe('file');

    const destination = { kind: 'person', userId: 'zhongyuan' } as const;
    expect((await channel.send(ready.part, destination, { idempotencyKey: 'list/1#0' })).status).toBe(
      'delivered',
    );
    expect(platform.accepted.at(-1)).toMatchObject({
      msgKey: 'sampleFile',
      msgParam: JSON.stringify({ mediaId: '@media-1', fileName: file.name, fileType: 'xlsx' }),
      userIds: ['zhongyuan'],
    });
  });

  test.each(['40014', '42001', '40001'])(
    'with a token answered %s goes once more with a new one',
    async (code) => {
      const { platform, channel } = bench();
      platform.next(uploadPath, coded(code));
      expect(await upload(channel)).toHaveProperty('part');
      expect([platform.calls(tokenPath), platform.calls(uploadPath)]).toEqual([2, 2]);
      expect(lastUrl(platform).searchParams.get('access_token')).toBe('access-token-2');
    },
  );

  test('whose second token is refused too is put off, not tried a third time', async () => {
    const { platform, channel } = bench();
    platform.next(uploadPath, coded(40014), coded(40014), coded(0, { media_id: 'x' }));
    expect(await upload(channel)).toMatchObject({ failure: { status: 'deferred', code: '40014' } });
    expect(platform.calls(uploadPath)).toBe(2);
  });

  test.each([
    ['too large', coded(45001), { status: 'refused', errorClass: 'content', code: '45001' }],
    ['an empty file', coded(44001), { status: 'refused', errorClass: 'content', code: '44001' }],
    ['busy', coded(-1), { status: 'deferred', errorClass: 'retry', code: '-1' }],
    [
      'no answer',
      new HttpFailure('no answer (UND_ERR_SOCKET)', true),
      { status: 'deferred', code: 'no_answer' },
    ],
    ['a success without an id', coded(0), { status: 'refused', code: 'no_media_id' }],
  ] as const)('after the answer %s', async (_what, answer, failure) => {
    const { platform, channel } = bench();
    platform.next(uploadPath, answer);
    expect(await upload(channel)).toMatchObject({ failure });
  });
});
