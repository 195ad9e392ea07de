import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DoorOutcome } from '../../../src/channels/door.js';
import type { HttpAnswer } from '../../../src/channels/http.js';
import { openFile } from '../../../src/channels/wecom/bot-picture.js';
import { createWecomDoor } from '../../../src/channels/wecom/index.js';
import { largestPicture } from '../../../src/domain/pictures.js';
import { gif, jpeg, page, png, pngOf } from '../../support/pictures.js';
import { coded } from './fake-platform.js';
import {
  appConfig,
  appKeys,
  appXml,
  botConfig,
  botJson,
  botKeys,
  inGroup,
  postJson,
  postXml,
  signed,
} from './platform-side.js';
import { sealFileByHand } from './sealed-by-hand.js';
import { bench } from './sending.js';

const eventIn = (outcome: DoorOutcome) => {
  if (outcome.kind !== 'event') throw new Error(JSON.stringify(outcome));
  return outcome.event;
};

const heardByApp = async (fields: Readonly<Record<string, string>>) =>
  eventIn(
    await createWecomDoor('app', appConfig).receive(
      postXml(signed(appKeys, appXml({ MsgId: '4561255354251345930', ...fields }))),
    ),
  );
const heardByBot = async (fields: Readonly<Record<string, unknown>>) =>
  eventIn(await createWecomDoor('helper', botConfig).receive(postJson(signed(botKeys, botJson(fields)))));

const url = 'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a?q-signature=secret';

describe('a picture that comes in', () => {
  test('by the self-built app is a media id; its own address is left alone', async () => {
    const event = await heardByApp({ MsgType: 'image', PicUrl: 'http://10.0.0.1/p', MediaId: 'media-1' });
    expect(event).toMatchObject({
      text: '',
      format: 'image',
      pictures: [{ kind: 'media_id', mediaId: 'media-1' }],
    });
    expect(JSON.stringify(event)).not.toContain('10.0.0.1');
  });

  test.each([{ MediaId: '' }, { MediaId: 'a b' }, { MediaId: 'm'.repeat(600) }, {}])(
    'without a media id that can be one (%j) is heard all the same, without the picture',
    async (fields) => {
      const event = await heardByApp({ MsgType: 'image', PicUrl: 'http://10.0.0.1/p', ...fields });
      expect(event).toMatchObject({ kind: 'message', format: 'image' });
      expect(event.pictures).toBeUndefined();
    },
  );

  test('no media id of a sound or a film is taken for one', async () => {
    expect((await heardByApp({ MsgType: 'voice', MediaId: 'm', Format: 'amr' })).pictures).toBeUndefined();
    expect(
      (await heardByApp({ MsgType: 'video', MediaId: 'm', ThumbMediaId: 't' })).pictures,
    ).toBeUndefined();
  });

  test('by the 智能机器人 alone, and with words in a group', async () => {
    expect(await heardByBot({ msgtype: 'image', image: { url } })).toMatchObject({
      text: '',
      pictures: [{ kind: 'sealed_url', url }],
    });
    const items = [
      { msgtype: 'text', text: { content: '@通报助手 整改 1 已更换图片' } },
      { msgtype: 'image', image: { url } },
      { msgtype: 'image', image: { url: `${url}2` } },
    ];
    expect(await heardByBot({ msgtype: 'mixed', mixed: { msg_item: items }, ...inGroup })).toMatchObject({
      text: '整改 1 已更换图片',
      pictures: [{ url }, { url: `${url}2` }],
    });
  });

  test.each([
    { msgtype: 'image' },
    { msgtype: 'image', image: {} },
    { msgtype: 'image', image: { url: 7 } },
    { msgtype: 'image', image: { url: 'https://x.myqcloud.com/a b' } },
    { msgtype: 'image', image: { url: `https://x.myqcloud.com/${'a'.repeat(5000)}` } },
    { msgtype: 'text', text: { content: '好' }, image: { url } },
  ])('what has no address of a picture has none: %j', async (fields) => {
    const event = await heardByBot(fields);
    expect(event.kind).toBe('message');
    expect(event.pictures).toBeUndefined();
  });
});

const file = (bytes: Uint8Array): HttpAnswer => ({ status: 200, body: '', bytes });
const refusal = (errcode: number): HttpAnswer => file(Buffer.from(coded(errcode).body));

describe('a picture of the self-built app', () => {
  const fetched = async (...answers: HttpAnswer[]) => {
    const { platform, channel } = bench(appConfig);
    platform.next('media/get', ...answers);
    const picture = await channel.fetchPicture?.({ kind: 'media_id', mediaId: 'media-1' });
    return { platform, picture };
  };

  test('is fetched from the configured platform, up to what is kept', async () => {
    const { platform, picture } = await fetched(file(jpeg));
    expect(picture).toEqual({ bytes: jpeg, type: 'jpeg' });
    const request = platform.requests.at(-1);
    const called = new URL(request?.url ?? '');
    expect(`${called.origin}${called.pathname}`).toBe('https://qyapi.example/cgi-bin/media/get');
    expect(Object.fromEntries(called.searchParams)).toEqual({
      access_token: 'access-token-1',
      media_id: 'media-1',
    });
    expect(request?.fileUpTo).toBe(largestPicture);
  });

  test.each([
    ['older than three days', 'expired', refusal(40007)],
    ['too large', 'too_large', { status: 200, body: '' }],
    ['a page', 'not_a_picture', file(page)],
    ['refused for another reason', 'unavailable', refusal(45009)],
    ['behind a proxy that does not let through', 'unavailable', { status: 302, body: '' }],
    ['behind a server that fails', 'unavailable', { status: 500, body: '', bytes: page }],
  ])('that is %s is not taken: %s', async (_, fault, answer) => {
    expect((await fetched(answer)).picture).toMatchObject({ fault });
  });

  test('is asked for once more with a new token where the old one was withdrawn', async () => {
    const { platform, picture } = await fetched(refusal(40014), file(png));
    expect(picture).toMatchObject({ type: 'png' });
    expect(platform.calls('gettoken')).toBe(2);
  });

  test('of another kind of channel is not asked for', async () => {
    const { channel, platform } = bench(appConfig);
    expect(await channel.fetchPicture?.({ kind: 'sealed_url', url })).toMatchObject({ fault: 'unavailable' });
    expect(platform.requests).toEqual([]);
  });
});

/** As the platform seals a file. */
const sealed = (bytes: Buffer, encodingAesKey: string = botConfig.encodingAesKey): Buffer =>
  sealFileByHand(encodingAesKey, bytes);

const Vectors = z.object({
  media_decrypt: z
    .array(
      z.object({
        aeskey_base64: z.string(),
        plaintext_hex: z.string().optional(),
        ciphertext_base64: z.string().optional(),
      }),
    )
    .min(1),
});
const mediaVectors = Vectors.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/wecom-vectors.json', import.meta.url), 'utf8')),
).media_decrypt.flatMap(({ aeskey_base64: key, plaintext_hex: plain, ciphertext_base64: cipher }) =>
  plain === undefined || cipher === undefined ? [] : [{ key, plain, cipher }],
);

describe('a picture of the 智能机器人', () => {
  const fetched = async (answer: HttpAnswer, address: string = url, more: object = {}) => {
    const { platform, channel } = bench({ ...botConfig, ...more });
    platform.next(new URL(url).pathname, answer);
    const picture = await channel.fetchPicture?.({ kind: 'sealed_url', url: address });
    return { platform, picture };
  };

  test('files of the vectors open', () => {
    expect(mediaVectors.length).toBeGreaterThan(0);
    for (const { key, plain, cipher } of mediaVectors) {
      const opened = openFile(key, Buffer.from(cipher, 'base64'));
      expect(Buffer.from(opened ?? []).toString('hex')).toBe(plain);
    }
  });

  test.each([png, jpeg, gif, pngOf(32 * 40), pngOf(largestPicture)])('is opened', async (picture) => {
    const got = (await fetched(file(sealed(picture)))).picture;
    if (got === undefined || 'fault' in got) throw new Error(JSON.stringify(got));
    expect(Buffer.from(got.bytes).equals(picture)).toBe(true);
  });

  test.each([
    ['that another key sealed', sealed(png, appConfig.encodingAesKey)],
    ['in the clear', png],
    ['cut short', sealed(png).subarray(0, 32)],
    ['of no whole blocks', sealed(png).subarray(0, 50)],
    ['of nothing', Buffer.alloc(0)],
  ])('%s is not taken', async (_, bytes) => {
    expect((await fetched(file(bytes))).picture).toEqual({ fault: 'unreadable' });
  });

  test.each([
    ['past its five minutes', 'expired', { status: 403, body: '', bytes: page }],
    ['that says it is elsewhere', 'unavailable', { status: 302, body: '' }],
    ['too large', 'too_large', { status: 200, body: '' }],
    ['that holds a page', 'not_a_picture', file(sealed(page))],
    ['one byte too large once it is opened', 'too_large', file(sealed(pngOf(largestPicture + 1)))],
  ])('%s is not taken: %s', async (_, fault, answer) => {
    expect((await fetched(answer)).picture).toMatchObject({ fault });
  });

  test('at a host that is not WeCom’s is not asked for, and the log learns the host alone', async () => {
    const { platform, picture } = await fetched(file(sealed(png)), 'http://169.254.169.254/x?secret=1');
    expect(picture).toEqual({ fault: 'foreign_address', detail: '169.254.169.254' });
    expect(platform.requests).toEqual([]);
  });

  test('at a further host that the settings name is fetched', async () => {
    const address = 'https://files.city.gov.cn/a';
    const more = { pictureHosts: ['files.city.gov.cn'] };
    expect((await fetched(file(sealed(png)), address, more)).picture).toMatchObject({ type: 'png' });
  });
});

describe('a picture that goes to an administrator', () => {
  test.each([
    ['jpeg', jpeg, 'image'],
    ['png', png, 'image'],
    // message/send knows these only as files.
    ['gif', gif, 'file'],
  ] as const)('%s', async (picture, bytes, type) => {
    const { platform, channel } = bench(appConfig);
    platform.next('media/upload', coded(0, { media_id: 'up-1', type }));
    const ready = await channel.upload?.({ name: '图1', bytes: new Uint8Array(bytes), picture });
    expect(ready).toEqual({ part: { body: { msgtype: type, [type]: { media_id: 'up-1' } }, text: '图1' } });
    expect(new URL(platform.requests.at(-1)?.url ?? '').searchParams.get('type')).toBe(type);
  });
});
