import { channels as phrases } from '../../../config/phrases/channels.js';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Destination, ReceivedEvent } from '../../inbox/event.js';
import { message, paragraph } from '../../message/build.js';
import { clean } from '../clean-text.js';
import type { CallbackRequest, CallbackResponse, Door, DoorOutcome } from '../door.js';
import { renderedOnce } from '../rendered-once.js';
import { fitsIn } from '../split.js';
import { textOfUtf8 } from '../utf8.js';
import { renderReply } from './render.js';
import { pictureCodesOf, quotedWordsOf, RobotDelivery, RobotMessage, wordsOf } from './robot-message.js';
import { createSessionCheck } from './session-address.js';
import { faultOfCallback } from './signature.js';

/** Robot callbacks are a few kilobytes; more than this is no message. */
const largestBody = 1024 * 1024;
/** The same as for webhooks (error 460101). */
const largestReply = 20_000;
/** A session is not used in its last minutes: clocks differ, and what is late is lost. */
const sessionMarginMs = 5 * 60_000;

/** "Received, nothing to say." */
const silence = JSON.stringify({ msgtype: 'empty' });

const jsonResponse = (body: string): CallbackResponse => ({
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body,
});

const refused = (status: 400 | 403 | 413, reason: string): DoorOutcome => ({
  kind: 'refused',
  status,
  reason,
});

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(textOfUtf8(body));
  } catch {
    return undefined;
  }
};

/** Text that can be stored and shown; empty means the same as none. */
const shown = (text: string | null | undefined): string | undefined => clean(text ?? '').trim() || undefined;

const sessionDestination = (
  received: RobotMessage,
  isSessionAddress: Endpoint['isSessionAddress'],
  now: Date,
): Destination[] => {
  const { sessionWebhook: url, sessionWebhookExpiredTime: expires } = received;
  if (typeof url !== 'string' || typeof expires !== 'number' || !isSessionAddress(url)) {
    return [];
  }
  const until = expires - sessionMarginMs;
  return until > now.getTime()
    ? [{ kind: 'session_webhook', url, expiresAt: new Date(until).toISOString() }]
    : [];
};

const senderOf = (received: RobotMessage): ReceivedEvent['sender'] => {
  const { senderStaffId: userId, senderId } = received;
  const displayName = shown(received.senderNick);
  // People outside the organisation, and everybody before the app is published, have only the encrypted id.
  const opaqueId = userId || !senderId ? undefined : `${received.chatbotCorpId ?? ''}:${senderId}`;
  // Not spread: that takes microseconds, and each message comes by here.
  const sender: { userId?: string; opaqueId?: string; displayName?: string } = {};
  if (userId) sender.userId = userId;
  if (opaqueId !== undefined) sender.opaqueId = opaqueId;
  if (displayName !== undefined) sender.displayName = displayName;
  return sender;
};

/** What a message is checked against and filed under. */
interface Endpoint {
  readonly channel: string;
  readonly robotCode: string;
  /** Whether an address leads back into a chat of the configured platform. */
  readonly isSessionAddress: (url: string) => boolean;
}

const eventOf = (received: RobotMessage, endpoint: Endpoint, now: Date): ReceivedEvent => {
  const direct = received.conversationType === '1';
  const title = shown(received.conversationTitle);
  const sender = senderOf(received);
  const quotedText = shown(quotedWordsOf(received));
  const pictures = pictureCodesOf(received).map((code) => ({ kind: 'download_code' as const, code }));
  const replyDestinations = sessionDestination(received, endpoint.isSessionAddress, now);
  if (direct && sender.userId !== undefined) {
    replyDestinations.push({ kind: 'person', userId: sender.userId });
  }
  return {
    channel: endpoint.channel,
    platform: 'dingtalk',
    // A line that mentions two robots reaches both under one msgId.
    key: `${endpoint.robotCode}:${received.msgId}`,
    kind: 'message',
    chat: direct
      ? { kind: 'direct', id: received.conversationId }
      : { kind: 'group', id: received.conversationId, ...(title === undefined ? {} : { title }) },
    sender,
    text: shown(wordsOf(received)) ?? '',
    format: received.msgtype,
    replyDestinations,
    ...(quotedText === undefined ? {} : { quotedText }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
};

/** Over quota DingTalk says that somebody spoke, but not what: that person is told, and the operator. */
const wordsWithheld = (code: string): DoorOutcome => ({
  kind: 'done',
  response: jsonResponse(renderReply(message(phrases.withheldTitle, [paragraph(phrases.withheld(code))]))),
  warning: `the platform withheld a message's words (errorCode ${code}; 20001 = monthly quota used up)`,
});

/** Callback of an internal robot in HTTP mode: direct messages, and group messages that mention it. */
export const createRobotDoor = (name: string, config: ChannelConfigOf<'dingtalk_robot'>): Door => {
  const { appKey, appSecret, corpId, oapiBaseUrl } = config;
  const robotCode = config.robotCode ?? appKey;
  const endpoint = { channel: name, robotCode, isSessionAddress: createSessionCheck(oapiBaseUrl) };

  const outcomeOf = ({ body, now }: CallbackRequest): DoorOutcome => {
    const json = jsonOf(body);
    const received = RobotMessage.safeParse(json);
    const delivery = received.data ?? RobotDelivery.safeParse(json).data;
    if (delivery === undefined) return refused(400, 'body: not a robot message');
    const addressee = delivery.robotCode;
    if (addressee && addressee !== robotCode) return refused(403, 'message for another robot');
    const code = delivery.errorCode ?? delivery.errCode ?? '0';
    if (code !== '0' && (!received.success || wordsOf(received.data) === '')) return wordsWithheld(code);
    if (!received.success) {
      const fields = received.error.issues.map(({ path }) => path.join('.')).join(', ');
      return refused(400, `body: ${fields}`);
    }
    if (corpId !== undefined && received.data.chatbotCorpId !== corpId) {
      return refused(403, 'message for another organisation');
    }
    const event = eventOf(received.data, endpoint, now);
    const asker = event.chat.kind === 'group' ? event.sender.userId : undefined;
    const rendered = renderedOnce((reply) => renderReply(reply, asker));
    return {
      kind: 'event',
      event,
      fits: (reply) => fitsIn(rendered(reply), largestReply),
      respond: (reply) => jsonResponse(reply === undefined ? silence : rendered(reply)),
    };
  };

  return {
    channel: name,
    path: `/dingtalk/robot/${name}`,
    async receive(request) {
      if (request.method !== 'POST') return refused(400, 'method: not POST');
      if (request.body.length > largestBody) return refused(413, 'body too large');
      const { timestamp, sign } = request.headers;
      const fault = faultOfCallback({ timestamp, sign }, appSecret, request.now);
      if (fault !== undefined) return refused(403, `signature: ${fault}`);
      return outcomeOf(request);
    },
  };
};
