import { z } from 'zod';
import { Errcode } from './api.js';

/**
 * A frame of the long connection (D-101463), either way. Answers have no `cmd`; other fields are passed over, and
 * one that is not what it should be counts as absent: what matters is which request is answered, and how.
 */
const Frame = z.object({
  cmd: z.string().max(64).optional().catch(undefined),
  headers: z.object({ req_id: z.string().min(1).max(256) }),
  errcode: Errcode.optional().catch(undefined),
  errmsg: z.string().catch(''),
  body: z.unknown().optional(),
});

/** What came over the connection. */
export type BotFrame =
  | { readonly kind: 'answer'; readonly requestId: string; readonly errcode: number; readonly errmsg: string }
  | { readonly kind: 'callback'; readonly requestId: string; readonly body: unknown }
  /** Nothing that is known; `what` is for the log and holds nothing of the content. */
  | { readonly kind: 'other'; readonly what: string };

const callbacks: ReadonlySet<string | undefined> = new Set(['aibot_msg_callback', 'aibot_event_callback']);

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads a frame; whatever it holds becomes a value, never an exception. */
export const readFrame = (text: string): BotFrame => {
  const frame = Frame.safeParse(jsonOf(text)).data;
  if (frame === undefined) return { kind: 'other', what: 'not a frame' };
  const { cmd, errcode, errmsg, body } = frame;
  const requestId = frame.headers.req_id;
  if (callbacks.has(cmd)) return { kind: 'callback', requestId, body };
  if (errcode !== undefined) return { kind: 'answer', requestId, errcode, errmsg };
  return { kind: 'other', what: 'unknown command' };
};

/** Commands that the service gives. */
export type BotCommand =
  | 'aibot_subscribe'
  | 'ping'
  | 'aibot_respond_msg'
  | 'aibot_respond_welcome_msg'
  | 'aibot_send_msg';

export const writeFrame = (cmd: BotCommand, requestId: string, body: unknown): string =>
  JSON.stringify({ cmd, headers: { req_id: requestId }, ...(body === undefined ? {} : { body }) });
