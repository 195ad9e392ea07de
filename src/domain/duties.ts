import type { Rules } from '../../config/rules.js';
import { shanghaiDay } from './day.js';
import { changeStatus } from './filings.js';
import { messageStatus } from './messages.js';
import type {
  AccountChange,
  AccountChangeKind,
  Column,
  Day,
  Filing,
  MessageChannel,
  PublicMessage,
} from './records/index.js';
import { columnStatus } from './staleness.js';
import type { WorkdayCalendar } from './workdays.js';

/** The kinds of duty, the most pressing first; digests and lists keep this order. */
export const dutyKinds = [
  'overdue_message',
  'message_due_soon',
  'stale_column',
  'empty_column',
  'column_due_soon',
  'unfiled_change',
  'filing_due',
] as const;
export type DutyKind = (typeof dutyKinds)[number];

interface Because {
  /** Where the rule that makes it a duty comes from, as the rule data say. */
  readonly rule: string;
  /** The day until which it is, or was, to be done. */
  readonly dueOn?: Day;
  /** `dueOn` crosses a year whose holiday notice is not loaded. */
  readonly provisional: boolean;
}

/** `object` is `site/column`; `days` are days overdue, or days left when due soon. */
type ColumnDuty = Because & {
  readonly object: string;
  readonly site: string;
  readonly column: string;
} & (
    | {
        readonly kind: 'stale_column' | 'column_due_soon';
        readonly lastUpdatedOn: Day;
        readonly cycleDays: number;
        readonly dueOn: Day;
        readonly days: number;
      }
    | { readonly kind: 'empty_column' }
  );

/** `object` is the account's name; `dueOn` is the last day to file. */
interface ChangeDuty extends Because {
  readonly kind: 'unfiled_change' | 'filing_due';
  readonly object: string;
  readonly platform?: string;
  readonly changeKind: AccountChangeKind;
  readonly effectiveOn?: Day;
}

/** `object` is the message's number, never its text; `days` are working days overdue, or left. */
interface MessageDuty extends Because {
  readonly kind: 'overdue_message' | 'message_due_soon';
  readonly object: string;
  readonly channel: MessageChannel;
  readonly dueOn: Day;
  readonly days: number;
}

/** Something a unit still has to do. */
export type Duty = ColumnDuty | ChangeDuty | MessageDuty;

/** What is recorded of one unit; `filings` may hold those of other accounts too. */
export interface UnitRecords {
  readonly columns: readonly Column[];
  readonly changes: readonly AccountChange[];
  readonly filings: readonly Filing[];
  readonly messages: readonly PublicMessage[];
}

/** By what a unit's records are judged. */
export interface DutyRules {
  readonly rules: Rules;
  readonly calendar: WorkdayCalendar;
  /** From how near on something is due soon (settings `reminders`). */
  readonly columnDueSoonDays: number;
  readonly messageDueSoonWorkdays: number;
}

const columnDuty = (column: Column, by: DutyRules, today: Day): ColumnDuty[] => {
  const { lastUpdatedOn } = column;
  const named = { object: column.id, site: column.siteId, column: column.name, provisional: false };
  const status = columnStatus(column, by.rules, today, by.columnDueSoonDays);
  if (status.state === 'empty') {
    return [{ kind: 'empty_column', ...named, rule: by.rules.emptyColumn.source }];
  }
  if (lastUpdatedOn === undefined || (status.state !== 'stale' && status.state !== 'due_soon')) return [];
  const { source: rule, cycleDays, dueOn } = status;
  const known = { ...named, rule, lastUpdatedOn, cycleDays, dueOn };
  return status.state === 'stale'
    ? [{ kind: 'stale_column', ...known, days: status.overdueDays }]
    : [{ kind: 'column_due_soon', ...known, days: status.daysLeft }];
};

const changeDuty = (
  change: AccountChange,
  filings: readonly Filing[],
  { rules }: DutyRules,
  today: Day,
): ChangeDuty[] => {
  const { state, fileBy } = changeStatus(change, filings, today, rules.filing);
  if (state !== 'unfiled' && state !== 'pending') return [];
  return [
    {
      kind: state === 'unfiled' ? 'unfiled_change' : 'filing_due',
      object: change.accountName,
      ...(change.platform === undefined ? {} : { platform: change.platform }),
      changeKind: change.kind,
      ...(change.effectiveOn === undefined ? {} : { effectiveOn: change.effectiveOn }),
      ...(fileBy === undefined ? {} : { dueOn: fileBy }),
      rule: rules.filing.source,
      provisional: false,
    },
  ];
};

const messageDuty = (message: PublicMessage, by: DutyRules, now: Date): MessageDuty[] => {
  const clock = by.rules.answerClocks.find(({ channel }) => channel === message.channel);
  const status = messageStatus(message, clock, by.calendar, now, by.messageDueSoonWorkdays);
  if (clock === undefined || (status.state !== 'overdue' && status.state !== 'due_soon')) return [];
  const { dueOn, provisional } = status;
  const known = { object: message.id, channel: message.channel, rule: clock.source, dueOn, provisional };
  return status.state === 'overdue'
    ? [{ kind: 'overdue_message', ...known, days: status.workdaysOverdue }]
    : [{ kind: 'message_due_soon', ...known, days: status.workdaysLeft }];
};

/** By what duties of one kind are ordered: no two that differ are alike in all of it. */
const orderWithinKind = (duty: Duty): string[] => [
  duty.dueOn ?? '9999',
  duty.object,
  ...('changeKind' in duty ? [duty.changeKind, duty.effectiveOn ?? '', duty.platform ?? ''] : []),
];

/** The same records give the same order, whatever order they come in. */
const byUrgency = (one: Duty, other: Duty): number => {
  const kinds = dutyKinds.indexOf(one.kind) - dutyKinds.indexOf(other.kind);
  if (kinds !== 0) return kinds;
  const others = orderWithinKind(other);
  for (const [at, mine] of orderWithinKind(one).entries()) {
    const theirs = others[at] ?? '';
    if (mine !== theirs) return mine < theirs ? -1 : 1;
  }
  return 0;
};

/** What a unit still has to do as of `now`: the most pressing kind first, in it the earliest due day first. */
export const dutiesOf = (records: UnitRecords, by: DutyRules, now: Date): Duty[] => {
  const today = shanghaiDay(now);
  const duties: Duty[] = [
    ...records.messages.flatMap((message) => messageDuty(message, by, now)),
    ...records.columns.flatMap((column) => columnDuty(column, by, today)),
    ...records.changes.flatMap((change) => changeDuty(change, records.filings, by, today)),
  ];
  return duties.toSorted(byUrgency);
};
