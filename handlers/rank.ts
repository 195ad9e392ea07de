import { answers } from '../config/phrases/answers.js';
import { ranks as phrases } from '../config/phrases/ranks.js';
import { previousPeriod } from '../src/domain/period.js';
import type { PeriodId, Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import type { Reader } from '../storage/port.js';
import { askedPeriod } from './asked-period.js';
import { askedUnits, tooManyUnits, unboundAnswer } from './asked-units.js';
import type { Handler, HandlerContext } from './handler.js';
import { earlierStanding, statedChange } from './rank-comparison.js';
import { answerOf } from './reply.js';
import {
  groupOf,
  type RankedGroup,
  rankedGroups,
  type Standing,
  scoreAttachment,
  standingOf,
} from './standings.js';
import { figure } from './wording.js';

const asksScore = (text: string): boolean => /分/u.test(text) && !/排|名|第几|位次/u.test(text);
const asksQualified = (text: string): boolean => /合格|达标/u.test(text);

/** What is known of the ranks around a unit that has none. Never that it did badly. */
const withoutRank = (standing: Standing, groups: readonly RankedGroup[]): string => {
  const { unit } = standing;
  const group = groupOf(standing, groups);
  if (group?.leading !== undefined) return phrases.onlyFirst(group.name, group.leading, unit.id);
  if (group !== undefined && group.ranked.length > 0) return phrases.onlySome(group.name, unit.id);
  const known = groups.flatMap(({ name, leading }) =>
    leading === undefined ? [] : [phrases.groupFirst(name, leading)],
  );
  return `${phrases.rankUnknown(unit.id)}${known.length > 0 ? phrases.groupsPublished(known) : ''}`;
};

/** The sentence that answers: rank, or what of it is not published. */
const rankSentence = async (
  { tx, text }: HandlerContext,
  periodId: PeriodId,
  standing: Standing,
): Promise<string> => {
  const { unit, score } = standing;
  // The whole ranking is looked at only where the unit itself is not in it.
  if (score?.rank === undefined) return withoutRank(standing, await rankedGroups(tx, periodId));
  const total = score.total === undefined ? undefined : figure(score.total);
  return asksScore(text)
    ? phrases.scoreThenRank(unit.id, total, score.group, score.rank)
    : phrases.rank(unit.id, score.group, score.rank);
};

const scoreSentence = ({ score }: Standing): string | undefined => {
  const parts = [
    ...(score?.deductionScore === undefined ? [] : [phrases.deduction(figure(score.deductionScore))]),
    ...(score?.bonus === undefined ? [] : [phrases.bonus(figure(score.bonus))]),
    ...(score?.total === undefined ? [] : [phrases.total(figure(score.total))]),
  ];
  return parts.length === 0 ? undefined : phrases.scores(parts);
};

const qualifiedSentence = async (
  reader: Reader,
  periodId: PeriodId,
  { unit, score }: Standing,
): Promise<string | undefined> => {
  if (score?.qualified !== undefined) {
    return score.qualified ? phrases.qualified(unit.id) : phrases.unqualified(unit.id);
  }
  const inspections = await reader.find('inspections', { index: 'byPeriod', equals: [periodId] });
  const rate = inspections.find(({ object }) => object === 'site')?.passRate;
  return rate === undefined ? undefined : phrases.qualifiedOverall(figure(rate), unit.id);
};

const sentencesAbout = async (context: HandlerContext, periodId: PeriodId, unit: Unit): Promise<string[]> => {
  const { tx, text } = context;
  const standing = await standingOf(tx, periodId, unit);
  const rank = await rankSentence(context, periodId, standing);
  const scores = scoreSentence(standing) ?? phrases.noScore(await scoreAttachment(tx, periodId));
  const change =
    standing.change === undefined
      ? undefined
      : statedChange(standing, await earlierStanding(context, previousPeriod(periodId), periodId, unit));
  const qualified = asksQualified(text) ? await qualifiedSentence(tx, periodId, standing) : undefined;
  return [qualified, rank, scores, change].filter((sentence) => sentence !== undefined);
};

/** Rank, score and qualified state of the asker's own unit or of a named one. */
export const rank: Handler = {
  handles: ['my_rank', 'unit_rank'],
  async answer(context) {
    const asked = await askedUnits(context, 'always_own');
    if (asked.kind === 'unbound' || asked.kind === 'nobody') return unboundAnswer(context);
    const tooMany = tooManyUnits(asked.units, (unit) => `${unit.id}排名`);
    if (tooMany !== undefined) return tooMany;
    const found = await askedPeriod(context);
    if ('refusal' in found) return found.refusal;
    const { period } = found;
    const about = await Promise.all(asked.units.map((unit) => sentencesAbout(context, period.id, unit)));
    const [first] = asked.units;
    const isOwn = asked.kind === 'own';
    return answerOf({
      title: phrases.title(asked.units.map(({ id }) => id).join('、')),
      paragraphs: about.flat(),
      period,
      notes: asked.kind === 'group' ? [answers.groupsUnit(first.id)] : [],
      actions: [
        action(
          'problems',
          answers.ask.problemsLabel,
          isOwn ? answers.ask.ownProblems : answers.ask.unitProblems(first.id),
        ),
        action('top', answers.ask.topLabel, answers.ask.top),
      ],
    });
  },
};
