import { messages as phrases } from '../config/phrases/messages.js';
import { notice } from '../config/phrases/notice.js';
import type { Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import type { Handler, HandlerContext } from './handler.js';
import { answerFromLedger, type LedgerPart, type LedgerTopic } from './ledger-answer.js';
import {
  byDueDay,
  channelIn,
  dueDayOf,
  everyMessage,
  isOpen,
  type LedgerMessage,
  messageLine,
  messagesOf,
} from './message-ledger.js';
import { messageStatsLine } from './notice-lines.js';
import type { ShownPeriod } from './sources.js';
import { withoutStop } from './wording.js';

const isOverdue = ({ status }: LedgerMessage): boolean => status.state === 'overdue';
const wasLate = ({ status }: LedgerMessage): boolean => status.state === 'answered_late';
const isUndecided = (entry: LedgerMessage): boolean => isOpen(entry) && dueDayOf(entry) === undefined;

const sidelines = (entries: readonly LedgerMessage[]): string => {
  const late = entries.filter(wasLate).length;
  const undecided = entries.filter(isUndecided).length;
  return `${late > 0 ? phrases.answeredLate(late) : ''}${undecided > 0 ? phrases.undecided(undecided) : ''}`;
};

const ofUnit = async (context: HandlerContext, unit: Unit, withUnit: boolean): Promise<LedgerPart> => {
  const entries = await messagesOf(context, unit);
  if (entries.length === 0) return { sentences: [phrases.notRegistered(unit.id)], lines: [] };
  const overdue = entries.filter(isOverdue).toSorted(byDueDay);
  const first =
    overdue.length > 0
      ? phrases.overdue(unit.id, overdue.length)
      : phrases.noneOverdue(unit.id, entries.length);
  return {
    sentences: [`${first}${sidelines(entries)}`],
    lines: [...overdue, ...entries.filter(wasLate)].map((entry) => messageLine(entry, withUnit)),
  };
};

const ofEveryUnit = async (context: HandlerContext): Promise<LedgerPart> => {
  const entries = await everyMessage(context);
  const overdue = entries.filter(isOverdue).toSorted(byDueDay);
  const units = new Set(overdue.map(({ message }) => message.unitId));
  const first =
    overdue.length > 0
      ? phrases.cityOverdue(overdue.length, units.size)
      : phrases.cityNoneOverdue(entries.length);
  return {
    sentences: [`${first}${sidelines(entries)}`],
    lines: overdue.map((entry) => messageLine(entry, true)),
  };
};

/** The notice's totals, and whom it praises for answering fast. */
const published = async (
  { tx, text }: HandlerContext,
  period: ShownPeriod,
  units: readonly Unit[],
): Promise<string[]> => {
  const ofPeriod = { index: 'byPeriod', equals: [period.id] } as const;
  const wanted = channelIn(text);
  const stats = (await tx.find('messageStats', ofPeriod)).filter(
    ({ channel }) => wanted === undefined || channel === wanted,
  );
  const praise = await tx.find('commendations', ofPeriod);
  const fast = praise.filter(({ kind }) => kind.includes('找错'));
  return [
    ...stats.map((row) => phrases.published(messageStatsLine(row))),
    ...(stats.length === 0
      ? [
          phrases.publishedUnknown(
            period.label,
            wanted === undefined ? phrases.allChannels : notice.channels[wanted],
          ),
        ]
      : []),
    ...units.flatMap(({ id }) =>
      fast
        .filter(({ unitIds }) => unitIds.includes(id))
        .map(({ content }) => phrases.praised(id, content === undefined ? undefined : withoutStop(content))),
    ),
  ];
};

const topic: LedgerTopic = {
  title: phrases.overdueTitle,
  ledger: 'messages',
  question: (unit) => `${unit.id}逾期留言`,
  own: action('own', phrases.ownLabel, phrases.own),
  ofUnit,
  ofEveryUnit,
  published,
};

/** Messages past their deadline: those of the ledger now, and the totals that the notice published. */
export const overdueMessages: Handler = {
  handles: ['overdue_messages'],
  answer: async (context) => await answerFromLedger(context, topic),
};
