/**
 * The least work that answers a callback honestly, without a store: verify, decrypt, parse, look up, build,
 * encrypt. What the service is measured against.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { Credentials } from '../src/emulator/credentials.js';
import { contacts, contactsUnit } from './contacts.js';

/** What a server hands over. */
export interface PipelineRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface PipelineAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export type Pipeline = (request: PipelineRequest) => PipelineAnswer;

const unitOf = new Map(['zhongyuan', ...contacts].map((userId) => [userId, contactsUnit]));
const rankOf = new Map([[contactsUnit, 1]]);
const source =
  '来源：郑州市人民政府办公厅《关于2023年第四季度全市政府网站与政务新媒体自查及整改情况的通报》，2023年11月30日发布';

/** Two look-ups and a sentence. */
const sentence = (userId: string): string => {
  const unit = unitOf.get(userId) ?? '';
  return `${unit}在县级政府门户网站中排第${rankOf.get(unit) ?? ''}名。\n正文未公布得分，得分情况在附件1。\n${source}`;
};

const refused: PipelineAnswer = { status: 403, type: 'text/plain', body: '' };
const block = 32;
const freshSeconds = 600;

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** WeCom's envelope on node:crypto, with the key parsed once. */
const sealing = (token: string, encodingAesKey: string, receiveId: string) => {
  const bytes = Buffer.from(`${encodingAesKey}=`, 'base64');
  const key = createSecretKey(bytes);
  const iv = bytes.subarray(0, 16);
  const sign = (timestamp: string, nonce: string, text: string): string =>
    createHash('sha1').update([token, timestamp, nonce, text].sort().join('')).digest('hex');
  return {
    open(query: URLSearchParams, encrypted: string): string | undefined {
      const timestamp = query.get('timestamp') ?? '';
      if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < freshSeconds)) return undefined;
      const expected = sign(timestamp, query.get('nonce') ?? '', encrypted);
      if (!same(expected, query.get('msg_signature') ?? '')) return undefined;
      const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
      const plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
      const end = plain.length - (plain.at(-1) ?? 0);
      const length = plain.readUInt32BE(16);
      if (plain.toString('utf8', 20 + length, end) !== receiveId) return undefined;
      return plain.toString('utf8', 20, 20 + length);
    },
    seal(message: string, timestamp: string, nonce: string): { encrypt: string; signature: string } {
      const text = Buffer.from(message);
      const head = Buffer.alloc(20);
      randomBytes(16).copy(head);
      head.writeUInt32BE(text.length, 16);
      const body = Buffer.concat([head, text, Buffer.from(receiveId)]);
      const pad = block - (body.length % block);
      const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
      const sealed = Buffer.concat([
        cipher.update(body),
        cipher.update(Buffer.alloc(pad, pad)),
        cipher.final(),
      ]);
      const encrypt = sealed.toString('base64');
      return { encrypt, signature: sign(timestamp, nonce, encrypt) };
    },
  };
};

const tag = (xml: string, name: string): string => {
  const open = xml.indexOf(`<${name}>`);
  const text = xml.slice(open + name.length + 2, xml.indexOf(`</${name}>`, open));
  return text.startsWith('<![CDATA[') ? text.slice(9, -3) : text;
};

const seconds = (): string => String(Math.floor(Date.now() / 1000));

/** A JSON object's field that is text; '' = none. */
const textAt = (value: unknown, ...path: readonly string[]): string => {
  let at: unknown = value;
  for (const name of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  return typeof at === 'string' ? at : '';
};

/** The three kinds of callback, by path. */
export const createPipelines = ({ wecom, dingtalk }: Credentials): ReadonlyMap<string, Pipeline> => {
  const app = sealing(wecom.app.token, wecom.app.encodingAesKey, wecom.corpId);
  const bot = sealing(wecom.bot.token, wecom.bot.encodingAesKey, '');

  const xml: Pipeline = ({ query, body }) => {
    const message = app.open(query, tag(body.toString(), 'Encrypt'));
    if (message === undefined) return refused;
    const from = tag(message, 'FromUserName');
    if (tag(message, 'Content') !== '我单位排名') return refused;
    const reply =
      `<xml><ToUserName><![CDATA[${from}]]></ToUserName><FromUserName><![CDATA[${wecom.corpId}]]></FromUserName>` +
      `<CreateTime>${seconds()}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${sentence(from)}]]></Content></xml>`;
    const [timestamp, nonce] = [seconds(), query.get('nonce') ?? ''];
    const { encrypt, signature } = app.seal(reply, timestamp, nonce);
    return {
      status: 200,
      type: 'application/xml; charset=utf-8',
      body: `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`,
    };
  };

  const json: Pipeline = ({ query, body }) => {
    const text = bot.open(query, textAt(JSON.parse(body.toString()), 'encrypt'));
    if (text === undefined) return refused;
    const message: unknown = JSON.parse(text);
    if (!textAt(message, 'text', 'content').endsWith('我单位排名')) return refused;
    const stream = {
      id: createHash('sha256').update(textAt(message, 'msgid')).digest('hex').slice(0, 32),
      finish: true,
      content: sentence(textAt(message, 'from', 'userid')),
    };
    const [timestamp, nonce] = [seconds(), query.get('nonce') ?? ''];
    const { encrypt, signature } = bot.seal(JSON.stringify({ msgtype: 'stream', stream }), timestamp, nonce);
    return {
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: JSON.stringify({ encrypt, msgsignature: signature, timestamp: Number(timestamp), nonce }),
    };
  };

  const robot: Pipeline = ({ headers, body }) => {
    const timestamp = String(headers.timestamp);
    if (!(Math.abs(Date.now() - Number(timestamp)) < 3_600_000)) return refused;
    const expected = createHmac('sha256', dingtalk.appSecret)
      .update(`${timestamp}\n${dingtalk.appSecret}`)
      .digest('base64');
    if (!same(expected, String(headers.sign))) return refused;
    const message: unknown = JSON.parse(body.toString());
    if (textAt(message, 'text', 'content').trim() !== '我单位排名') return refused;
    return {
      status: 200,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({
        msgtype: 'markdown',
        markdown: { title: '排名', text: sentence(textAt(message, 'senderStaffId')) },
      }),
    };
  };

  return new Map([
    ['/wecom/app/app', xml],
    ['/wecom/bot/helper', json],
    ['/dingtalk/robot/robot', robot],
  ]);
};
