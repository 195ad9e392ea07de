import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChatView } from '../api.js';
import type { AcceptedAnswer, Callback } from '../callback.js';
import type { Credentials } from '../credentials.js';
import { newId, type PlatformParts, utf8Bytes } from '../platform.js';
import type { SaidLine } from '../spoken-line.js';
import { readAs, readJson, WrongAnswer } from '../wrong-answer.js';
import { largestMessage, RobotMessage, shownOf } from './message.js';
import { type Sessions, sessionLifetimeMs } from './sessions.js';
import { signatureOf } from './signature.js';

const path = '/dingtalk/robot/robot';

const Typed = z.object({ msgtype: z.string() });
const sayable = ['text', 'markdown', 'actionCard'];

/** Reads the service's answer in the HTTP response (dingtalk-protocol 1.5). @throws WrongAnswer */
const readAnswer = (body: string, chat: ChatView): AcceptedAnswer => {
  if (utf8Bytes(body) > largestMessage) {
    throw new WrongAnswer(`应答有 ${utf8Bytes(body)} 字节，超过 ${largestMessage} 字节`);
  }
  const json = readJson(body, '应答');
  const { msgtype } = readAs(Typed, json, '应答');
  if (msgtype === 'empty') return { plain: body };
  if (!sayable.includes(msgtype)) throw new WrongAnswer(`应答的 msgtype 不能是 ${msgtype}`);
  return { plain: body, reply: shownOf(readAs(RobotMessage, json, '应答'), chat) };
};

/** An encrypted id of the robot's own, as DingTalk gives them: stable, and of no use elsewhere. */
const opaqueId = (of: string): string =>
  `$:LWCP_v1:$${createHash('sha256').update(of).digest('base64url').slice(0, 24)}`;

/** How a reply marks what it quotes: not documented, seen by others (dingtalk-protocol 1.3). */
const quoting = (content: string, createdAt: number) => ({
  isReplyMsg: true,
  repliedMsg: { msgType: 'text', createdAt, content: { text: content } },
});

/** What the enterprise robot tells the service (dingtalk-protocol 1.3). */
export interface RobotCallbacks {
  /** `text` without the mention of the robot. */
  text(chat: ChatView, sender: Sender, line: SaidLine): Callback;
  /** Pictures by their download codes, with words or without. */
  pictures(chat: ChatView, sender: Sender, text: string, codes: readonly [string, ...string[]]): Callback;
}

interface Sender {
  readonly userId: string;
  readonly name: string;
}

/** Both codes are printed; the second is good for nothing here, as others found on the platform. */
const pictureOf = (downloadCode: string) => ({
  downloadCode,
  pictureDownloadCode: `p${downloadCode}`,
});

export const createRobotCallbacks = (
  { corpId, appKey, appSecret }: Credentials['dingtalk'],
  parts: PlatformParts,
  sessions: Sessions,
): RobotCallbacks => {
  const { clock, random } = parts;
  const robotId = opaqueId(appKey);

  const placeOf = (chat: ChatView) =>
    chat.kind === 'group'
      ? {
          conversationType: '2',
          conversationId: chat.id,
          conversationTitle: chat.name,
          isInAtList: true,
          atUsers: [{ dingtalkId: robotId }],
        }
      : {
          conversationType: '1',
          conversationId: `cid${createHash('sha256').update(chat.id).digest('base64').slice(0, 22)}==`,
        };

  const callback = (
    chat: ChatView,
    { userId, name }: Sender,
    contentAt: (createAt: number) => object,
  ): Callback => {
    const createAt = clock.now().getTime();
    const session = sessions.issue({ chat, askedAt: performance.now() }, clock.now());
    const body = JSON.stringify({
      ...placeOf(chat),
      chatbotCorpId: corpId,
      chatbotUserId: robotId,
      msgId: `msg${newId(random)}==`,
      senderNick: name,
      isAdmin: false,
      senderStaffId: userId,
      senderCorpId: corpId,
      senderId: opaqueId(userId),
      sessionWebhook: `${parts.apiBaseUrl()}/robot/sendBySession?session=${session}`,
      sessionWebhookExpiredTime: createAt + sessionLifetimeMs,
      createAt,
      ...contentAt(createAt),
      robotCode: appKey,
    });
    return {
      chatId: chat.id,
      platformName: '钉钉',
      path,
      attempt: () => {
        const timestamp = String(clock.now().getTime());
        return {
          request: {
            path,
            headers: {
              'content-type': 'application/json; charset=utf-8',
              timestamp,
              sign: signatureOf(timestamp, appSecret),
            },
            body,
          },
          read: (answer) => readAnswer(answer, chat),
        };
      },
    };
  };

  return {
    text: (chat, sender, { text, quote }) =>
      callback(chat, sender, (createAt) => ({
        // Of the mention only the space behind it is left.
        text: {
          content: chat.kind === 'group' ? ` ${text}` : text,
          ...(quote === undefined ? {} : quoting(quote, createAt)),
        },
        msgtype: 'text',
      })),
    pictures: (chat, sender, text, codes) =>
      callback(chat, sender, () => {
        const [first] = codes;
        if (text === '' && codes.length === 1) return { content: pictureOf(first), msgtype: 'picture' };
        const pictures = codes.map((code) => ({ type: 'picture', ...pictureOf(code) }));
        return {
          content: { richText: [...(text === '' ? [] : [{ text }]), ...pictures] },
          msgtype: 'richText',
        };
      }),
  };
};
