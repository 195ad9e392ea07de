import type { Bound, IndicatorSet } from '../../config/indicators.js';
import { type Charge, chargesOf } from './charges.js';
import { TongbaoError } from './error.js';
import { fromHundredths, scaled, toHundredths } from './points.js';
import type { Finding } from './records/index.js';
import { appliesTo, foundOf, type Subject } from './subject.js';
import { judgeVetoes, occurrencesOf, skippedGroups, type VetoVerdict } from './vetoes.js';

/** Points left of one part (分项). */
interface PartPoints {
  readonly code: string;
  readonly name: string;
  readonly points: number;
  readonly maxPoints: number;
  /** Points before they were scaled, where the subject has no public services. */
  readonly unscaled?: number;
}

/** A score in points, with what led to it. */
export interface Figures {
  readonly parts: readonly PartPoints[];
  /** All parts together: the score before the bonus (扣分项得分). */
  readonly base: number;
  /** What the bonus findings earn; it counts only where `bonusCounts`. */
  readonly bonusEarned: number;
  readonly bonusCounts: boolean;
  readonly bonus: number;
  readonly total: number;
  readonly maximum: number;
  /** Bounds that were not passed: any of them makes the subject unqualified. */
  readonly failed: readonly Bound[];
  /** Faults that were found: the sum of occurrences of what was deducted. */
  readonly faults: number;
  readonly charges: readonly Charge[];
}

/** What a set says of a subject. */
export interface ScoreResult extends VetoVerdict {
  /** Qualified (合格) never means that nothing was found. */
  readonly qualified: boolean;
  /** Absent after a veto, and where the set has no points for this kind of site. */
  readonly figures?: Figures;
}

/** Whether the parts of a bound have its points. */
const passes = ({ parts, points, inclusive }: Bound, hundredthsOf: ReadonlyMap<string, number>): boolean => {
  const sum = parts.reduce((all, part) => all + (hundredthsOf.get(part) ?? 0), 0);
  const bound = toHundredths(points);
  return sum > bound || (inclusive && sum === bound);
};

/** Points indicators that this subject is scored by. */
const pointsIndicatorsOf = (set: IndicatorSet, subject: Subject) => {
  const skipped = skippedGroups(set, subject);
  return set.indicators
    .filter((one) => one.kind !== 'veto')
    .filter((one) => appliesTo(one, subject) && !skipped.has(one.group));
};

/** @throws TongbaoError `score.points_missing` while an office has not filled in the points of the set */
const refuseWithoutPoints = (set: IndicatorSet, subject: Subject): void => {
  const empty = pointsIndicatorsOf(set, subject).filter(({ maxPoints }) => maxPoints === undefined);
  const [first] = empty;
  if (first === undefined) return;
  throw new TongbaoError(
    'score.points_missing',
    `《${set.name}》有 ${empty.length} 个指标还没有分值（例如“${first.name}”），不能计算得分，只能判断单项否决。请按正式文件，在 config/indicators 里 id 为 ${set.id} 的文件中给每个扣分和加分指标填上 maxPoints，核对后把 verified 改为 true。`,
  );
};

const partsOf = (set: IndicatorSet, subject: Subject, charges: readonly Charge[]): PartPoints[] => {
  const groupPart = new Map(set.groups.map(({ name, part }) => [name, part]));
  return set.parts.map(({ code, name, maxPoints }) => {
    const cost = charges
      .filter(({ indicator }) => indicator.kind === 'deduction' && groupPart.get(indicator.group) === code)
      .reduce((sum, { charged }) => sum + toHundredths(charged), 0);
    const scaling =
      subject.withoutServices && set.withoutServices?.part === code ? set.withoutServices : undefined;
    const left = toHundredths(scaling?.maxPoints ?? maxPoints) - cost;
    if (scaling === undefined) return { code, name, points: fromHundredths(left), maxPoints };
    return {
      code,
      name,
      points: fromHundredths(scaled(left, scaling)),
      maxPoints,
      unscaled: fromHundredths(left),
    };
  });
};

const figuresOf = (set: IndicatorSet, charges: readonly Charge[], parts: readonly PartPoints[]): Figures => {
  const hundredthsOf = new Map(parts.map(({ code, points }) => [code, toHundredths(points)]));
  const base = [...hundredthsOf.values()].reduce((sum, one) => sum + one, 0);
  const earned = charges
    .filter(({ indicator }) => indicator.kind === 'bonus')
    .reduce((sum, { charged }) => sum + toHundredths(charged), 0);
  const bonusCounts = set.bonus !== undefined && passes(set.bonus.from, hundredthsOf);
  const bonus = bonusCounts ? earned : 0;
  const faults = charges.filter(({ indicator, asked }) => indicator.kind === 'deduction' && asked > 0);
  return {
    parts,
    base: fromHundredths(base),
    bonusEarned: fromHundredths(earned),
    bonusCounts,
    bonus: fromHundredths(bonus),
    total: fromHundredths(base + bonus),
    maximum: set.maximum,
    failed: set.qualified.filter((bound) => !passes(bound, hundredthsOf)),
    faults: faults.reduce((sum, { finding }) => sum + occurrencesOf(finding), 0),
    charges,
  };
};

/**
 * Scores a subject by what was found. A veto ends it; then deductions within their caps, scaled where the
 * subject has no public services; then the bonus, where its bound is passed. Everything is added in whole
 * hundredths of a point. The score does not depend on the order of the findings; one more deduction or veto
 * never raises it, one less never lowers it.
 * @param findings the unit's, of the period; those of its other sites are passed over
 * @throws TongbaoError `score.points_missing`, `score.unknown_indicator`, `score.which_site`
 */
export const scoreOf = (set: IndicatorSet, subject: Subject, findings: readonly Finding[]): ScoreResult => {
  const found = foundOf(set, subject, findings);
  const verdict = judgeVetoes(set, subject, found);
  if (verdict.vetoes.length > 0) return { ...verdict, qualified: false };
  if (!pointsIndicatorsOf(set, subject).some(({ kind }) => kind === 'deduction')) {
    return { ...verdict, qualified: true };
  }
  refuseWithoutPoints(set, subject);
  const charges = chargesOf(set, subject, found);
  const figures = figuresOf(set, charges, partsOf(set, subject, charges));
  return { ...verdict, qualified: figures.failed.length === 0, figures };
};
