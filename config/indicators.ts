import { z } from 'zod';
import { Day, Points } from '../src/domain/records/index.js';
import { faultsOfSet } from './indicator-faults.js';

const code = z.string().regex(/^[a-z0-9][a-z0-9_.]*$/, { error: '代码只用小写字母、数字、点和下划线' });
const text = z.string().min(1);

/** What every indicator says, whatever it does to a score. */
const described = {
  code,
  name: text,
  /** Name of its group (指标组). */
  group: text,
  /** Sites of one kind, any site, or accounts. */
  applies: z.enum(['portal', 'department', 'any', 'account']),
  /** What costs or earns points, as the explanation prints it. */
  rule: text,
  source: text,
};

/** 单项否决: found often enough, the site or account is unqualified. */
const VetoIndicator = z.strictObject({
  ...described,
  kind: z.literal('veto'),
  /** Occurrences from which it is a veto. */
  atLeast: z.number().int().positive().default(1),
});

/** An indicator with points (扣分、加分). */
const PointsIndicator = z.strictObject({
  ...described,
  kind: z.enum(['deduction', 'bonus']),
  /** All of its findings together cost or earn at most this; absent = no office has filled it in yet. */
  maxPoints: Points.optional(),
  /** Points for each occurrence of a finding that states none of its own. */
  pointsEach: Points.optional(),
});

export const Indicator = z.discriminatedUnion('kind', [VetoIndicator, PointsIndicator]);
export type Indicator = z.infer<typeof Indicator>;
export type VetoIndicator = z.infer<typeof VetoIndicator>;
export type PointsIndicator = z.infer<typeof PointsIndicator>;

/** Passed when the points of these parts together are above `points`, or `inclusive` and at them. */
const Bound = z.strictObject({ parts: z.array(code).min(1), points: Points, inclusive: z.boolean() });
export type Bound = z.infer<typeof Bound>;

/** Sites without public services: groups that are not judged, and what is left of a part scaled up. */
const Scaling = z.strictObject({
  skipGroups: z.array(text).min(1),
  part: code,
  /** Points of the part without the groups that are skipped. */
  maxPoints: Points,
  /** The part's points are multiplied by numerator / denominator, rounded half up to a hundredth. */
  numerator: z.number().int().positive(),
  denominator: z.number().int().positive(),
});

/**
 * One fault is charged once: what is found of one object under the indicator and under those it yields to
 * costs together no more than the dearer of the two sides.
 */
const Overlap = z.strictObject({ indicator: code, yieldsTo: z.array(code).min(1) });

/** How places are given. The rule of ties is data, since notices do not state theirs. */
const RankingRule = z.strictObject({
  /** `competition`: 1, 2, 2, 4. `dense`: 1, 2, 2, 3. */
  ties: z.enum(['competition', 'dense']),
  /** What decides between equal totals, first to last: the higher base, the higher bonus, the fewer faults. */
  tieBreakers: z.array(z.enum(['base', 'bonus', 'faults'])),
});
export type RankingRule = z.infer<typeof RankingRule>;

/** One version of a region's indicators (检查指标) with everything that its arithmetic needs. */
export const IndicatorSet = z
  .strictObject({
    id: code,
    name: text,
    version: text,
    /** 全国, or the place it holds in, as the setting `scoring.region` spells it. */
    region: text,
    effectiveFrom: Day,
    /** The last day on which it holds; absent = it holds still. */
    effectiveTo: Day.optional(),
    source: text,
    /** Whether an office has checked it against the document; every score by an unchecked set says so. */
    verified: z.boolean(),
    /** The highest total there is: all parts and the bonus. */
    maximum: Points,
    /** Whether a unit with several sites has a score for each of them or one for all. */
    scoredBy: z.enum(['site', 'unit']),
    /** Whether a finding that has been settled (销号) still costs: the score as found, or as it stands. */
    clearedFindings: z.enum(['count', 'drop']),
    parts: z.array(z.strictObject({ code, name: text, maxPoints: Points })),
    /** Groups of deductions name the part they are charged to; `maxPoints` caps a group as a whole. */
    groups: z.array(z.strictObject({ name: text, part: code.optional(), maxPoints: Points.optional() })),
    /** Unqualified (不合格) unless every one of these is passed. */
    qualified: z.array(Bound),
    /** The bonus counts only past its bound, and up to `maxPoints`. */
    bonus: z.strictObject({ maxPoints: Points, from: Bound }).optional(),
    withoutServices: Scaling.optional(),
    overlaps: z.array(Overlap).default([]),
    ranking: RankingRule,
    indicators: z.array(Indicator).min(1),
  })
  .superRefine((set, context) => {
    for (const message of faultsOfSet(set)) context.addIssue({ code: 'custom', message, path: [] });
  });
export type IndicatorSet = z.infer<typeof IndicatorSet>;
