import { z } from 'zod';

/** A calendar day in Asia/Shanghai, `2023-11-07`. */
export const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export type Day = z.infer<typeof Day>;

/** A time of day on the clocks of Shanghai, `09:30`. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export type ClockTime = z.infer<typeof ClockTime>;

/** An instant as UTC ISO text with milliseconds (`Date#toISOString`), so that text order is time order. */
export const Instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export type Instant = z.infer<typeof Instant>;

/** An inspection period: quarter `2023Q4`, month `2023-10`, half-year `2023H2` or year `2023`. */
export const PeriodId = z.string().regex(/^\d{4}(Q[1-4]|H[12]|-(0[1-9]|1[0-2]))?$/);
export type PeriodId = z.infer<typeof PeriodId>;

export const Platform = z.enum(['wecom', 'dingtalk']);
export type Platform = z.infer<typeof Platform>;

/**
 * Who may know a fact once its period is published: everybody, the notice's addressees, the unit itself
 * and the office, or the office alone.
 */
export const Audience = z.enum(['public', 'recipients', 'unit', 'office']);
export type Audience = z.infer<typeof Audience>;

/** Points of a score (分值): not negative, at most two decimals, so that sums can be exact. */
export const Points = z
  .number()
  .nonnegative()
  .refine((points) => Math.abs(points * 100 - Math.round(points * 100)) < 1e-6, { error: '最多两位小数' });

/** Position in the sheet, to print facts in the order of the notice; absent where nobody said. */
export const SheetOrder = z.number().int();
