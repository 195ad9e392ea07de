import { notice as phrases } from '../config/phrases/notice.js';
import { statistics as statisticPhrases } from '../config/phrases/statistics.js';
import type { NoticeFacts } from './notice-facts.js';
import {
  inspectionLine,
  mailboxLine,
  messageStatsLine,
  portalLines,
  praiseLine,
  praiseWords,
  requirementLine,
  requirementWords,
} from './notice-lines.js';
import { problemClasses, problemClassLines, problemClassWords } from './problem-lines.js';
import { reprintCount, reprintLines, slipLine, statisticLine, statisticWords } from './statistic-lines.js';
import { withoutStop } from './wording.js';

/** One fact of a notice as a sentence, and the words by which a line may ask for it. */
export interface NoticeSentence {
  readonly sentence: string;
  readonly words: string;
}

const spoken = (sentence: string, words = sentence): NoticeSentence => ({ sentence, words });

/** Figures that only some notices have. */
const moreFigures = (facts: NoticeFacts): NoticeSentence[] => [
  ...facts.inspectionParts.map((one) =>
    spoken(statisticPhrases.partOf(one.breakdown.value, inspectionLine(one))),
  ),
  ...facts.statistics.map((one) => spoken(statisticLine(one), statisticWords(one))),
  ...(facts.reprintTasks.length === 0 ? [] : [spoken(reprintCount(facts.reprintTasks))]),
  ...reprintLines(facts.reprintTasks).map((line) => spoken(line)),
  ...facts.reminderSlips.map((one) => spoken(slipLine(one))),
  ...facts.sections.map(({ heading, content }) =>
    spoken(`${withoutStop(content)}。`, `${heading} ${content}`),
  ),
];

/** Everything that a notice says apart from ranks and attachments, a sentence each. */
export const noticeSentences = (facts: NoticeFacts): NoticeSentence[] => [
  ...facts.inspections.map((one) => spoken(inspectionLine(one))),
  ...facts.messageStats.map((one) => spoken(messageStatsLine(one))),
  ...facts.portalStats.map((one) =>
    spoken(portalLines(facts.portalStats, [one]).join(''), `${one.item} ${one.remark ?? ''}`),
  ),
  ...facts.mailbox.map((one) => spoken(mailboxLine(one))),
  ...moreFigures(facts),
  ...facts.commendations.map((one) => spoken(praiseLine(one), praiseWords(one))),
  ...problemClasses(facts.problems).map((one) =>
    spoken(`${problemClassLines([one]).join('')}。`, problemClassWords(one)),
  ),
  ...facts.requirements.map((one) => spoken(`${requirementLine(one)}。`, requirementWords(one))),
  ...(facts.notice?.closing === undefined
    ? []
    : [spoken(facts.notice.closing, `${phrases.closing} ${facts.notice.closing}`)]),
];
