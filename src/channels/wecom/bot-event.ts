import type { Destination, ReceivedEvent } from '../../inbox/event.js';
import { type BotMessage, picturesOf, wordsOf } from './bot-message.js';
import { withoutMentions } from './mention.js';

/**
 * What a message or event of the 智能机器人 is, whichever way it came. `undefined` = a message from nobody: the
 * platform names the speaker of each.
 */
export const botEventOf = (
  message: BotMessage,
  way: {
    /** Name in the configuration. */
    readonly channel: string;
    /** Display names of the bot. */
    readonly names: readonly string[];
    readonly replyDestinations: readonly Destination[];
  },
): ReceivedEvent | undefined => {
  const userId = message.from?.userid;
  const inGroup = message.chattype === 'group';
  const said = (kind: ReceivedEvent['kind'], format: string, text = ''): ReceivedEvent => ({
    channel: way.channel,
    platform: 'wecom',
    key: message.msgid,
    kind,
    chat: inGroup ? { kind: 'group', id: message.chatid ?? '' } : { kind: 'direct', id: userId ?? '' },
    sender: userId === undefined ? {} : { userId },
    text,
    format,
    replyDestinations: [...way.replyDestinations],
  });
  if (message.msgtype === 'event') {
    const format = message.event?.eventtype ?? 'event';
    return said(format === 'enter_chat' ? 'enter' : 'other', format);
  }
  if (userId === undefined) return undefined;
  const words = wordsOf(message);
  const pictures = picturesOf(message).map(({ url, aeskey }) => ({
    kind: 'sealed_url' as const,
    url,
    ...(aeskey === undefined ? {} : { aesKey: aeskey }),
  }));
  const quotedText = message.quote === undefined ? '' : wordsOf(message.quote);
  // In a direct chat an @ is part of what was typed.
  const text = inGroup ? withoutMentions(words, way.names) : words.trim();
  return {
    ...said('message', message.msgtype, text),
    ...(quotedText === '' ? {} : { quotedText }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
};
