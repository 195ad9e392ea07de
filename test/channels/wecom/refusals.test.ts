import { describe, expect, test } from 'vitest';
import type { CallbackRequest, Door } from '../../../src/channels/door.js';
import { createWecomDoor } from '../../../src/channels/wecom/index.js';
import {
  appConfig,
  appKeys,
  appText,
  botConfig,
  botKeys,
  botText,
  get,
  now,
  postJson,
  postXml,
  type Signed,
  signed,
} from './platform-side.js';

const doors = [
  {
    door: createWecomDoor('app', appConfig),
    kind: 'app',
    keys: appKeys,
    message: appText('我单位排名'),
    post: postXml,
  },
  {
    door: createWecomDoor('helper', botConfig),
    kind: 'bot',
    keys: botKeys,
    message: botText('我单位排名'),
    post: postJson,
  },
] as const;

const seconds = (offset: number): string => String(now.getTime() / 1000 + offset);

const otherFirst = (text: string): string =>
  text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`;

const refusal = async (door: Door, request: CallbackRequest) => {
  const outcome = await door.receive(request);
  if (outcome.kind !== 'refused') throw new Error(`not refused: ${outcome.kind}`);
  return outcome;
};

describe.each(doors)('the $kind door', ({ door, keys, message, post }) => {
  const right = (): Signed => signed(keys, message);

  test('takes a request as the platform sends it', async () => {
    expect((await door.receive(post(right()))).kind).toBe('event');
  });

  test('answers the URL verification with exactly the message', async () => {
    const outcome = await door.receive(get(signed(keys, '1616140317555161061')));
    expect(outcome).toEqual({
      kind: 'done',
      response: { status: 200, contentType: 'text/plain; charset=utf-8', body: '1616140317555161061' },
    });
  });

  const changes: readonly (readonly [string, (parts: Signed) => Signed])[] = [
    ['ciphertext', (parts) => ({ ...parts, encrypt: otherFirst(parts.encrypt) })],
    ['end of the ciphertext', (parts) => ({ ...parts, encrypt: parts.encrypt.slice(0, -4) })],
    [
      'signature',
      (parts) => ({
        ...parts,
        signature: parts.signature.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
      }),
    ],
    ['case of the signature', (parts) => ({ ...parts, signature: parts.signature.toUpperCase() })],
    ['length of the signature', (parts) => ({ ...parts, signature: parts.signature.slice(1) })],
    ['timestamp', (parts) => ({ ...parts, timestamp: seconds(1) })],
    ['nonce', (parts) => ({ ...parts, nonce: '1372623148' })],
  ];

  test.each(changes)('refuses a message with a changed %s', async (_, change) => {
    const parts = right();
    // An upper-case signature of digits only would be the same text.
    const changed = change(parts);
    expect(changed).not.toEqual(parts);
    expect(await refusal(door, post(changed))).toMatchObject({
      status: 403,
      reason: 'envelope refused: signature',
    });
  });

  test.each(changes)('refuses a URL verification with a changed %s', async (_, change) => {
    expect(await refusal(door, get(change(signed(keys, '16161403'))))).toMatchObject({ status: 403 });
  });

  test('refuses a ciphertext of another enterprise under the same keys', async () => {
    const foreign = signed(keys, message, { receiveId: 'ww_other_corp' });
    expect(await refusal(door, post(foreign))).toMatchObject({
      status: 403,
      reason: 'envelope refused: receiveid',
    });
  });

  test.each([
    [-601, 403, 'timestamp too old'],
    [601, 403, 'timestamp in the future'],
    [-1_000_000_000, 403, 'timestamp too old'],
  ])('refuses a rightly signed request %d seconds away', async (offset, status, reason) => {
    const parts = signed(keys, message, { timestamp: seconds(offset) });
    expect(await refusal(door, post(parts))).toMatchObject({ status, reason });
    expect(await refusal(door, get(parts))).toMatchObject({ status, reason });
  });

  test.each([-600, 600])('takes a request %d seconds away', async (offset) => {
    const parts = signed(keys, message, { timestamp: seconds(offset) });
    expect((await door.receive(post(parts))).kind).toBe('event');
  });

  test.each(['msg_signature', 'timestamp', 'nonce', 'echostr'])('refuses a repeated %s', async (name) => {
    const request = get(right());
    const value = request.query[name];
    const twice = { ...request.query, [name]: [String(value), String(value)] };
    expect(await refusal(door, { ...request, query: twice })).toMatchObject({
      status: 400,
      reason: `query: ${name}`,
    });
  });

  test.each(['msg_signature', 'timestamp', 'nonce'])('refuses a missing %s', async (name) => {
    const request = post(right());
    const without = { ...request.query, [name]: undefined };
    expect(await refusal(door, { ...request, query: without })).toMatchObject({ status: 400 });
  });

  test.each(['1e9', '-5', '0x10', '', '12345678901234'])('refuses the timestamp %j', async (timestamp) => {
    const parts = { ...right(), timestamp };
    expect(await refusal(door, post(parts))).toMatchObject({ status: 400 });
  });

  test('refuses a body over a megabyte before reading it', async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, 0x20);
    expect(await refusal(door, { ...post(right()), body })).toMatchObject({ status: 413 });
  });

  test('refuses the message itself, unencrypted, however well addressed', async () => {
    expect((await refusal(door, { ...post(right()), body: Buffer.from(message) })).status).toBe(400);
  });

  test.each([
    ['nothing', ''],
    ['plain words', 'hello'],
    ['cut off in the middle', '<xml><Encrypt><![CDATA[abc'],
    ['cut off in the middle', '{"encrypt":"abc'],
    ['JSON that is not an object', '["encrypt"]'],
    ['an encrypt that is not text', '{"encrypt":{"$ne":""}}'],
    ['an empty ciphertext', '<xml><Encrypt></Encrypt></xml>'],
    ['an empty ciphertext', '{"encrypt":""}'],
  ])('refuses a body of %s: %s', async (_, body) => {
    expect((await refusal(door, { ...post(right()), body: Buffer.from(body) })).status).toBe(400);
  });

  test('refuses a body that is not UTF-8', async () => {
    const body = Buffer.concat([post(right()).body, Buffer.from([0xff])]);
    expect(await refusal(door, { ...post(right()), body })).toMatchObject({
      status: 400,
      reason: 'body: not UTF-8',
    });
  });

  test('no reason holds a secret or what was sent', async () => {
    const secrets = [keys.token, keys.encodingAesKey, '我单位排名', 'zhongyuan'];
    const parts = right();
    const requests = [
      post({ ...parts, signature: 'x' }),
      post(signed(keys, message, { receiveId: 'ww_other_corp' })),
      { ...post(parts), body: Buffer.from(message) },
      post(signed(keys, '我单位排名 zhongyuan')),
    ];
    for (const request of requests) {
      const { reason } = await refusal(door, request);
      for (const secret of secrets) expect(reason).not.toContain(secret);
    }
  });
});
