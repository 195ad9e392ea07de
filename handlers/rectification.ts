import { answers } from '../config/phrases/answers.js';
import { problems as phrases } from '../config/phrases/problems.js';
import { isPublished } from '../src/domain/publication.js';
import type { Problem, Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { problemsNow } from '../src/proceedings/now.js';
import { askedPeriod } from './asked-period.js';
import { tooManyUnits, unboundAnswer } from './asked-units.js';
import type { Answer, HandlerContext } from './handler.js';
import { ledgerScope } from './ledger-scope.js';
import { inNoticeOrder } from './notice-facts.js';
import { rectificationLine, unitProblems } from './problem-lines.js';
import { answerOf } from './reply.js';
import { unitReach } from './sight.js';
import { ledgerSource } from './sources.js';

const isOpen = ({ rectification }: Problem): boolean => rectification !== 'rechecked_ok';
const isRegistered = ({ rectification }: Problem): boolean => rectification !== undefined;

/** Of the named period, else of all; latest first. */
const ofPeriods = (rows: readonly Problem[], periodId: string | undefined): Problem[] =>
  rows
    .filter((row) => periodId === undefined || row.periodId === periodId)
    .toSorted((one, other) => (one.periodId > other.periodId ? -1 : 1));

/** A problem is known to its unit from the publication of its notice on. */
const publishedProblems = async (
  { tx, now }: HandlerContext,
  rows: readonly Problem[],
): Promise<Problem[]> => {
  const known = await Promise.all(
    rows.map(async (row) => (isPublished(await tx.get('notices', row.periodId), now) ? [row] : [])),
  );
  return known.flat();
};

const ofUnits = async (
  context: HandlerContext,
  units: readonly Unit[],
  periodId: string | undefined,
): Promise<Answer> => {
  const sentences: string[] = [];
  const lines: string[] = [];
  for (const { id } of units) {
    const rows = await context.tx.find('problems', { index: 'byUnit', equals: [id] });
    const known = await problemsNow(context.tx, await publishedProblems(context, ofPeriods(rows, periodId)));
    sentences.push(
      known.length === 0
        ? phrases.noneRegistered(id)
        : phrases.stateOf(id, known.length, known.filter(isOpen).length),
    );
    lines.push(...known.map(rectificationLine));
  }
  return answerOf({
    title: phrases.title,
    paragraphs: sentences,
    lines,
    notes: [ledgerSource('problems', context.now)],
    actions: [action('how', phrases.howLabel, phrases.how)],
    reach: unitReach(units.map(({ id }) => id)),
  });
};

/** For the office, in its direct chat: unpublished problems too. */
const ofEveryUnit = async (context: HandlerContext, periodId: string | undefined): Promise<Answer> => {
  const rows = await context.tx.find('problems', { index: 'byUnit' });
  const known = (await problemsNow(context.tx, ofPeriods(rows, periodId))).filter(isRegistered);
  const asksOpen = /[没未][有能]?(?:整改|改|交|报|通过|完成)/u.test(context.text);
  const open = known.filter(isOpen);
  return answerOf({
    title: phrases.title,
    paragraphs: [known.length === 0 ? phrases.noStates : phrases.stateCount(known.length, open.length)],
    lines: (asksOpen ? open : known).map(rectificationLine),
    notes: [ledgerSource('problems', context.now)],
    reach: { kind: 'asker' },
  });
};

/** Nobody else sees how far a unit is: the published problem is what can be told. */
const publishedOnly = async (context: HandlerContext, unit: Unit | undefined): Promise<Answer> => {
  const office = context.settings.office.name;
  const found = await askedPeriod(context);
  const period = 'period' in found ? found.period : undefined;
  const rows =
    period === undefined ? [] : await context.tx.find('problems', { index: 'byPeriod', equals: [period.id] });
  return answerOf({
    title: phrases.title,
    paragraphs: [
      unit === undefined ? phrases.statesNotPublished(office) : phrases.stateNotYours(unit.id, office),
      ...(unit === undefined || period === undefined ? [] : [unitProblems(unit.id, inNoticeOrder(rows))]),
    ],
    ...(period === undefined ? {} : { period }),
    actions: [action('problems', answers.ask.problemsLabel, answers.ask.problems)],
  });
};

/**
 * How far problems are rectified. No notice prints that: a unit's state answers the unit and the office,
 * everybody else gets the published problem.
 */
export const rectificationAnswer = async (context: HandlerContext): Promise<Answer> => {
  const scope = await ledgerScope(context);
  if (scope.kind === 'unbound') return unboundAnswer(context);
  const named = context.slots.periods === undefined ? undefined : await askedPeriod(context);
  if (named !== undefined && 'refusal' in named) return named.refusal;
  switch (scope.kind) {
    case 'units':
      return (
        tooManyUnits(scope.units, (unit) => `${unit.id}问题整改情况`) ??
        (await ofUnits(context, scope.units, named?.period.id))
      );
    case 'every_unit':
      return await ofEveryUnit(context, named?.period.id);
    case 'refused':
      return await publishedOnly(context, scope.unit);
    case 'published_only':
      return await publishedOnly(context, undefined);
  }
};
