import { addDays, weekdayOf } from './day.js';
import type { Day, WorkdayYear } from './records/index.js';

/** What is known of Chinese working days (节假日与调休). */
export interface WorkdayCalendar {
  /** `undefined` when the holiday notice of that year is not loaded: nobody knows yet. */
  isWorkday(day: Day): boolean | undefined;
}

/** What one year's notice says of the days it names; every other day follows the week. */
export type NamedDays = Pick<WorkdayYear, 'daysOff' | 'makeUpDays'>;

const isWeekday = (day: Day): boolean => weekdayOf(day) >= 1 && weekdayOf(day) <= 5;

/** A calendar that knows these years; of any other it knows what `otherwise` does. */
export const calendarOfYears = (
  years: ReadonlyMap<string, NamedDays>,
  otherwise: WorkdayCalendar,
): WorkdayCalendar => {
  const named = new Map(
    [...years].map(([year, { daysOff, makeUpDays }]) => [
      year,
      new Map([
        ...daysOff.map((day) => [day, false] as const),
        ...makeUpDays.map((day) => [day, true] as const),
      ]),
    ]),
  );
  return {
    isWorkday: (day) => {
      const days = named.get(day.slice(0, 4));
      return days === undefined ? otherwise.isWorkday(day) : (days.get(day) ?? isWeekday(day));
    },
  };
};

/** Whether a day is a working day; `provisional` when its year is not loaded and Monday to Friday is assumed. */
export interface WorkdayAnswer {
  readonly isWorkday: boolean;
  readonly provisional: boolean;
}

/** Looks a day up; a year that is not loaded counts as Monday to Friday and is marked provisional. */
export const workdayOf = (day: Day, calendar: WorkdayCalendar): WorkdayAnswer => {
  const known = calendar.isWorkday(day);
  if (known !== undefined) return { isWorkday: known, provisional: false };
  return { isWorkday: isWeekday(day), provisional: true };
};

/**
 * The `count`-th working day after `day`; the day itself is not counted (the usual rule of Chinese limits).
 * `provisional` when a day on the way lies in a year whose holiday notice is not loaded.
 */
export const addWorkdays = (
  day: Day,
  count: number,
  calendar: WorkdayCalendar,
): { readonly day: Day; readonly provisional: boolean } => {
  let at = day;
  let provisional = false;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    const answer = workdayOf(at, calendar);
    provisional ||= answer.provisional;
    if (answer.isWorkday) left -= 1;
  }
  return { day: at, provisional };
};

/** Working days after `from` up to and including `to`; 0 when `to` is not after `from`. */
export const workdaysBetween = (
  from: Day,
  to: Day,
  calendar: WorkdayCalendar,
): { readonly workdays: number; readonly provisional: boolean } => {
  let workdays = 0;
  let provisional = false;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) {
    const answer = workdayOf(at, calendar);
    provisional ||= answer.provisional;
    if (answer.isWorkday) workdays += 1;
  }
  return { workdays, provisional };
};
