import { notice as phrases } from '../config/phrases/notice.js';
import { ranks } from '../config/phrases/ranks.js';
import { bullets, heading, link, message, note, paragraph } from '../src/message/build.js';
import type { Action, Block, MessageDocument } from '../src/message/document.js';
import type { NoticeFacts } from './notice-facts.js';
import { overdueWords } from './notice-lines.js';
import { problemClasses, problemClassLines } from './problem-lines.js';
import { noticeSource, type ShownPeriod } from './sources.js';
import { figure, withoutStop } from './wording.js';

/** Leading places that a summary names. */
const topPlaces = 5;

/** `(一)加强…` without its number: in one line the numbers are noise. */
const withoutNumber = (heading: string): string => heading.replace(/^[（(][一二三四五六七八九十]+[）)]/u, '');

const mainFigures = (facts: NoticeFacts): string[] => {
  const inspections = facts.inspections.map(({ object, checked, running, passRate }) => {
    const rate = passRate === undefined ? phrases.passRateUnknown : phrases.passRate(figure(passRate));
    return phrases.inspected(object, checked ?? running, rate);
  });
  const messages = facts.messageStats
    .filter(({ channel }) => channel === 'error_report')
    .map((stats) => phrases.errorReports(stats.received, overdueWords(stats)));
  const parts = [...inspections, ...messages];
  return parts.length === 0 ? [] : [phrases.mainFigures(parts)];
};

const operation = ({ portalStats, mailbox, submissions }: NoticeFacts): string[] => {
  const [published] = portalStats.filter(({ subset }) => !subset);
  const [letters] = mailbox;
  const total = submissions.find(({ unitId }) => unitId === undefined);
  const parts = [
    ...(published === undefined
      ? []
      : [
          phrases.portalPublished(
            phrases.quantity(
              published.item,
              figure(published.quantity),
              published.approximate,
              published.measureWord ?? '',
            ),
          ),
        ]),
    ...(letters?.received === undefined ? [] : [phrases.mailboxReceived(letters.received)]),
    ...(total?.submitted === undefined ? [] : [phrases.submissionsTotal(total.submitted, total.approximate)]),
  ];
  return parts.length === 0 ? [] : [phrases.mainFigures(parts)];
};

/** The leading places of each group, in the order of the data; groups without them are left out. */
const topSentences = ({ scores }: NoticeFacts): string[] => {
  const groups = [...new Set(scores.map(({ group }) => group))];
  return groups.flatMap((group) => {
    const first = scores.filter(
      ({ rank, group: own }) => own === group && rank !== undefined && rank <= topPlaces,
    );
    const ordered = first.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
    // A rank alone, with those before it unknown, is no list of the first places.
    if (ordered[0]?.rank !== 1) return [];
    return [ranks.top(group, ordered.length, ordered.map(({ unitId }) => unitId).join('、'))];
  });
};

/** The blocks of a summary: figures, leading places, problems, requirements in one line, source. */
export const summaryBlocks = (facts: NoticeFacts, period: ShownPeriod): Block[] => {
  const tops = topSentences(facts);
  const lines = problemClassLines(problemClasses(facts.problems));
  const sections = [...new Set(facts.requirements.map(({ section }) => withoutNumber(withoutStop(section))))];
  const url = facts.notice?.url;
  return [
    ...mainFigures(facts).map((text) => paragraph(text)),
    ...(tops.length === 0 ? [phrases.noTop] : tops).map((text) => paragraph(text)),
    ...operation(facts).map((text) => paragraph(text)),
    paragraph(lines.length === 0 ? phrases.noProblems : phrases.problemsFollow),
    ...(lines.length === 0 ? [] : [bullets(lines)]),
    ...(sections.length === 0 ? [] : [paragraph(phrases.requirementSections(sections))]),
    ...(url === undefined ? [] : [paragraph(link(phrases.originalLabel, url))]),
    note(noticeSource(period)),
  ];
};

/** The summary as a message of its own, which names its period in a heading. */
export const summaryMessage = (
  facts: NoticeFacts,
  period: ShownPeriod,
  actions: readonly Action[],
): MessageDocument => {
  const title = phrases.summaryTitle(period.label);
  return message(title, [heading(title), ...summaryBlocks(facts, period)], actions);
};
