import type { WorkdayYearFile } from '../../config/workday-year.js';
import type { Reader, Transaction } from '../../storage/port.js';
import type { WorkdayYear } from '../domain/records/index.js';
import { calendarOfYears, type WorkdayCalendar } from '../domain/workdays.js';

/** The years that the office has loaded, in ascending order. */
export const loadedYears = (reader: Reader): Promise<WorkdayYear[]> =>
  reader.find('workdayYears', { index: 'byId' });

/**
 * The working days as of now: what the office has loaded, else what comes with the service. It is read from
 * the store each time, so that a year loaded through one process holds in all of them at once.
 */
export const calendarOf = async (reader: Reader, shipped: WorkdayCalendar): Promise<WorkdayCalendar> => {
  const years = await loadedYears(reader);
  return years.length === 0
    ? shipped
    : calendarOfYears(new Map(years.map((year) => [year.id, year])), shipped);
};

/** What loading a year did. */
export type YearLoaded = 'added' | 'changed' | 'unchanged';

const sameDays = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join();

/** Stores a year's working days; what it replaces is kept in the audit. The same year again changes nothing. */
export const loadYear = async (
  tx: Transaction,
  { year, source, daysOff, makeUpDays }: WorkdayYearFile,
  by: { readonly actor: string; readonly now: Date; readonly newId: () => string },
): Promise<YearLoaded> => {
  const id = String(year);
  const before = await tx.get('workdayYears', id);
  const isSame =
    before?.source === source && sameDays(before.daysOff, daysOff) && sameDays(before.makeUpDays, makeUpDays);
  if (isSame) return 'unchanged';
  const at = by.now.toISOString();
  await tx.put('workdayYears', { id, source, daysOff, makeUpDays, loadedAt: at });
  await tx.put('audits', {
    id: by.newId(),
    at,
    actor: by.actor,
    action: 'workdays_loaded',
    subject: `workdays/${id}`,
    detail: { source, daysOff, makeUpDays, ...(before === undefined ? {} : { replaced: before }) },
  });
  return before === undefined ? 'added' : 'changed';
};
