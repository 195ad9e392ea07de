import { workdays as phrases } from '../../config/phrases/workdays.js';
import type { Rules } from '../../config/rules.js';
import type { Reader } from '../../storage/port.js';
import type { Channels } from '../delivery/routes.js';
import { addDays, shanghaiDay } from '../domain/day.js';
import type { Day } from '../domain/records/index.js';
import { addWorkdays, type WorkdayCalendar, workdayOf } from '../domain/workdays.js';
import { message, note, paragraph } from '../message/build.js';
import type { MessageDocument } from '../message/document.js';
import type { OnceNotice } from './once-notice.js';
import { administrators } from './recipients.js';

/** Year without a holiday notice that the limit of a message received today reaches into. */
const missingYear = (today: Day, { answerClocks }: Rules, calendar: WorkdayCalendar): string | undefined => {
  const longest = Math.max(0, ...answerClocks.map(({ dueWorkdays = 0 }) => dueWorkdays));
  const end = addWorkdays(today, longest, calendar);
  if (!end.provisional) return undefined;
  let day = addDays(today, 1);
  while (!workdayOf(day, calendar).provisional) day = addDays(day, 1);
  return day.slice(0, 4);
};

const noticeOf = (year: string): MessageDocument =>
  message(phrases.missingTitle(year), [
    paragraph(phrases.missing(year)),
    paragraph(phrases.missingNext(year)),
    note(phrases.missingOnce),
  ]);

/**
 * Which administrators are to be told, once each, that limits have begun to reach into a year whose holiday notice is not
 * loaded: not earlier, since the State Council publishes it late in the year.
 */
export const missingYearNotices = async (
  reader: Reader,
  by: {
    readonly now: Date;
    readonly rules: Rules;
    readonly calendar: WorkdayCalendar;
    readonly channels: Channels;
  },
): Promise<OnceNotice[]> => {
  const year = missingYear(shanghaiDay(by.now), by.rules, by.calendar);
  if (year === undefined) return [];
  return (await administrators(reader, by.channels, by.now)).map((recipient) => ({
    key: `workdays/${year}/${recipient.id}`,
    audience: 'administrator',
    recipient,
    document: noticeOf(year),
  }));
};
