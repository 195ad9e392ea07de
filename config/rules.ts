import { z } from 'zod';
import { IndicatorSet } from './indicators.js';

/** Where a number comes from and since when it holds; every rule carries one. */
export const RuleSource = z.strictObject({ source: z.string().min(1), effectiveFrom: z.string().min(1) });

/** Update cycle of a column type (栏目更新周期). `words` are what a column's type or name may hold. */
export const ColumnCycle = RuleSource.extend({
  type: z.string(),
  words: z.array(z.string().min(1)).min(1),
  days: z.number().int().positive(),
});
export type ColumnCycle = z.infer<typeof ColumnCycle>;

/** Limit of an answer clock in working days; the day of the start is not counted. */
export const AnswerClock = RuleSource.extend({
  channel: z.enum(['error_report', 'simulated', 'site_consult', 'mailbox']),
  /** Absent = this clock has no limit in the data. */
  dueWorkdays: z.number().int().positive().optional(),
  startsAt: z.enum(['received', 'transferred']),
});
export type AnswerClock = z.infer<typeof AnswerClock>;

/** When a change of an account must have been filed (提前报备). */
export const FilingRule = RuleSource.extend({
  /** The filing comes at least this many days before the change takes effect; 1 = any earlier day. */
  daysInAdvance: z.number().int().nonnegative(),
  /** A filing stands for changes up to this many days after its planned day (or the day it was filed). */
  validDays: z.number().int().positive(),
});
export type FilingRule = z.infer<typeof FilingRule>;

export const Rules = z.strictObject({
  columnCycles: z.array(ColumnCycle),
  answerClocks: z.array(AnswerClock),
  /** An empty column (空白栏目) is a fault whatever its cycle. */
  emptyColumn: RuleSource,
  filing: FilingRule,
  /** Every version of every set; `indicatorSetOf` says which one holds. */
  indicatorSets: z.array(IndicatorSet),
});
export type Rules = z.infer<typeof Rules>;
