import { answers as phrases } from '../config/phrases/answers.js';
import { action, bullets, message, note, paragraph } from '../src/message/build.js';
import type { Action, Block } from '../src/message/document.js';
import type { Answer } from './handler.js';
import { noticeSource, type ShownPeriod } from './sources.js';

/** Lines of a list shown at once: an answer is to fit a phone. */
const linesAtOnce = 5;

/** What an answer is made of: the first paragraph answers the question in one sentence. */
export interface Reply {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** A list after the paragraphs; a long one waits for 更多. */
  readonly lines?: readonly string[];
  /** Paragraphs after the list. */
  readonly after?: readonly string[];
  /** The notice the facts are from: printed as the source, and unpublished facts reach the asker alone. */
  readonly period?: ShownPeriod;
  /** Small print besides the notice: other sources, what is unknown. */
  readonly notes?: readonly string[];
  readonly actions?: readonly Action[];
  readonly reach?: Answer['reach'];
}

const reachOf = ({ reach, period }: Reply): Answer['reach'] => {
  if (period !== undefined && !period.isPublished) return { kind: 'asker' };
  return reach ?? { kind: 'public' };
};

/** Says that the quarter asked for has no notice and an earlier one answers. */
export const insteadBlocks = (period: ShownPeriod | undefined): Block[] =>
  period?.insteadOf === undefined ? [] : [paragraph(phrases.instead(period.insteadOf, period.label))];

/** Builds the answer of a reply; public unless the reply says otherwise. */
export const answerOf = (reply: Reply): Answer => {
  const { title, paragraphs, lines = [], after = [], period, notes = [], actions = [] } = reply;
  // One more line takes no more room than the word that there is one.
  const atOnce = lines.length === linesAtOnce + 1 ? lines.length : linesAtOnce;
  const shown = lines.slice(0, atOnce);
  const rest = lines.slice(atOnce);
  const smallPrint = [...(period === undefined ? [] : [noticeSource(period)]), ...notes].join('；');
  const blocks: Block[] = [
    ...(period?.insteadOf === undefined ? [] : [paragraph(phrases.instead(period.insteadOf, period.label))]),
    ...paragraphs.map((text) => paragraph(text)),
    ...(shown.length > 0 ? [bullets(shown)] : []),
    ...(rest.length > 0 ? [paragraph(phrases.moreLeft(rest.length))] : []),
    ...after.map((text) => paragraph(text)),
    ...(smallPrint === '' ? [] : [note(smallPrint)]),
  ];
  return {
    document: message(title, blocks, [
      ...(rest.length > 0 ? [action('more', phrases.more, '更多')] : []),
      ...actions,
    ]),
    reach: reachOf(reply),
    ...(rest.length > 0 ? { more: { title, lines: rest, note: smallPrint } } : {}),
  };
};
