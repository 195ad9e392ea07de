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
  | (Limit & { readonly state: 'answered_on_time' | 'answered_late'; readonly answeredAt: Instant })
  /** The clock of this channel has no limit, or it is not known when it started; perhaps answered. */
  | { readonly state: 'no_limit' | 'unknown_start'; readonly answeredAt?: Instant };

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
  const answeredAt = message.repliedAt ?? message.closedAt;
  const answered = answeredAt === undefined ? {} : { answeredAt };
  if (clock?.dueWorkdays === undefined) return { state: 'no_limit', ...answered };

  const start = clock.startsAt === 'received' ? message.receivedAt : message.transferredAt;
  if (start === undefined) return { state: 'unknown_start', ...answered };

  const { day: dueOn, provisional } = addWorkdays(shanghaiDay(start), clock.dueWorkdays, calendar);
  if (answeredAt !== undefined) {
    const inTime = shanghaiDay(answeredAt) <= dueOn;
    return { state: inTime ? 'answered_on_time' : 'answered_late', dueOn, provisional, answeredAt };
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
