import { help as phrases } from '../config/phrases/help.js';
import { questions } from '../config/phrases/questions.js';
import { formatPeriod } from '../src/domain/period.js';
import { PeriodId } from '../src/domain/records/index.js';
import { action, message, numbered, paragraph } from '../src/message/build.js';
import type { Intent, PeriodMention, Slots } from '../src/understanding/reading.js';
import { fittingExamples } from './examples.js';
import type { Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

/** Most choices offered: a phone shows them without scrolling. */
const mostChoices = 4;

const saidPeriods: ReadonlyMap<PeriodMention, string> = new Map(Object.entries(questions.periods));

const periodWords = (mention: PeriodMention | undefined): string => {
  if (mention === undefined) return '';
  const known = saidPeriods.get(mention);
  if (known !== undefined) return known;
  return PeriodId.safeParse(mention).success ? formatPeriod(mention) : '';
};

/** The question that a reading stands for, in words that can be read in that way only. */
const questionOf = (intent: Intent, slots: Slots): string | undefined => {
  if (intent === 'out_of_scope' || intent === 'ambiguous') return undefined;
  if (slots.account !== undefined) {
    if (intent === 'account_filing') return questions.hostOfAccount(slots.account);
    if (intent === 'unfiled_changes') return questions.filingOfAccount(slots.account);
    if (intent === 'notice_summary') return questions.praiseOfAccount(slots.account);
  }
  const when = periodWords(slots.periods?.at(-1));
  const of = slots.unitIds?.[0] ?? '';
  // "排名" alone would be the asker's own.
  if (intent === 'unit_rank' && of === '') return questions.my_rank('', when);
  return questions[intent](of, when);
};

/** What can be asked about the one thing that the line names. */
const readingsOf = ({ unitIds, account, periods }: Slots): readonly Intent[] => {
  if (account !== undefined) return ['account_filing', 'unfiled_changes', 'notice_summary'];
  if (unitIds !== undefined && unitIds.length > 0) return ['unit_rank', 'problems'];
  return periods === undefined ? [] : ['notice_summary', 'top_n'];
};

const choicesOf = ({ candidates = [], slots }: HandlerContext): string[] => {
  const offered = candidates.map((reading) => questionOf(reading.intent, reading.slots));
  const known = offered.filter((question) => question !== undefined);
  const texts =
    known.length > 1 ? known : [...known, ...readingsOf(slots).map((one) => questionOf(one, slots))];
  return [...new Set(texts.filter((text) => text !== undefined))].slice(0, mostChoices);
};

/** Torn between readings: asks back with numbered choices. Without any: asks for what is missing. */
export const ambiguous: Handler = {
  handles: ['ambiguous'],
  async answer(context) {
    const choices = choicesOf(context);
    if (choices.length < 2) {
      return answerOf({
        title: phrases.ambiguousTitle,
        paragraphs: [phrases.incomplete],
        actions: fittingExamples(context),
      });
    }
    return {
      document: message(
        phrases.ambiguousTitle,
        [paragraph(phrases.ambiguous), numbered(choices)],
        choices.map((_, index) =>
          action(`choose_${index + 1}`, phrases.choose(index + 1), String(index + 1)),
        ),
      ),
      reach: { kind: 'public' },
      pending: { kind: 'choice', options: choices.map((text) => ({ label: text, text })) },
    };
  },
};
