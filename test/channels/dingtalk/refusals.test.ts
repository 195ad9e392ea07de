import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDingtalkDoor } from '../../../src/channels/dingtalk/index.js';
import type { CallbackRequest } from '../../../src/channels/door.js';
import { callback, groupText, now, robotConfig, signByHand } from './platform-side.js';

const door = createDingtalkDoor('robot', robotConfig);
const right = callback(groupText);

const refusal = async (request: CallbackRequest) => {
  const outcome = await door.receive(request);
  if (outcome.kind !== 'refused') throw new Error(`not refused: ${outcome.kind}`);
  return outcome;
};
const withHeaders = (headers: CallbackRequest['headers']): CallbackRequest => ({
  ...right,
  headers: { ...right.headers, ...headers },
});
const withBody = (body: string | Buffer): CallbackRequest => ({ ...right, body: Buffer.from(body) });

describe('the robot door', () => {
  test('takes a request as the platform sends it', async () => {
    expect((await door.receive(right)).kind).toBe('event');
  });

  test('is at the path of its name', () => {
    expect([door.channel, door.path]).toEqual(['robot', '/dingtalk/robot/robot']);
  });

  test('refuses anything but POST', async () => {
    expect(await refusal({ ...right, method: 'GET' })).toMatchObject({ status: 400 });
  });

  test.each<[string, CallbackRequest['headers'], string]>([
    ['another secret', { sign: signByHand(String(now.getTime()), 'other') }, 'signature: sign'],
    ['one millisecond more', { timestamp: String(now.getTime() + 1) }, 'signature: sign'],
    ['no signature', { sign: undefined }, 'signature: sign'],
    ['two signatures', { sign: ['a', 'b'] }, 'signature: sign'],
    ['no timestamp', { timestamp: undefined }, 'signature: timestamp'],
    ['seconds', { timestamp: String(now.getTime() / 1000) }, 'signature: timestamp'],
  ])('refuses %s', async (_, headers, reason) => {
    expect(await refusal(withHeaders(headers))).toEqual({ kind: 'refused', status: 403, reason });
  });

  test.each([-61, 61])('refuses a rightly signed request %d minutes away', async (minutes) => {
    const at = new Date(now.getTime() + minutes * 60_000);
    expect(await refusal(callback(groupText, at))).toMatchObject({ status: 403 });
  });

  test.each([-60, 60])('takes a request %d minutes away', async (minutes) => {
    const at = new Date(now.getTime() + minutes * 60_000);
    expect((await door.receive(callback(groupText, at))).kind).toBe('event');
  });

  test('refuses a body over a megabyte before reading it, and reads one of just a megabyte', async () => {
    const megabyte = 1024 * 1024;
    expect(await refusal(withBody(Buffer.alloc(megabyte + 1, 0x20)))).toMatchObject({ status: 413 });
    const padded = Buffer.concat([right.body, Buffer.alloc(megabyte - right.body.length, 0x20)]);
    expect((await door.receive(withBody(padded))).kind).toBe('event');
  });

  test('refuses a message for another robot', async () => {
    expect(await refusal(callback({ ...groupText, robotCode: 'dingother' }))).toEqual({
      kind: 'refused',
      status: 403,
      reason: 'message for another robot',
    });
  });

  test('goes by a robotCode that is configured apart from the appKey', async () => {
    const other = createDingtalkDoor('robot', { ...robotConfig, robotCode: 'dingother' });
    expect((await other.receive(right)).kind).toBe('refused');
    expect((await other.receive(callback({ ...groupText, robotCode: 'dingother' }))).kind).toBe('event');
  });

  test.each(['', 'hello', '{"msgId":"m"', '[]', 'null', '"text"', '7'])(
    'refuses the body %j',
    async (body) => {
      expect(await refusal(withBody(body))).toMatchObject({ status: 400 });
    },
  );

  test('refuses a body that is not UTF-8', async () => {
    const body = Buffer.concat([right.body.subarray(0, -1), Buffer.from([0x2c, 0xff])]);
    expect(await refusal(withBody(body))).toMatchObject({ status: 400 });
  });

  test.each<[string, unknown]>([
    ['msgId', undefined],
    ['msgId', ''],
    ['msgId', 7],
    ['msgId', 'm\u0000'],
    ['msgId', 'm'.repeat(257)],
    ['msgtype', undefined],
    ['conversationId', undefined],
    ['conversationId', '\ud800'],
    ['conversationType', undefined],
    ['robotCode', { $ne: '' }],
  ])('refuses a message whose %s is %j', async (field, value) => {
    expect(await refusal(callback({ ...groupText, [field]: value }))).toMatchObject({ status: 400 });
  });

  test('says which field is at fault and never what it holds', async () => {
    const fields = { ...groupText, msgId: 'a secret of 中原区' };
    expect((await refusal(callback(fields))).reason).toBe('body: msgId');
  });

  test('no reason holds a secret or what was sent', async () => {
    const requests = [
      withHeaders({ sign: 'x' }),
      withBody(`${right.body}x`),
      callback({ ...groupText, robotCode: 'dingother' }),
      callback({ ...groupText, conversationId: '' }),
    ];
    const secrets = [robotConfig.appSecret, 'secret-session', 'user001', '签收', 'dingother', 'oapi.example'];
    for (const request of requests) {
      const { reason } = await refusal(request);
      for (const secret of secrets) expect(reason).not.toContain(secret);
    }
  });

  test('never throws, whatever the body is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json(),
        fc.constantFrom(...Object.keys(groupText)),
        fc.jsonValue(),
        async (json, field, value) => {
          await door.receive(withBody(json));
          const outcome = await door.receive(callback({ ...groupText, [field]: value }));
          if (outcome.kind === 'event') outcome.respond(undefined);
        },
      ),
      { numRuns: 300 },
    );
  });
});
