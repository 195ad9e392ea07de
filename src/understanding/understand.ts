import { cleanLine } from './clean.js';
import { readCommand } from './commands.js';
import { type ReadClause, readClause } from './read.js';
import {
  type Intent,
  ofOneUnit,
  type Reading,
  type Understanding,
  type UnderstandingContext,
} from './reading.js';

/** Signs of a line that are read: a question is not longer, and a pasted text must not hold up the others. */
const longestRead = 500;

/** A clause has to be this sure by itself to count as a question of its own. */
const sure = 0.7;

const nothing = (intent: Intent): Reading => ({ intent, score: 0, slots: {}, words: [] });

/** Marks that end a question, and words that open another. */
const clauseEnds =
  /[,，;；。?？!！\n]+|\s(?=\S{3,})|以及|还有(?=\S{2,})|另外|顺便|同时(?!间)|再(?:帮我)?(?:查|看|问)一?下/u;
/** 备案名和现用名不一致 is one question. */
const joiners = /[和跟与及](?!.*(?:一致|一样|不符|对不上|不同|相?比))|还有/u;

const isQuestion = ({ readings: [best], torn }: ReadClause): boolean =>
  !torn && best !== undefined && best.score >= sure && best.intent !== 'out_of_scope';

const unitQuestions: ReadonlySet<Intent> = new Set(['my_rank', 'unit_rank']);

/** 教育局四季度考得咋样,第几名: the second clause asks about the unit of the first. */
const sameQuestion = (a: Intent, b: Intent): boolean =>
  a === b || (unitQuestions.has(a) && unitQuestions.has(b));

/** The clauses of a line that are questions of their own, unless they ask one thing together. */
const questionsIn = (line: string, context: UnderstandingContext): readonly Reading[] => {
  for (const separator of [clauseEnds, joiners]) {
    const clauses = line.split(separator).filter((clause) => clause.trim() !== '');
    if (clauses.length < 2) continue;
    const [why = '', ...asked] = clauses;
    const counted = purpose.test(why) ? asked : clauses;
    const read = counted.map((clause) => readClause(clause.trim(), context));
    if (separator === joiners && !read.every(isQuestion)) continue;
    const questions: Reading[] = [];
    for (const { readings } of read.filter(isQuestion)) {
      const [best] = readings;
      if (best !== undefined && !questions.some(({ intent }) => sameQuestion(intent, best.intent))) {
        questions.push(best);
      }
    }
    if (questions.length > 1) return questions;
  }
  return [];
};

/** Why somebody asks, said before what he asks: 局长让学习先进, 写材料用. */
const purpose = /(?:学习|学学|取经|请教|借鉴|对标|看齐|汇报用?|材料用?|开会用?|会上用|要用|急用)[^,;]{0,4}$/u;

/** What is not wanted, said before what is: 不要排名,要扣分原因. */
const unwanted =
  /(?:来不及|没空|没时间|没工夫|不想|不用|懒得|顾不上)(?:去|再)?(?:看|读|翻|发)(?:完)?(?:全文|原文|附件|正文|文件|通报全文|整个通报)[,;，。\s]*(?=\S{3})|^(?:领导|我)?(?:先?别|先?不[要用看]|没[空时间]+看)[^,;。!?]{1,12}[,;]\s*(?=\S{3})/u;

/** 大家把整改报告交一下,帮我发群里: those who are told, and at the end the order. */
const dictatedFirst =
  /^(?:请?各|请?大家|全体|各位)[^,，。;；]*[,，。;；\s]+(?:麻烦|请|帮我|给我|替我|这[句条话]+)*(?:发|转|推|说|喊|通知)(?:到|在|进|一?下)*(?:各|工作|大)?群/u;

/** What follows an order to send is what is to be sent, not a question. */
const isDictation = (best: Reading, [first]: readonly Reading[], line: string): boolean =>
  best.intent === 'admin_broadcast' &&
  (first === undefined || first.intent === 'admin_broadcast' || dictatedFirst.test(line));

/** What a later clause leaves out, it takes from the one before. */
const inheriting = (question: Reading, from: Reading): Reading => ({
  ...question,
  slots: {
    ...(from.slots.unitIds === undefined ? {} : { unitIds: from.slots.unitIds }),
    ...(from.slots.unlisted === undefined || !ofOneUnit.has(question.intent)
      ? {}
      : { unlisted: from.slots.unlisted }),
    ...(from.slots.periods === undefined ? {} : { periods: from.slots.periods }),
    ...question.slots,
  },
});

/** A body that no list holds is told to be none once, whatever else is asked of it. */
const isOfSameNone = (question: Reading, { slots: { unlisted } }: Reading): boolean =>
  unlisted !== undefined && question.slots.unlisted === unlisted;

/**
 * Reads a line typed in a chat: which command or questions it is, of which unit and period. Deterministic
 * and offline; the same line, names and day always give the same readings.
 */
export const understand = (text: string, context: UnderstandingContext): Understanding => {
  const line = cleanLine(text, context.botNames).slice(0, longestRead).replace(unwanted, '');
  const command = readCommand(line, context);
  if (command !== undefined) return { command, readings: [nothing('help')], also: [], torn: false };
  const whole = readClause(line, context);
  const [best] = whole.readings;
  if (best === undefined) return { readings: [nothing('out_of_scope')], also: [], torn: false };
  const questions = questionsIn(line, context);
  const [first, ...others] = questions;
  if (first === undefined || isDictation(best, questions, line))
    return { readings: whole.readings, also: [], torn: whole.torn };
  const also = others.map((other) => inheriting(other, first)).filter((other) => !isOfSameNone(other, first));
  return { readings: [first], also, torn: false };
};
