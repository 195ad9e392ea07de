import { z } from 'zod';

/** A frame of the long connection (D-101463), either way. Answers have no `cmd`; other fields are passed over. */
const Frame = z.object({
  cmd: z.string().max(64).optional(),
  headers: z.object({ req_id: z.string().min(1).max(256) }),
  errcode: z.number().int().optional(),
  errmsg: z.string().default(''),
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
