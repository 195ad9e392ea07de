import { z } from 'zod';
import type { ChatView, MessageView } from '../api.js';
import type { Shown } from '../transcript.js';

/** Largest message in bytes, everything included (dingtalk-protocol 3.3). */
export const largestMessage = 20_000;
const mostMentions = 50;

const words = z.string().min(1);

const At = z
  .object({
    atUserIds: z.array(z.string()).default([]),
    atMobiles: z.array(z.string()).default([]),
    isAtAll: z.boolean().default(false),
  })
  .prefault({});

const Button = z.object({ title: words, actionURL: words });
const oneButton = z.object({ title: words, text: words, singleTitle: words, singleURL: words });
const manyButtons = z.object({ title: words, text: words, btns: z.array(Button).min(1) });

/** What a robot may say in a chat, as far as the emulator shows it (dingtalk-protocol 3.2). */
export const RobotMessage = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: words }), at: At }),
  z.object({ msgtype: z.literal('markdown'), markdown: z.object({ title: words, text: words }), at: At }),
  z.object({ msgtype: z.literal('actionCard'), actionCard: z.union([oneButton, manyButtons]), at: At }),
]);
export type RobotMessage = z.infer<typeof RobotMessage>;

const contentOf = (message: RobotMessage): Pick<MessageView, 'format' | 'content' | 'title'> => {
  switch (message.msgtype) {
    case 'text':
      return { format: 'text', content: message.text.content };
    case 'markdown':
      return { format: 'markdown', content: message.markdown.text, title: message.markdown.title };
    case 'actionCard': {
      const card = message.actionCard;
      const buttons = 'btns' in card ? card.btns : [{ title: card.singleTitle, actionURL: card.singleURL }];
      const links = buttons.map(({ title, actionURL }) => `[${title}](${actionURL})`);
      return { format: 'markdown', content: [card.text, ...links].join('\n\n'), title: card.title };
    }
  }
};

const hasToken = (content: string, userId: string): boolean => {
  const literal = userId.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`@${literal}(?![A-Za-z0-9_-])`).test(content);
};

/**
 * Who a message really notifies: a mention needs the list and the token in the text (dingtalk-protocol 3.2).
 * Half a mention shows as text and wakes nobody; each is named in a note.
 */
const mentionsOf = (content: string, at: z.infer<typeof At>, { members }: ChatView) => {
  const { atUserIds, atMobiles, isAtAll } = at;
  const both = atUserIds.filter((userId) => members.includes(userId) && hasToken(content, userId));
  const strangers = atUserIds.filter((userId) => !members.includes(userId));
  const listOnly = atUserIds.filter((userId) => members.includes(userId) && !hasToken(content, userId));
  const tokenOnly = members.filter((userId) => !atUserIds.includes(userId) && hasToken(content, userId));
  const notes = [
    ...strangers.map((userId) => `@没有生效：${userId} 不在这个聊天里。`),
    ...listOnly.map((userId) => `@没有生效：正文里没有 @${userId}，钉钉不会提醒这个人。`),
    ...tokenOnly.map((userId) => `@没有生效：atUserIds 里没有 ${userId}，钉钉只显示文字，不提醒这个人。`),
    ...(atMobiles.length > 0 ? ['@没有生效：模拟环境里没有手机号，请用 atUserIds。'] : []),
    ...(atUserIds.length > mostMentions ? [`@没有生效：一次最多 @ ${mostMentions} 人。`] : []),
  ];
  const listed = atUserIds.length > mostMentions ? [] : [...new Set(both)];
  return { mentions: [...(isAtAll ? ['@all'] : []), ...listed], notes };
};

/** What a robot's message shows in a chat, and whom it notifies. */
export const shownOf = (message: RobotMessage, chat: ChatView): Shown => {
  const content = contentOf(message);
  return { ...content, ...mentionsOf(content.content, message.at, chat) };
};
