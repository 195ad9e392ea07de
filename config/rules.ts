import { z } from 'zod';

/** Where a number comes from and since when it holds; every rule carries one. */
export const RuleSource = z.strictObject({ source: z.string().min(1), effectiveFrom: z.string().min(1) });

/** Update cycle of a column type (栏目更新周期). `words` are what a column's type or name may hold. */
export const ColumnCycle = RuleSource.extend({
  type: z.string(),
  words: z.array(z.string().min(1)).min(1),
  days: z.number().int().positive(),
});
export type ColumnCycle = z.infer<typeof ColumnCycle>;

/** Within how many working days an answer earns praise (1个工作日内), and what must have happened by then. */
const Honour = z.strictObject({
  workdays: z.number().int().positive(),
  by: z.enum(['replied', 'closed']),
});

/** What a message unanswered for too long does to its site: limits in calendar months. */
const MonthLimits = z.strictObject({
  /** A message that must be answered and is not after this many months is a veto (单项否决). */
  vetoMonths: z.number().int().positive(),
  /** Only messages of this many months before the day of monitoring count. */
  withinMonths: z.number().int().positive(),
  /** Messages and their replies are published at least once in this many months. */
  publishMonths: z.number().int().positive(),
});
export type MonthLimits = z.infer<typeof MonthLimits>;

/** Limit of an answer clock in working days; the day of the start is not counted. */
export const AnswerClock = RuleSource.extend({
  channel: z.enum(['error_report', 'simulated', 'site_consult', 'mailbox']),
  /** Absent = this clock has no limit in the data. */
  dueWorkdays: z.number().int().positive().optional(),
  startsAt: z.enum(['received', 'transferred']),
  honour: Honour.optional(),
  months: MonthLimits.optional(),
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

/** When a column that is not updated is 长期未更新: it has missed this many cycles in full. */
export const LongStale = RuleSource.extend({ cycles: z.number().positive() });
export type LongStale = z.infer<typeof LongStale>;

/** Update cycle of accounts: of these platforms (words that a platform's name may hold), or of all others. */
const AccountCycle = RuleSource.extend({
  platforms: z.array(z.string().min(1)).min(1).optional(),
  days: z.number().int().positive(),
});
export type AccountCycle = z.infer<typeof AccountCycle>;

/** The national cycles and local variants, of which the one named by `inForce` counts. */
export const AccountCycles = z
  .strictObject({
    inForce: z.string(),
    /** An account in one of these states is no longer looked at. */
    endedStates: z.array(z.string().min(1)),
    variants: z
      .array(
        z.strictObject({ id: z.string(), region: z.string().min(1), cycles: z.array(AccountCycle).min(1) }),
      )
      .min(1),
  })
  .refine(({ inForce, variants }) => variants.filter(({ id }) => id === inForce).length === 1, {
    path: ['inForce'],
    error: '必须是 variants 中一个（且只有一个）的 id',
  });
export type AccountCycles = z.infer<typeof AccountCycles>;

/** A span of the calendar. */
const Span = z.union([
  z.strictObject({ days: z.number().int().positive() }),
  z.strictObject({ months: z.number().int().positive() }),
]);
export type Span = z.infer<typeof Span>;

/** What counts towards a veto: columns of these types (as in column-cycles) not updated for longer than the span. */
const VetoType = z.strictObject({ type: z.string(), within: Span });

/** A condition on which a site fails as a whole (单项否决). `text` is what people are told of the rule. */
export const SiteVeto = RuleSource.extend({
  id: z.string(),
  title: z.string().min(1),
  text: z.string().min(1),
  /** From this many columns on (inclusive) the site fails. */
  limit: z.number().int().positive(),
  counts: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stale'), types: z.array(VetoType).min(1) }),
    z.strictObject({ kind: z.literal('past_cycle') }),
    z.strictObject({ kind: z.literal('empty') }),
  ]),
});
export type SiteVeto = z.infer<typeof SiteVeto>;

export const Rules = z.strictObject({
  columnCycles: z.array(ColumnCycle),
  answerClocks: z.array(AnswerClock),
  /** An empty column (空白栏目) is a fault whatever its cycle. */
  emptyColumn: RuleSource,
  filing: FilingRule,
  longStale: LongStale,
  accountCycles: AccountCycles,
  siteVetoes: z.array(SiteVeto),
});
export type Rules = z.infer<typeof Rules>;
