import type { SaidLine } from '../spoken-line.js';

/** Whom a message or event of the 智能机器人 is from, and which bot it is for. */
interface Spoken {
  readonly msgid: string;
  readonly botId: string;
  readonly userId: string;
  /** Absent in a single chat. */
  readonly groupId?: string;
}

/** A picture as the bot is told of it; `aeskey` only over the long connection (wecom-protocol 4.1, 4.4). */
export interface BotPicture {
  readonly url: string;
  readonly aeskey?: string;
}

/** The message types of what is said (wecom-protocol 4.1). */
const contentOf = (text: string, pictures: readonly BotPicture[]) => {
  const [image] = pictures;
  if (image === undefined) return { msgtype: 'text', text: { content: text } };
  if (text === '' && pictures.length === 1) return { msgtype: 'image', image };
  const words = text === '' ? [] : [{ msgtype: 'text', text: { content: text } }];
  const images = pictures.map((one) => ({ msgtype: 'image', image: one }));
  return { msgtype: 'mixed', mixed: { msg_item: [...words, ...images] } };
};

/** What is said to the bot, as both ways carry it (wecom-protocol 4.1). */
export const botMessage = (
  { msgid, botId, userId, groupId }: Spoken,
  { text, quote }: SaidLine,
  pictures: readonly BotPicture[],
) => ({
  msgid,
  aibotid: botId,
  ...(groupId === undefined ? { chattype: 'single' } : { chatid: groupId, chattype: 'group' }),
  from: { userid: userId },
  ...contentOf(text, pictures),
  ...(quote === undefined ? {} : { quote: { msgtype: 'text', text: { content: quote } } }),
});

/** An event, as in the official samples, which have no `chattype`. */
export const botEvent = (
  { msgid, botId, userId }: { readonly msgid: string; readonly botId: string; readonly userId?: string },
  eventtype: 'enter_chat' | 'disconnected_event',
  now: Date,
) => ({
  msgid,
  create_time: Math.floor(now.getTime() / 1000),
  aibotid: botId,
  ...(userId === undefined ? {} : { from: { userid: userId } }),
  msgtype: 'event',
  event: { eventtype },
});
