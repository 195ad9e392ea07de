import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AccessTokens } from '../access-token.js';
import { type ApiAnswer, type ApiRoute, errcodeAnswer, parseJson } from '../api-call.js';
import { hasEnding, type MediaStore, megabyte } from '../media.js';
import { newId, type PlatformParts, utf8Bytes } from '../platform.js';
import { RateWindow } from '../rate-window.js';
import type { Shown } from '../transcript.js';
import { directChatId } from '../world.js';
import { tokenRefusal } from './token-refusal.js';

const largestContent = 2048;
const mostUsers = 1000;
/** More to one member in a minute is dropped without an error (wecom-protocol 2.9). */
const perMemberAndMinute = 30;

const Envelope = z.object({
  touser: z.string().default(''),
  toparty: z.string().default(''),
  totag: z.string().default(''),
  agentid: z.int(),
  enable_duplicate_check: z.union([z.literal(0), z.literal(1)]).default(0),
  /** Seconds. */
  duplicate_check_interval: z.int().positive().max(14_400).default(1800),
});
const Typed = z.object({ msgtype: z.enum(['text', 'markdown', 'file', 'image']) });
const Media = z.object({ media_id: z.string().min(1) });
const pictureEndings = { largestBytes: 10 * megabyte, endings: ['jpg', 'jpeg', 'png'] };
const Content = z.object({ content: z.string().min(1) });

/** WeCom refuses `\uXXXX` in the request: JSON written with escapes (wecom-protocol 6). */
const hasUnicodeEscape = (body: string): boolean => /(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}/.test(body);

/** Words as they are shown, or why they are not taken. */
const shownWords = (
  msgtype: 'text' | 'markdown',
  json: unknown,
): Omit<Shown, 'mentions'> | { readonly refusal: ApiAnswer } => {
  const holder = z.object({ [msgtype]: Content }).safeParse(json);
  const content = holder.data?.[msgtype]?.content;
  if (content === undefined) return { refusal: errcodeAnswer(44004, 'empty content') };
  return utf8Bytes(content) > largestContent
    ? { refusal: errcodeAnswer(45002, 'message content size out of limit') }
    : { format: msgtype, content };
};

/** Bodies sent with the duplicate check, and when. */
class SentBodies {
  readonly #sent = new Map<string, { at: number; msgid: string }>();

  #key(body: string): string {
    return createHash('sha256').update(body).digest('hex');
  }

  find(body: string, intervalSeconds: number, now: Date): string | undefined {
    const before = this.#sent.get(this.#key(body));
    const isRecent = before !== undefined && now.getTime() - before.at < intervalSeconds * 1000;
    return isRecent ? before.msgid : undefined;
  }

  add(body: string, msgid: string, now: Date): void {
    this.#sent.set(this.#key(body), { at: now.getTime(), msgid });
  }
}

/**
 * `POST /cgi-bin/message/send`: the self-built app writes to people (wecom-protocol 2.5). Text that WeCom
 * would cut without a word is refused here as too long, so that the loss is seen.
 */
export const messageSend = (
  { agentId, tokens, media }: { agentId: number; tokens: AccessTokens; media: MediaStore },
  parts: PlatformParts,
): ApiRoute => {
  const { organisation, transcript, clock, random } = parts;
  const rate = new RateWindow(perMemberAndMinute, 60_000);
  const sent = new SentBodies();

  const receiversOf = (touser: string): { userIds: string[]; invalid: string[] } => {
    if (touser === '@all') {
      const everybody = organisation.people.filter(({ platforms }) => platforms.includes('wecom'));
      return { userIds: everybody.map(({ userId }) => userId), invalid: [] };
    }
    const named = [...new Set(touser.split('|').filter((name) => name !== ''))];
    return {
      userIds: named.flatMap((name) => organisation.person('wecom', name)?.userId ?? []),
      invalid: named.filter((name) => organisation.person('wecom', name) === undefined),
    };
  };

  const deliver = (userIds: readonly string[], shown: Omit<Shown, 'mentions'>): void => {
    for (const userId of userIds) {
      const chatId = directChatId('wecom', userId);
      if (!rate.take(userId, clock.now())) {
        transcript.note(
          chatId,
          `企业微信每分钟最多显示${perMemberAndMinute}条应用消息，多出的一条已被丢弃。`,
        );
        continue;
      }
      transcript.addFromBot({ ...shown, mentions: [] }, { chatId, via: 'push' });
    }
  };

  /** A picture is shown by its name too, to be opened. */
  const shownFile = (
    msgtype: 'file' | 'image',
    json: unknown,
  ): Omit<Shown, 'mentions'> | { refusal: ApiAnswer } => {
    const holder = z.object({ [msgtype]: Media }).safeParse(json);
    const id = holder.data?.[msgtype]?.media_id;
    if (id === undefined) return { refusal: errcodeAnswer(41006, 'media_id missing') };
    const file = media.sendable(id, clock.now());
    const isOther = file === undefined || (msgtype === 'image' && !hasEnding(file.name, pictureEndings));
    if (isOther) return { refusal: errcodeAnswer(40007, 'invalid media_id') };
    return {
      format: 'file',
      content: file.name,
      file: { id, name: file.name, sizeBytes: file.bytes.length },
    };
  };

  const send = (body: string, json: unknown): ApiAnswer => {
    const envelope = Envelope.safeParse(json);
    if (!envelope.success) return errcodeAnswer(40035, 'invalid parameter');
    const { touser, toparty, totag, agentid } = envelope.data;
    const checksDuplicates = envelope.data.enable_duplicate_check === 1;
    if (agentid !== agentId) return errcodeAnswer(301002, 'not allow operate another agent with this token');
    const typed = Typed.safeParse(json);
    if (!typed.success) return errcodeAnswer(40008, 'invalid message type');
    const { msgtype } = typed.data;
    const shown =
      msgtype === 'file' || msgtype === 'image' ? shownFile(msgtype, json) : shownWords(msgtype, json);
    if ('refusal' in shown) return shown.refusal;
    if (touser.split('|').length > mostUsers) return errcodeAnswer(40032, 'invalid userid list length');
    if (touser === '' && toparty === '' && totag === '') return errcodeAnswer(82001, 'no receiver');
    const { userIds, invalid } = receiversOf(touser);
    if (userIds.length === 0) return errcodeAnswer(81013, 'all receivers are invalid');
    const repeated = checksDuplicates
      ? sent.find(body, envelope.data.duplicate_check_interval, clock.now())
      : undefined;
    const msgid = repeated ?? newId(random);
    if (repeated === undefined) deliver(userIds, shown);
    if (repeated === undefined && checksDuplicates) sent.add(body, msgid, clock.now());
    return errcodeAnswer(0, 'ok', {
      msgid,
      invaliduser: invalid.join('|').toLowerCase(),
      invalidparty: toparty,
      invalidtag: totag,
    });
  };

  return {
    method: 'POST',
    path: '/cgi-bin/message/send',
    handle: ({ query, body }) => {
      const refusal = tokenRefusal(tokens, query, clock.now());
      if (refusal !== undefined) return refusal;
      if (hasUnicodeEscape(body)) return errcodeAnswer(40033, 'invalid request character');
      return send(body, parseJson(body));
    },
  };
};
