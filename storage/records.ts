import { z } from 'zod';
import { Instant } from '../src/domain/records/index.js';

/** One planned firing of a schedule. `id` is `job@planned`: claiming the row is what makes it fire once. */
export const ScheduleRun = z.object({
  id: z.string().min(1),
  job: z.string(),
  plannedAt: Instant,
  startedAt: Instant,
  finishedAt: Instant.optional(),
  outcome: z.enum(['running', 'done', 'failed', 'skipped']),
  /** How often it was begun; absent = once. */
  tries: z.number().int().positive().optional(),
  summary: z.string().optional(),
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;

/** A named thing that at most one process holds at a time; see `src/leases/`. `id` is its name. */
export const Lease = z.object({
  id: z.string().min(1),
  /** A random name of the process that has it; absent = given back, free at once. */
  holder: z.string().min(1).optional(),
  /** By the holder's clock: before this instant nobody else takes it. */
  until: Instant,
  /** One more each time it changes hands; never less. */
  token: z.int().positive(),
});
export type Lease = z.infer<typeof Lease>;

/** Who did what to what, and when. Append-only; `actor` is a member id, `operator` (the shell) or `system`. */
export const Audit = z.object({
  id: z.string().min(1),
  at: Instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.json()),
});
export type Audit = z.infer<typeof Audit>;

/** The audit subject of imports: its newest row tells whether names of units may have changed. */
export const importSubject = 'data';
