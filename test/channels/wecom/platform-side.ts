import type { CallbackRequest } from '../../../src/channels/door.js';
import { encryptByHand, type HandKeys, signByHand } from './sealed-by-hand.js';

/** The instant at which the requests of these tests are received. */
export const now = new Date('2023-12-04T01:00:00.000Z');
const seconds = String(now.getTime() / 1000);

export const appConfig = {
  kind: 'wecom_app' as const,
  corpId: 'ww0000000000demo01',
  agentId: 1000002,
  token: 'AppTokenForTests',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
  corpSecret: 'app-corp-secret-for-tests',
  baseUrl: 'https://qyapi.example',
};
export const appKeys: HandKeys = { ...appConfig, receiveId: appConfig.corpId };

export const botConfig = {
  kind: 'wecom_bot' as const,
  botId: 'aibDemo01',
  names: ['通报助手'],
  token: 'BotTokenForTests',
  encodingAesKey: 'QPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba',
  receiveId: '',
  baseUrl: 'https://qyapi.example',
};
export const botKeys: HandKeys = { ...botConfig };

export const webhookConfig = {
  kind: 'wecom_webhook' as const,
  key: '0f1e2d3c-webhook-key-for-tests',
  baseUrl: 'https://qyapi.example',
};

/** A request with everything as the platform sends it; a test changes one thing. */
export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
  readonly signature: string;
}

export const signed = (
  keys: HandKeys,
  message: string,
  options: { timestamp?: string; nonce?: string; receiveId?: string } = {},
): Signed => {
  const { timestamp = seconds, nonce = '1372623149', receiveId = keys.receiveId } = options;
  const encrypt = encryptByHand(keys, message, receiveId);
  return { timestamp, nonce, encrypt, signature: signByHand(keys, timestamp, nonce, encrypt) };
};

const queryOf = ({ signature, timestamp, nonce }: Signed): CallbackRequest['query'] => ({
  msg_signature: signature,
  timestamp,
  nonce,
});

export const get = (parts: Signed): CallbackRequest => ({
  method: 'GET',
  query: { ...queryOf(parts), echostr: parts.encrypt },
  headers: {},
  body: Buffer.alloc(0),
  now,
});

export const postXml = (parts: Signed): CallbackRequest => ({
  method: 'POST',
  query: queryOf(parts),
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(
    `<xml><ToUserName><![CDATA[${appConfig.corpId}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>` +
      `<Encrypt><![CDATA[${parts.encrypt}]]></Encrypt></xml>`,
  ),
  now,
});

export const postJson = (parts: Signed): CallbackRequest => ({
  method: 'POST',
  query: queryOf(parts),
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ encrypt: parts.encrypt })),
  now,
});

/** The decrypted XML of an app callback; `fields` are written as given, so a test can break them. */
export const appXml = (fields: Readonly<Record<string, string>>): string => {
  const all = {
    ToUserName: appConfig.corpId,
    FromUserName: 'zhongyuan',
    CreateTime: seconds,
    AgentID: '1000002',
    ...fields,
  };
  const body = Object.entries(all).map(([name, text]) => `<${name}><![CDATA[${text}]]></${name}>`);
  return `<xml>${body.join('')}</xml>`;
};

export const appText = (content: string, fields: Readonly<Record<string, string>> = {}): string =>
  appXml({ MsgType: 'text', Content: content, MsgId: '4561255354251345929', ...fields });

/** The decrypted JSON of a bot callback in a direct chat. */
export const botJson = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    msgid: 'CAIQ16HMjQYY',
    aibotid: 'aibDemo01',
    chattype: 'single',
    from: { userid: 'zhongyuan' },
    response_url: 'https://qyapi.example/cgi-bin/aibot/response?response_code=secret-response-code',
    ...fields,
  });

export const botText = (content: string, fields: Readonly<Record<string, unknown>> = {}): string =>
  botJson({ msgtype: 'text', text: { content }, ...fields });

export const inGroup = { chattype: 'group', chatid: 'wrZhongyuanGroup01' };
