import type { Answer, Asker } from '../../handlers/handler.js';
import type { Transaction } from '../../storage/port.js';
import type { ReceivedEvent } from './event.js';
import type { Conversation } from './records.js';

/** A confirmation or a choice is open this long, and only for the person who was asked. */
const pendingMs = 5 * 60_000;

/** So long a line may go on from the question before it. */
const goesOnMs = 10 * 60_000;

/** One person in one chat: nobody else's 确认 or 更多 is taken for theirs. */
export const conversationIdOf = (event: ReceivedEvent, asker: Pick<Asker, 'key'>): string =>
  `${event.channel}/${event.chat.id}/${asker.key}`;

const never = new Date(0).toISOString();

/** What is remembered of this person in this chat; of a new one nothing, `updatedAt` 1970. */
export const recall = async (tx: Transaction, id: string): Promise<Conversation> =>
  (await tx.get('conversations', id)) ?? { id, updatedAt: never };

/** Whether the question that waits for an answer is still open. */
export const isOpen = (pending: { readonly expiresAt: string }, now: Date): boolean =>
  pending.expiresAt > now.toISOString();

/** The question that a line may go on from. */
export const lastQuestion = ({ last }: Conversation, now: Date): string | undefined =>
  last === undefined || now.getTime() - new Date(last.askedAt).getTime() > goesOnMs ? undefined : last.text;

/** That somebody spoke here is noted anew only so long after: it decides who is welcomed, and what is dropped. */
const notedAgainMs = 86_400_000;

const isEmpty = (one: Partial<Record<'pending' | 'more' | 'last' | 'pictures', unknown>>): boolean =>
  [one.pending, one.more, one.last, one.pictures].every((part) => part === undefined);

const storedPending = (pending: NonNullable<Answer['pending']>, now: Date): Conversation['pending'] => {
  const expiresAt = new Date(now.getTime() + pendingMs).toISOString();
  return pending.kind === 'choice'
    ? { kind: 'choice', expiresAt, options: pending.options.map((one) => ({ ...one })) }
    : { kind: pending.kind, expiresAt, command: pending.command, args: { ...pending.args } };
};

const storedMore = (
  { title, lines, note }: NonNullable<Answer['more']>,
  reach: Answer['reach'],
  { units, isOffice }: Pick<Asker, 'units' | 'isOffice'>,
): Conversation['more'] => ({
  title,
  lines: [...lines],
  note,
  reach,
  unitIds: units.map(({ id }) => id),
  ...(isOffice ? { byOffice: true } : {}),
});

/**
 * Stores what the next line of this person may refer to; what an answer does not ask or offer is forgotten.
 * @param before what was remembered so far, perhaps made up by `recall`
 * @param question what was asked, where a later line may go on from it
 */
export const remember = async (
  tx: Transaction,
  before: Conversation,
  answer: Pick<Answer, 'pending' | 'more' | 'reach' | 'pictures'>,
  question: string | undefined,
  now: Date,
  reader: Pick<Asker, 'units' | 'isOffice'>,
): Promise<void> => {
  const { id, updatedAt } = before;
  const notedAt = new Date(updatedAt).getTime();
  const at = now.toISOString();
  const last = question === undefined ? before.last : { text: question, askedAt: at };
  const pictures = answer.pictures === 'done' ? undefined : before.pictures;
  const { pending, more, reach } = answer;
  if (isEmpty(before) && isEmpty({ pending, more, last, pictures }) && now.getTime() < notedAt + notedAgainMs)
    return;
  await tx.put('conversations', {
    id,
    updatedAt: at,
    last,
    pictures: pictures?.length === 0 ? undefined : pictures,
    pending: pending === undefined ? undefined : storedPending(pending, now),
    more: more === undefined ? undefined : storedMore(more, reach, reader),
  });
};
