import { problems as phrases } from '../config/phrases/problems.js';
import { formatDay, formatDeadline } from '../src/domain/day.js';
import { formatPeriod } from '../src/domain/period.js';
import type { Problem } from '../src/domain/records/index.js';
import { namesOf, withoutStop } from './wording.js';

/** Whom a problem names: a unit, perhaps with the column, or an account. */
const objectOf = ({ unitId, objectName, objectType }: Problem): string | undefined => {
  if (unitId !== undefined && objectName !== undefined) return phrases.object(unitId, objectName);
  if (objectName !== undefined) return objectType === 'account' ? phrases.account(objectName) : objectName;
  return unitId;
};

/** A class of problems (问题类型) with the units and accounts that the notice names in it. */
export interface ProblemClass {
  readonly kind: string;
  /** As printed, with 等 where the list is open; absent where nobody is named. */
  readonly who?: string;
  readonly problems: readonly Problem[];
}

/** The classes of problems in the order of the data. */
export const problemClasses = (problems: readonly Problem[]): ProblemClass[] =>
  [...new Set(problems.map(({ kind }) => kind))].map((kind) => {
    const members = problems.filter((problem) => problem.kind === kind);
    const names = members.map(objectOf).filter((name) => name !== undefined);
    const openEnded = members.some((problem) => problem.openEnded);
    return {
      kind,
      ...(names.length === 0 ? {} : { who: namesOf(names, { openEnded }) }),
      problems: members,
    };
  });

/** A line for each class that names somebody, and one for those that name nobody. */
export const problemClassLines = (classes: readonly ProblemClass[]): string[] => {
  const unnamed = classes.filter(({ who }) => who === undefined).map(({ kind }) => kind);
  return [
    ...classes.flatMap(({ kind, who }) => (who === undefined ? [] : [phrases.line(kind, who)])),
    ...(unnamed.length === 0 ? [] : [phrases.line(unnamed.join('、'), phrases.unnamed)]),
  ];
};

/** What a line that asks for this class may say, names of units aside. */
export const problemClassWords = ({ kind, problems }: ProblemClass): string => {
  const details = problems.flatMap(({ objectName = '', note = '' }) => [objectName, note]);
  return [kind, ...new Set(details)].join(' ');
};

/** What the notice says of a problem: its own words where they name the class, else the class with them. */
const problemWords = ({ kind, objectName, note }: Problem): readonly [string, readonly string[]] => {
  const words = note === undefined ? undefined : withoutStop(note);
  if (words?.includes(kind)) return [words, []];
  return [kind, [objectName, words].filter((part) => part !== undefined)];
};

/** One problem of one unit: class, object, since when, and what the notice adds. */
export const problemLine = (problem: Problem): string => {
  const { since, dueOn, dueTime } = problem;
  const [words, details] = problemWords(problem);
  return phrases.detail(words, [
    ...details,
    ...(since === undefined ? [] : [phrases.since(formatDay(since))]),
    ...(dueOn === undefined ? [] : [phrases.dueOn(formatDeadline(dueOn, dueTime))]),
  ]);
};

/** The problems of one unit as a sentence. Not named is not the same as without problems. */
export const unitProblems = (unitId: string, all: readonly Problem[]): string => {
  const own = all.filter((problem) => problem.unitId === unitId);
  if (own.length > 0) return phrases.ofUnit(unitId, own.length, own.map(problemLine).join('；'));
  const unnamed = all.some((problem) => problem.unitId === undefined && problem.objectName === undefined);
  return phrases.notNamed(unitId, { unnamed, isOpen: all.some(({ openEnded }) => openEnded) });
};

/** What is known of a problem's rectification: the unit's and the office's business only. */
export const rectificationLine = (problem: Problem): string => {
  const { rectification, dueOn, dueTime, unitId, periodId } = problem;
  const state = rectification === undefined ? phrases.stateUnknown : phrases.states[rectification];
  const [words, details] = problemWords(problem);
  const line = phrases.detail(words, [
    ...details,
    ...(dueOn === undefined ? [] : [phrases.dueOn(formatDeadline(dueOn, dueTime))]),
  ]);
  return phrases.stateLine(unitId ?? phrases.unnamed, formatPeriod(periodId), state, line);
};
