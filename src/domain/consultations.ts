import type { MonthLimits } from '../../config/rules.js';
import { addDays, addMonths, shanghaiDay } from './day.js';
import { answeredAtOf, clockStart } from './messages.js';
import type { Day, PublicMessage } from './records/index.js';

/**
 * Where a message of a site's own consultation column (网站政务咨询) stands on the clock that fails the whole
 * site. `vetoFrom` is the first day on which it does.
 */
export type ConsultationStatus =
  | { readonly state: 'open' | 'veto'; readonly vetoFrom: Day }
  /** `answered_past_limit`: it was open for too long once; whether that still counts is the office's to say. */
  | { readonly state: 'answered' | 'answered_past_limit'; readonly vetoFrom: Day }
  /** It came before the months that are looked at, or nobody recorded when it came. */
  | { readonly state: 'outside' | 'unknown_start' };

/**
 * Judges a consultation by its limits in months (Indicators 2019: unanswered for more than 3 months within
 * the last year). This is not the clock of 找错 messages: no working days, no reminders by the day.
 * @param today in Asia/Shanghai, the day of monitoring
 */
export const consultationStatus = (
  message: PublicMessage,
  { vetoMonths, withinMonths }: MonthLimits,
  today: Day,
): ConsultationStatus => {
  const start = clockStart(message, { startsAt: 'received' });
  if (start === undefined) return { state: 'unknown_start' };
  if (start < addMonths(today, -withinMonths)) return { state: 'outside' };
  const vetoFrom = addDays(addMonths(start, vetoMonths), 1);
  const answeredAt = answeredAtOf(message);
  if (answeredAt === undefined) return { state: today >= vetoFrom ? 'veto' : 'open', vetoFrom };
  const inTime = shanghaiDay(answeredAt) < vetoFrom;
  return { state: inTime ? 'answered' : 'answered_past_limit', vetoFrom };
};

/** Whether a site publishes messages with their replies often enough (留言公开). */
export type PublicationStatus =
  | {
      readonly state: 'in_time' | 'overdue';
      readonly lastPublishedOn: Day;
      /** The last day on which another publication still comes in time. */
      readonly dueOn: Day;
    }
  /** No publication is recorded, which does not mean that there was none. */
  | { readonly state: 'unknown' };

/** Judges a site's publication by the newest of its messages that was published. */
export const publicationStatus = (
  messages: readonly PublicMessage[],
  { publishMonths }: MonthLimits,
  today: Day,
): PublicationStatus => {
  const days = messages.flatMap(({ publishedAt }) =>
    publishedAt === undefined ? [] : [shanghaiDay(publishedAt)],
  );
  const lastPublishedOn = days.toSorted().at(-1);
  if (lastPublishedOn === undefined) return { state: 'unknown' };
  const dueOn = addMonths(lastPublishedOn, publishMonths);
  return { state: today <= dueOn ? 'in_time' : 'overdue', lastPublishedOn, dueOn };
};
