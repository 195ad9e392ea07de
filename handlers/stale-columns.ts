import { columns as phrases } from '../config/phrases/columns.js';
import { problems as problemPhrases } from '../config/phrases/problems.js';
import type { Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import {
  columnLine,
  columnsOf,
  everyColumn,
  isNamed,
  type LedgerColumn,
  needingWork,
  workCounts,
} from './column-ledger.js';
import type { Handler, HandlerContext } from './handler.js';
import { answerFromLedger, type LedgerPart, type LedgerTopic } from './ledger-answer.js';
import { inNoticeOrder } from './notice-facts.js';
import { problemClasses, problemLine } from './problem-lines.js';
import { vetoSentences } from './site-vetoes.js';
import type { ShownPeriod } from './sources.js';

const unjudged = (entries: readonly LedgerColumn[]): number =>
  entries.filter(({ status }) => status.state === 'unknown').length;

const inUse = (entries: readonly LedgerColumn[]): LedgerColumn[] =>
  entries.filter(({ status }) => status.state !== 'disabled');

/** 空白, or 该更 and 快到期, restrict the question to one state. */
const stateIn = (text: string): 'empty' | 'due_soon' | undefined => {
  if (/空/u.test(text)) return 'empty';
  return /即将|快|该更|要更|临期/u.test(text) ? 'due_soon' : undefined;
};

const ofUnit = async (context: HandlerContext, unit: Unit): Promise<LedgerPart> => {
  const { slots, text, today } = context;
  const all = await columnsOf(context, unit);
  if (all.length === 0) return { sentences: [phrases.notRegistered(unit.id)], lines: [] };
  if (slots.column !== undefined) {
    const name = slots.column;
    const found = all.filter((entry) => isNamed(entry, name));
    return found.length === 0
      ? { sentences: [phrases.noSuchColumn(unit.id, name)], lines: [] }
      : {
          sentences: [phrases.named(unit.id, name, found.length)],
          lines: found.map((entry) => columnLine(entry, today)),
        };
  }
  const entries = inUse(all);
  const counts = workCounts(entries);
  const unknown = unjudged(entries);
  const asked = stateIn(text);
  const work = needingWork(entries);
  // A line that asks for one state gets that state's columns first, and hears of the others.
  const ordered = [
    ...work.filter(({ status }) => status.state === asked),
    ...work.filter(({ status }) => status.state !== asked),
  ];
  const first =
    counts.length > 0
      ? phrases.counts(unit.id, counts)
      : unknown === entries.length
        ? phrases.nothingJudged(unit.id, unknown)
        : phrases.allFresh(unit.id, entries.length - unknown);
  const rest = unknown > 0 && unknown < entries.length ? phrases.unknown(unknown) : '';
  const vetoes = await vetoSentences(
    context,
    all.map(({ column }) => column),
  );
  return {
    sentences: [`${first}${rest}`, ...vetoes],
    lines: ordered.map((entry) => columnLine(entry, today)),
  };
};

const ofEveryUnit = async (context: HandlerContext): Promise<LedgerPart> => {
  const { slots, today } = context;
  const all = inUse(await everyColumn(context));
  const name = slots.column;
  const entries = name === undefined ? all : all.filter((entry) => isNamed(entry, name));
  const work = needingWork(entries);
  const units = new Set(work.map(({ column }) => column.unitId));
  const unknown = unjudged(entries);
  const first =
    work.length > 0
      ? phrases.cityCounts(workCounts(entries), units.size)
      : phrases.cityFresh(entries.length - unknown);
  return {
    sentences: [`${first}${unknown > 0 ? phrases.unknown(unknown) : ''}`],
    lines: work.map((entry) => columnLine(entry, today)),
  };
};

/** What the notice says of columns: of the units asked about, else whom it names. */
const published = async (
  { tx, slots: { column } }: HandlerContext,
  period: ShownPeriod,
  units: readonly Unit[],
): Promise<string[]> => {
  const problems = inNoticeOrder(await tx.find('problems', { index: 'byPeriod', equals: [period.id] }));
  const about = problems.filter(({ kind }) => kind.includes('栏目'));
  if (units.length > 0) {
    return units.map(({ id }) => {
      const own = about.filter(({ unitId }) => unitId === id);
      return own.length === 0
        ? phrases.notNamed(id)
        : phrases.publishedOfUnit(id, own.map(problemLine).join('；'));
    });
  }
  const wanted = column === undefined ? [] : about.filter(({ objectName }) => objectName?.includes(column));
  if (column !== undefined && wanted.length === 0) return [phrases.noneOfColumn(column)];
  const classes = problemClasses(column === undefined ? about : wanted);
  if (classes.length === 0) return [phrases.nonePublished(period.label)];
  return [
    phrases.published(
      classes.map(({ kind, who }) => phrases.publishedClass(kind, who ?? problemPhrases.unnamed)),
    ),
  ];
};

const topic: LedgerTopic = {
  title: phrases.title,
  ledger: 'columns',
  question: (unit) => `${unit.id}栏目更新不及时的有哪些`,
  own: action('own', phrases.ownLabel, phrases.own),
  ofUnit,
  ofEveryUnit,
  published,
};

/** Columns not updated, or about to be due: those of the ledger today, and those that the notice named. */
export const staleColumns: Handler = {
  handles: ['stale_columns'],
  answer: async (context) => await answerFromLedger(context, topic),
};
