import { answers } from '../config/phrases/answers.js';
import { ranks as phrases } from '../config/phrases/ranks.js';
import { formatPeriod, previousPeriod } from '../src/domain/period.js';
import { isPublished } from '../src/domain/publication.js';
import type { PeriodId, Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { askedPeriod, comparedPeriods } from './asked-period.js';
import { askedUnits, tooManyUnits, unboundAnswer } from './asked-units.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { inNoticeOrder } from './notice-facts.js';
import {
  comparePeriods,
  earlierStanding,
  rankSentence,
  statedChange,
  statedReason,
  totalSentence,
} from './rank-comparison.js';
import { answerOf } from './reply.js';
import type { ShownPeriod } from './sources.js';
import { rankedGroups, standingOf } from './standings.js';

/** Against which places 掉出前列 is counted where the line gives no number. */
const usualTop = 5;

const sentencesAbout = async (
  context: HandlerContext,
  later: ShownPeriod,
  earlierId: PeriodId,
  unit: Unit,
): Promise<string[]> => {
  const standing = await standingOf(context.tx, later.id, unit);
  const earlier = await earlierStanding(context, earlierId, later.id, unit);
  // What the notice states compares with the period before, and with no other.
  const isPrevious = earlierId === previousPeriod(later.id);
  const stated = isPrevious ? statedChange(standing, earlier) : undefined;
  const compared = comparePeriods(context, standing, later.id, earlier);
  const ranks = stated ?? rankSentence(standing, later.label, earlier, compared.rank);
  const reason = isPrevious ? statedReason(standing) : undefined;
  const totals = totalSentence(compared.total);
  const asksScore = /分/u.test(context.text);
  return [asksScore ? totals : ranks, asksScore ? ranks : totals, reason].filter(
    (sentence) => sentence !== undefined,
  );
};

/** Units of the earlier top N that are no longer in it; only where both tops are published. */
const leftTop = async ({ tx, now, slots }: HandlerContext, later: ShownPeriod, earlierId: PeriodId) => {
  const most = slots.n ?? usualTop;
  if (!isPublished(await tx.get('notices', earlierId), now)) {
    return [phrases.leftTopUnknown(formatPeriod(earlierId))];
  }
  const before = await rankedGroups(tx, earlierId);
  const after = await rankedGroups(tx, later.id);
  const sentences = before.flatMap((group) => {
    const current = after.find(({ name }) => name === group.name);
    if ((group.leading ?? 0) < most || (current?.leading ?? 0) < most) return [];
    const still = new Set(current?.ranked.slice(0, most).map(({ unitId }) => unitId));
    const gone = group.ranked.slice(0, most).filter(({ unitId }) => !still.has(unitId));
    return gone.length === 0
      ? [phrases.nobodyLeftTop(group.name, most)]
      : [phrases.leftTop(group.name, most, gone.map(({ unitId }) => unitId).join('、'))];
  });
  return sentences.length > 0 ? sentences : [phrases.leftTopUnknown(formatPeriod(earlierId))];
};

/** What changed for nobody in particular: the changes that the notice states. */
const statedChanges = async (
  context: HandlerContext,
  later: ShownPeriod,
  earlierId: PeriodId,
): Promise<Answer> => {
  const { tx, text } = context;
  const changes = inNoticeOrder(await tx.find('rankChanges', { index: 'byPeriod', equals: [later.id] }));
  const lines: string[] = [];
  for (const change of changes) {
    const unit = await tx.get('units', change.unitId);
    if (unit === undefined) continue;
    const standing = { unit, change };
    const stated = statedChange(standing, await earlierStanding(context, earlierId, later.id, unit));
    if (stated !== undefined) lines.push(`${stated}${statedReason(standing) ?? ''}`);
  }
  const falls = changes.filter(({ direction }) => direction === 'down');
  const asksFalls = /退步|下滑|下降|跌|掉/u.test(text) && falls.length === 0 && lines.length > 0;
  const summary =
    lines.length === 0
      ? phrases.noStatedChanges(later.label)
      : phrases.statedChanges(lines.length, changes.map(({ unitId }) => unitId).join('、'));
  const left = /[掉跌退]出/u.test(text) ? await leftTop(context, later, earlierId) : [];
  return answerOf({
    title: phrases.changeTitle,
    paragraphs: [...left, ...(asksFalls ? [phrases.noStatedFalls] : []), summary],
    lines,
    period: later,
    actions: [action('top', answers.ask.topLabel, answers.ask.top)],
  });
};

/** Rank or score compared with an earlier period. */
export const rankChange: Handler = {
  handles: ['rank_change'],
  async answer(context) {
    const compared = comparedPeriods(context);
    const found = await askedPeriod(context, compared.later);
    if ('refusal' in found) return found.refusal;
    const later = found.period;
    const earlierId = compared.earlierThan(later.id);
    const asked = await askedUnits(context, 'if_said');
    if (asked.kind === 'unbound') return unboundAnswer(context);
    if (asked.kind === 'nobody') return await statedChanges(context, later, earlierId);
    const tooMany = tooManyUnits(asked.units, (unit) => `${unit.id}排名变化`);
    if (tooMany !== undefined) return tooMany;
    const about = await Promise.all(
      asked.units.map((unit) => sentencesAbout(context, later, earlierId, unit)),
    );
    const [first] = asked.units;
    return answerOf({
      title: phrases.changeTitle,
      paragraphs: about.flat(),
      period: later,
      notes: asked.kind === 'group' ? [answers.groupsUnit(first.id)] : [],
      actions: [action('rank', answers.ask.ownRankLabel, `${first.id}排名`)],
    });
  },
};
