import { problems as phrases } from '../config/phrases/problems.js';
import { formatDeadline } from '../src/domain/day.js';
import type { PeriodId, Problem } from '../src/domain/records/index.js';
import type { Reader } from '../storage/port.js';
import { figure } from './wording.js';

/** The deadlines for rectification that the notice sets, or that it sets none. */
export const deadlineSentence = (problems: readonly Problem[]): string => {
  const due = problems.filter(({ dueOn }) => dueOn !== undefined);
  if (due.length === 0) return phrases.noDueOn;
  const lines = due.map(({ unitId, kind, dueOn, dueTime }) =>
    phrases.dueLine(unitId ?? '', kind, dueOn === undefined ? '' : formatDeadline(dueOn, dueTime)),
  );
  return phrases.dueDates(lines.join('；'));
};

/** Who was unqualified: named by scores, else counted by inspections, else that nobody was. */
export const unqualifiedSentence = async (reader: Reader, periodId: PeriodId): Promise<string> => {
  const ofPeriod = { index: 'byPeriod', equals: [periodId] } as const;
  const scores = await reader.find('scores', ofPeriod);
  const named = scores.filter(({ qualified }) => qualified === false).map(({ unitId }) => unitId);
  if (named.length > 0) return phrases.unqualified(named.join('、'));
  const inspections = await reader.find('inspections', ofPeriod);
  const some = inspections.filter(({ unqualified = 0 }) => unqualified > 0);
  if (some.length > 0) {
    return phrases.unqualifiedCounts(
      some.map(({ object, unqualified = 0 }) => phrases.unqualifiedCount[object](unqualified)).join('、'),
    );
  }
  const clean = inspections.filter(({ passRate, unqualified }) => passRate === 100 || unqualified === 0);
  if (clean.length === 0) return phrases.unqualifiedUnknown;
  return phrases.noUnqualified(clean.map(({ object }) => phrases.objects[object]).join('和'), figure(100));
};
