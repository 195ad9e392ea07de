import type { Rules, SiteVeto, Span } from '../../config/rules.js';
import { addDays, addMonths } from './day.js';
import type { Column, Day } from './records/index.js';
import { ruledCycle, type TimeLeft, timeLeft } from './staleness.js';
import type { WorkdayCalendar } from './workdays.js';

/** A column that will count towards a condition unless it is updated. */
interface NextColumn {
  readonly column: Column;
  /** The first day on which it counts. */
  readonly countsFrom: Day;
  /** The working days until then in which it can still be updated. */
  readonly left: TimeLeft;
  /** Which one it will be, if none of those that count is updated: "这将是第4个". */
  readonly number: number;
}

/** How a site stands on one condition that would fail it as a whole (单项否决). */
export interface VetoStanding {
  readonly rule: SiteVeto;
  /** How many count now; the site fails from `rule.limit` on. */
  readonly count: number;
  readonly counted: readonly Column[];
  readonly breached: boolean;
  /** What comes next, if anything with a date will; several columns on the same day come one after the other. */
  readonly next?: NextColumn;
  /** The first day on which the site fails if nothing is updated; today or earlier when it already does. */
  readonly breachedFrom?: Day;
  /** How many columns the rule is about at all; with none nothing can be said. */
  readonly concerned: number;
  /** Of those, columns whose last update is not recorded, so that the count may be too low. */
  readonly undated: number;
}

const after = (day: Day, span: Span): Day =>
  'days' in span ? addDays(day, span.days) : addMonths(day, span.months);

const later = (one: Day, other: Day): Day => (one > other ? one : other);

/** The last day on which an update keeps a column from counting; `undefined` = this rule is not about it. */
type LastDay = (column: Column, lastUpdatedOn: Day) => Day | undefined;

/**
 * When a column begins to count. A cycle that its ledger sets shorter than the rules do is a local wish and
 * no veto, one set longer is respected: the later of the two days decides.
 */
const lastDayBy = ({ counts }: SiteVeto, { columnCycles }: Pick<Rules, 'columnCycles'>): LastDay => {
  switch (counts.kind) {
    case 'stale':
      return (column, lastUpdatedOn) => {
        const type = ruledCycle(column, columnCycles)?.type;
        const within = counts.types.find((one) => one.type === type)?.within;
        return within && after(lastUpdatedOn, within);
      };
    case 'past_cycle':
      return (column, lastUpdatedOn) => {
        const days = [column.cycleDays, ruledCycle(column, columnCycles)?.days];
        const ends = days.flatMap((cycle) => (cycle === undefined ? [] : [addDays(lastUpdatedOn, cycle)]));
        return ends.length === 0 ? undefined : ends.reduce(later);
      };
    case 'empty':
      return () => undefined;
  }
};

interface Counting {
  readonly column: Column;
  readonly countsFrom: Day;
}

const byDay = (one: Counting, other: Counting): number => {
  const [a, b] = [`${one.countsFrom} ${one.column.id}`, `${other.countsFrom} ${other.column.id}`];
  return a < b ? -1 : Number(a > b);
};

/** Columns that are updated at times, with the day on which each begins to count; the earliest first. */
const dated = (columns: readonly Column[], lastDay: LastDay): Counting[] =>
  columns
    .flatMap((column) => {
      const last = column.lastUpdatedOn === undefined ? undefined : lastDay(column, column.lastUpdatedOn);
      return last === undefined ? [] : [{ column, countsFrom: addDays(last, 1) }];
    })
    .toSorted(byDay);

const standing = (
  rule: SiteVeto,
  columns: readonly Column[],
  rules: Pick<Rules, 'columnCycles'>,
  calendar: WorkdayCalendar,
  today: Day,
): VetoStanding => {
  const lastDay = lastDayBy(rule, rules);
  const updated = columns.filter(({ state }) => state === 'normal');
  const all = dated(updated, lastDay);
  const counted =
    rule.counts.kind === 'empty'
      ? columns.filter(({ state }) => state === 'empty')
      : all.filter(({ countsFrom }) => countsFrom <= today).map(({ column }) => column);
  const [next] = all.filter(({ countsFrom }) => countsFrom > today);
  const breachedFrom = all[rule.limit - 1]?.countsFrom;
  const concerned =
    rule.counts.kind === 'empty'
      ? columns.filter(({ state }) => state !== 'disabled')
      : updated.filter((column) => lastDay(column, today) !== undefined);
  return {
    rule,
    count: counted.length,
    counted,
    breached: counted.length >= rule.limit,
    ...(next === undefined
      ? {}
      : {
          next: {
            ...next,
            left: timeLeft(addDays(next.countsFrom, -1), today, calendar),
            number: counted.length + 1,
          },
        }),
    ...(breachedFrom === undefined ? {} : { breachedFrom }),
    concerned: concerned.length,
    undated:
      rule.counts.kind === 'empty'
        ? 0
        : concerned.filter(({ lastUpdatedOn }) => lastUpdatedOn === undefined).length,
  };
};

/**
 * How one site stands on every condition of the rules: how many columns count, how far the limit is, what
 * comes next and when. Columns out of use do not count. When an empty column comes nobody can foresee, so that
 * condition has no `next`.
 * @param columns of one site: conditions are per site, never per unit
 * @param today in Asia/Shanghai
 */
export const vetoStanding = (
  columns: readonly Column[],
  rules: Pick<Rules, 'columnCycles' | 'siteVetoes'>,
  calendar: WorkdayCalendar,
  today: Day,
): VetoStanding[] => rules.siteVetoes.map((rule) => standing(rule, columns, rules, calendar, today));
