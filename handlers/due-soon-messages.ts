import { answers } from '../config/phrases/answers.js';
import { messages as phrases } from '../config/phrases/messages.js';
import { addDays, formatShortDay, shanghaiDay, weekdayOf } from '../src/domain/day.js';
import type { Day, Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { tooManyUnits, unboundAnswer } from './asked-units.js';
import { dueDayAnswer } from './due-day.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { ledgerScope, refusalSentence } from './ledger-scope.js';
import {
  byDueDay,
  dueDayOf,
  everyMessage,
  isOpen,
  type LedgerMessage,
  messageLine,
  messagesOf,
} from './message-ledger.js';
import { answerOf } from './reply.js';
import { sightIn, unitReach } from './sight.js';
import { ledgerSource } from './sources.js';

/** Which of the open messages a line asks for, and how that is said. */
interface Window {
  readonly words: string;
  readonly holds: (entry: LedgerMessage) => boolean;
}

const numerals = '零一二三四五六七八九十';
const numberIn = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : text === '两' || text === '俩' ? 2 : numerals.indexOf(text);

const dueBy =
  (last: Day) =>
  (entry: LedgerMessage): boolean =>
    (dueDayOf(entry) ?? '9') <= last;

const windowIn = ({ text, today }: HandlerContext): Window | undefined => {
  const { windows } = phrases;
  if (/新(?:转|收|来|到|的)/u.test(text)) {
    return {
      words: windows.newToday,
      holds: ({ message }) =>
        [message.receivedAt, message.transferredAt].some(
          (at) => at !== undefined && shanghaiDay(at) === today,
        ),
    };
  }
  const workdays = /(\d+|[一二两三四五六七八九十])个?工作日/u.exec(text)?.[1];
  if (workdays !== undefined) {
    const most = numberIn(workdays);
    return {
      words: windows.workdays(most),
      holds: ({ status }) =>
        status.state === 'overdue' || ('workdaysLeft' in status && status.workdaysLeft <= most),
    };
  }
  const days = /(\d+|[一二两三四五六七八九十])天/u.exec(text)?.[1];
  if (days !== undefined) {
    return { words: windows.days(numberIn(days)), holds: dueBy(addDays(today, numberIn(days))) };
  }
  if (/24小时|明天|明日/u.test(text)) return { words: windows.tomorrow, holds: dueBy(addDays(today, 1)) };
  if (/今天|今日|当天/u.test(text)) return { words: windows.today, holds: dueBy(today) };
  if (/[本这]个?(?:周|星期|礼拜)/u.test(text)) {
    const sunday = addDays(today, (7 - weekdayOf(today)) % 7);
    return { words: windows.week, holds: dueBy(sunday) };
  }
  if (/临期|快到|快要|即将|马上/u.test(text)) {
    return {
      words: windows.soon,
      holds: ({ status }) => status.state === 'due_soon' || status.state === 'overdue',
    };
  }
  return undefined;
};

const countsOf = (name: string, open: readonly LedgerMessage[], window?: Window): string => {
  const soon = open.filter(({ status }) => status.state === 'due_soon').length;
  const late = open.filter(({ status }) => status.state === 'overdue').length;
  const [next] = open.filter(({ status }) => status.state !== 'overdue').map(dueDayOf);
  return phrases.sentence([
    window === undefined
      ? phrases.open(name, open.length)
      : phrases.openInWindow(name, window.words, open.length),
    ...(late > 0 ? [phrases.late(late)] : []),
    ...(soon > 0 ? [phrases.soon(soon)] : []),
    ...(next === undefined ? [] : [phrases.first(formatShortDay(next))]),
  ]);
};

/** What is open in one ledger, within the window of the line. */
const openPart = (
  name: string,
  entries: readonly LedgerMessage[],
  window: Window | undefined,
): { readonly sentence: string; readonly open: readonly LedgerMessage[] } => {
  if (entries.length === 0) return { sentence: phrases.notRegistered(name), open: [] };
  const open = entries.filter(isOpen).toSorted(byDueDay);
  if (open.length === 0) return { sentence: phrases.noneOpen(name, entries.length), open };
  if (window === undefined) return { sentence: countsOf(name, open), open };
  const held = open.filter(window.holds);
  return held.length === 0
    ? { sentence: phrases.noneInWindow(name, window.words, open.length), open: held }
    : { sentence: countsOf(name, held, window), open: held };
};

const ledgerAnswer = (
  context: HandlerContext,
  parts: readonly ReturnType<typeof openPart>[],
  withUnit: boolean,
  reach: Answer['reach'],
): Answer =>
  answerOf({
    title: phrases.dueSoonTitle,
    paragraphs: parts.map(({ sentence }) => sentence),
    lines: parts.flatMap(({ open }) => open.map((entry) => messageLine(entry, withUnit))),
    notes: [ledgerSource('messages', context.now)],
    reach,
  });

const unitsAnswer = async (context: HandlerContext, units: readonly [Unit, ...Unit[]]): Promise<Answer> => {
  const tooMany = tooManyUnits(units, (unit) => `${unit.id}待回复留言`);
  if (tooMany !== undefined) return tooMany;
  const window = windowIn(context);
  const parts = await Promise.all(
    units.map(async (unit) => openPart(unit.id, await messagesOf(context, unit), window)),
  );
  return ledgerAnswer(context, parts, units.length > 1, unitReach(units.map(({ id }) => id)));
};

/** Open messages and their deadlines, from the ledger; no notice publishes them. */
export const dueSoonMessages: Handler = {
  handles: ['due_soon_messages'],
  async answer(context) {
    const dueDay = dueDayAnswer(context);
    if (dueDay !== undefined) return dueDay;
    const scope = await ledgerScope(context);
    switch (scope.kind) {
      case 'units':
        return await unitsAnswer(context, scope.units);
      case 'every_unit': {
        const part = openPart(phrases.everyUnit, await everyMessage(context), windowIn(context));
        return ledgerAnswer(context, [part], true, { kind: 'asker' });
      }
      case 'refused':
        return answerOf({
          title: phrases.dueSoonTitle,
          paragraphs: [refusalSentence(scope, context), phrases.openNotPublished],
          actions: [action('overdue', answers.ask.summaryLabel, answers.ask.summary)],
        });
      case 'unbound':
        return unboundAnswer(context);
      case 'published_only': {
        // Nothing is published of open messages: in a group the asker's own go to the direct chat.
        const own = context.asker.units.filter(
          ({ id }) => sightIn(context, 'unit', { unitId: id }) !== 'refuse',
        );
        const [first, ...others] = own;
        return first === undefined
          ? unboundAnswer(context, phrases.bindFirst)
          : await unitsAnswer(context, [first, ...others]);
      }
    }
  },
};
