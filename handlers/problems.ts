import { answers } from '../config/phrases/answers.js';
import { problems as phrases } from '../config/phrases/problems.js';
import type { Problem } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { askedPeriod } from './asked-period.js';
import { askedUnits, tooManyUnits, unboundAnswer } from './asked-units.js';
import { closest } from './closest.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { inNoticeOrder } from './notice-facts.js';
import { problemClasses, problemClassLines, problemClassWords, unitProblems } from './problem-lines.js';
import { deadlineSentence, unqualifiedSentence } from './problem-questions.js';
import { rectificationAnswer } from './rectification.js';
import { answerOf, type Reply } from './reply.js';
import type { ShownPeriod } from './sources.js';

type Question = 'how_to_report' | 'deadline' | 'unqualified' | 'deductions' | 'rectification' | 'list';

/** What of the problems a line asks for; the first that fits. */
const questions: readonly (readonly [Question, RegExp])[] = [
  ['how_to_report', /销号|(?:怎么|如何|咋)(?:报|交|填|整改|反馈)|(?:报|交)(?:给|到)(?:谁|哪)/u],
  ['deadline', /期限|截止|几号前|什么时候|啥时候|多久/u],
  ['unqualified', /不合格|没合格|不达标|没达标|否决/u],
  ['deductions', /扣分|扣在|扣了|丢分/u],
  ['rectification', /整改|复查|改好|改完|整该/u],
];

const questionIn = (text: string): Question => questions.find(([, words]) => words.test(text))?.[0] ?? 'list';

/** Kinds of objects, and the words by which a line restricts its question to them. */
const objectKinds: readonly (readonly [RegExp, (problem: Problem) => boolean])[] = [
  [/新媒体|账号|帐号|公众号|微信|微博|抖音/u, ({ objectType }) => objectType === 'account'],
  [/网站|栏目/u, ({ objectType }) => objectType === 'site' || objectType === 'column'],
];

const ofAskedKind = (text: string, all: readonly Problem[]): readonly Problem[] => {
  const asked = objectKinds.filter(([words]) => words.test(text));
  const [only] = asked;
  return only === undefined || asked.length > 1 ? all : all.filter(only[1]);
};

const aboutAll = (
  text: string,
  period: ShownPeriod,
  all: readonly Problem[],
): Pick<Reply, 'paragraphs' | 'lines'> => {
  const classes = problemClasses(ofAskedKind(text, all));
  const asked = closest(text, classes, problemClassWords);
  if (asked.length > 0) {
    return {
      paragraphs: asked.map(({ kind, who }) =>
        who === undefined ? phrases.kindUnnamed(kind) : phrases.kindNamed(kind, who),
      ),
    };
  }
  if (classes.length === 0) return { paragraphs: [phrases.none(period.label)] };
  return {
    paragraphs: [phrases.count(period.label, classes.length)],
    lines: problemClassLines(classes),
  };
};

const firstSentence = async (
  question: Question,
  context: HandlerContext,
  period: ShownPeriod,
  concerned: readonly Problem[],
): Promise<string | undefined> => {
  switch (question) {
    case 'how_to_report':
      return phrases.howToReport(context.settings.office.contact);
    case 'deadline':
      return deadlineSentence(concerned);
    case 'unqualified':
      return await unqualifiedSentence(context.tx, period.id);
    case 'deductions':
      return phrases.noDeductions;
    default:
      return undefined;
  }
};

/** Problems that the notice states, their deadlines and rectification, and how to report it. */
export const problems: Handler = {
  handles: ['problems'],
  async answer(context): Promise<Answer> {
    const question = questionIn(context.text);
    if (question === 'rectification') return await rectificationAnswer(context);
    const asked = await askedUnits(context, 'if_said');
    if (asked.kind === 'unbound') return unboundAnswer(context);
    const { units } = asked;
    const tooMany = tooManyUnits(units, (unit) => answers.ask.unitProblems(unit.id));
    if (tooMany !== undefined) return tooMany;
    const found = await askedPeriod(context);
    if ('refusal' in found) return found.refusal;
    const { period } = found;
    const all = inNoticeOrder(await context.tx.find('problems', { index: 'byPeriod', equals: [period.id] }));
    const ids = new Set(units.map(({ id }) => id));
    const concerned =
      units.length === 0 ? all : all.filter(({ unitId }) => unitId !== undefined && ids.has(unitId));
    const first = await firstSentence(question, context, period, concerned);
    const wantsList = question === 'list' || question === 'deductions';
    const parts =
      units.length > 0
        ? [{ paragraphs: units.map(({ id }) => unitProblems(id, all)) }]
        : wantsList
          ? [aboutAll(context.text, period, all)]
          : [];
    const [unit] = units;
    return answerOf({
      title: phrases.title,
      paragraphs: [...(first === undefined ? [] : [first]), ...parts.flatMap(({ paragraphs }) => paragraphs)],
      lines: parts.flatMap(({ lines = [] }) => lines),
      period,
      notes: asked.kind === 'group' && unit !== undefined ? [answers.groupsUnit(unit.id)] : [],
      actions: [action('summary', answers.ask.summaryLabel, answers.ask.summary)],
    });
  },
};
