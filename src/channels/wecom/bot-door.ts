import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Destination, ReceivedEvent } from '../../inbox/event.js';
import type { MessageDocument } from '../../message/document.js';
import type { CallbackResponse, Door, DoorOutcome } from '../door.js';
import { renderedOnce } from '../rendered-once.js';
import { fitsIn } from '../split.js';
import { botEventOf } from './bot-event.js';
import { BotMessage } from './bot-message.js';
import {
  emptyAnswer,
  jsonOr400,
  parsedOr400,
  Refusal,
  receiveSealed,
  type SignedQuery,
  secondsOf,
} from './callback.js';
import { createEnvelope, type Envelope } from './crypto.js';
import { botDialect, renderMarkdown, renderPlain } from './render.js';
import { isReplyAddress } from './reply-address.js';

/** Largest content of a stream, in UTF-8 bytes. */
const largestBotContent = 20_480;

const replyAddressOpenForMs = 60 * 60 * 1000;

const SealedBody = z.object({ encrypt: z.string().min(1) });

const replyDestinations = (message: BotMessage, baseUrl: string, now: Date): Destination[] => {
  const { response_url: url } = message;
  if (url === undefined || !isReplyAddress(url, baseUrl)) return [];
  const expiresAt = new Date(now.getTime() + replyAddressOpenForMs).toISOString();
  return [{ kind: 'response_url', url, expiresAt }];
};

/** The same for every repeat of one delivery, so that the platform sees one stream. */
const streamIdOf = (event: ReceivedEvent): string =>
  hash('sha256', `${event.channel}/${event.key}`).slice(0, 32);

/** What the answer to this event may hold: a welcome is text, all else markdown. */
const contentOf = (event: ReceivedEvent, reply: MessageDocument): string =>
  event.kind === 'enter' ? renderPlain(reply) : renderMarkdown(reply, botDialect);

/** A message is answered by a stream that is finished at once, an entrance by text; nothing else is allowed. */
const replyTo = (event: ReceivedEvent, content: string): unknown =>
  event.kind === 'enter'
    ? { msgtype: 'text', text: { content } }
    : { msgtype: 'stream', stream: { id: streamIdOf(event), finish: true, content } };

const sealedJson = (
  envelope: Envelope,
  message: unknown,
  { nonce }: SignedQuery,
  now: Date,
): CallbackResponse => {
  const timestamp = secondsOf(now);
  const { encrypt, signature } = envelope.seal(JSON.stringify(message), String(timestamp), nonce);
  return {
    status: 200,
    // What the official plugin sends; the body is JSON all the same.
    contentType: 'text/plain; charset=utf-8',
    // The platform takes no other nonce than its own, and the timestamp as a number.
    body: JSON.stringify({ encrypt, msgsignature: signature, timestamp, nonce }),
  };
};

/**
 * Callback of a 智能机器人: direct messages, group messages that mention it, and events, as JSON.
 * @throws TongbaoError `wecom.encoding_aes_key` when the configured key cannot be one.
 */
export const createBotDoor = (
  name: string,
  config: ChannelConfigOf<'wecom_bot'>,
  randomBytes?: (size: number) => Buffer,
): Door => {
  const { token, encodingAesKey, receiveId, botId } = config;
  const envelope = createEnvelope({ channel: name, token, encodingAesKey, receiveId }, randomBytes);

  const outcomeOf = (json: string, query: SignedQuery, now: Date): DoorOutcome => {
    const message = parsedOr400(BotMessage, jsonOr400(json, 'message'), 'message');
    if (botId !== undefined && message.aibotid !== botId) throw new Refusal(403, 'message for another bot');
    // The platform asks for the rest of a stream. Ours are complete, and what is answered here would
    // replace what is shown: the empty answer leaves it.
    if (message.msgtype === 'stream') return { kind: 'done', response: emptyAnswer };
    const event = botEventOf(message, {
      channel: name,
      names: config.names,
      replyDestinations: replyDestinations(message, config.baseUrl, now),
    });
    if (event === undefined) throw new Refusal(400, 'message: from.userid');
    const content = renderedOnce((reply) => contentOf(event, reply));
    return {
      kind: 'event',
      event,
      fits: (reply) => fitsIn(content(reply), largestBotContent),
      respond: (reply) =>
        reply === undefined || event.kind === 'other'
          ? emptyAnswer
          : sealedJson(envelope, replyTo(event, content(reply)), query, now),
    };
  };

  return {
    channel: name,
    path: `/wecom/bot/${name}`,
    receive: async (request) =>
      receiveSealed(request, envelope, {
        ciphertextOf: (body) => parsedOr400(SealedBody, jsonOr400(body, 'body'), 'body').encrypt,
        outcomeOf: (json, query) => outcomeOf(json, query, request.now),
      }),
  };
};
