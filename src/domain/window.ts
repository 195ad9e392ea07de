import { addDays } from './day.js';
import { TongbaoError } from './error.js';
import type { Day } from './records/index.js';

/**
 * The days that a statistic covers (统计区间), in Asia/Shanghai. Half-open: `from` is its first day, `until`
 * the day after its last, so that windows that touch count no day twice. People read and write inclusive
 * days: `windowOf` and `lastDayOf` are the way in and out.
 */
export interface Window {
  readonly from: Day;
  readonly until: Day;
}

/** The window from one day to another, both included. @throws TongbaoError `window.backwards` */
export const windowOf = (from: Day, to: Day): Window => {
  if (to >= from) return { from, until: addDays(to, 1) };
  throw new TongbaoError(
    'window.backwards',
    `统计区间写反了：截止日期 ${to} 早于起始日期 ${from}。请改正后再试。`,
  );
};

/** The last day of a window, as people write it. */
export const lastDayOf = ({ until }: Window): Day => addDays(until, -1);

/** Whether a day lies in a window. */
export const holdsDay = ({ from, until }: Window, day: Day): boolean => from <= day && day < until;
