import { addDays } from './day.js';
import { type Day, PeriodId } from './records/index.js';

const quarterNames = ['一', '二', '三', '四'];

/** `2023年第四季度`, `2023年10月`, `2023年下半年`, `2023年`. */
export const formatPeriod = (id: PeriodId): string => {
  const year = `${id.slice(0, 4)}年`;
  const part = id.slice(4);
  if (part === '') return year;
  if (part.startsWith('Q')) return `${year}第${quarterNames[Number(part.slice(1)) - 1] ?? part.slice(1)}季度`;
  if (part.startsWith('H')) return `${year}${part === 'H1' ? '上半年' : '下半年'}`;
  return `${year}${Number(part.slice(1))}月`;
};

/** The period of the same kind right before: `2023Q4` of `2024Q1`, `2022` of `2023`. */
export const previousPeriod = (id: PeriodId): PeriodId => {
  const year = Number(id.slice(0, 4));
  const kind = id.slice(4, 5);
  const number = Number(id.slice(5));
  if (kind === '') return `${year - 1}`;
  const last = { Q: 4, H: 2 }[kind] ?? 12;
  const text = number > 1 ? `${number - 1}` : `${last}`;
  return `${number > 1 ? year : year - 1}${kind}${kind === '-' ? text.padStart(2, '0') : text}`;
};

/** The calendar quarter (本季度) that a day lies in. */
export const periodOfDay = (day: Day): PeriodId =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** Months in a period of a kind: quarter, half-year, month, year. */
const monthsOf: Readonly<Record<string, number>> = { Q: 3, H: 6, '-': 1, '': 12 };

/** The first day of a period. */
const firstDay = (id: PeriodId): Day => {
  const months = monthsOf[id.slice(4, 5)] ?? 1;
  const month = (Number(id.slice(5) || '1') - 1) * months + 1;
  return `${id.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
};

/** The last day of a period. */
export const lastDay = (id: PeriodId): Day => {
  const first = firstDay(id);
  const months = Number(first.slice(5, 7)) + (monthsOf[id.slice(4, 5)] ?? 1);
  const year = Number(first.slice(0, 4)) + Math.floor((months - 1) / 12);
  return addDays(`${year}-${String(((months - 1) % 12) + 1).padStart(2, '0')}-01`, -1);
};

/** Whether a period has begun by a day. */
export const hasBegun = (id: PeriodId, today: Day): boolean => firstDay(id) <= today;

/** What is known when a mention of a period is resolved. */
export interface PeriodContext {
  readonly today: Day;
  /** The period of the latest published notice, if there is one. */
  readonly latestPublished?: PeriodId | undefined;
  /** Periods that have a notice the asker may see. */
  readonly known: readonly PeriodId[];
}

/**
 * The period meant, or why there is none. `insteadOf` is the calendar quarter that was asked for and has no
 * notice yet: the caller says that it answers for an earlier one.
 */
export type ResolvedPeriod =
  | { readonly periodId: PeriodId; readonly insteadOf?: PeriodId }
  | { readonly unknown: 'nothing_published' | 'unreadable' };

const latest = ({ latestPublished }: PeriodContext): ResolvedPeriod =>
  latestPublished === undefined ? { unknown: 'nothing_published' } : { periodId: latestPublished };

/** 本季度 and 这次: the calendar quarter, or the latest notice while that quarter has none. */
const current = (context: PeriodContext): ResolvedPeriod => {
  const quarter = periodOfDay(context.today);
  if (context.known.includes(quarter)) return { periodId: quarter };
  const instead = latest(context);
  return 'periodId' in instead ? { ...instead, insteadOf: quarter } : instead;
};

/** 四季度 without a year: the latest one known; if none is, the latest one that has begun. */
const withoutYear = (part: string, { today, known }: PeriodContext): PeriodId => {
  const begun = known.filter((id) => id.slice(4) === part && hasBegun(id, today));
  const newest = begun.toSorted().at(-1);
  if (newest !== undefined) return newest;
  const thisYear = `${today.slice(0, 4)}${part}`;
  return hasBegun(thisYear, today) ? thisYear : `${Number(today.slice(0, 4)) - 1}${part}`;
};

/**
 * Turns a period as a line says it (`2023Q4`, `Q4`, `current`, `previous`, a year, a month, nothing) into a
 * period. A period named in full is returned whether or not it has a notice. `previous` is the quarter
 * before the calendar quarter, notice or not; what a comparison compares with is `previousPeriod` of the
 * later period, which need not be the calendar quarter.
 */
export const resolvePeriod = (mention: string | undefined, context: PeriodContext): ResolvedPeriod => {
  if (mention === undefined) return latest(context);
  if (mention === 'current') return current(context);
  if (mention === 'previous') return { periodId: previousPeriod(periodOfDay(context.today)) };
  if (/^(Q[1-4]|H[12])$/.test(mention)) return { periodId: withoutYear(mention, context) };
  const named = PeriodId.safeParse(mention);
  return named.success ? { periodId: named.data } : { unknown: 'unreadable' };
};
