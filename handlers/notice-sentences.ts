import { notice as phrases } from '../config/phrases/notice.js';
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

/** One fact of a notice as a sentence, and the words by which a line may ask for it. */
export interface NoticeSentence {
  readonly sentence: string;
  readonly words: string;
}

const spoken = (sentence: string, words = sentence): NoticeSentence => ({ sentence, words });

/** Everything that a notice says apart from ranks and attachments, a sentence each. */
export const noticeSentences = (facts: NoticeFacts): NoticeSentence[] => [
  ...facts.inspections.map((one) => spoken(inspectionLine(one))),
  ...facts.messageStats.map((one) => spoken(messageStatsLine(one))),
  ...facts.portalStats.map((one) =>
    spoken(portalLines(facts.portalStats, [one]).join(''), `${one.item} ${one.remark ?? ''}`),
  ),
  ...facts.mailbox.map((one) => spoken(mailboxLine(one))),
  ...facts.commendations.map((one) => spoken(praiseLine(one), praiseWords(one))),
  ...problemClasses(facts.problems).map((one) =>
    spoken(`${problemClassLines([one]).join('')}。`, problemClassWords(one)),
  ),
  ...facts.requirements.map((one) => spoken(`${requirementLine(one)}。`, requirementWords(one))),
  ...(facts.notice?.closing === undefined
    ? []
    : [spoken(facts.notice.closing, `${phrases.closing} ${facts.notice.closing}`)]),
];
