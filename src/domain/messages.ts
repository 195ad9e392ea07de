import type { AnswerClock } from '../../config/rules.js';
import { shanghaiDay } from './day.js';
import type { Day, Instant, PublicMessage } from './records/index.js';
import { addWorkdays, type WorkdayCalendar, workdaysBetween } from './workdays.js';

/** A limit that is known: the message may be answered until the end of `dueOn`. */
interface Limit {
  readonly dueOn: Day;
  /** A year on the way has no holiday notice loaded: Monday to Friday was assumed. */
  readonly provisional: boolean;
}

/** Where a message stands on its answer clock. `answeredAt` is the reply, or else the closing. */
export type MessageStatus =
  | (Limit & {
      readonly state: 'on_time' | 'due_soon';
      /** Working days after today until `dueOn`; 0 = due today. */
      readonly workdaysLeft: number;
    })
  | (Limit & {
      readonly state: 'overdue';
      /** Working days since `dueOn`; 0 on a weekend right after it. */
      readonly workdaysOverdue: number;
    })
  /** `answered_fast`: also within the few days that earn praise (1个工作日内). */
  | (Limit & {
      readonly state: 'answered_fast' | 'answered_on_time' | 'answered_late';
      readonly answeredAt: Instant;
    })
  /** The clock of this channel has no limit, or it is not known when it started; perhaps answered. */
  | { readonly state: 'no_limit' | 'unknown_start'; readonly answeredAt?: Instant };

/** The day on which the clock of a message started, in Shanghai; `undefined` = not recorded, or not started. */
export const clockStart = (
  message: PublicMessage,
  { startsAt }: Pick<AnswerClock, 'startsAt'>,
): Day | undefined => {
  const start = startsAt === 'received' ? message.receivedAt : message.transferredAt;
  return start === undefined ? undefined : shanghaiDay(start);
};

/** When a message was answered: its reply, or else its closing. */
export const answeredAtOf = ({ repliedAt, closedAt }: PublicMessage): Instant | undefined =>
  repliedAt ?? closedAt;

/**
 * Whether a message was dealt with in the few working days that earn praise (1个工作日内办结或答复).
 * `undefined` = not decided yet, or not to be known: the clock has no such limit, its start is not recorded,
 * or the closing counts and only the reply is recorded.
 */
export const isFast = (
  message: PublicMessage,
  clock: AnswerClock,
  calendar: WorkdayCalendar,
  now: Date,
): boolean | undefined => {
  const start = clockStart(message, clock);
  if (clock.honour === undefined || start === undefined) return undefined;
  const last = addWorkdays(start, clock.honour.workdays, calendar).day;
  const done = clock.honour.by === 'closed' ? message.closedAt : answeredAtOf(message);
  if (done !== undefined) return shanghaiDay(done) <= last;
  // Nothing is closed before it is answered.
  const earliest = message.repliedAt === undefined ? shanghaiDay(now) : shanghaiDay(message.repliedAt);
  return earliest > last ? false : undefined;
};

/**
 * Judges a message by the clock of its channel; the four clocks are not mixed. The start day is not counted
 * and the limit ends with the last working day (the general rule of Chinese limits). A clock that starts at
 * the transfer does not run before it.
 * @param dueSoonWorkdays an open message is `due_soon` when at most this many working days are left
 */
export const messageStatus = (
  message: PublicMessage,
  clock: AnswerClock | undefined,
  calendar: WorkdayCalendar,
  now: Date,
  dueSoonWorkdays: number,
): MessageStatus => {
  const answeredAt = answeredAtOf(message);
  const answered = answeredAt === undefined ? {} : { answeredAt };
  if (clock?.dueWorkdays === undefined) return { state: 'no_limit', ...answered };

  const start = clockStart(message, clock);
  if (start === undefined) return { state: 'unknown_start', ...answered };

  const { day: dueOn, provisional } = addWorkdays(start, clock.dueWorkdays, calendar);
  if (answeredAt !== undefined) {
    const known = { dueOn, provisional, answeredAt };
    if (shanghaiDay(answeredAt) > dueOn) return { state: 'answered_late', ...known };
    const fast = isFast(message, clock, calendar, now) === true;
    return { state: fast ? 'answered_fast' : 'answered_on_time', ...known };
  }
  const today = shanghaiDay(now);
  if (today > dueOn) {
    const since = workdaysBetween(dueOn, today, calendar);
    return { state: 'overdue', dueOn, provisional, workdaysOverdue: since.workdays };
  }
  const workdaysLeft = workdaysBetween(today, dueOn, calendar).workdays;
  return {
    state: workdaysLeft <= dueSoonWorkdays ? 'due_soon' : 'on_time',
    dueOn,
    provisional,
    workdaysLeft,
  };
};
