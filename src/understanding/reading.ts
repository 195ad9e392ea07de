/** The 16 intents of the field, and the two answers that are not one. */
export const intents = [
  'my_rank',
  'unit_rank',
  'top_n',
  'rank_change',
  'overdue_messages',
  'due_soon_messages',
  'stale_columns',
  'account_filing',
  'unfiled_changes',
  'info_submission',
  'problems',
  'notice_summary',
  'attachments',
  'help',
  'bind_unit',
  'admin_broadcast',
  'out_of_scope',
  'ambiguous',
] as const;
export type Intent = (typeof intents)[number];

/** Questions about what is a unit's own: of a body that no list holds they are not about the asker's unit. */
export const ofOneUnit: ReadonlySet<Intent> = new Set([
  'my_rank',
  'unit_rank',
  'rank_change',
  'overdue_messages',
  'due_soon_messages',
  'stale_columns',
  'account_filing',
  'unfiled_changes',
  'info_submission',
  'problems',
]);

/**
 * A period as the line says it, not yet resolved against data: `2023Q4`, `2023-10`, `2023H2`, `2023`, `Q4`
 * (no year), `current` (本季度/这次), `previous` (上季度/上次). Two, earlier first, for comparisons.
 */
export type PeriodMention = string;

/** What the line names besides the intent. Absent = not said. */
export interface Slots {
  /** Ids of units named, in the order of the line. */
  readonly unitIds?: readonly string[];
  /** A body that the line names and no list holds (税务局): the question is not about the asker's own unit. */
  readonly unlisted?: string;
  readonly periods?: readonly PeriodMention[];
  /** Of top_n: how many, and from which end. */
  readonly n?: number;
  readonly end?: 'first' | 'last';
  /** One place of the ranking: who is third? */
  readonly place?: number;
  /** Ranking group the line means: counties or departments. */
  readonly group?: 'county' | 'department';
  /** A named new-media account (郑州网警). */
  readonly account?: string;
  /** A column or column type named (通知公告). */
  readonly column?: string;
  /** A section or figure of the notice that the line asks about, as words of the line (市长信箱, 合格率 …). */
  readonly topic?: string;
  /** Attachment number asked for. */
  readonly attachment?: number;
}

export interface Reading {
  readonly intent: Intent;
  /** 0 to 1; comparable between readings of one line only. */
  readonly score: number;
  readonly slots: Slots;
  /** The periods as the line says them, whatever the day: no months, no 今年. Two joined by a comma. */
  readonly said?: string;
  /** The words of the line that led here. */
  readonly words: readonly string[];
}

/** Lists that can be asked for as a file. */
export type ListKey =
  | 'messages'
  | 'overdueMessages'
  | 'dueSoonMessages'
  | 'columns'
  | 'staleColumns'
  | 'changes'
  | 'filings'
  | 'problems'
  | 'scores';

/** A typed command of the second, closed list; matched before any intent. */
export type TypedCommand =
  | { readonly name: 'bind'; readonly code: string }
  | { readonly name: 'unbind' }
  /** Units that the line names; more than one where a name stands for several. */
  | { readonly name: 'issue_code'; readonly unitIds: readonly string[] }
  | { readonly name: 'hand_over' }
  /** Leave: until when stands in the rest of the line. */
  | { readonly name: 'delegate' | 'end_delegation' }
  | { readonly name: 'confirm' }
  | { readonly name: 'cancel' }
  | { readonly name: 'more' }
  | { readonly name: 'choose'; readonly number: number }
  | { readonly name: 'post_summary'; readonly period?: PeriodMention }
  | { readonly name: 'human' }
  /** What is filed, decided or reported stands in the rest of the line. */
  | { readonly name: 'file_change' | 'pending_filings' | 'pending_rechecks' }
  | { readonly name: 'decide_filing'; readonly approves: boolean; readonly number?: number }
  | { readonly name: 'rectify'; readonly number?: number }
  | { readonly name: 'recheck'; readonly passes: boolean; readonly number?: number }
  | { readonly name: 'show_pictures'; readonly number?: number }
  /** Without `list`: none that there is was named. */
  | { readonly name: 'export_list'; readonly list?: ListKey };

export interface Understanding {
  readonly command?: TypedCommand;
  /** Best first; never empty: what fits nothing reads as `out_of_scope`. */
  readonly readings: readonly Reading[];
  /** Readings of further questions in the same line. */
  readonly also: readonly Reading[];
  /**
   * Set when asking back is right: two readings fit equally, or the object is missing (`readings` then
   * holds the candidates to offer).
   */
  readonly torn: boolean;
}

export interface UnderstandingContext {
  /** Units, with aliases, compiled once by `compileLexicon`. */
  readonly lexicon: Lexicon;
  /** Wall clock; the year a bare month or 今年 refers to (Asia/Shanghai). */
  readonly now: Date;
  /** Names the bot answers to, stripped when mentioned. */
  readonly botNames?: readonly string[];
}

/** A unit as far as reading a line needs it. */
export interface NamedUnit {
  readonly id: string;
  readonly officialName?: string | undefined;
  readonly kind: string;
  readonly aliases: readonly string[];
}

/** Compiled names of units and accounts; made by `compileLexicon`, opaque to callers. */
export interface Lexicon {
  readonly units: readonly NamedUnit[];
  readonly accounts: readonly string[];
  /** The city whose units these are, without its 市; empty where no name tells. */
  readonly city: string;
  /** Ids of units that `text` names, longest match first, ambiguous aliases as several ids. */
  findUnits(text: string): readonly UnitMatch[];
}

export interface UnitMatch {
  /** More than one when the alias is shared: ask back. */
  readonly unitIds: readonly string[];
  readonly words: string;
  readonly start: number;
  readonly end: number;
}
