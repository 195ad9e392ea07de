import { columns as phrases } from '../config/phrases/columns.js';
import { formatDay, formatShortDay } from '../src/domain/day.js';
import type { Column, Day, Unit } from '../src/domain/records/index.js';
import {
  type ColumnStatus,
  columnStatus,
  isLongStale,
  type TimeLeft,
  timeLeft,
} from '../src/domain/staleness.js';
import type { HandlerContext } from './handler.js';
import { leftWords } from './site-vetoes.js';

/** A column of the ledger (栏目台账) with how it stands today. */
export interface LedgerColumn {
  readonly column: Column;
  readonly status: ColumnStatus;
  /** The time left until it is stale, where it soon is. */
  readonly left?: TimeLeft;
  /** Not only stale but for whole cycles (长期未更新). */
  readonly isLongStale: boolean;
}

const judged = async (context: HandlerContext, rows: readonly Column[]): Promise<LedgerColumn[]> => {
  const { rules, today, settings } = context;
  const calendar = await context.calendar();
  const soon = settings.reminders.columnDueSoonDays;
  return rows.map((column) => {
    const status = columnStatus(column, rules, today, soon);
    const judged = { column, status, isLongStale: isLongStale(status, rules.longStale) };
    return status.state === 'due_soon'
      ? { ...judged, left: timeLeft(status.dueOn, today, calendar) }
      : judged;
  });
};

/** The unit's columns, least recently updated first. */
export const columnsOf = async (context: HandlerContext, unit: Unit): Promise<LedgerColumn[]> =>
  await judged(context, await context.tx.find('columns', { index: 'byUnit', equals: [unit.id] }));

/** Every unit's columns: for the office. */
export const everyColumn = async (context: HandlerContext): Promise<LedgerColumn[]> =>
  await judged(context, await context.tx.find('columns', { index: 'byUnit' }));

/** Whether a column is the one, or of the type, that a line names. */
export const isNamed = ({ column }: LedgerColumn, name: string): boolean =>
  column.name.includes(name) || column.columnType.includes(name) || name.includes(column.name);

/** States that ask for work, worst first. */
const urgency: readonly ColumnStatus['state'][] = ['stale', 'empty', 'due_soon'];

/** Columns that ask for work, worst first. */
export const needingWork = (entries: readonly LedgerColumn[]): LedgerColumn[] =>
  urgency.flatMap((state) => entries.filter(({ status }) => status.state === state));

const dated = (day: Day | undefined, today: Day): string => {
  if (day === undefined) return '';
  return day.slice(0, 4) === today.slice(0, 4) ? formatShortDay(day) : formatDay(day);
};

const stateWords = ({ column, status }: LedgerColumn, today: Day): string => {
  const updated = dated(column.lastUpdatedOn, today);
  switch (status.state) {
    case 'stale':
      return phrases.staleLine(updated, status.overdueDays, status.cycleDays);
    case 'due_soon':
      return phrases.dueLine(updated, dated(status.dueOn, today), status.cycleDays);
    case 'fresh':
      return phrases.freshLine(updated, status.daysSince, status.cycleDays);
    case 'empty':
      return phrases.emptyLine;
    case 'disabled':
      return phrases.disabledLine;
    case 'unknown':
      return status.daysSince === undefined
        ? phrases.unknownLine
        : phrases.sinceLine(updated, status.daysSince);
  }
};

/** One column as a line: site, name, last update, cycle, and the working days left where it is soon due. */
export const columnLine = (entry: LedgerColumn, today: Day): string => {
  const { column, left } = entry;
  const state = `${stateWords(entry, today)}${entry.isLongStale ? phrases.longStale : ''}`;
  return phrases.line(
    column.siteId,
    column.name,
    left === undefined ? state : `${state}，${leftWords(left)}`,
  );
};

/** How many need work, by state; empty when none does. */
export const workCounts = (entries: readonly LedgerColumn[]): string[] => {
  const count = (state: ColumnStatus['state']): number =>
    entries.filter(({ status }) => status.state === state).length;
  const [stale, empty, dueSoon] = [count('stale'), count('empty'), count('due_soon')];
  return [
    ...(stale > 0 ? [phrases.stale(stale)] : []),
    ...(empty > 0 ? [phrases.empty(empty)] : []),
    ...(dueSoon > 0 ? [phrases.dueSoon(dueSoon)] : []),
  ];
};
