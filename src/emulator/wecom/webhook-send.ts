import { z } from 'zod';
import type { ChatView } from '../api.js';
import { type ApiAnswer, type ApiRoute, errcodeAnswer, parseJson } from '../api-call.js';
import { type PlatformParts, utf8Bytes } from '../platform.js';
import { RateWindow } from '../rate-window.js';
import { mentionedIn } from './mention.js';

const perMinute = 20;

/** Largest content in bytes (wecom-protocol 3). */
const largest = { text: 2048, markdown: 4096, markdown_v2: 4096 } as const;

const Typed = z.object({ msgtype: z.enum(['text', 'markdown', 'markdown_v2']) });
const Content = z.object({ content: z.string().min(1) });
const UserList = z.array(z.string()).catch([]);
const Lists = z.object({ mentioned_list: UserList, mentioned_mobile_list: UserList });

/** `mentioned_list` counts in text only; `markdown_v2` has no mention at all. */
const mentions = (
  msgtype: keyof typeof largest,
  content: string,
  lists: unknown,
  chat: ChatView,
): string[] => {
  if (msgtype === 'markdown_v2') return [];
  const inContent = mentionedIn(content, chat);
  if (msgtype === 'markdown') return inContent;
  const { mentioned_list, mentioned_mobile_list } = Lists.parse(lists);
  const everybody = mentioned_list.includes('@all') || mentioned_mobile_list.includes('@all');
  const listed = mentionedIn(mentioned_list.map((name) => `<@${name}>`).join(''), chat);
  return [...(everybody ? ['@all'] : []), ...new Set([...inContent, ...listed])];
};

/** `POST /cgi-bin/webhook/send`: the group robot (消息推送), wecom-protocol 3. */
export const webhookSend = (
  chatOfKey: (key: string) => ChatView | undefined,
  parts: PlatformParts,
): ApiRoute => {
  const rate = new RateWindow(perMinute, 60_000);

  const send = (key: string, chat: ChatView, message: unknown): ApiAnswer => {
    const typed = Typed.safeParse(message);
    if (!typed.success) return errcodeAnswer(40008, 'invalid message type');
    const { msgtype } = typed.data;
    const holder = z.object({ [msgtype]: z.unknown() }).safeParse(message).data?.[msgtype];
    const parsed = Content.safeParse(holder);
    if (!parsed.success) return errcodeAnswer(44004, 'empty content');
    const { content } = parsed.data;
    if (utf8Bytes(content) > largest[msgtype]) {
      return errcodeAnswer(40058, `${msgtype}.content exceed max length ${largest[msgtype]}`);
    }
    if (!rate.take(key, parts.clock.now())) return errcodeAnswer(45009, 'api freq out of limit');
    parts.transcript.addFromBot(
      {
        format: msgtype === 'text' ? 'text' : 'markdown',
        content,
        mentions: mentions(msgtype, content, holder, chat),
      },
      { chatId: chat.id, via: 'push' },
    );
    return errcodeAnswer(0, 'ok');
  };

  return {
    method: 'POST',
    path: '/cgi-bin/webhook/send',
    handle: ({ query, body }) => {
      const key = query.get('key') ?? '';
      const chat = chatOfKey(key);
      if (chat === undefined) return errcodeAnswer(93000, 'invalid webhook url');
      return send(key, chat, parseJson(body));
    },
  };
};
