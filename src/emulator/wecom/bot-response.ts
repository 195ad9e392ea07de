import { z } from 'zod';
import { type ApiRoute, errcodeAnswer, parseJson } from '../api-call.js';
import { type PlatformParts, utf8Bytes } from '../platform.js';
import type { ResponseCodes } from './response-codes.js';

const largest = 20_480;

const Message = z.object({ msgtype: z.string() });
const Markdown = z.object({ markdown: z.object({ content: z.string().min(1) }) });

/**
 * `POST /cgi-bin/aibot/response`: the one later answer to a message (wecom-protocol 4.3). A call uses the
 * code up even when its content is refused. The codes for used and unknown are not documented; these are
 * those of other one-use codes. Template cards go to single chats only, and the emulated bot is asked in
 * groups only.
 */
export const botResponse = (codes: ResponseCodes, { clock, transcript }: PlatformParts): ApiRoute => ({
  method: 'POST',
  path: '/cgi-bin/aibot/response',
  handle: ({ query, body }) => {
    const redeemed = codes.redeem(query.get('response_code') ?? '', clock.now());
    if (redeemed.kind === 'unknown') return errcodeAnswer(40029, 'invalid response_code');
    if (redeemed.kind === 'used') return errcodeAnswer(42022, 'response_code already used');
    const json = parseJson(body);
    if (Message.safeParse(json).data?.msgtype !== 'markdown') {
      return errcodeAnswer(40008, 'invalid message type');
    }
    const markdown = Markdown.safeParse(json);
    if (!markdown.success) return errcodeAnswer(44004, 'empty content');
    const { content } = markdown.data.markdown;
    if (utf8Bytes(content) > largest) {
      return errcodeAnswer(40058, `markdown.content exceed max length ${largest}`);
    }
    const { chatId, askedAt } = redeemed.question;
    const tookMs = Math.round(performance.now() - askedAt);
    transcript.addFromBot({ format: 'markdown', content, mentions: [] }, { chatId, via: 'reply', tookMs });
    return errcodeAnswer(0, 'ok');
  },
});
