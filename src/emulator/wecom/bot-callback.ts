import { z } from 'zod';
import type { AcceptedAnswer, Callback } from '../callback.js';
import type { Credentials } from '../credentials.js';
import { newId, type PlatformParts, utf8Bytes } from '../platform.js';
import type { SaidLine } from '../spoken-line.js';
import type { Shown } from '../transcript.js';
import { directChatId } from '../world.js';
import { readAs, readJson, WrongAnswer } from '../wrong-answer.js';
import { type BotPicture, botEvent, botMessage } from './bot-body.js';
import { open, type SealKeys, seal } from './cipher.js';
import type { ResponseCodes } from './response-codes.js';

const path = '/wecom/bot/helper';
const largestStream = 20_480;
const largestWelcome = 2048;

const Envelope = z.strictObject({
  encrypt: z.string().min(1),
  msgsignature: z.string(),
  // Seconds; a value in milliseconds would be thousands of years ahead.
  timestamp: z.int().positive().max(99_999_999_999),
  nonce: z.string(),
});

const StreamReply = z.object({
  stream: z.object({ id: z.string().min(1), finish: z.boolean(), content: z.string().min(1) }),
});
const WelcomeReply = z.object({ text: z.object({ content: z.string().min(1) }) });

/** What may be answered to what (wecom-protocol 4.2). */
type Situation = 'message' | 'enter_chat';

const allowed: Readonly<Record<Situation, readonly string[]>> = {
  message: ['stream', 'template_card', 'stream_with_template_card'],
  enter_chat: ['text', 'template_card'],
};

const refuseSize = (content: string, limit: number): void => {
  if (utf8Bytes(content) > limit) {
    throw new WrongAnswer(`应答有 ${utf8Bytes(content)} 字节，超过 ${limit} 字节`);
  }
};

const readStream = (json: unknown, ownStream: (id: string) => boolean): Shown => {
  const { id, finish, content } = readAs(StreamReply, json, '应答').stream;
  refuseSize(content, largestStream);
  if (!finish)
    throw new WrongAnswer('应答的 stream.finish 是 false，模拟器不轮询未完成的流式消息，请一次答完');
  if (!ownStream(id)) throw new WrongAnswer('应答的 stream.id 已经用于另一条消息');
  // No mention is documented for streams (wecom-protocol section 0).
  return { format: 'markdown', content, mentions: [] };
};

const readWelcome = (json: unknown): Shown => {
  const { content } = readAs(WelcomeReply, json, '应答').text;
  refuseSize(content, largestWelcome);
  return { format: 'text', content, mentions: [] };
};

const readReply = (
  json: unknown,
  situation: Situation,
  ownStream: (id: string) => boolean,
): Shown | undefined => {
  // Tencent's own plugin answers an encrypted `{}` where it has nothing to say.
  if (z.strictObject({}).safeParse(json).success) return undefined;
  const { msgtype } = readAs(z.object({ msgtype: z.string() }), json, '应答');
  if (!allowed[situation].includes(msgtype)) throw new WrongAnswer(`这里的应答不能是 ${msgtype}`);
  if (msgtype === 'stream') return readStream(json, ownStream);
  if (msgtype === 'text') return readWelcome(json);
  throw new WrongAnswer(`模拟器还不能显示 ${msgtype}`);
};

/** Where the 智能机器人 is spoken to: a group, or the single chat, which is shown in the person's direct chat. */
type BotPlace = { readonly kind: 'group'; readonly chatId: string } | { readonly kind: 'single' };

/** What the 智能机器人 tells the service (wecom-protocol 4.1). */
export interface BotCallbacks {
  /** Somebody mentioned the bot in a group; `text` has the mention in it. */
  groupText(chatId: string, userId: string, line: SaidLine): Callback;
  /** Words and pictures, in a group with the mention; a picture alone goes in the single chat only. */
  said(place: BotPlace, userId: string, line: SaidLine, pictures: readonly BotPicture[]): Callback;
  /** First entry of the day into the single chat. */
  enterChat(userId: string): Callback;
}

export const createBotCallbacks = (
  { bot }: Credentials['wecom'],
  parts: PlatformParts,
  codes: ResponseCodes,
): BotCallbacks => {
  const { clock, random } = parts;
  const keys: SealKeys = { ...bot, receiveId: '' };
  const streams = new Map<string, string>();
  const nowInSeconds = (): number => Math.floor(clock.now().getTime() / 1000);

  const readAnswer = (body: string, nonce: string, msgid: string, situation: Situation): AcceptedAnswer => {
    if (body === '') return { plain: '' };
    const answer = readAs(Envelope, readJson(body, '应答'), '应答');
    if (answer.nonce !== nonce) throw new WrongAnswer('应答的 nonce 与回调的不一致');
    const plain = open(keys, {
      encrypt: answer.encrypt,
      signature: answer.msgsignature,
      timestamp: String(answer.timestamp),
      nonce,
    });
    const ownStream = (id: string): boolean => {
      const owner = streams.get(id);
      streams.set(id, owner ?? msgid);
      return owner === undefined || owner === msgid;
    };
    const reply = readReply(readJson(plain, '应答的明文'), situation, ownStream);
    return reply === undefined ? { plain } : { plain, reply };
  };

  const callback = (chatId: string, situation: Situation, msgid: string, message: object): Callback => ({
    chatId,
    platformName: '企业微信',
    path,
    attempt: () => {
      const at = { timestamp: String(nowInSeconds()), nonce: newId(random), random };
      const sealed = seal(keys, JSON.stringify(message), at);
      const query = new URLSearchParams({
        msg_signature: sealed.signature,
        timestamp: sealed.timestamp,
        nonce: sealed.nonce,
      });
      return {
        request: {
          path: `${path}?${query}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ encrypt: sealed.encrypt }),
        },
        read: (body) => readAnswer(body, sealed.nonce, msgid, situation),
      };
    },
  });

  const said: BotCallbacks['said'] = (place, userId, line, pictures) => {
    const msgid = newId(random);
    const group = place.kind === 'group' ? { groupId: place.chatId } : {};
    const chatId = place.kind === 'group' ? place.chatId : directChatId('wecom', userId);
    const code = codes.issue({ chatId, askedAt: performance.now() }, clock.now());
    return callback(chatId, 'message', msgid, {
      ...botMessage({ msgid, botId: bot.botId, userId, ...group }, line, pictures),
      response_url: `${parts.apiBaseUrl()}/cgi-bin/aibot/response?response_code=${code}`,
    });
  };

  return {
    said,
    groupText: (chatId, userId, line) => said({ kind: 'group', chatId }, userId, line, []),
    enterChat: (userId) => {
      const msgid = newId(random);
      const event = botEvent({ msgid, botId: bot.botId, userId }, 'enter_chat', clock.now());
      return callback(directChatId('wecom', userId), 'enter_chat', msgid, event);
    },
  };
};
