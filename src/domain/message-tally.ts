import type { AnswerClock } from '../../config/rules.js';
import { clockStart, isFast, type MessageStatus, messageStatus } from './messages.js';
import type { Day, MessageChannel, MessageStats, PublicMessage } from './records/index.js';
import { holdsDay, lastDayOf, type Window } from './window.js';
import type { WorkdayCalendar } from './workdays.js';

/** By what messages are judged. */
export interface MessageRules {
  readonly answerClocks: readonly AnswerClock[];
  readonly calendar: WorkdayCalendar;
  readonly dueSoonWorkdays: number;
}

/** A message with where it stands on the clock of its own channel. */
export interface JudgedMessage {
  readonly message: PublicMessage;
  readonly status: MessageStatus;
  /** The day on which its clock started; absent = not recorded. */
  readonly startOn?: Day;
  /** Whether it was dealt with as fast as earns praise; absent = not decided, or not to be known. */
  readonly fast?: boolean;
}

/** Judges each message by the clock of its own channel. */
export const judgeMessages = (
  messages: readonly PublicMessage[],
  { answerClocks, calendar, dueSoonWorkdays }: MessageRules,
  now: Date,
): JudgedMessage[] =>
  messages.map((message) => {
    const clock = answerClocks.find(({ channel }) => channel === message.channel);
    const startOn = clock && clockStart(message, clock);
    const fast = clock && isFast(message, clock, calendar, now);
    return {
      message,
      status: messageStatus(message, clock, calendar, now, dueSoonWorkdays),
      ...(startOn === undefined ? {} : { startOn }),
      ...(fast === undefined ? {} : { fast }),
    };
  });

/**
 * The messages of a window. A message belongs to the window in which its clock started: the day of its
 * receipt or of its transfer, whichever the clock of its channel counts from. One whose start nobody recorded
 * belongs to no window; `withoutStart` lists those, so that they are told and not lost.
 */
export const messagesIn = (window: Window, judged: readonly JudgedMessage[]): JudgedMessage[] =>
  judged.filter(({ startOn }) => startOn !== undefined && holdsDay(window, startOn));

/** The messages that belong to no window, because nobody recorded when their clock started. */
export const withoutStart = (judged: readonly JudgedMessage[]): JudgedMessage[] =>
  judged.filter(({ startOn }) => startOn === undefined);

type State = MessageStatus['state'];

/** Counts and rates of one channel's messages. Rates are percent, 0 to 100, unrounded; absent = unknown. */
export interface MessageTally {
  readonly channel: MessageChannel;
  readonly total: number;
  readonly counts: Readonly<Record<State, number>>;
  /** Of those whose limit has decided: answered, or overdue. Messages still in time decide nothing. */
  readonly onTimeRate?: number;
  /** Of those for which it is known whether they were fast. */
  readonly fastRate?: number;
  /** A limit crosses a year whose holiday notice is not loaded. */
  readonly provisional: boolean;
}

const none: Readonly<Record<State, number>> = {
  on_time: 0,
  due_soon: 0,
  overdue: 0,
  answered_fast: 0,
  answered_on_time: 0,
  answered_late: 0,
  no_limit: 0,
  unknown_start: 0,
};

/** A part of a whole in percent; nothing of nothing is unknown, not all. */
const rate = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : (part / whole) * 100;

/** Counts the messages of one channel; those of other channels are left out, since clocks are not mixed. */
export const tallyOf = (channel: MessageChannel, judged: readonly JudgedMessage[]): MessageTally => {
  const own = judged.filter(({ message }) => message.channel === channel);
  const counts = { ...none };
  for (const { status } of own) counts[status.state] += 1;
  const inTime = counts.answered_fast + counts.answered_on_time;
  const onTimeRate = rate(inTime, inTime + counts.answered_late + counts.overdue);
  const decided = own.filter(({ fast }) => fast !== undefined);
  const fastRate = rate(decided.filter(({ fast }) => fast === true).length, decided.length);
  return {
    channel,
    total: own.length,
    counts,
    ...(onTimeRate === undefined ? {} : { onTimeRate }),
    ...(fastRate === undefined ? {} : { fastRate }),
    provisional: own.some(({ status }) => 'provisional' in status && status.provisional),
  };
};

/** A unit's tally of one channel. */
export interface UnitTally extends MessageTally {
  readonly unitId: string;
}

/** One tally per unit that has messages of the channel, by the unit's name. */
export const talliesByUnit = (channel: MessageChannel, judged: readonly JudgedMessage[]): UnitTally[] => {
  const own = judged.filter(({ message }) => message.channel === channel);
  const units = [...new Set(own.map(({ message }) => message.unitId))].toSorted();
  return units.map((unitId) => ({
    unitId,
    ...tallyOf(
      channel,
      own.filter(({ message }) => message.unitId === unitId),
    ),
  }));
};

/** Totals that somebody published, with no messages behind them. */
interface PublishedTotals {
  readonly stats: MessageStats;
  /** Whether they speak of the very days that were counted; a statistic without days never does. */
  readonly sameWindow: boolean;
}

/** What is counted here and what was published, side by side: neither corrects or completes the other. */
export interface MessageFigures {
  readonly window: Window;
  readonly counted: MessageTally;
  readonly published: readonly PublishedTotals[];
}

const isWindowOf = ({ from, to }: MessageStats, window: Window): boolean =>
  from === window.from && to === lastDayOf(window);

/** The figures of one channel in a window; published totals of other channels are left out. */
export const figuresOf = (
  channel: MessageChannel,
  window: Window,
  judged: readonly JudgedMessage[],
  stats: readonly MessageStats[],
): MessageFigures => ({
  window,
  counted: tallyOf(channel, messagesIn(window, judged)),
  published: stats
    .filter((one) => one.channel === channel)
    .map((one) => ({ stats: one, sameWindow: isWindowOf(one, window) })),
});
