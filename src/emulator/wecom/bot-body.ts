import type { SaidLine } from '../spoken-line.js';

/** Whom a message or event of the 智能机器人 is from, and which bot it is for. */
interface Spoken {
  readonly msgid: string;
  readonly botId: string;
  readonly userId: string;
  /** Absent in a single chat. */
  readonly groupId?: string;
}

/** A line said to the bot, as both ways carry it (wecom-protocol 4.1). */
export const botText = ({ msgid, botId, userId, groupId }: Spoken, { text, quote }: SaidLine) => ({
  msgid,
  aibotid: botId,
  ...(groupId === undefined ? { chattype: 'single' } : { chatid: groupId, chattype: 'group' }),
  from: { userid: userId },
  msgtype: 'text',
  text: { content: text },
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
