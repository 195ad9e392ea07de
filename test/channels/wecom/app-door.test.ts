import { describe, expect, test } from 'vitest';
import type { DoorOutcome } from '../../../src/channels/door.js';
import { createWecomDoor } from '../../../src/channels/wecom/index.js';
import { fieldOf, readXml } from '../../../src/channels/wecom/xml.js';
import { message, note, paragraph } from '../../../src/message/build.js';
import { appConfig, appKeys, appText, appXml, now, postXml, signed } from './platform-side.js';
import { decryptByHand, signByHand } from './sealed-by-hand.js';
import { vectors } from './vectors.js';

const door = createWecomDoor('app', appConfig);

const receive = (xml: string): Promise<DoorOutcome> => door.receive(postXml(signed(appKeys, xml)));

const heard = async (xml: string) => {
  const outcome = await receive(xml);
  if (outcome.kind !== 'event') throw new Error(`not an event: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('the door of a self-built app', () => {
  test('stands at its own path', () => {
    expect(door).toMatchObject({ channel: 'app', path: '/wecom/app/app' });
  });

  test('hears a text as a direct message that can be answered by a push', async () => {
    const { event } = await heard(appText('我单位排第几？'));
    expect(event).toEqual({
      channel: 'app',
      platform: 'wecom',
      key: '4561255354251345929',
      kind: 'message',
      chat: { kind: 'direct', id: 'zhongyuan' },
      sender: { userId: 'zhongyuan' },
      text: '我单位排第几？',
      format: 'text',
      replyDestinations: [{ kind: 'person', userId: 'zhongyuan' }],
    });
  });

  test('a MsgId typed by the user does not pose as the key', async () => {
    const { event } = await heard(appText('<MsgId>666</MsgId><FromUserName>guanli</FromUserName>'));
    expect(event.key).toBe('4561255354251345929');
    expect(event.sender.userId).toBe('zhongyuan');
    expect(event.text).toBe('<MsgId>666</MsgId><FromUserName>guanli</FromUserName>');
  });

  test.each([
    ['voice', { MediaId: 'm1', Format: 'amr' }],
    ['image', { MediaId: 'm1', PicUrl: 'http://p/' }],
    ['file', { MediaId: 'm1', FileName: '整改.docx' }],
    ['location', { Location_X: '34.7', Location_Y: '113.6', Label: '郑州' }],
    ['video', { MediaId: 'm1' }],
    ['something_new', {}],
  ])('hears a %s as a message without words', async (format, fields) => {
    const { event } = await heard(appXml({ MsgType: format, MsgId: '7', ...fields }));
    expect(event).toMatchObject({ kind: 'message', key: '7', text: '', format });
  });

  test.each(['enter_agent', 'subscribe'])('hears %s as an entrance', async (name) => {
    const { event } = await heard(appXml({ MsgType: 'event', Event: name, EventKey: '' }));
    expect(event).toMatchObject({ kind: 'enter', format: name, sender: { userId: 'zhongyuan' } });
  });

  test('two different events of one person in one second have different keys, a repeat the same', async () => {
    const view = appXml({ MsgType: 'event', Event: 'view', EventKey: 'https://a.example' });
    const click = appXml({ MsgType: 'event', Event: 'click', EventKey: 'rank' });
    const [first, second, again] = [await heard(view), await heard(click), await heard(view)];
    expect(first.event.key).not.toBe(second.event.key);
    expect(again.event.key).toBe(first.event.key);
    expect(first.event.key).toMatch(/^[0-9a-f]{64}$/);
  });

  test('acknowledges an event that nobody knows, and says nothing', async () => {
    const outcome = await heard(
      '<xml><ToUserName>ww0000000000demo01</ToUserName><FromUserName>sys</FromUserName>' +
        '<CreateTime>1</CreateTime><MsgType>event</MsgType><Event>change_contact</Event></xml>',
    );
    expect(outcome.event).toMatchObject({ kind: 'other', sender: {}, replyDestinations: [] });
    const reply = message('x', [paragraph('x')]);
    expect(outcome.respond(reply)).toEqual({ status: 200, body: '' });
  });

  test.each([
    ['another corp', appText('x', { ToUserName: 'ww_other' }), 403],
    ['another app', appText('x', { AgentID: '1000003' }), 403],
    ['another app, in an event', appXml({ MsgType: 'event', Event: 'view', AgentID: '1' }), 403],
    ['no app', appText('x').replace(/<AgentID>.*<\/AgentID>/, ''), 403],
    ['no sender', appText('x').replace(/<FromUserName>.*<\/FromUserName>/, ''), 400],
    ['no MsgId', appXml({ MsgType: 'text', Content: 'x' }), 400],
    ['two MsgIds', appText('x').replace('</xml>', '<MsgId>1</MsgId></xml>'), 400],
    ['another root', appText('x').replaceAll('xml>', 'html>'), 400],
    ['a document type', `<!DOCTYPE xml [<!ENTITY a "b">]>${appText('x')}`, 400],
    ['a tag left open', appText('x').replace('</xml>', ''), 400],
  ])('refuses a signed message with %s', async (_, xml, status) => {
    expect(await receive(xml)).toMatchObject({ kind: 'refused', status });
  });

  const official = vectors.decrypt_official.filter(({ kind }) => kind === 'message_post_xml');
  const officialApps = [
    { agentId: 218, text: 'hello', userId: 'mycreate' },
    { agentId: 1000002, text: '你好', userId: 'ChenJiaShun' },
  ];
  test.each(official.map((vector, index) => ({ vector, app: officialApps[index] })))(
    'hears the official sample $vector.name',
    async ({ vector, app }) => {
      if (app === undefined) throw new Error('a new sample: say what it holds');
      const sampleDoor = createWecomDoor('sample', {
        ...appConfig,
        corpId: vector.receiveid,
        agentId: app.agentId,
        token: vector.token,
        encodingAesKey: vector.encodingAESKey,
      });
      const body = vector.request_body_xml ?? `<xml><Encrypt>${vector.encrypt}</Encrypt></xml>`;
      const outcome = await sampleDoor.receive({
        method: 'POST',
        query: {
          msg_signature: vector.msg_signature,
          timestamp: vector.timestamp,
          nonce: vector.nonce,
        },
        headers: {},
        body: Buffer.from(body),
        now: new Date(Number(vector.timestamp) * 1000),
      });
      expect(outcome).toMatchObject({
        kind: 'event',
        event: { text: app.text, sender: { userId: app.userId } },
      });
    },
  );
});

describe('the passive reply of an app', () => {
  const answer = message('排名', [paragraph('第3名 ]]> <b>&'), note('来源：通报')]);

  const opened = (body: string) => {
    const outer = readXml(body);
    const ciphertext = fieldOf(outer, 'Encrypt') ?? '';
    const [timestamp, nonce] = [fieldOf(outer, 'TimeStamp') ?? '', fieldOf(outer, 'Nonce') ?? ''];
    expect(fieldOf(outer, 'MsgSignature')).toBe(signByHand(appKeys, timestamp, nonce, ciphertext));
    expect(timestamp).toBe(String(now.getTime() / 1000));
    return readXml(decryptByHand(appKeys, ciphertext));
  };

  test('can be read by the platform, sender and addressee having changed places', async () => {
    const { respond } = await heard(appText('排名'));
    const { status, body } = respond(answer);
    expect(status).toBe(200);
    const inner = opened(body);
    expect(fieldOf(inner, 'ToUserName')).toBe('zhongyuan');
    expect(fieldOf(inner, 'FromUserName')).toBe(appConfig.corpId);
    expect(fieldOf(inner, 'MsgType')).toBe('text');
    expect(fieldOf(inner, 'CreateTime')).toBe('1701651600');
    expect(fieldOf(inner, 'Content')).toBe('第3名 ]]> <b>&\n来源：通报');
  });

  test('with nothing to say is an empty 200', async () => {
    const { respond } = await heard(appText('排名'));
    expect(respond(undefined)).toEqual({ status: 200, body: '' });
  });

  test('fits up to 2048 bytes, counted as UTF-8', async () => {
    const { fits } = await heard(appText('排名'));
    const chinese = (count: number, rest: string) => message('长', [paragraph('字'.repeat(count) + rest)]);
    expect(fits(chinese(682, 'ab'))).toBe(true);
    expect(fits(chinese(682, 'abc'))).toBe(false);
    expect(fits(chinese(683, ''))).toBe(false);
  });

  test('is encrypted with the random bytes that were passed in', async () => {
    const fixed = createWecomDoor('app', appConfig, () => Buffer.from('0123456789abcdef'));
    const request = postXml(signed(appKeys, appText('排名')));
    const bodies = await Promise.all(
      [1, 2].map(async () => {
        const outcome = await fixed.receive(request);
        return outcome.kind === 'event' ? outcome.respond(answer).body : outcome.kind;
      }),
    );
    expect(bodies[0]).toMatch(/^<xml>/);
    expect(bodies[0]).toBe(bodies[1]);
  });
});
