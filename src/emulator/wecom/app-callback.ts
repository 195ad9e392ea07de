import { z } from 'zod';
import type { AcceptedAnswer, Callback } from '../callback.js';
import type { Credentials } from '../credentials.js';
import { newId, type PlatformParts, utf8Bytes } from '../platform.js';
import { directChatId } from '../world.js';
import { readAs, WrongAnswer } from '../wrong-answer.js';
import { open, type SealKeys, seal } from './cipher.js';
import { readXml, writeXml } from './xml.js';

const path = '/wecom/app/app';

/** Longer texts are cut by WeCom (wecom-protocol 2.3); here they are refused, so that nobody loses a line unseen. */
const largestText = 2048;

const Envelope = z.strictObject({
  Encrypt: z.string().min(1),
  MsgSignature: z.string().min(1),
  TimeStamp: z.string().regex(/^\d+$/),
  Nonce: z.string().min(1),
});

const PassiveReply = z.object({
  ToUserName: z.string(),
  FromUserName: z.string(),
  CreateTime: z.string().regex(/^\d+$/),
  MsgType: z.string(),
  Content: z.string().optional(),
});

/** Reads the service's passive reply as strictly as WeCom documents it. @throws WrongAnswer */
const readAnswer = (body: string, keys: SealKeys, userId: string): AcceptedAnswer => {
  if (body === '') return { plain: '' };
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = readAs(Envelope, readXml(body, '应答'), '应答');
  const plain = open(keys, { encrypt: Encrypt, signature: MsgSignature, timestamp: TimeStamp, nonce: Nonce });
  const reply = readAs(PassiveReply, readXml(plain, '应答的明文'), '应答的明文');
  if (reply.ToUserName !== userId) throw new WrongAnswer('应答的 ToUserName 不是提问的人');
  if (reply.FromUserName !== keys.receiveId) throw new WrongAnswer('应答的 FromUserName 不是企业的 CorpID');
  if (reply.MsgType !== 'text')
    throw new WrongAnswer(`自建应用的应答不能是 ${reply.MsgType}，模拟器只支持 text`);
  const { Content = '' } = reply;
  if (Content === '') throw new WrongAnswer('应答的 Content 是空的');
  if (utf8Bytes(Content) > largestText) {
    throw new WrongAnswer(`应答有 ${utf8Bytes(Content)} 字节，超过 ${largestText} 字节会被截断`);
  }
  return { plain, reply: { format: 'text', content: Content, mentions: [] } };
};

/** What the self-built app tells the service about a person (wecom-protocol 2.1, 2.2). */
export interface AppCallbacks {
  text(userId: string, text: string): Callback;
  image(userId: string, picture: { readonly mediaId: string; readonly picUrl: string }): Callback;
  enterAgent(userId: string): Callback;
}

export const createAppCallbacks = (
  { corpId, agentId, app }: Credentials['wecom'],
  parts: PlatformParts,
): AppCallbacks => {
  const { clock, random } = parts;
  const keys: SealKeys = { ...app, receiveId: corpId };
  const nowInSeconds = (): number => Math.floor(clock.now().getTime() / 1000);
  const callback = (userId: string, message: string): Callback => ({
    chatId: directChatId('wecom', userId),
    platformName: '企业微信',
    path,
    attempt: () => {
      const at = { timestamp: String(nowInSeconds()), nonce: newId(random), random };
      const sealed = seal(keys, message, at);
      const query = new URLSearchParams({
        msg_signature: sealed.signature,
        timestamp: sealed.timestamp,
        nonce: sealed.nonce,
      });
      return {
        request: {
          path: `${path}?${query}`,
          headers: { 'content-type': 'text/xml' },
          body: writeXml({ ToUserName: corpId, AgentID: String(agentId), Encrypt: sealed.encrypt }),
        },
        read: (body) => readAnswer(body, keys, userId),
      };
    },
  });
  const common = (userId: string) => ({
    ToUserName: corpId,
    FromUserName: userId,
    CreateTime: nowInSeconds(),
  });
  /** 64 bits, so more than a JavaScript number holds: it has to stay text on the other side. */
  const newMsgId = (): bigint => random(8).readBigUInt64BE() >> 1n;
  return {
    text: (userId, text) =>
      callback(
        userId,
        writeXml({
          ...common(userId),
          MsgType: 'text',
          Content: text,
          MsgId: newMsgId(),
          AgentID: agentId,
        }),
      ),
    image: (userId, { mediaId, picUrl }) =>
      callback(
        userId,
        writeXml({
          ...common(userId),
          MsgType: 'image',
          PicUrl: picUrl,
          MediaId: mediaId,
          MsgId: newMsgId(),
          AgentID: agentId,
        }),
      ),
    enterAgent: (userId) =>
      callback(
        userId,
        writeXml({
          ...common(userId),
          MsgType: 'event',
          Event: 'enter_agent',
          EventKey: '',
          AgentID: agentId,
        }),
      ),
  };
};
