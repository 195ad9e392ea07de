import { inRankOrder, leadingPlaces } from '../src/domain/ranking.js';
import type { PeriodId, RankChange, Score, Unit } from '../src/domain/records/index.js';
import type { Reader } from '../storage/port.js';

/** A ranking group (排名组) as far as its ranks are known. */
export interface RankedGroup {
  readonly name: string;
  /** Which of the two groups of the field it is, by the kind of its units. */
  readonly kind?: 'county' | 'department';
  /** Scores with a rank, best first; ties by unit. */
  readonly ranked: readonly Score[];
  /** How many leading places are known without a gap; absent when the known ranks are not the leading ones. */
  readonly leading?: number;
  /** Every unit of the group has its rank: only then is anything known of the last ones. */
  readonly whole: boolean;
}

/** A unit's standing in one period: what was published of it, which may be nothing. */
export interface Standing {
  readonly unit: Unit;
  readonly score?: Score;
  readonly change?: RankChange;
}

const groupKindOf = (unit: Unit | undefined): RankedGroup['kind'] => {
  if (unit?.kind === 'county' || unit?.kind === 'development_zone') return 'county';
  return unit?.kind === 'department' ? 'department' : undefined;
};

const rankedGroup = async (reader: Reader, name: string, scores: readonly Score[]): Promise<RankedGroup> => {
  const ranked = inRankOrder(scores);
  const [first] = scores;
  const kind = groupKindOf(first === undefined ? undefined : await reader.get('units', first.unitId));
  // Of one more than are ranked, one at least is not.
  const limit = ranked.length + 1;
  const members = await reader.find('units', { index: 'byGroup', equals: [name], limit });
  const rankedIds = new Set(ranked.map(({ unitId }) => unitId));
  const leading = leadingPlaces(ranked);
  return {
    name,
    ...(kind === undefined ? {} : { kind }),
    ranked,
    ...(leading === undefined ? {} : { leading }),
    whole: members.length > 0 && members.every(({ id }) => rankedIds.has(id)),
  };
};

/** Number of the attachment that lists the scores, where the notice has one. */
export const scoreAttachment = async (reader: Reader, periodId: PeriodId): Promise<number | undefined> => {
  const attachments = await reader.find('attachments', { index: 'byPeriod', equals: [periodId] });
  return attachments.find(({ title }) => title.includes('得分'))?.number;
};

/** The ranking groups of a period: counties first, then departments, then others. */
export const rankedGroups = async (reader: Reader, periodId: PeriodId): Promise<RankedGroup[]> => {
  const scores = await reader.find('scores', { index: 'byPeriod', equals: [periodId] });
  const names = [...new Set(scores.map(({ group }) => group))];
  const groups = await Promise.all(
    names.map((name) =>
      rankedGroup(
        reader,
        name,
        scores.filter(({ group }) => group === name),
      ),
    ),
  );
  const order = ['county', 'department'];
  const place = ({ kind }: RankedGroup): number => (kind === undefined ? order.length : order.indexOf(kind));
  return groups.toSorted((one, other) => place(one) - place(other));
};

/** The group a unit belongs to: that of its score, else the one its record names, else that of its kind. */
export const groupOf = (
  { unit, score }: Standing,
  groups: readonly RankedGroup[],
): RankedGroup | undefined => {
  if (score !== undefined) return groups.find(({ name }) => name === score.group);
  const own = groups.find(({ name }) => name === unit.rankingGroup);
  if (own !== undefined) return own;
  // Whether development zones rank with the counties is nowhere stated: no group is guessed for them.
  return unit.kind === 'county' || unit.kind === 'department'
    ? groups.find(({ kind }) => kind === unit.kind)
    : undefined;
};

export const standingOf = async (reader: Reader, periodId: PeriodId, unit: Unit): Promise<Standing> => {
  const ofUnit = { index: 'byUnit', equals: [unit.id, periodId] } as const;
  // One rank per site: a unit with several is shown by its best.
  const scores = await reader.find('scores', ofUnit);
  const score = inRankOrder(scores)[0] ?? scores[0];
  const [change] = await reader.find('rankChanges', ofUnit);
  return {
    unit,
    ...(score === undefined ? {} : { score }),
    ...(change === undefined ? {} : { change }),
  };
};
