import { z } from 'zod';
import { clean, PlatformId } from '../clean-text.js';

const Text = z.object({ content: z.string() });
const Image = z.object({
  url: z.string().regex(/^[\x21-\x7e]{1,4096}$/),
  /** The file's own key, over the long connection (D-101463): 32 bytes, whose `=` is sometimes left off. */
  aeskey: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=?$/)
    .optional()
    .catch(undefined),
});
type Image = z.infer<typeof Image>;
const Mixed = z.object({
  msg_item: z.array(
    z.object({ msgtype: z.string(), text: Text.optional(), image: Image.optional().catch(undefined) }),
  ),
});

/** What a message and a quote have in common: the words, by type. */
const Content = z.object({
  msgtype: z.string().min(1).max(64),
  text: Text.optional(),
  mixed: Mixed.optional(),
  /** An address that cannot be one counts as none: the message is answered all the same. */
  image: Image.optional().catch(undefined),
  voice: Text.optional(),
});
type Content = z.infer<typeof Content>;

/**
 * A decrypted callback of the 智能机器人, as far as it is used; the platform adds fields at will. `msgid`
 * is the key of a delivery; `chattype` is missing in some events, which happen in direct chats.
 */
export const BotMessage = Content.extend({
  msgid: PlatformId,
  aibotid: z.string().optional(),
  chatid: PlatformId.optional(),
  chattype: z.enum(['single', 'group']).default('single'),
  from: z.object({ userid: PlatformId }).optional(),
  response_url: z.string().max(2048).optional(),
  quote: Content.optional(),
  event: z.object({ eventtype: z.string().min(1) }).optional(),
}).refine(({ chattype, chatid }) => chattype !== 'group' || chatid !== undefined, { path: ['chatid'] });
export type BotMessage = z.infer<typeof BotMessage>;

const rawWordsOf = ({ msgtype, text, mixed, voice }: Content): string => {
  switch (msgtype) {
    case 'text':
      return text?.content ?? '';
    case 'voice':
      return voice?.content ?? '';
    case 'mixed':
      return (mixed?.msg_item ?? []).flatMap((item) => item.text?.content ?? []).join('\n');
    default:
      return '';
  }
};

/**
 * What the platform says over the long connection when another one of the same bot has taken its place. Nobody
 * answers or stores it: it needs no key and no speaker.
 */
export const Displacement = z.object({
  aibotid: z.string().optional().catch(undefined),
  event: z.object({ eventtype: z.literal('disconnected_event') }),
});

/** What was typed or said, as it can be stored; empty for pictures, files and types that nobody knows yet. */
export const wordsOf = (content: Content): string => clean(rawWordsOf(content));

/** The pictures of a message, in order; whose addresses they are is looked at before one is fetched. */
export const picturesOf = ({ msgtype, image, mixed }: Content): Image[] => {
  if (msgtype === 'image') return image === undefined ? [] : [image];
  return msgtype === 'mixed' ? (mixed?.msg_item ?? []).flatMap((item) => item.image ?? []) : [];
};
