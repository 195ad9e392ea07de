import cron from 'node-cron';
import { reminders as phrases } from '../../config/phrases/reminders.js';
import { addDays, instantAt, shanghaiDay } from '../domain/day.js';
import { TongbaoError } from '../domain/error.js';

/** The zone of every schedule. */
export const scheduleZone = 'Asia/Shanghai';

const searchMs = 366 * 86_400_000;

/** A cron expression as minutes in Asia/Shanghai. */
export interface CronExpression {
  /** Minutes after `after`, up to and including `until`, earliest first. */
  between(after: Date, until: Date): Generator<Date>;
  /** The first minute after `after`; `undefined` when none comes within a year. */
  next(after: Date): Date | undefined;
}

/**
 * Reads a cron expression of five fields. node-cron says what it means; only minutes that its month,
 * hour and minute fields name are asked for, so that a long search stays cheap.
 * @param setting its full name in the settings file
 * @throws TongbaoError `config.invalid`, naming the setting
 */
export const parseCron = (expression: string, setting: string): CronExpression => {
  const refusal = new TongbaoError('config.invalid', phrases.schedule.badExpression(setting, expression));
  if (!cron.validate(expression)) throw refusal;
  const { second, minute, hour, month } = cron.parse(expression);
  // A sixth field would name seconds; schedules are looked at once a minute.
  if (second.length !== 1 || second[0] !== 0) throw refusal;
  const task = cron.createTask(expression, () => undefined, { timezone: scheduleZone });
  const times = hour
    .flatMap((h) => minute.map((m) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`))
    .toSorted();

  const between = function* (after: Date, until: Date): Generator<Date> {
    const last = shanghaiDay(until);
    for (let day = shanghaiDay(after); day <= last; day = addDays(day, 1)) {
      if (!month.includes(Number(day.slice(5, 7)))) continue;
      for (const time of times) {
        const at = instantAt(day, time);
        if (at > after && at <= until && task.match(at)) yield at;
      }
    }
  };
  return {
    between,
    next: (after) => {
      const found = between(after, new Date(after.getTime() + searchMs)).next();
      return found.done === true ? undefined : found.value;
    },
  };
};
