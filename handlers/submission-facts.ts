import { submissions as phrases } from '../config/phrases/submissions.js';
import type { Commendation, PeriodId, Submission } from '../src/domain/records/index.js';
import type { Reader } from '../storage/port.js';
import { inNoticeOrder } from './notice-facts.js';
import { praisedNames } from './notice-lines.js';
import { figure, namesOf, withoutStop } from './wording.js';

/** What is published of submissions in one period. */
export interface SubmissionFacts {
  readonly total?: Submission;
  /** Rows of units, in the order of the notice. */
  readonly units: readonly (Submission & { readonly unitId: string })[];
  /** Praise for the quality of what was submitted. */
  readonly quality: readonly Commendation[];
  /** Praise for what was adopted by the level above. */
  readonly above: readonly Commendation[];
}

export const submissionFacts = async (reader: Reader, periodId: PeriodId): Promise<SubmissionFacts> => {
  const ofPeriod = { index: 'byPeriod', equals: [periodId] } as const;
  const rows = inNoticeOrder(await reader.find('submissions', ofPeriod));
  const praise = inNoticeOrder(await reader.find('commendations', ofPeriod));
  const total = rows.find(({ unitId }) => unitId === undefined);
  return {
    ...(total === undefined ? {} : { total }),
    units: rows.flatMap((row) => (row.unitId === undefined ? [] : [{ ...row, unitId: row.unitId }])),
    quality: praise.filter(({ kind }) => kind.includes('报送')),
    above: praise.filter(({ kind }) => kind.includes('采用')),
  };
};

/** The numbers of a row that are known; a row without a unit is the total. */
export const numbersOf = (row: Submission): string[] => {
  const { unitId, submitted, adopted, adoptedAbove, returned, approximate } = row;
  const say = unitId === undefined ? phrases.submittedInAll : phrases.submitted;
  const count = (value: number): string => (approximate ? phrases.approximately(value) : String(value));
  const hasRate = submitted !== undefined && submitted > 0 && adopted !== undefined && !approximate;
  return [
    ...(submitted === undefined ? [] : [say(count(submitted))]),
    ...(adopted === undefined ? [] : [phrases.adopted(String(adopted))]),
    ...(hasRate ? [phrases.rate(figure((adopted / submitted) * 100))] : []),
    ...(adoptedAbove === undefined ? [] : [phrases.adoptedAbove(adoptedAbove)]),
    ...(returned === undefined ? [] : [phrases.returned(returned)]),
  ];
};

/** The total as a sentence, or that none is published. */
export const totalSentence = ({ total }: SubmissionFacts): string => {
  const parts = total === undefined ? [] : numbersOf(total);
  return parts.length === 0 ? phrases.totalUnknown : phrases.total(parts);
};

const inItsWords = (praise: Commendation, names: string): string[] =>
  praise.content === undefined ? [] : [phrases.praise(names, withoutStop(praise.content))];

/** Who is praised for quality: in the words of the notice, else by the marks of the sheet. */
export const qualitySentences = ({ quality, units }: SubmissionFacts): string[] => {
  const stated = quality.flatMap((praise) => inItsWords(praise, praisedNames(praise)));
  if (stated.length > 0) return stated;
  const marked = units.filter(({ highQuality }) => highQuality === true);
  const openEnded = marked.some((row) => row.openEnded);
  return marked.length === 0
    ? []
    : [
        phrases.highQuality(
          namesOf(
            marked.map(({ unitId }) => unitId),
            { openEnded },
          ),
        ),
      ];
};

/** Whose information the level above adopted: in the words of the notice, else by the marks of the sheet. */
export const adoptedAboveSentences = ({ above, units }: SubmissionFacts): string[] => {
  const stated = above.flatMap((praise) => inItsWords(praise, praisedNames(praise)));
  if (stated.length > 0) return stated;
  const marked = units.filter(
    ({ adoptedAbove = 0, adoptedAboveStated }) => adoptedAbove > 0 || adoptedAboveStated === true,
  );
  const names = namesOf(
    marked.map(({ unitId }) => unitId),
    { openEnded: false },
  );
  return marked.length === 0 ? [] : [phrases.adoptedAboveBy(names)];
};

/** What is published of one unit: its numbers, and the praise that names it. */
export const unitSentences = (facts: SubmissionFacts, id: string): string[] => {
  const row = facts.units.find(({ unitId }) => unitId === id);
  const numbers = row === undefined ? [] : numbersOf(row);
  const praise = [...facts.quality, ...facts.above]
    .filter(({ unitIds }) => unitIds.includes(id))
    .flatMap((one) => inItsWords(one, id));
  return [
    numbers.length > 0 ? phrases.ofUnit(id, numbers) : phrases.numbersUnknown(id),
    ...(praise.length > 0 || numbers.length > 0 ? praise : [phrases.unitNotNamed(id)]),
  ];
};
