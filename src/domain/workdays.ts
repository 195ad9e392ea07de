import type { Day } from './records/index.js';

/** What is known of Chinese working days (节假日与调休). */
export interface WorkdayCalendar {
  /** `undefined` when the holiday notice of that year is not loaded: nobody knows yet. */
  isWorkday(day: Day): boolean | undefined;
}
