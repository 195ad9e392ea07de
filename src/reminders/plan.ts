import type { Rules } from '../../config/rules.js';
import type { Settings } from '../../config/settings.js';
import type { Reader } from '../../storage/port.js';
import { calendarOf } from '../calendar/loaded-years.js';
import type { DeliveryRoute } from '../delivery/records.js';
import type { Channels } from '../delivery/routes.js';
import { addDays, instantAt, shanghaiDay } from '../domain/day.js';
import type { Duty } from '../domain/duties.js';
import { endOf } from '../domain/members.js';
import type { Instant } from '../domain/records/index.js';
import { type WorkdayCalendar, workdayOf } from '../domain/workdays.js';
import { forGroup } from '../message/build.js';
import type { MessageDocument } from '../message/document.js';
import { type DataDate, sharedDigest, unitDigest } from './digest.js';
import { expiringBindings } from './expiring-bindings.js';
import { missingYearNotices } from './missing-year.js';
import { type OnceNotice, untold } from './once-notice.js';
import { type Recipient, recipientsOf, sharedGroups } from './recipients.js';
import { dutiesByUnit, type UnitDuties } from './unit-duties.js';

/** Why a reminder is not sent: the day, the hour, or nobody it could go to. */
export type HeldReason = 'not_a_workday' | 'after_hours' | 'no_route';

/** One message that a reminder run sends, or would send: to whom, by which way, when, why and what. */
export interface PlannedReminder {
  /** Unique for the day, the unit and the recipient, so that a second run sends nothing again. */
  readonly key: string;
  readonly audience: Recipient['audience'] | 'administrator' | 'nobody';
  readonly recipient: string;
  /** Absent for a shared group. */
  readonly unitId?: string;
  readonly groupId?: string;
  readonly memberId?: string;
  readonly routes: readonly DeliveryRoute[];
  /** Set when it is not sent. */
  readonly held?: HeldReason;
  readonly sendAt: Instant;
  /** Not sent after this: tomorrow there is a new digest, but what is told once may wait a week. */
  readonly expiresAt: Instant;
  /** The year's holiday notice is not loaded: whether today is worked was guessed from the week. */
  readonly workdayUnknown: boolean;
  /** Why it is sent; empty for a shared group, which gets counts only, and for what is told once. */
  readonly duties: readonly Duty[];
  readonly document: MessageDocument;
}

/** By what a run decides. */
export interface ReminderRules {
  readonly now: Date;
  readonly rules: Rules;
  /** The working days that come with the service; those that the office has loaded come first. */
  readonly calendar: WorkdayCalendar;
  readonly settings: Pick<Settings, 'reminders' | 'binding' | 'office'>;
  readonly channels: Channels;
}

type Timing = Pick<PlannedReminder, 'held' | 'sendAt' | 'expiresAt' | 'workdayUnknown'>;

/** Today's sending hours, and whether the day or the hour forbids sending. */
const timingOf = ({ now, calendar, settings: { reminders } }: ReminderRules): Timing => {
  const today = shanghaiDay(now);
  const opens = instantAt(today, reminders.from);
  const closes = instantAt(today, reminders.to);
  const workday = workdayOf(today, calendar);
  const timing = {
    sendAt: (now < opens ? opens : now).toISOString(),
    expiresAt: closes.toISOString(),
    workdayUnknown: workday.provisional,
  };
  if (reminders.workdaysOnly && !workday.isWorkday) return { ...timing, held: 'not_a_workday' };
  return now < closes ? timing : { ...timing, held: 'after_hours' };
};

const reminderTo = (
  { audience, id, name, groupId, memberId, routes }: Recipient,
  about: { unitId?: string; duties: readonly Duty[]; document: MessageDocument },
  timing: Timing,
  now: Date,
): PlannedReminder => ({
  key: `reminder/${shanghaiDay(now)}/${about.unitId ?? 'shared'}/${id}`,
  audience,
  recipient: name,
  ...(groupId === undefined ? {} : { groupId }),
  ...(memberId === undefined ? {} : { memberId }),
  routes,
  ...timing,
  ...about,
  document: audience === 'person' ? about.document : forGroup(about.document),
});

const remindersOf = async (
  reader: Reader,
  one: UnitDuties,
  by: ReminderRules,
  date: DataDate,
): Promise<PlannedReminder[]> => {
  const timing = timingOf(by);
  const { id: unitId } = one.unit;
  const about = { unitId, duties: one.duties, document: unitDigest(one, date) };
  const recipients = await recipientsOf(reader, unitId, by.channels, by.now);
  if (recipients.length > 0) {
    return recipients.map((recipient) => reminderTo(recipient, about, timing, by.now));
  }
  return [
    {
      key: `reminder/${shanghaiDay(by.now)}/${unitId}/nobody`,
      audience: 'nobody',
      recipient: unitId,
      routes: [],
      ...timing,
      held: 'no_route',
      ...about,
    },
  ];
};

/** Told once, so it does not lapse with the day. */
const toldOnce = (
  { key, audience, recipient, document, lastDay }: OnceNotice,
  timing: Timing,
  now: Date,
): PlannedReminder => {
  const inAWeek = addDays(shanghaiDay(now), 6);
  return {
    ...reminderTo(recipient, { duties: [], document }, timing, now),
    key,
    audience,
    expiresAt: endOf(lastDay === undefined || lastDay > inAWeek ? inAWeek : lastDay),
  };
};

const digestsOf = async (reader: Reader, by: ReminderRules): Promise<PlannedReminder[]> => {
  const { reminders } = by.settings;
  const { columnDueSoonDays, messageDueSoonWorkdays } = reminders;
  const dutyRules = { rules: by.rules, calendar: by.calendar, columnDueSoonDays, messageDueSoonWorkdays };
  const all = await dutiesByUnit(reader, dutyRules, by.now);
  if (all.length === 0) return [];
  const [lastImport] = await reader.find('audits', {
    index: 'bySubject',
    equals: ['data'],
    order: 'desc',
    limit: 1,
  });
  const date = { now: by.now, importedAt: lastImport?.at };
  const planned: PlannedReminder[] = [];
  for (const one of all) planned.push(...(await remindersOf(reader, one, by, date)));
  if (!reminders.sharedCounts) return planned;
  const shared = { duties: [], document: sharedDigest(all, date) };
  const groups = await sharedGroups(reader, by.channels);
  return [...planned, ...groups.map((group) => reminderTo(group, shared, timingOf(by), by.now))];
};

/**
 * What a reminder run would send at `now`: one digest per unit that has something to do, to each of the
 * unit's own groups, else to each of its people; and where the settings say so, counts without names to
 * shared groups. Nothing due, nothing planned. Each administrator hears once of a year without a holiday notice
 * that limits reach into; whose binding ends hears so once, and the administrators once a week of all those. What may not be sent is planned as `held`, with the reason.
 */
export const planReminders = async (reader: Reader, rules: ReminderRules): Promise<PlannedReminder[]> => {
  const by = { ...rules, calendar: await calendarOf(reader, rules.calendar) };
  const notices = [...(await missingYearNotices(reader, by)), ...(await expiringBindings(reader, by))];
  const once = (await untold(reader, notices)).map((one) => toldOnce(one, timingOf(by), by.now));
  return [...(await digestsOf(reader, by)), ...once];
};
