import { expect, test } from 'vitest';
import { createAppDoor } from '../../../src/channels/wecom/app-door.js';
import { createEnvelope } from '../../../src/channels/wecom/crypto.js';

const now = new Date('2023-12-04T01:00:00.000Z');
const keys = { channel: 'app', token: 'token', encodingAesKey: 'A'.repeat(43), receiveId: 'corp' };

const door = createAppDoor('app', {
  kind: 'wecom_app',
  corpId: 'corp',
  agentId: 1,
  token: keys.token,
  encodingAesKey: keys.encodingAesKey,
  corpSecret: 'secret',
  baseUrl: 'https://qyapi.weixin.qq.com',
});

const verify = (message: string) => {
  const { encrypt, signature, timestamp, nonce } = createEnvelope(keys).seal(
    message,
    String(now.getTime() / 1000),
    'nonce',
  );
  const query = { msg_signature: signature, timestamp, nonce, echostr: encrypt };
  return door.receive({ method: 'GET', query, headers: {}, body: Buffer.alloc(0), now });
};

test('the verification of the address gives back the echo', async () => {
  expect(await verify('1616140317555161061')).toMatchObject({
    kind: 'done',
    response: { body: '1616140317555161061' },
  });
});

test.each([
  ['a captured message', '<xml><Content><![CDATA[我单位排名]]></Content></xml>'],
  ['a captured answer', '{"msgtype":"stream"}'],
])('%s sent as an echo stays sealed', async (_what, message) => {
  const outcome = await verify(message);
  expect(outcome).toMatchObject({ kind: 'refused', status: 403 });
  expect(JSON.stringify(outcome)).not.toContain('Content');
});
