import { z } from 'zod';
import { Day, PeriodId, Points } from './values.js';

/**
 * What an inspection found under one indicator (扣分明细): a veto, a deduction or something that earns a bonus.
 * A record of what was seen, never changed by scoring.
 */
export const Finding = z.object({
  id: z.string().min(1),
  periodId: PeriodId,
  unitId: z.string(),
  /** The site it was found on, where the data name it: for units with several sites. */
  siteId: z.string().optional(),
  /** Site, column, page or account as the data name it. What is charged under two indicators is told by it. */
  objectName: z.string().optional(),
  indicatorCode: z.string(),
  /** Absent = not counted, at least once; 0 = looked at, and nothing found. */
  occurrences: z.number().int().nonnegative().optional(),
  /** Points of this finding as a whole; absent = the indicator's points for each occurrence. */
  points: Points.optional(),
  /** When it was found. */
  date: Day.optional(),
  evidence: z.string().optional(),
  /** When it was settled (销号). */
  clearedOn: Day.optional(),
});
export type Finding = z.infer<typeof Finding>;
