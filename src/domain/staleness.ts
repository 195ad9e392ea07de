import type { ColumnCycle, LongStale, Rules } from '../../config/rules.js';
import { addDays, daysBetween } from './day.js';
import type { Column, Day } from './records/index.js';
import { type WorkdayCalendar, workdayOf, workdaysBetween } from './workdays.js';

/** An update cycle (更新周期) that holds for a column, and where it comes from. */
interface Cycle {
  readonly cycleDays: number;
  readonly source: string;
}

/** Whether a column is updated within its cycle. `dueOn` is the last day on which an update still keeps it. */
export type ColumnStatus =
  | (Cycle & {
      readonly state: 'fresh' | 'due_soon';
      readonly daysSince: number;
      readonly dueOn: Day;
      /** Days until `dueOn`; 0 = today. */
      readonly daysLeft: number;
    })
  | (Cycle & {
      readonly state: 'stale';
      readonly daysSince: number;
      readonly dueOn: Day;
      /** Days past `dueOn`. */
      readonly overdueDays: number;
    })
  | (Partial<Cycle> & { readonly state: 'empty' | 'disabled' })
  /** No cycle holds for this column, or its last update is not recorded. */
  | (Partial<Cycle> & { readonly state: 'unknown'; readonly daysSince?: number });

const ownCycle = '栏目台账中为该栏目设定的更新周期';

/** Of entries known by words, the one with the longest word found in `text`: 政策文件 is not taken for 文件. */
export const namedIn = <E extends { readonly words: readonly string[] }>(
  text: string,
  entries: readonly E[],
): E | undefined => {
  const words = entries.flatMap((entry) => entry.words.map((word) => ({ word, entry })));
  const found = words.filter(({ word }) => text.includes(word));
  return found.toSorted((one, other) => other.word.length - one.word.length)[0]?.entry;
};

/** The cycle of a column's type, whatever its name says; `undefined` = the name decides. */
export const cycleOfType = (
  columnType: string,
  { columnCycles }: Pick<Rules, 'columnCycles'>,
): ColumnCycle | undefined => namedIn(columnType, columnCycles);

/** The shortest cycle there is; no column becomes stale sooner, unless it has one of its own. */
export const shortestCycleDays = ({ columnCycles }: Pick<Rules, 'columnCycles'>): number =>
  Math.min(...columnCycles.map(({ days }) => days));

/** The cycle of a column's type, else of a type that its name holds. */
export const ruledCycle = (
  { columnType, name }: Pick<Column, 'columnType' | 'name'>,
  cycles: readonly ColumnCycle[],
): ColumnCycle | undefined => namedIn(columnType, cycles) ?? namedIn(name, cycles);

/** The column's own cycle, else that of its type, else that of a type its name holds. */
const cycleOf = (column: Column, cycles: readonly ColumnCycle[]): Cycle | undefined => {
  if (column.cycleDays !== undefined) return { cycleDays: column.cycleDays, source: ownCycle };
  const cycle = ruledCycle(column, cycles);
  return cycle && { cycleDays: cycle.days, source: cycle.source };
};

/**
 * Judges a column: it is stale from the day after `last update + cycle`.
 * @param dueSoonDays a column is `due_soon` when at most this many days are left until then
 */
export const columnStatus = (
  column: Column,
  rules: Pick<Rules, 'columnCycles'>,
  today: Day,
  dueSoonDays: number,
): ColumnStatus => {
  const cycle = cycleOf(column, rules.columnCycles);
  if (column.state !== 'normal') return { state: column.state, ...cycle };
  if (column.lastUpdatedOn === undefined) return { state: 'unknown', ...cycle };
  const daysSince = daysBetween(column.lastUpdatedOn, today);
  if (cycle === undefined) return { state: 'unknown', daysSince };

  const dueOn = addDays(column.lastUpdatedOn, cycle.cycleDays);
  const daysLeft = daysBetween(today, dueOn);
  if (daysLeft < 0) return { state: 'stale', ...cycle, daysSince, dueOn, overdueDays: -daysLeft };
  return { state: daysLeft <= dueSoonDays ? 'due_soon' : 'fresh', ...cycle, daysSince, dueOn, daysLeft };
};

/** Whether a column is not only stale but has missed whole cycles (长期未更新). */
export const isLongStale = (status: ColumnStatus, { cycles }: LongStale): boolean =>
  status.state === 'stale' && status.daysSince > status.cycleDays * cycles;

/** How long there still is to update before `dueOn` has passed. */
export interface TimeLeft {
  /** Working days after today until `dueOn`: "再过3个工作日将超期". */
  readonly workdays: number;
  /** No working day is left after today, and today is one. */
  readonly lastWorkdayIsToday: boolean;
  /** A year on the way has no holiday notice loaded. */
  readonly provisional: boolean;
}

/** The working days until `dueOn`, the last day on which an update keeps something fresh. */
export const timeLeft = (dueOn: Day, today: Day, calendar: WorkdayCalendar): TimeLeft => {
  const { workdays, provisional } = workdaysBetween(today, dueOn, calendar);
  const now = workdayOf(today, calendar);
  return {
    workdays,
    lastWorkdayIsToday: workdays === 0 && today <= dueOn && now.isWorkday,
    provisional: provisional || now.provisional,
  };
};
