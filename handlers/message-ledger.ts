import { messages as phrases } from '../config/phrases/messages.js';
import { formatShortDay, shanghaiDay } from '../src/domain/day.js';
import { type MessageStatus, messageStatus } from '../src/domain/messages.js';
import type { Day, MessageChannel, PublicMessage, Unit } from '../src/domain/records/index.js';
import type { HandlerContext } from './handler.js';

/** A message of the ledger (留言台账) with where it stands now. */
export interface LedgerMessage {
  readonly message: PublicMessage;
  readonly status: MessageStatus;
}

/** The channel that a line restricts its question to. */
export const channelIn = (text: string): MessageChannel | undefined => {
  if (/找错/u.test(text)) return 'error_report';
  if (/模拟/u.test(text)) return 'simulated';
  if (/信箱/u.test(text)) return 'mailbox';
  return /咨询/u.test(text) ? 'site_consult' : undefined;
};

const judged = async (context: HandlerContext, rows: readonly PublicMessage[]): Promise<LedgerMessage[]> => {
  const { rules, now, settings, text } = context;
  const calendar = await context.calendar();
  const wanted = channelIn(text);
  const named = rows.filter(({ id }) => text.toLowerCase().includes(id.toLowerCase()));
  return (named.length > 0 ? named : rows)
    .filter(({ channel }) => wanted === undefined || channel === wanted)
    .map((message) => {
      const clock = rules.answerClocks.find(({ channel }) => channel === message.channel);
      const soon = settings.reminders.messageDueSoonWorkdays;
      return { message, status: messageStatus(message, clock, calendar, now, soon) };
    });
};

/** The unit's messages, of the channel that the line names or of all. */
export const messagesOf = async (context: HandlerContext, unit: Unit): Promise<LedgerMessage[]> =>
  await judged(context, await context.tx.find('messages', { index: 'byUnit', equals: [unit.id] }));

/** Every unit's messages: for the office. */
export const everyMessage = async (context: HandlerContext): Promise<LedgerMessage[]> =>
  await judged(context, await context.tx.find('messages', { index: 'byUnit' }));

/** Not answered yet. */
export const isOpen = ({ status }: LedgerMessage): boolean =>
  !('answeredAt' in status) || status.answeredAt === undefined;

/** The last day for an answer, where the clock has a limit and its start is known. */
export const dueDayOf = ({ status }: LedgerMessage): Day | undefined =>
  'dueOn' in status ? status.dueOn : undefined;

/** By the day they are due; what has no due day comes last. */
export const byDueDay = (one: LedgerMessage, other: LedgerMessage): number => {
  const [a, b] = [dueDayOf(one) ?? '9', dueDayOf(other) ?? '9'];
  return a < b ? -1 : Number(a > b);
};

const stateWords = (status: MessageStatus): string => {
  switch (status.state) {
    case 'overdue':
      return phrases.overdueBy(formatShortDay(status.dueOn), status.workdaysOverdue);
    case 'on_time':
    case 'due_soon':
      return phrases.due(
        formatShortDay(status.dueOn),
        status.workdaysLeft === 0 ? phrases.dueToday : phrases.workdaysLeft(status.workdaysLeft),
      );
    case 'answered_fast':
    case 'answered_on_time':
    case 'answered_late':
      return phrases.answeredOn(formatShortDay(status.dueOn), formatShortDay(shanghaiDay(status.answeredAt)));
    case 'no_limit':
      return phrases.noLimit;
    case 'unknown_start':
      return phrases.unknownStart;
  }
};

/** One message as a line: number, channel, date. Its text is never shown. */
export const messageLine = ({ message, status }: LedgerMessage, withUnit: boolean): string =>
  phrases.line(
    withUnit ? message.unitId : undefined,
    message.id,
    phrases.channels[message.channel],
    `${stateWords(status)}${'provisional' in status && status.provisional ? phrases.provisional : ''}`,
  );
