import { z } from 'zod';

/** Where a number comes from and since when it holds; every rule carries one. */
export const RuleSource = z.strictObject({ source: z.string().min(1), effectiveFrom: z.string().min(1) });

/** Update cycle of a column type (栏目更新周期). `kinds` are words that a column type or name may hold. */
const ColumnCycle = RuleSource.extend({
  type: z.string(),
  words: z.array(z.string()).min(1),
  days: z.number().int().positive(),
});
const AccountCycle = RuleSource.extend({ platform: z.string(), days: z.number().int().positive() });

/** Limit of an answer clock in working days; the day of the start is not counted. */
const AnswerClock = RuleSource.extend({
  channel: z.enum(['error_report', 'simulated', 'site_consult', 'mailbox']),
  /** Absent = this clock has no limit in the data. */
  dueWorkdays: z.number().int().positive().optional(),
  startsAt: z.enum(['received', 'transferred']),
});

export const Rules = z.strictObject({
  columnCycles: z.array(ColumnCycle),
  accountCycles: z.array(AccountCycle),
  answerClocks: z.array(AnswerClock),
});
export type Rules = z.infer<typeof Rules>;
