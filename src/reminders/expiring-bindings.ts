import { expiring as phrases } from '../../config/phrases/expiring.js';
import type { Settings } from '../../config/settings.js';
import type { Reader } from '../../storage/port.js';
import { nameOf } from '../delegations/held.js';
import type { Channels } from '../delivery/routes.js';
import { addDays, formatDay, formatShortDay, shanghaiDay, weekdayOf } from '../domain/day.js';
import { endOf, lastDayBefore } from '../domain/members.js';
import type { Day, Member } from '../domain/records/index.js';
import { addWorkdays, type WorkdayCalendar } from '../domain/workdays.js';
import { bullets, message, paragraph } from '../message/build.js';
import type { OnceNotice } from './once-notice.js';
import { administrators, people } from './recipients.js';

/** The administrators' list reaches so far at least: it comes once a week. */
const workdaysOfWeek = 5;

/** Accounts of one person whose binding ends on the same day. */
interface Ending {
  readonly personId: string;
  readonly lastDay: Day;
  readonly members: readonly Member[];
}

/** Bindings that end from `today` on, up to and including a day; the earliest first. */
const endingUntil = async (reader: Reader, today: Day, last: Day): Promise<Ending[]> => {
  const members = await reader.find('members', {
    index: 'byExpiry',
    range: { gte: endOf(today), lte: endOf(last) },
  });
  const endings = new Map<string, Ending>();
  for (const member of members) {
    const lastDay = lastDayBefore(member.expiresAt ?? '');
    const key = `${lastDay} ${member.personId}`;
    const known = endings.get(key);
    endings.set(key, {
      personId: member.personId,
      lastDay,
      members: [...(known?.members ?? []), member],
    });
  }
  return [...endings.values()];
};

const unitsOf = ({ members }: Ending): string[] => [...new Set(members.flatMap(({ unitIds }) => unitIds))];

/** Whether the code that an administrator gets in the chat makes such a binding longer. */
const isRenewedByCode = ({ members }: Ending): boolean =>
  members.every(({ role, unitIds }) => role === 'staff' && unitIds.length === 1);

interface By {
  readonly now: Date;
  readonly calendar: WorkdayCalendar;
  readonly channels: Channels;
  readonly settings: Pick<Settings, 'office' | 'binding'>;
}

const toMember = async (
  reader: Reader,
  ending: Ending,
  { now, channels, settings: { office } }: By,
): Promise<OnceNotice[]> => {
  const { personId, lastDay } = ending;
  const document = message(phrases.title, [
    paragraph(phrases.ends(unitsOf(ending), formatDay(lastDay))),
    paragraph(
      isRenewedByCode(ending)
        ? phrases.next(office.name, office.contact)
        : phrases.nextByOperator(office.contact),
    ),
  ]);
  return (await people(reader, ending.members, channels, now)).map((recipient) => ({
    key: `binding-ends/${lastDay}/${personId}`,
    recipient,
    document,
    audience: 'person',
    lastDay,
  }));
};

const listLine = async (reader: Reader, ending: Ending, { now, channels }: By): Promise<string> => {
  const [first] = ending.members;
  const name = await nameOf(reader, ending.personId, first?.userId ?? '');
  const canBeTold = (await people(reader, ending.members, channels, now)).length > 0;
  return phrases.line(name, unitsOf(ending), formatShortDay(ending.lastDay), canBeTold);
};

/** One list a week to each administrator, of those that end in the time that it is for. */
const toAdministrators = async (
  reader: Reader,
  endings: readonly Ending[],
  by: By,
): Promise<OnceNotice[]> => {
  if (endings.length === 0) return [];
  const today = shanghaiDay(by.now);
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  const lines = await Promise.all(endings.map((one) => listLine(reader, one, by)));
  const document = message(phrases.listTitle, [
    paragraph(phrases.listed(endings.length)),
    bullets(lines),
    paragraph(phrases.listNext),
  ]);
  return (await administrators(reader, by.channels, by.now)).map((recipient) => ({
    key: `bindings-end/${monday}/${recipient.id}`,
    recipient,
    document,
    audience: 'administrator',
    lastDay: addDays(monday, 6),
  }));
};

/**
 * Who is still to be told that his binding ends, once, so many working days before (`expiryNoticeWorkdays`);
 * and the week's list of them for the administrators.
 */
export const expiringBindings = async (reader: Reader, by: By): Promise<OnceNotice[]> => {
  const today = shanghaiDay(by.now);
  const { expiryNoticeWorkdays } = by.settings.binding;
  const until = (workdays: number): Day => addWorkdays(today, workdays, by.calendar).day;
  const listed = await endingUntil(reader, today, until(Math.max(expiryNoticeWorkdays, workdaysOfWeek)));
  const soon = listed.filter(({ lastDay }) => lastDay <= until(expiryNoticeWorkdays));
  const notices = await Promise.all(soon.map((one) => toMember(reader, one, by)));
  return [...notices.flat(), ...(await toAdministrators(reader, listed, by))];
};
