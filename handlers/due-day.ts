import { answers } from '../config/phrases/answers.js';
import { messages as phrases } from '../config/phrases/messages.js';
import { dayOf, formatShortDay } from '../src/domain/day.js';
import type { Day } from '../src/domain/records/index.js';
import { addWorkdays } from '../src/domain/workdays.js';
import type { Answer, HandlerContext } from './handler.js';
import { channelIn } from './message-ledger.js';
import { answerOf } from './reply.js';

const calendarDay = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/u;

/** The day that a line names; without a year the latest one that is not to come. */
const dayIn = (text: string, today: Day): Day | undefined => {
  const found = calendarDay.exec(text);
  if (found === null) return undefined;
  const [, year, month = '', day = ''] = found;
  const here = dayOf(year ?? today.slice(0, 4), month, day);
  return year !== undefined || (here !== undefined && here <= today)
    ? here
    : dayOf(Number(today.slice(0, 4)) - 1, month, day);
};

/**
 * "9月28号收到的留言几号到期": worked out from the rule, without any message. `undefined` when the line names
 * no day of receipt.
 */
export const dueDayAnswer = async (context: HandlerContext): Promise<Answer | undefined> => {
  const { text, today, rules } = context;
  const start = dayIn(text, today);
  if (start === undefined || !/收|转|来/u.test(text)) return undefined;
  const wanted = channelIn(text);
  const clocks = rules.answerClocks.filter(
    ({ channel, dueWorkdays }) => dueWorkdays !== undefined && (wanted === undefined || channel === wanted),
  );
  if (clocks.length === 0) return undefined;
  const calendar = await context.calendar();
  const dues = clocks.map(({ channel, dueWorkdays = 0, startsAt }) => {
    const due = addWorkdays(start, dueWorkdays, calendar);
    const sentence = phrases.dueOf(
      phrases.channels[channel],
      phrases.startsAt[startsAt],
      formatShortDay(start),
      formatShortDay(due.day),
    );
    return `${sentence}（${phrases.dueRule(dueWorkdays)}）${due.provisional ? phrases.provisional : ''}`;
  });
  return answerOf({
    title: phrases.dueSoonTitle,
    paragraphs: dues.map((due) => `${due}。`),
    notes: clocks.map(({ source }) => answers.ruleSource(source)),
  });
};
