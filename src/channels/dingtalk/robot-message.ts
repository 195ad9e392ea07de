import { z } from 'zod';
import { PlatformId } from '../clean-text.js';

/** A field that may be missing, null or of a shape nobody foresaw: then it counts as missing. */
const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().catch(undefined);

/** What a picture is fetched by; both are printed, and of the two `downloadCode` is the one that works. */
const codes = {
  downloadCode: maybe(z.string().regex(/^[\x21-\x7e]{1,4096}$/)),
  pictureDownloadCode: maybe(z.string().regex(/^[\x21-\x7e]{1,4096}$/)),
};

/** A stretch of rich text, or a picture in it: a message spells its words `text`, a quotation sometimes `content`. */
const Run = z.object({
  text: maybe(z.string()),
  content: maybe(z.string()),
  type: maybe(z.string()),
  ...codes,
});

const Words = z.object({ text: maybe(z.string()), richText: maybe(z.array(Run)) });

const Text = z.object({
  content: maybe(z.string()),
  repliedMsg: maybe(z.object({ content: maybe(Words) })),
});

const Content = z.object({
  richText: maybe(z.array(Run)),
  /** What an `audio` says, as the platform heard it. */
  recognition: maybe(z.string()),
  quoteContent: maybe(z.string()),
  ...codes,
});

/** Milliseconds since 1970, as a number or as text, up to the year 9999. */
const Milliseconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(0).max(253_402_300_799_999));

/** A name or number that samples print both ways. */
const Label = z.union([z.string(), z.number()]).transform(String);

/** What is looked at before all else: for whom the message is, and whether the platform kept its words. */
export const RobotDelivery = z.object({
  robotCode: z.string().nullish(),
  /** Set when the words are missing: `20001` = the organisation's monthly quota is used up. */
  errorCode: maybe(Label.pipe(z.string().regex(/^\w{1,40}$/))),
  errCode: maybe(Label.pipe(z.string().regex(/^\w{1,40}$/))),
});

/**
 * The body of a robot callback (receive-message), as far as it is used; the platform adds fields at will and
 * leaves others out. `senderStaffId` is missing for people outside the organisation and before the app is
 * published.
 */
export const RobotMessage = z.object({
  ...RobotDelivery.shape,
  msgId: PlatformId,
  msgtype: z.string().regex(/^[\w.-]{1,64}$/),
  /** `1` is a direct chat, `2` a group; whatever else comes is taken for a group, which sees less. */
  conversationType: Label,
  conversationId: PlatformId,
  conversationTitle: maybe(z.string()),
  chatbotCorpId: maybe(PlatformId),
  senderId: maybe(PlatformId),
  senderStaffId: maybe(PlatformId),
  senderNick: maybe(z.string()),
  sessionWebhook: maybe(z.string().regex(/^[\x21-\x7e]{1,2048}$/)),
  sessionWebhookExpiredTime: maybe(Milliseconds),
  text: maybe(Text),
  content: maybe(z.union([z.string(), Content])),
  quoteMessage: maybe(z.object({ text: maybe(z.object({ content: maybe(z.string()) })) })),
});
export type RobotMessage = z.infer<typeof RobotMessage>;

/** Runs bring their own line breaks; between them nothing is missing. */
const joined = (runs: readonly z.infer<typeof Run>[] | null | undefined): string =>
  (runs ?? []).map(({ text, content }) => text ?? content ?? '').join('');

/** What was typed or said; empty for pictures, files and types that nobody knows yet. */
export const wordsOf = ({ text, content }: RobotMessage): string => {
  const words =
    text?.content ??
    (typeof content === 'string' ? content : (content?.recognition ?? joined(content?.richText)));
  return words.trim();
};

const codeOf = ({
  downloadCode,
  pictureDownloadCode,
}: Pick<z.infer<typeof Run>, keyof typeof codes>): string[] => {
  const code = downloadCode ?? pictureDownloadCode;
  return code === null || code === undefined ? [] : [code];
};

/** The codes of the pictures of a message, in order. */
export const pictureCodesOf = ({ msgtype, content }: RobotMessage): string[] => {
  if (typeof content !== 'object' || content === null) return [];
  if (msgtype === 'picture') return codeOf(content);
  return (content.richText ?? []).filter(({ type }) => type === 'picture').flatMap(codeOf);
};

/** What the sender quotes; the field differs by client and is not documented. */
export const quotedWordsOf = ({ text, content, quoteMessage }: RobotMessage): string => {
  const replied = text?.repliedMsg?.content;
  const quoted =
    replied?.text ||
    joined(replied?.richText) ||
    quoteMessage?.text?.content ||
    (typeof content === 'object' && content?.quoteContent) ||
    '';
  return quoted.trim();
};
