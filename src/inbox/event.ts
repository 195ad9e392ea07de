import { z } from 'zod';
import { Instant, Platform } from '../domain/records/index.js';

/** Where a message can be sent through one channel. Addresses given by a platform hold secrets: never log. */
export const Destination = z.discriminatedUnion('kind', [
  /** WeCom 智能机器人: one call, one hour. */
  z.object({ kind: z.literal('response_url'), url: z.string(), expiresAt: Instant }),
  /** DingTalk: several calls until it expires. */
  z.object({ kind: z.literal('session_webhook'), url: z.string(), expiresAt: Instant }),
  /** A person's direct chat with the bot, by the platform's user id. */
  z.object({ kind: z.literal('person'), userId: z.string() }),
  /** The one group a webhook belongs to. */
  z.object({ kind: z.literal('webhook') }),
  /** A group that the bot is in, by the platform's id of the chat, to the letter. */
  z.object({ kind: z.literal('chat'), chatId: z.string() }),
  /** One message or entrance into a chat, over the very connection that it came by; gone when that is. */
  z.object({
    kind: z.literal('connection_reply'),
    /** Our name of the connection. */
    connection: z.string(),
    requestId: z.string(),
    to: z.enum(['message', 'entrance']),
    chat: z.object({ kind: z.enum(['direct', 'group']), id: z.string() }),
    expiresAt: Instant,
  }),
]);
export type Destination = z.infer<typeof Destination>;

/**
 * A picture in a message, as the platform lets it be fetched. References open something to whoever has them:
 * never log.
 */
export const PictureSource = z.discriminatedUnion('kind', [
  /** Self-built app of WeCom: by `media/get`, for three days. */
  z.object({ kind: z.literal('media_id'), mediaId: z.string() }),
  /**
   * 智能机器人: an address for five minutes. The bytes there are encrypted, over the long connection with a key of
   * each file's own, which comes with it (Base64); else with the key of the callback.
   */
  z.object({ kind: z.literal('sealed_url'), url: z.string(), aesKey: z.string().optional() }),
  /** DingTalk robot: by `messageFiles/download`, for a while that is not documented. */
  z.object({ kind: z.literal('download_code'), code: z.string() }),
]);
export type PictureSource = z.infer<typeof PictureSource>;

/** What a door makes of a verified callback. It is stored as received before anything is done with it. */
export const ReceivedEvent = z.object({
  /** Name of the configured channel it came in by. */
  channel: z.string(),
  platform: Platform,
  /** The platform's own key of this delivery: a repeat has the same. */
  key: z.string().min(1),
  kind: z.enum(['message', 'enter', 'other']),
  chat: z.object({ kind: z.enum(['direct', 'group']), id: z.string(), title: z.string().optional() }),
  sender: z.object({
    /** The platform's user id as spelled there; absent for people outside the organisation. */
    userId: z.string().optional(),
    /** A stable key of an unbound person where there is no user id. */
    opaqueId: z.string().optional(),
    /** Chosen by its owner: shown, never trusted. */
    displayName: z.string().optional(),
  }),
  /** What was typed or said, the mention of the bot removed; empty for pictures, files and events. */
  text: z.string(),
  /** What the platform marks as quoted; never the speaker's own words. */
  quotedText: z.string().optional(),
  /** Message type as the platform names it, e.g. `text`, `voice`, `picture`. */
  format: z.string(),
  /** Pictures in it, in order; absent = none. */
  pictures: z.array(PictureSource).optional(),
  /** Ways to answer after the HTTP response is gone, best first. All go through `channel`. */
  replyDestinations: z.array(Destination),
});
export type ReceivedEvent = z.infer<typeof ReceivedEvent>;
