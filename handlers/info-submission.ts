import { answers } from '../config/phrases/answers.js';
import { submissions as phrases } from '../config/phrases/submissions.js';
import { action } from '../src/message/build.js';
import { askedPeriod } from './asked-period.js';
import { askedUnits, tooManyUnits, unboundAnswer } from './asked-units.js';
import type { Handler } from './handler.js';
import { answerOf, type Reply } from './reply.js';
import {
  adoptedAboveSentences,
  numbersOf,
  qualitySentences,
  type SubmissionFacts,
  submissionFacts,
  totalSentence,
  unitSentences,
} from './submission-facts.js';

type Part = Pick<Reply, 'paragraphs' | 'lines'>;

/** Units with numbers of their own, one line each, most submissions first (or last). */
const perUnitLines = ({ units }: SubmissionFacts, text: string): string[] => {
  const sign = /靠后|最少|倒数|末/u.test(text) ? -1 : 1;
  return units
    .filter(({ submitted }) => submitted !== undefined)
    .toSorted((one, other) => sign * ((other.submitted ?? 0) - (one.submitted ?? 0)))
    .map((row) => phrases.line(row.unitId, numbersOf(row)));
};

/** Who submitted nothing: known only of units whose number is published. */
const zeroSentence = ({ units }: SubmissionFacts): string => {
  const counted = units.filter(({ submitted }) => submitted !== undefined);
  if (counted.length === 0) return phrases.zeroUnknown;
  const zero = counted.filter(({ submitted }) => submitted === 0).map(({ unitId }) => unitId);
  return zero.length === 0 ? phrases.noZero(counted.length) : phrases.zero(zero.join('、'));
};

/** Nobody in particular: the sentence that answers first, then the rest of what is published. */
const aboutAll = (facts: SubmissionFacts, text: string): Part => {
  const total = totalSentence(facts);
  const quality = qualitySentences(facts);
  const above = adoptedAboveSentences(facts);
  const lines = perUnitLines(facts, text);
  const rows = [...facts.units, ...(facts.total === undefined ? [] : [facts.total])];
  if (/退/u.test(text) && rows.every(({ returned }) => returned === undefined)) {
    return { paragraphs: [phrases.returnedUnknown, total] };
  }
  if (/没报|未报|零报|没有报|一条都/u.test(text)) return { paragraphs: [zeroSentence(facts), total] };
  if (/省|上级|国/u.test(text) && above.length > 0) return { paragraphs: [...above, total] };
  if (/排名|靠前|靠后|最多|最少|哪家|倒数/u.test(text)) {
    return lines.length === 0
      ? { paragraphs: [phrases.perUnitUnknown, total, ...quality] }
      : { paragraphs: [phrases.perUnit(lines.length)], lines };
  }
  const noAdoption = /采用|采纳|录用/u.test(text) && rows.every(({ adopted }) => adopted === undefined);
  return {
    paragraphs: [...(noAdoption ? [phrases.adoptedUnknown] : []), total, ...quality, ...above],
    lines,
  };
};

/** Submissions and adoptions: of the city, of units, and who was named for them. */
export const infoSubmission: Handler = {
  handles: ['info_submission'],
  async answer(context) {
    const asked = await askedUnits(context, 'if_said');
    if (asked.kind === 'unbound') return unboundAnswer(context);
    const { units } = asked;
    const tooMany = tooManyUnits(units, (unit) => `${unit.id}信息报送情况`);
    if (tooMany !== undefined) return tooMany;
    const found = await askedPeriod(context);
    if ('refusal' in found) return found.refusal;
    const { period } = found;
    const facts = await submissionFacts(context.tx, period.id);
    const [unit] = units;
    const hasNothing = facts.total === undefined && facts.units.length === 0;
    const part: Part = hasNothing
      ? { paragraphs: [phrases.none(period.label)] }
      : unit === undefined
        ? aboutAll(facts, context.text)
        : { paragraphs: units.flatMap(({ id }) => unitSentences(facts, id)) };
    return answerOf({
      title: phrases.title,
      ...part,
      period,
      notes: asked.kind === 'group' && unit !== undefined ? [answers.groupsUnit(unit.id)] : [],
      actions: [action('attachments', answers.ask.attachmentsLabel, answers.ask.attachments)],
    });
  },
};
