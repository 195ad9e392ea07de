import { z } from 'zod';
import { Day, Instant } from './values.js';

/** A year's working days as an office loaded them (`tongbao workdays load`). `id` is the year, `2027`. */
export const WorkdayYear = z.object({
  id: z.string().regex(/^\d{4}$/),
  source: z.string(),
  daysOff: z.array(Day),
  makeUpDays: z.array(Day),
  loadedAt: Instant,
});
export type WorkdayYear = z.infer<typeof WorkdayYear>;
