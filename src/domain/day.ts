import type { ClockTime, Day } from './records/index.js';

const dayMs = 86_400_000;
/** Asia/Shanghai has been UTC+8 without daylight saving since 1991, so no time zone data is needed. */
const shanghaiOffsetMs = 8 * 3_600_000;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const utcMidnight = (day: Day): number => Date.parse(`${day}T00:00:00.000Z`);

/** An instant moved so that its UTC fields read as the wall clock of Shanghai, in milliseconds since 1970. */
const wallClockMs = (instant: Date | string): number =>
  (typeof instant === 'string' ? Date.parse(instant) : instant.getTime()) + shanghaiOffsetMs;

/** The day of a year, month and day of the month, each in digits; `undefined` = the calendar has no such day. */
export const dayOf = (
  year: string | number,
  month: string | number,
  day: string | number,
): Day | undefined => {
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? utcMidnight(written) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written) ? written : undefined;
};

/** Days as they are written, by their number since 1970: nearly always the same few are asked for. */
const writtenDays = new Map<number, Day>();
const mostWrittenDays = 1000;

/** The calendar day in Asia/Shanghai on which an instant falls. */
export const shanghaiDay = (instant: Date | string): Day => {
  const number = Math.floor(wallClockMs(instant) / dayMs);
  const known = writtenDays.get(number);
  if (known !== undefined) return known;
  const written = new Date(number * dayMs).toISOString().slice(0, 10);
  if (writtenDays.size >= mostWrittenDays) writtenDays.clear();
  writtenDays.set(number, written);
  return written;
};

/** The time of day (`09:30`) that the clocks of Shanghai show at an instant. */
export const shanghaiTime = (instant: Date | string): ClockTime =>
  new Date(wallClockMs(instant)).toISOString().slice(11, 16);

/** The day `count` days later; earlier when it is negative. */
export const addDays = (day: Day, count: number): Day =>
  new Date(utcMidnight(day) + count * dayMs).toISOString().slice(0, 10);

/** The same day of the month `count` months later; the month's last day where it has no such day. */
export const addMonths = (day: Day, count: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + count + 1, 0));
  return `${lastOfMonth.toISOString().slice(0, 8)}${twoDigits(Math.min(date, lastOfMonth.getUTCDate()))}`;
};

/** Whole days from one day to another: 1 from today to tomorrow, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((utcMidnight(to) - utcMidnight(from)) / dayMs);

/** Day of the week, 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: Day): number => new Date(utcMidnight(day)).getUTCDay();

/** The instant at which the clocks in Shanghai show `time` (`09:30`) on that day. */
export const instantAt = (day: Day, time: string): Date =>
  new Date(Date.parse(`${day}T${time}:00.000Z`) - shanghaiOffsetMs);

/** `2023年11月7日` */
export const formatDay = (day: Day): string => `${day.slice(0, 4)}年${formatShortDay(day)}`;

/** `11月7日` */
export const formatShortDay = (day: Day): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** `2025年4月16日`, and `2025年4月16日12:00` where a time of that day is set. */
export const formatDeadline = (day: Day, time: ClockTime | undefined): string =>
  `${formatDay(day)}${time ?? ''}`;

/** `11月7日` in the year of `today`, else `2022年11月7日`. */
export const formatNearDay = (day: Day, today: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? formatShortDay(day) : formatDay(day);

/** `11月7日 09:30`, the wall clock of Shanghai. */
export const formatInstant = (instant: Date | string): string =>
  `${formatShortDay(shanghaiDay(instant))} ${shanghaiTime(instant)}`;
