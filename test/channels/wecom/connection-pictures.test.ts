import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../../../src/channels/http.js';
import { gif, jpeg, png } from '../../support/pictures.js';
import { settled } from '../../support/stopped-time.js';
import { connectionBench, connectionConfig, groupMessage } from './connection-bench.js';
import { botConfig } from './platform-side.js';
import { sealFileByHand } from './sealed-by-hand.js';
import { bench as channelBench } from './sending.js';

const url = 'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a?q-signature=secret';
const keyOf = (): string => randomBytes(32).toString('base64');
const aesKey = keyOf();

const directMessage = (content: object) => ({
  cmd: 'aibot_msg_callback',
  headers: { req_id: 'R1' },
  body: {
    msgid: 'M1',
    aibotid: connectionConfig.botId,
    chattype: 'single',
    from: { userid: 'shiliqu-admin' },
    ...content,
  },
});

const heard = async (frame: object) => {
  const bench = connectionBench();
  const end = await bench.subscribed();
  end.say(frame);
  await settled();
  return { bench, event: bench.taken[0] };
};

describe('a picture over the long connection', () => {
  test('alone comes with its address and the key that opens it', async () => {
    const { event } = await heard(directMessage({ msgtype: 'image', image: { url, aeskey: aesKey } }));
    expect(event).toMatchObject({ format: 'image', pictures: [{ kind: 'sealed_url', url, aesKey }] });
  });

  test('among words has a key of its own, as has the next one', async () => {
    const other = keyOf();
    const items = [
      { msgtype: 'text', text: { content: '@通报助手 看' } },
      { msgtype: 'image', image: { url, aeskey: aesKey } },
      { msgtype: 'image', image: { url: `${url}2`, aeskey: other } },
    ];
    const frame = groupMessage('R1', 'M1');
    const { event } = await heard({
      ...frame,
      body: { ...frame.body, msgtype: 'mixed', mixed: { msg_item: items } },
    });
    expect(event).toMatchObject({
      text: '看',
      pictures: [
        { url, aesKey },
        { url: `${url}2`, aesKey: other },
      ],
    });
  });

  test.each([
    ['none', undefined],
    ['null', null],
    ['one of 31 bytes', randomBytes(31).toString('base64')],
    ['one with a sign that Base64 does not have', `${aesKey.slice(0, 42)}!=`],
    ['an empty one', ''],
  ])('whose key is %s is heard, is not asked for, and cannot be opened', async (_, aeskey) => {
    const { bench, event } = await heard(directMessage({ msgtype: 'image', image: { url, aeskey } }));
    const [source] = event?.pictures ?? [];
    if (source === undefined) throw new Error('no picture was heard');
    expect(await bench.channel.fetchPicture?.(source)).toEqual({ fault: 'unreadable', detail: 'no_key' });
    expect(bench.platform.requests).toEqual([]);
  });

  test('gets neither its address nor its key into the log', async () => {
    const { bench } = await heard(directMessage({ msgtype: 'image', image: { url, aeskey: aesKey } }));
    expect(bench.logged.join('')).not.toContain(aesKey);
    expect(bench.logged.join('')).not.toContain('q-signature');
  });
});

const file = (bytes: Buffer): HttpAnswer => ({ status: 200, body: '', bytes });

describe('fetching it', () => {
  const fetched = async (
    bytes: Buffer,
    { address = url, key = aesKey, pictureHosts = [] as readonly string[] } = {},
  ) => {
    const { channel, platform } = connectionBench({ pictureHosts });
    platform.next(new URL(address).pathname, file(bytes));
    const picture = await channel.fetchPicture?.({ kind: 'sealed_url', url: address, aesKey: key });
    return { picture, platform };
  };

  test.each([
    ['with its =', aesKey],
    ['without its =', aesKey.replace(/=$/, '')],
  ])('opens it by its key, %s', async (_, key) => {
    for (const picture of [png, jpeg, gif]) {
      const got = (await fetched(sealFileByHand(aesKey, picture), { key })).picture;
      if (got === undefined || 'fault' in got) throw new Error(JSON.stringify(got));
      expect(Buffer.from(got.bytes).equals(picture)).toBe(true);
    }
  });

  test.each([
    ['by another key', sealFileByHand(keyOf(), png)],
    ['not at all', png],
  ])('does not take what was sealed %s', async (_, bytes) => {
    expect((await fetched(bytes)).picture).toEqual({ fault: 'unreadable' });
  });

  test('goes to WeCom, to the host of the socket and to hosts of the settings, and nowhere else', async () => {
    const sealed = sealFileByHand(aesKey, png);
    const address = 'https://files.city.gov.cn/a';
    const { picture, platform } = await fetched(sealed, { address });
    expect(picture).toEqual({ fault: 'foreign_address', detail: 'files.city.gov.cn' });
    expect(platform.requests).toEqual([]);
    expect((await fetched(sealed, { address, pictureHosts: ['files.city.gov.cn'] })).picture).toMatchObject({
      type: 'png',
    });
    expect((await fetched(sealed, { address: 'https://openws.example/a' })).picture).toMatchObject({
      type: 'png',
    });
    expect((await fetched(sealed, { address: 'http://openws.example/a' })).picture).toMatchObject({
      fault: 'foreign_address',
    });
  });

  test('needs no connection: another process may have it by then', async () => {
    const { channel, platform, lose, subscribed } = connectionBench();
    await subscribed();
    lose();
    platform.next('/a', file(sealFileByHand(aesKey, png)));
    expect(await channel.fetchPicture?.({ kind: 'sealed_url', url, aesKey })).toMatchObject({ type: 'png' });
  });

  test('of another kind of channel is not tried', async () => {
    const { channel, platform } = connectionBench();
    expect(await channel.fetchPicture?.({ kind: 'media_id', mediaId: 'm' })).toMatchObject({
      fault: 'unavailable',
    });
    expect(platform.requests).toEqual([]);
  });

  test('goes on where the bot of that name is called back since: the key is the file’s', async () => {
    const { channel, platform } = channelBench(botConfig);
    platform.next('/a', file(sealFileByHand(aesKey, png)));
    expect(await channel.fetchPicture?.({ kind: 'sealed_url', url, aesKey })).toMatchObject({ type: 'png' });
  });
});
