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

/** Which of the open messages that are not overdue yet a line asks for, and how that is said. */
interface Window {
  readonly words: string;
  readonly holds: (entry: LedgerMessage) => boolean;
}

const isOverdue = ({ status }: LedgerMessage): boolean => status.state === 'overdue';

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
      holds: ({ status }) => 'workdaysLeft' in status && status.workdaysLeft <= most,
    };
  }
  const days = /(\d+|[一二两三四五六七八九十])天/u.exec(text)?.[1];
  if (days !== undefined) {
    return { words: windows.days(numberIn(days)), holds: dueBy(addDays(today, numberIn(days))) };
  }
  const named = [
    ...(/今[天日儿]|当天|今明/u.test(text) ? [{ words: windows.today, day: today }] : []),
    ...(/24小时|明[天日儿]|今明/u.test(text) ? [{ words: windows.tomorrow, day: addDays(today, 1) }] : []),
  ];
  if (named.length > 0) {
    const days = new Set(named.map(({ day }) => day));
    return {
      words: named.map(({ words }) => words).join('、'),
      holds: (entry) => days.has(dueDayOf(entry) ?? ''),
    };
  }
  if (/[本这]个?(?:周|星期|礼拜)/u.test(text)) {
    const sunday = addDays(today, (7 - weekdayOf(today)) % 7);
    return { words: windows.week, holds: dueBy(sunday) };
  }
  if (/临期|快到|快要|即将|马上/u.test(text)) {
    return { words: windows.soon, holds: ({ status }) => status.state === 'due_soon' };
  }
  return undefined;
};

const dayCounts = (open: readonly LedgerMessage[]): string[] => {
  const soon = open.filter(({ status }) => status.state === 'due_soon').length;
  const [next] = open.filter((entry) => !isOverdue(entry)).map(dueDayOf);
  return [
    ...(soon > 0 ? [phrases.soon(soon)] : []),
    ...(next === undefined ? [] : [phrases.first(formatShortDay(next))]),
  ];
};

/** What is open in one ledger, within the window of the line. What is overdue is told in any window. */
const openPart = (
  name: string,
  entries: readonly LedgerMessage[],
  window: Window | undefined,
): { readonly sentence: string; readonly open: readonly LedgerMessage[] } => {
  if (entries.length === 0) return { sentence: phrases.notRegistered(name), open: [] };
  const open = entries.filter(isOpen).toSorted(byDueDay);
  if (open.length === 0) return { sentence: phrases.noneOpen(name, entries.length), open };
  const overdue = open.filter(isOverdue);
  if (window === undefined) {
    const late = overdue.length > 0 ? [phrases.late(overdue.length)] : [];
    return {
      sentence: phrases.sentence([phrases.open(name, open.length), ...late, ...dayCounts(open)]),
      open,
    };
  }
  const held = open.filter((entry) => !isOverdue(entry) && window.holds(entry));
  const sentence =
    held.length === 0
      ? phrases.noneInWindow(name, window.words, open.length)
      : phrases.sentence([phrases.openInWindow(name, window.words, held.length)]);
  const late = overdue.length > 0 ? phrases.alsoLate(overdue.length) : '';
  return { sentence: `${sentence}${late}`, open: [...held, ...overdue] };
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
    const dueDay = await dueDayAnswer(context);
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
