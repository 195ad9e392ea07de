import { lists as phrases } from '../../config/phrases/lists.js';
import { messages as words } from '../../config/phrases/messages.js';
import { type MessageStatus, messageStatus } from '../domain/messages.js';
import type { Instant, PublicMessage } from '../domain/records/index.js';
import { type ListColumn, type ListParts, listOf, writtenTime } from './list.js';

interface Entry {
  readonly message: PublicMessage;
  readonly status: MessageStatus;
}

const time = (instant: Instant | undefined): string | undefined =>
  instant === undefined ? undefined : writtenTime(instant);

/** Working days until the limit, below zero after it. */
const workdaysOf = (status: MessageStatus): number | undefined => {
  if ('workdaysLeft' in status) return status.workdaysLeft;
  return 'workdaysOverdue' in status ? -status.workdaysOverdue : undefined;
};

const stateOf = (status: MessageStatus): string => {
  const isProvisional = 'provisional' in status && status.provisional;
  return `${phrases.messageStates[status.state]}${isProvisional ? phrases.provisional : ''}`;
};

const titles = phrases.columns;

/** A message's text is in no list. */
const columns: readonly ListColumn<Entry>[] = [
  { title: titles.unit, of: ({ message }) => message.unitId },
  { title: titles.number, of: ({ message }) => message.id },
  { title: titles.channel, of: ({ message }) => words.channels[message.channel] },
  { title: titles.received, of: ({ message }) => time(message.receivedAt) },
  { title: titles.transferred, of: ({ message }) => time(message.transferredAt) },
  { title: titles.due, of: ({ status }) => ('dueOn' in status ? status.dueOn : undefined) },
  { title: titles.replied, of: ({ message }) => time(message.repliedAt) },
  { title: titles.state, of: ({ status }) => stateOf(status) },
  { title: titles.workdays, of: ({ status }) => workdaysOf(status) },
];

const entriesOf = async ({ reader, rules, settings, calendar, now }: ListParts): Promise<Entry[]> => {
  const soon = settings.reminders.messageDueSoonWorkdays;
  return (await reader.find('messages', { index: 'byUnit' })).map((message) => {
    const clock = rules.answerClocks.find(({ channel }) => channel === message.channel);
    return { message, status: messageStatus(message, clock, calendar, now, soon) };
  });
};

const inState =
  (...states: readonly MessageStatus['state'][]) =>
  async (parts: ListParts): Promise<Entry[]> =>
    (await entriesOf(parts)).filter(({ status }) => states.includes(status.state));

/** 留言: all of them, those that are overdue, and those that soon will be. */
export const messageLists = [
  listOf(phrases.names.messages, columns, entriesOf),
  listOf(phrases.names.overdueMessages, columns, inState('overdue')),
  listOf(phrases.names.dueSoonMessages, columns, inState('due_soon')),
] as const;
