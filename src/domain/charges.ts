import type { IndicatorSet, PointsIndicator } from '../../config/indicators.js';
import { type Claim, chargeWithin } from './charging.js';
import { TongbaoError } from './error.js';
import { fromHundredths, toHundredths } from './points.js';
import type { Finding } from './records/index.js';
import { appliesTo, type Found, type Subject } from './subject.js';
import { isDropped, occurrencesOf, skippedGroups } from './vetoes.js';

/**
 * Why a finding costs or earns what it does: in full; less, because a cap is reached or its fault is charged
 * under another indicator; or nothing, because nothing was found, it is settled, or it is not judged here.
 */
type ChargeReason =
  | 'full'
  | 'indicator_cap'
  | 'group_cap'
  | 'whole_cap'
  | 'overlap'
  | 'nothing_found'
  | 'cleared'
  | 'group_skipped'
  | 'not_applicable';

/** One finding with what it asks for and what it is charged with; of a bonus: what it earns. Points. */
export interface Charge {
  readonly finding: Finding;
  readonly indicator: PointsIndicator;
  readonly asked: number;
  readonly charged: number;
  readonly reason: ChargeReason;
}

const isPoints = (found: Found): found is Found<PointsIndicator> => found.indicator.kind !== 'veto';

/**
 * Hundredths a finding asks for: its own points, else the indicator's for each occurrence.
 * @throws TongbaoError `score.points_missing`
 */
const askedBy = ({ finding, indicator }: Found<PointsIndicator>): number => {
  if (finding.points !== undefined) return toHundredths(finding.points);
  if (indicator.pointsEach !== undefined) return toHundredths(indicator.pointsEach) * occurrencesOf(finding);
  throw new TongbaoError(
    'score.points_missing',
    `${finding.unitId}的一条扣分明细（${indicator.name}）没有分值，指标里也没有写每处扣几分。请在明细的“分值”写上这一条共扣几分，或在指标文件给 ${indicator.code} 写上 pointsEach。`,
  );
};

/** The reason that leaves a finding out altogether. */
const leftOut = (
  set: IndicatorSet,
  subject: Subject,
  { finding, indicator }: Found<PointsIndicator>,
): ChargeReason | undefined => {
  if (!appliesTo(indicator, subject)) return 'not_applicable';
  if (skippedGroups(set, subject).has(indicator.group)) return 'group_skipped';
  if (isDropped(set, finding)) return 'cleared';
  return finding.occurrences === 0 ? 'nothing_found' : undefined;
};

const capsOf = ({ indicator }: Found<PointsIndicator>, part: string | undefined): readonly string[] => [
  `indicator/${indicator.code}`,
  `group/${indicator.group}`,
  // The bonus is a whole of its own; deductions are charged to a part.
  `whole/${indicator.kind === 'bonus' ? '' : (part ?? '')}`,
];

/** The side of an overlap that a finding is on; found again by the object that both sides name. */
const sideOf = (
  { overlaps }: IndicatorSet,
  { finding: { objectName }, indicator: { code } }: Found,
): Pick<Claim, 'fault' | 'yields'> => {
  const at = overlaps.findIndex(({ indicator, yieldsTo }) => indicator === code || yieldsTo.includes(code));
  if (objectName === undefined || at === -1) return {};
  return { fault: `${at}/${objectName}`, yields: overlaps[at]?.indicator === code };
};

const numberOfCaps = (set: IndicatorSet, subject: Subject): ReadonlyMap<string, number> => {
  const partPoints = ({ code, maxPoints }: IndicatorSet['parts'][number]): number =>
    subject.withoutServices && set.withoutServices?.part === code ? set.withoutServices.maxPoints : maxPoints;
  const caps: (readonly [string, number | undefined])[] = [
    ...set.indicators.map(
      (one) => [`indicator/${one.code}`, one.kind === 'veto' ? undefined : one.maxPoints] as const,
    ),
    ...set.groups.map(({ name, maxPoints }) => [`group/${name}`, maxPoints] as const),
    ...set.parts.map((part) => [`whole/${part.code}`, partPoints(part)] as const),
    ['whole/', set.bonus?.maxPoints],
  ];
  return new Map(
    caps.flatMap(([name, points]) => (points === undefined ? [] : [[name, toHundredths(points)] as const])),
  );
};

const capReasons = ['indicator_cap', 'group_cap', 'whole_cap'] as const;

/** Why a claim was not charged in full: its fault is charged on the other side, or the innermost full cap. */
const shortBy = (
  claim: Claim,
  claims: readonly Claim[],
  charged: ReadonlyMap<string, number>,
  caps: ReadonlyMap<string, number>,
): ChargeReason => {
  const through = (name: string): number =>
    claims.filter((one) => one.caps.includes(name)).reduce((sum, { id }) => sum + (charged.get(id) ?? 0), 0);
  const others = claims.filter((one) => one.fault === claim.fault && one.yields !== claim.yields);
  if (claim.yields === true && others.some(({ id }) => (charged.get(id) ?? 0) > 0)) return 'overlap';
  const full = claim.caps.findIndex((name) => through(name) === caps.get(name));
  return capReasons[full] ?? 'overlap';
};

/**
 * What each finding with points costs or earns, within the caps of its indicator, its group and its part, and
 * once where two indicators charge one fault. In the order of the findings.
 * @throws TongbaoError `score.points_missing`
 */
export const chargesOf = (set: IndicatorSet, subject: Subject, all: readonly Found[]): Charge[] => {
  const partOf = new Map(set.groups.map(({ name, part }) => [name, part]));
  const found = all.filter(isPoints).map((one) => {
    const left = leftOut(set, subject, one);
    return { ...one, left, hundredths: left === undefined ? askedBy(one) : 0 };
  });
  const claims = found.flatMap((one): Claim[] =>
    one.left === undefined
      ? [
          {
            id: one.finding.id,
            hundredths: one.hundredths,
            caps: capsOf(one, partOf.get(one.indicator.group)),
            ...sideOf(set, one),
          },
        ]
      : [],
  );
  const caps = numberOfCaps(set, subject);
  const charged = chargeWithin(claims, caps);
  return found.map(({ finding, indicator, left, hundredths }) => {
    const counted = charged.get(finding.id) ?? 0;
    const claim = claims.find(({ id }) => id === finding.id);
    const short = claim !== undefined && counted < hundredths;
    return {
      finding,
      indicator,
      asked: fromHundredths(hundredths),
      charged: fromHundredths(counted),
      reason: left ?? (short ? shortBy(claim, claims, charged, caps) : 'full'),
    };
  });
};
