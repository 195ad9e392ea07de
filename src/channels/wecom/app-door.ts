import { hash } from 'node:crypto';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { ReceivedEvent } from '../../inbox/event.js';
import { clean, PlatformId } from '../clean-text.js';
import type { CallbackResponse, Door } from '../door.js';
import { renderedOnce } from '../rendered-once.js';
import { fitsIn } from '../split.js';
import { emptyAnswer, Refusal, receiveSealed, type SignedQuery, secondsOf } from './callback.js';
import { createEnvelope, type Envelope } from './crypto.js';
import { renderPlain } from './render.js';
import { cdata, fieldOf, readXml, type XmlElement } from './xml.js';

/** A longer passive text is cut by the platform, so it goes by message/send instead. */
const largestReply = 2048;

const rootOf = (xml: string): XmlElement => {
  const root = readXml(xml);
  if (root.name !== 'xml') throw new Refusal(400, 'xml: another root');
  return root;
};

const required = (root: XmlElement, name: string): string => {
  const text = fieldOf(root, name);
  if (text === undefined || text === '') throw new Refusal(400, `xml: ${name} missing`);
  return text;
};

/** Events that open the chat; apps report each opening, the inbox decides whom to greet. */
const entrances = new Set(['enter_agent', 'subscribe']);

/** Checks that a decrypted message is meant for this corp and this app. */
const checkAddressee = (root: XmlElement, config: ChannelConfigOf<'wecom_app'>): void => {
  if (required(root, 'ToUserName') !== config.corpId) throw new Refusal(403, 'message for another corp');
  // Events about the address book and old task cards spell it otherwise or leave it out.
  const agentId = fieldOf(root, 'AgentID') ?? fieldOf(root, 'AgentId');
  const known = agentId === undefined && fieldOf(root, 'MsgType') === 'event';
  if (!known && agentId?.trim() !== String(config.agentId)) throw new Refusal(403, 'message for another app');
};

/** How WeCom writes a media id: it goes into an address. */
const mediaId = /^[\x21-\x7e]{1,512}$/;

/** An `image` message is one picture; `PicUrl` is not looked at, the media id needs no host but our own. */
const picturesOf = (root: XmlElement): Pick<ReceivedEvent, 'pictures'> => {
  const id = fieldOf(root, 'MediaId')?.trim() ?? '';
  return mediaId.test(id) ? { pictures: [{ kind: 'media_id', mediaId: id }] } : {};
};

const eventOf = (xml: string, root: XmlElement, channel: string): ReceivedEvent => {
  const from = required(root, 'FromUserName');
  if (!PlatformId.safeParse(from).success) throw new Refusal(400, 'xml: FromUserName');
  const said = (key: string, kind: ReceivedEvent['kind'], format: string, text = ''): ReceivedEvent => ({
    channel,
    platform: 'wecom',
    key,
    kind,
    chat: { kind: 'direct', id: from },
    sender: { userId: from },
    text,
    format,
    replyDestinations: [{ kind: 'person', userId: from }],
  });
  const format = required(root, 'MsgType');
  if (format !== 'event') {
    const text = format === 'text' ? clean(fieldOf(root, 'Content') ?? '') : '';
    const message = said(required(root, 'MsgId'), 'message', format, text);
    return format === 'image' ? { ...message, ...picturesOf(root) } : message;
  }
  // Events carry no id, and sender plus second is not enough: different ones of one person collapse.
  const key = hash('sha256', xml);
  const event = required(root, 'Event');
  if (entrances.has(event)) return said(key, 'enter', event);
  // `sys` and the like are no people: nothing is said back.
  return { ...said(key, 'other', event), sender: {}, replyDestinations: [] };
};

/** The passive reply before encryption; sender and addressee change places. `createTime` in seconds. */
const replyXml = (userId: string, corpId: string, createTime: number, content: string): string =>
  `<xml><ToUserName>${cdata(userId)}</ToUserName><FromUserName>${cdata(corpId)}</FromUserName>` +
  `<CreateTime>${createTime}</CreateTime><MsgType>${cdata('text')}</MsgType>` +
  `<Content>${cdata(content)}</Content></xml>`;

const sealedXml = (envelope: Envelope, message: string, query: SignedQuery, now: Date): CallbackResponse => {
  const { encrypt, signature, timestamp, nonce } = envelope.seal(
    message,
    String(secondsOf(now)),
    query.nonce,
  );
  return {
    status: 200,
    contentType: 'application/xml; charset=utf-8',
    body:
      `<xml><Encrypt>${cdata(encrypt)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>` +
      `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`,
  };
};

/**
 * Callback of a self-built app (自建应用): direct messages and events as XML. Apps never see groups.
 * @throws TongbaoError `wecom.encoding_aes_key` when the configured key cannot be one.
 */
export const createAppDoor = (
  name: string,
  config: ChannelConfigOf<'wecom_app'>,
  randomBytes?: (size: number) => Buffer,
): Door => {
  const { token, encodingAesKey, corpId } = config;
  const envelope = createEnvelope({ channel: name, token, encodingAesKey, receiveId: corpId }, randomBytes);
  return {
    channel: name,
    path: `/wecom/app/${name}`,
    receive: async (request) =>
      receiveSealed(request, envelope, {
        ciphertextOf: (body) => required(rootOf(body), 'Encrypt'),
        outcomeOf: (xml, query) => {
          const root = rootOf(xml);
          checkAddressee(root, config);
          const event = eventOf(xml, root, name);
          const content = renderedOnce(renderPlain);
          return {
            kind: 'event',
            event,
            fits: (reply) => fitsIn(content(reply), largestReply),
            respond: (reply) => {
              const { userId } = event.sender;
              if (reply === undefined || userId === undefined) return emptyAnswer;
              const passive = replyXml(userId, corpId, secondsOf(request.now), content(reply));
              return sealedXml(envelope, passive, query, request.now);
            },
          };
        },
      }),
  };
};
