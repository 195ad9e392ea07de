import { z } from 'zod';

/**
 * What the demo's chat page and the emulator say to each other: JSON over `/demo/api`, and one event
 * stream. The page imports these types; the emulator checks what comes in with them.
 */
export const EmulatedPlatform = z.enum(['wecom', 'dingtalk']);
export type EmulatedPlatform = z.infer<typeof EmulatedPlatform>;

export const WorldPerson = z.object({
  /** The platform's user id. */
  userId: z.string(),
  name: z.string(),
  /** One line under the name: unit and role, marked 示例. */
  about: z.string(),
  platforms: z.array(EmulatedPlatform).min(1),
});
export type WorldPerson = z.infer<typeof WorldPerson>;

const WorldGroup = z.object({
  platform: EmulatedPlatform,
  /** The platform's id of the conversation. */
  chatId: z.string(),
  name: z.string(),
  members: z.array(z.string()),
  /** Name of the webhook channel that posts into this group, if it has one. */
  webhookChannel: z.string().optional(),
});

/** The people and groups of an emulated organisation. */
export const World = z.object({ people: z.array(WorldPerson), groups: z.array(WorldGroup) });
export type World = z.infer<typeof World>;

/** A chat as one person sees it. Direct chats with the bot have an id made of platform and user. */
export interface ChatView {
  readonly id: string;
  readonly platform: EmulatedPlatform;
  readonly kind: 'direct' | 'group';
  readonly name: string;
  readonly members: readonly string[];
}

export interface MessageView {
  /** Ascending over all chats. */
  readonly seq: number;
  readonly chatId: string;
  readonly from:
    | { readonly kind: 'person'; readonly userId: string; readonly name: string }
    | { readonly kind: 'bot'; readonly name: string };
  /** `markdown` is the platform's own dialect and is to be shown as that platform shows it. */
  readonly format: 'text' | 'markdown' | 'picture' | 'file' | 'system';
  /** Of a file: its name. */
  readonly content: string;
  /** Of a picture: the path of its bytes below this page's address. */
  readonly picture?: string;
  /** GET /demo/api/file?id=… has its bytes. */
  readonly file?: { readonly id: string; readonly name: string; readonly sizeBytes: number };
  /** Of DingTalk markdown: what the chat list shows. */
  readonly title?: string;
  /** User ids that were really notified, `@all` for everybody. */
  readonly mentions: readonly string[];
  /** How it came: typed by a person, in the HTTP response, by a reply address, or pushed unasked. */
  readonly via: 'person' | 'response' | 'reply' | 'push' | 'emulator';
  /** ISO instant of the demo's clock. */
  readonly at: string;
  /** Milliseconds from the question to this answer, real time. */
  readonly tookMs?: number;
}

/** How the service read a line: what the panel of the page shows. */
export interface ReadingView {
  readonly text: string;
  /** The question it was taken for, where it goes on from the one before. */
  readonly asked?: string;
  /** Real time, milliseconds. */
  readonly tookMs: number;
  /** No reading is better than the next: the bot asks back. */
  readonly torn: boolean;
  /** A typed command has no readings. */
  readonly isCommand: boolean;
  /** Best first. */
  readonly readings: readonly {
    readonly name: string;
    /** 0 to 1. */
    readonly score: number;
    /** The words of the line that led here. */
    readonly words: readonly string[];
    /** Units, periods and other things that it names. */
    readonly named: readonly string[];
    /** A further question in the same line. */
    readonly further: boolean;
  }[];
}

/** GET /demo/api/state */
export interface DemoState {
  readonly people: readonly WorldPerson[];
  readonly chats: readonly ChatView[];
  readonly messages: readonly MessageView[];
  /** ISO instant of the demo's clock. */
  readonly now: string;
  /** ISO instant of the next reminder run, if one is planned. */
  readonly nextReminder?: string;
}

/** Base64 signs of ten megabytes, the most that a WeCom client sends as a picture. */
const largestPicture = 14_000_000;

/** POST /demo/api/messages: `userId` says `text` in `chatId`; in a group the page adds no mention itself. */
const Said = z.object({
  chatId: z.string(),
  userId: z.string(),
  /** May be empty beside pictures. */
  text: z.string().max(2000),
  /** In a group: whether the bot is mentioned. Unmentioned lines are not heard by the bot, as on the platforms. */
  mentionBot: z.boolean(),
  /** What the line replies to, as the client quotes it. The self-built app of WeCom is not told of it. */
  quote: z.string().min(1).max(2000).optional(),
  /** What the person calls himself at the moment, where the platform tells it (DingTalk); anybody may choose any. */
  nick: z.string().min(1).max(64).optional(),
  /** Pictures as Base64: with the words in one message where the platform has such, else each before them. */
  pictures: z.array(z.base64().min(1).max(largestPicture)).max(9).optional(),
  /** A direct chat of WeCom is the self-built app's; `bot` says it in the single chat of the 智能机器人 instead. */
  to: z.literal('bot').optional(),
});

export const SayRequest = Said.refine(({ text, pictures = [] }) => text !== '' || pictures.length > 0, {
  path: ['text'],
});
export type SayRequest = z.infer<typeof SayRequest>;

/** POST /demo/api/clock: move forward to an instant, or by minutes, or to the next reminder run. */
export const ClockRequest = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ byMinutes: z.number().int().positive().max(525_600) }),
  z.strictObject({ toNextReminder: z.literal(true) }),
]);
export type ClockRequest = z.infer<typeof ClockRequest>;

/** GET /demo/api/events (text/event-stream): one JSON of these per `data:` line. */
export type DemoEvent =
  | { readonly type: 'message'; readonly message: MessageView }
  | { readonly type: 'reading'; readonly reading: ReadingView }
  | { readonly type: 'clock'; readonly now: string; readonly nextReminder?: string };
