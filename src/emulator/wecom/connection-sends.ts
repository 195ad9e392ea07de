import { z } from 'zod';
import type { MessageView } from '../api.js';
import { type ApiAnswer, errcodeAnswer } from '../api-call.js';
import { type PlatformParts, utf8Bytes } from '../platform.js';
import { RateWindow } from '../rate-window.js';
import { directChatId } from '../world.js';

const largest = 20_480;
const largestWelcome = 2048;
const minute = 60_000;

/** Something that a connection was told and may answer. */
export interface Question {
  readonly kind: 'message' | 'entrance' | 'event';
  readonly chatId: string;
  /** By the demo's clock, milliseconds. */
  readonly at: number;
  /** `performance.now()` when it was asked. */
  readonly askedAt: number;
}

const Stream = z.object({
  msgtype: z.literal('stream'),
  stream: z.object({ id: z.string().min(1), finish: z.boolean(), content: z.string().min(1) }),
});
const Markdown = z.object({
  msgtype: z.literal('markdown'),
  markdown: z.object({ content: z.string().min(1) }),
});
const Welcome = z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) });
const Push = z.object({
  chatid: z.string().min(1),
  chat_type: z.union([z.literal(1), z.literal(2)]).optional(),
});

const ok = (): ApiAnswer => errcodeAnswer(0, 'ok');
const invalidRequest = (): ApiAnswer => errcodeAnswer(846605, 'invalid req_id');

/** What can be sent over the long connection (wecom-protocol 4.4), with its limits. */
export interface ConnectionSends {
  /** `question` is that of the frame's req_id on this very connection. */
  respond(question: Question | undefined, body: unknown): ApiAnswer;
  welcome(question: Question | undefined, body: unknown): ApiAnswer;
  push(body: unknown): ApiAnswer;
  /** Somebody spoke to the bot here: from now on it may push. */
  heardIn(chatId: string): void;
}

export const createConnectionSends = ({
  clock,
  organisation,
  transcript,
}: PlatformParts): ConnectionSends => {
  const perMinute = new RateWindow(30, minute);
  const perHour = new RateWindow(1000, 60 * minute);
  const open = new Set<string>();
  /** First frame of each stream, by the demo's clock, and whether it is finished. */
  const streams = new Map<string, { readonly since: number; finished: boolean }>();
  const welcomed = new Set<Question>();

  const now = (): number => clock.now().getTime();

  const show = (
    chatId: string,
    content: string,
    via: MessageView['via'],
    asked?: Question,
    format: 'text' | 'markdown' = 'markdown',
  ): ApiAnswer => {
    const at = clock.now();
    if (!perMinute.take(chatId, at) || !perHour.take(chatId, at)) {
      return errcodeAnswer(45009, 'api freq out of limit');
    }
    const tookMs = asked === undefined ? {} : { tookMs: Math.round(performance.now() - asked.askedAt) };
    transcript.addFromBot({ format, content, mentions: [] }, { chatId, via, ...tookMs });
    return ok();
  };

  const tooLong = (content: string): ApiAnswer | undefined =>
    utf8Bytes(content) > largest ? errcodeAnswer(40058, `content exceed max length ${largest}`) : undefined;

  const stream = (
    question: Question,
    { id, finish, content }: z.infer<typeof Stream>['stream'],
  ): ApiAnswer => {
    const known = streams.get(id) ?? { since: now(), finished: false };
    streams.set(id, known);
    if (known.finished || now() - known.since > 6 * minute) {
      return errcodeAnswer(846608, 'stream message update expired');
    }
    if (!finish) return ok();
    const shown = show(question.chatId, content, 'response', question);
    known.finished = true;
    return shown;
  };

  /** The chat that is pushed into; ids of groups are case-sensitive, those of people are not. */
  const target = ({ chatid, chat_type }: z.infer<typeof Push>): string | undefined => {
    const group = organisation.chat(chatid);
    if (chat_type !== 1 && group?.platform === 'wecom' && group.kind === 'group') return group.id;
    const person = organisation.person('wecom', chatid);
    return chat_type !== 2 && person !== undefined ? directChatId('wecom', person.userId) : undefined;
  };

  return {
    respond: (question, body) => {
      const day = 24 * 60 * minute;
      if (question?.kind !== 'message' || now() - question.at > day) return invalidRequest();
      const asStream = Stream.safeParse(body).data;
      const asMarkdown = Markdown.safeParse(body).data;
      const content = asStream?.stream.content ?? asMarkdown?.markdown.content;
      if (content === undefined) return errcodeAnswer(40008, 'invalid message type');
      const refusal = tooLong(content);
      if (refusal !== undefined) return refusal;
      return asStream === undefined
        ? show(question.chatId, content, 'response', question)
        : stream(question, asStream.stream);
    },
    welcome: (question, body) => {
      // The code for a late welcome is not documented; this is that of a request that cannot be answered.
      if (question?.kind !== 'entrance' || now() - question.at > 5000 || welcomed.has(question)) {
        return invalidRequest();
      }
      const text = Welcome.safeParse(body).data?.text.content;
      if (text === undefined) return errcodeAnswer(40008, 'invalid message type');
      if (utf8Bytes(text) > largestWelcome) return errcodeAnswer(40058, 'text.content exceed max length');
      welcomed.add(question);
      return show(question.chatId, text, 'response', question, 'text');
    },
    push: (body) => {
      const to = Push.safeParse(body).data;
      if (to === undefined) return errcodeAnswer(40058, 'chatid or chat_type invalid');
      const chatId = target(to);
      // The code for a chat in which nobody spoke to the bot is not documented; this is that of an unknown one.
      if (chatId === undefined || !open.has(chatId)) return errcodeAnswer(93006, 'invalid chatid');
      const content = Markdown.safeParse(body).data?.markdown.content;
      if (content === undefined) return errcodeAnswer(40008, 'invalid message type');
      return tooLong(content) ?? show(chatId, content, 'push');
    },
    heardIn: (chatId) => {
      open.add(chatId);
    },
  };
};
