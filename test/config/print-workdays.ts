import { loadCalendar } from '../../config/workdays-load.js';
import { addDays, shanghaiDay } from '../../src/domain/day.js';
import { addWorkdays } from '../../src/domain/workdays.js';

/** Prints every day of all years that are known, whether it is worked and where three working days end. */
const calendar = loadCalendar();
const last = `${calendar.years.at(-1)?.year}-12-31`;
const days: unknown[] = [];
for (let day = `${calendar.years[0]?.year}-01-01`; day <= last; day = addDays(day, 1)) {
  const instants = [`${day}T15:59:59.999Z`, `${day}T16:00:00.000Z`].map(shanghaiDay);
  days.push([day, calendar.isWorkday(day), addWorkdays(day, 3, calendar), ...instants]);
}
process.stdout.write(JSON.stringify({ zone: new Date(2023, 5, 1).getTimezoneOffset(), days }));
