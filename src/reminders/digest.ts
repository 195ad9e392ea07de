import { accounts } from '../../config/phrases/accounts.js';
import { columns } from '../../config/phrases/columns.js';
import { messages } from '../../config/phrases/messages.js';
import { questions } from '../../config/phrases/questions.js';
import { reminders as phrases } from '../../config/phrases/reminders.js';
import { formatInstant, formatNearDay, shanghaiDay } from '../domain/day.js';
import { type Duty, type DutyKind, dutyKinds } from '../domain/duties.js';
import type { Day } from '../domain/records/index.js';
import { action, bullets, heading, message, note, paragraph } from '../message/build.js';
import type { Action, Block, MessageDocument } from '../message/document.js';
import type { UnitDuties } from './unit-duties.js';

/** Lines of one kind shown at once: a digest is to fit a phone. */
const linesAtOnce = 5;

/** The question that shows all duties of a kind. */
const questionOf = {
  overdue_message: 'overdue_messages',
  message_due_soon: 'due_soon_messages',
  stale_column: 'stale_columns',
  empty_column: 'stale_columns',
  column_due_soon: 'stale_columns',
  unfiled_change: 'unfiled_changes',
  filing_due: 'unfiled_changes',
} as const satisfies Record<DutyKind, keyof typeof phrases.actions>;

/** One duty as a line. Of a message only its number, channel and dates. */
const dutyLine = (duty: Duty, today: Day): string => {
  const near = (day: Day): string => formatNearDay(day, today);
  switch (duty.kind) {
    case 'overdue_message':
    case 'message_due_soon': {
      const left = duty.days === 0 ? messages.dueToday : messages.workdaysLeft(duty.days);
      const due = near(duty.dueOn);
      const state =
        duty.kind === 'overdue_message' ? messages.overdueBy(due, duty.days) : messages.due(due, left);
      const mark = duty.provisional ? messages.provisional : '';
      return messages.line(undefined, duty.object, messages.channels[duty.channel], `${state}${mark}`);
    }
    case 'stale_column': {
      const state = columns.staleLine(near(duty.lastUpdatedOn), duty.days, duty.cycleDays);
      return columns.line(duty.site, duty.column, state);
    }
    case 'column_due_soon': {
      const state = columns.dueLine(near(duty.lastUpdatedOn), near(duty.dueOn), duty.cycleDays);
      return columns.line(duty.site, duty.column, state);
    }
    case 'empty_column':
      return columns.line(duty.site, duty.column, columns.emptyLine);
    case 'unfiled_change':
    case 'filing_due': {
      const account = accounts.account(duty.object, duty.platform);
      const kind = accounts.kinds[duty.changeKind];
      const effective = duty.effectiveOn === undefined ? undefined : near(duty.effectiveOn);
      return duty.kind === 'filing_due' && effective !== undefined && duty.dueOn !== undefined
        ? phrases.filingDue(account, kind, effective, near(duty.dueOn))
        : phrases.unfiled(account, kind, effective);
    }
  }
};

const ofKind = (duties: readonly Duty[]): { kind: DutyKind; duties: readonly Duty[] }[] =>
  dutyKinds
    .map((kind) => ({ kind, duties: duties.filter((duty) => duty.kind === kind) }))
    .filter((group) => group.duties.length > 0);

const countsOf = (duties: readonly Duty[]): string[] =>
  ofKind(duties).map((group) => phrases.kinds[group.kind].count(group.duties.length));

const kindBlocks = (kind: DutyKind, duties: readonly Duty[], today: Day): Block[] => {
  const left = duties.length - linesAtOnce;
  return [
    heading(phrases.kinds[kind].heading),
    bullets(duties.slice(0, linesAtOnce).map((duty) => dutyLine(duty, today))),
    ...(left > 0 ? [paragraph(phrases.notListed(left))] : []),
  ];
};

/** One next step per question, though several kinds may lead to it. */
const nextSteps = (unit: string, duties: readonly Duty[]): Action[] => {
  const asked = new Set(ofKind(duties).map(({ kind }) => questionOf[kind]));
  return [...asked].map((name) => action(name, phrases.actions[name], questions[name](unit, '')));
};

/** When the digest was made and when the data behind it came in. */
export interface DataDate {
  readonly now: Date;
  /** The last import; absent where none is on record. */
  readonly importedAt?: string | undefined;
}

const asOf = ({ now, importedAt }: DataDate): string =>
  phrases.asOf(formatInstant(now), importedAt === undefined ? undefined : formatInstant(importedAt));

/** What one unit has to do, in one message that fits a phone. */
export const unitDigest = ({ unit, duties }: UnitDuties, date: DataDate): MessageDocument => {
  const today = shanghaiDay(date.now);
  const provisional = duties.some((duty) => duty.provisional);
  return message(
    phrases.title,
    [
      paragraph(phrases.summary(unit.id, duties.length, countsOf(duties))),
      ...ofKind(duties).flatMap((group) => kindBlocks(group.kind, group.duties, today)),
      note([asOf(date), ...(provisional ? [phrases.provisional] : [])].join('；')),
    ],
    nextSteps(unit.id, duties),
  );
};

/** What all units together have to do: counts only, nobody is named. */
export const sharedDigest = (all: readonly UnitDuties[], date: DataDate): MessageDocument => {
  const duties = all.flatMap((one) => one.duties);
  return message(phrases.sharedTitle, [
    paragraph(phrases.sharedSummary(all.length, duties.length, countsOf(duties))),
    note(`${asOf(date)}；${phrases.sharedNote}`),
  ]);
};
