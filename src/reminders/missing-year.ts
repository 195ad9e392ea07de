import { workdays as phrases } from '../../config/phrases/workdays.js';
import type { Rules } from '../../config/rules.js';
import type { Reader } from '../../storage/port.js';
import type { Channels } from '../delivery/routes.js';
import { addDays, shanghaiDay } from '../domain/day.js';
import type { Day } from '../domain/records/index.js';
import { addWorkdays, type WorkdayCalendar, workdayOf } from '../domain/workdays.js';
import { message, note, paragraph } from '../message/build.js';
import type { MessageDocument } from '../message/document.js';
import { administrators, type Recipient } from './recipients.js';

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

/** What an administrator is told about a year whose holiday notice is missing. */
export interface MissingYearNotice {
  /** Unique for the year and the person, so that it is sent once. */
  readonly key: string;
  readonly recipient: Recipient;
  readonly document: MessageDocument;
}

/**
 * Which administrators are still to be told, once each, that limits have begun to reach into a year whose holiday notice is not
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
): Promise<MissingYearNotice[]> => {
  const year = missingYear(shanghaiDay(by.now), by.rules, by.calendar);
  if (year === undefined) return [];
  const notices = (await administrators(reader, by.channels, by.now)).map((recipient) => ({
    key: `workdays/${year}/${recipient.id}`,
    recipient,
    document: noticeOf(year),
  }));
  const told = await Promise.all(notices.map(({ key }) => reader.get('deliveries', key)));
  return notices.filter((_, at) => told[at] === undefined);
};
