import { z } from 'zod';

/**
 * The platform-neutral message document: the only thing that handlers, reminders and notices produce.
 * Renderers in `channels/` turn it into each platform's real subset; nothing here knows a platform.
 */
export const Span = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), strong: z.boolean().optional() }),
  z.object({ kind: z.literal('link'), text: z.string(), url: z.string() }),
  /** Mentions one person by the platform's user id, or everybody. Dropped where a route cannot mention. */
  z.object({ kind: z.literal('mention'), userId: z.string(), name: z.string().optional() }),
]);
export type Span = z.infer<typeof Span>;

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), spans: z.array(Span) }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(Span)) }),
  z.object({ kind: z.literal('facts'), items: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  /** Small print: period, source, what is unknown. Every answer ends with one. */
  z.object({ kind: z.literal('note'), text: z.string() }),
]);
export type Block = z.infer<typeof Block>;

/**
 * Something the reader can do next. `command` is the text to type, printed by every renderer, so an action
 * works where there are no buttons. Next steps are written as actions only, never inside a block: for a
 * group `forGroup` puts the mention of the bot before each of them.
 */
export const Action = z.object({ id: z.string(), label: z.string(), command: z.string() });
export type Action = z.infer<typeof Action>;

/** As the reader sees it, with its ending. */
const name = z.string();

/** A file for the reader. */
export const FileReference = z.union([
  /** A list of `src/lists/` as it stands when the file is sent. */
  z.object({ list: z.string(), name }),
  /** A picture that was kept, by its id. */
  z.object({ picture: z.string(), name }),
]);
export type FileReference = z.infer<typeof FileReference>;

export const MessageDocument = z.object({
  /** Shown in chat lists and notifications; not repeated in the body. One short line. */
  title: z.string(),
  blocks: z.array(Block),
  actions: z.array(Action),
  /** Go only by routes whose channel takes files. */
  files: z.array(FileReference).optional(),
});
export type MessageDocument = z.infer<typeof MessageDocument>;
