import type { Rules } from '../config/rules.js';
import type { Settings } from '../config/settings.js';
import type { StandIn } from '../src/delegations/held.js';
import type { PictureFault } from '../src/domain/pictures.js';
import type { Day, Instant, Member, PeriodId, Platform, Unit } from '../src/domain/records/index.js';
import type { WorkdayCalendar } from '../src/domain/workdays.js';
import type { FileReference, MessageDocument } from '../src/message/document.js';
import type { Intent, Reading, Slots, TypedCommand } from '../src/understanding/reading.js';
import type { Transaction } from '../storage/port.js';

/** A binding, or a standing in for somebody on leave, that has ended. */
export interface EndedBinding {
  readonly kind: 'binding' | 'delegation';
  readonly unitIds: readonly string[];
  readonly lastDay: Day;
}

/** Who asks. Unbound people have no `member`, no units and no role. */
export interface Asker {
  readonly platform: Platform;
  /** Stable key of this person on this platform, bound or not: `wecom:zhongyuan`. */
  readonly key: string;
  /** The platform's user id; absent for people outside the organisation. */
  readonly userId?: string;
  /** The own binding; whoever only stands in for somebody has none. */
  readonly member?: Member;
  /** Units of a live binding, and those of somebody on leave in whose place the asker stands; else empty. */
  readonly units: readonly Unit[];
  /** In whose place the asker stands as of now, and with which role for which unit. */
  readonly standsIn: readonly StandIn[];
  /** What has ended, where nothing is left. */
  readonly ended?: EndedBinding;
  /** admin and reviewer belong to the office. */
  readonly isOffice: boolean;
}

/** Where it is asked. A group that nobody registered counts as shared. */
export type Place =
  | { readonly kind: 'direct' }
  | { readonly kind: 'unit_group'; readonly unit: Unit; readonly groupName: string }
  | { readonly kind: 'shared_group'; readonly groupName?: string };

/** Pictures that the asker sent. */
export interface SentPictures {
  /** How many are in this message. */
  readonly sent: number;
  /** When this message was received. */
  readonly receivedAt: Instant;
  /** Ids of those that were kept, of this message and of those just before, and wait for their report. */
  readonly waiting: readonly string[];
  /** Why pictures of this message were not kept. */
  readonly faults: readonly PictureFault[];
}

export interface HandlerContext {
  /** Reads, and the effects of this answer; committed together with it. May run again. */
  readonly tx: Transaction;
  readonly now: Date;
  /** `now` as a day in Asia/Shanghai. */
  readonly today: Day;
  readonly asker: Asker;
  readonly place: Place;
  /** What the asker typed, cleaned of mentions. */
  readonly text: string;
  readonly pictures: SentPictures;
  readonly intent: Intent;
  readonly slots: Slots;
  readonly command?: TypedCommand;
  /** With intent `ambiguous`: the readings between which the line is torn, best first. */
  readonly candidates?: readonly Reading[];
  readonly settings: Settings;
  readonly rules: Rules;
  /** The working days as of now; read only by those who need them. */
  readonly calendar: () => Promise<WorkdayCalendar>;
  readonly services: HandlerServices;
}

/** Something that happened, for those whom it concerns. */
export interface Notification {
  /** Unique for what happened: told twice it is sent once. */
  readonly key: string;
  /** The office's administrators, or members by id. */
  readonly to: 'administrators' | readonly string[];
  /** The unit whose work it is: of a member on leave, whoever stands in is told instead. */
  readonly unitId?: string;
  readonly document: MessageDocument;
}

/** What handlers may ask of the rest of the house; implemented above them and passed in. */
export interface HandlerServices {
  /** Groups that would get the summary of a published notice, and the text. Nothing is sent. */
  previewSummary(
    tx: Transaction,
    periodId: PeriodId,
    now: Date,
  ): Promise<{
    readonly document: MessageDocument;
    readonly groupNames: readonly string[];
    readonly already: readonly string[];
  }>;
  /** Stores one delivery per group; a group that has it already gets no second one. */
  postSummary(
    tx: Transaction,
    periodId: PeriodId,
    by: string,
    now: Date,
  ): Promise<{ readonly stored: readonly string[]; readonly already: readonly string[] }>;
  /** Tells people at once what concerns them, each in the direct chat; whoever has none is left out. */
  notify(tx: Transaction, notification: Notification, now: Date): Promise<void>;
  /**
   * Sends files into the direct chat of one account; `no_route` = no channel takes files there, and nothing is
   * stored. `key` is unique for what was asked: asked twice it is sent once.
   */
  sendFiles(
    tx: Transaction,
    request: { readonly key: string; readonly to: Member; readonly files: readonly FileReference[] },
    now: Date,
  ): Promise<'stored' | 'no_route'>;
  newId(): string;
  /** Random bytes, for codes. */
  random(size: number): Uint8Array;
}

/**
 * What a handler says. `reach` is who may see it where: `public` is shown anywhere; `unit` only in that
 * unit's group or in a direct chat with its members or the office; `asker` only in the direct chat. Shown
 * elsewhere it would leak, so the inbox sends it to the direct chat and says so in the group.
 */
export interface Answer {
  readonly document: MessageDocument;
  readonly reach:
    | { readonly kind: 'public' }
    | { readonly kind: 'unit'; readonly unitId: string }
    | { readonly kind: 'asker' };
  /** Numbered choices or a confirmation that the next line of this person in this chat may answer. */
  readonly pending?:
    | {
        readonly kind: 'choice';
        readonly options: readonly { readonly label: string; readonly text: string }[];
      }
    | {
        /** `ask`: something is missing, and the next line may have it. */
        readonly kind: 'ask' | 'confirm';
        readonly command: string;
        readonly args: Readonly<Record<string, string>>;
      };
  /** It says what becomes of the asker's pictures; with `done` they wait no longer. */
  readonly pictures?: 'told' | 'done';
  /** The rest of a long list, for 更多. */
  readonly more?: { readonly title: string; readonly lines: readonly string[]; readonly note: string };
}

/** One thing people can say to the bot. One file each; `registry.ts` lists them. */
export interface Handler {
  /** `picture` = pictures without a word. */
  readonly handles: readonly (Intent | TypedCommand['name'] | 'picture')[];
  answer(context: HandlerContext): Promise<Answer>;
  /** Carries out a confirmed command (see `Answer.pending`). Checks the asker's rights again. */
  confirmed?(context: HandlerContext, args: Readonly<Record<string, string>>): Promise<Answer>;
  /** Takes a line that may have what was asked for; `undefined` = it has not, and is read as any other. */
  completed?(context: HandlerContext, args: Readonly<Record<string, string>>): Promise<Answer | undefined>;
  /** Takes pictures that come without a word while this command waits for a word or its confirmation. */
  pictured?(
    context: HandlerContext,
    pending: Extract<NonNullable<Answer['pending']>, { kind: 'ask' | 'confirm' }>,
  ): Promise<Answer>;
}
