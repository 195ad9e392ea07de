import { z } from 'zod';
import { Instant } from './values.js';

/**
 * Who moves a problem or a filing: a unit's staff, its administrator, an administrator of the office, or the
 * operator at the shell, who enters what was decided elsewhere.
 */
export const Actor = z.enum(['unit_staff', 'unit_admin', 'office_admin', 'operator']);
export type Actor = z.infer<typeof Actor>;

/** One move of a problem or a filing from a state to another. */
export const Move = z.object({
  from: z.string(),
  to: z.string(),
  /** When it happened; the audit says when it was entered. */
  at: Instant,
  role: Actor,
  /** Who made it: a member id, or `operator`. */
  by: z.string(),
  /** The member for whom the operator entered it; the role is that member's. */
  onBehalfOf: z.string().optional(),
  note: z.string().optional(),
});
export type Move = z.infer<typeof Move>;

/**
 * What has been done about a problem or a filing (办理过程): its moves, the oldest first, never changed and
 * never removed. `id` is `problem/…` or `filing/…` with the id of the record, which an import may write anew
 * without touching this.
 */
export const Proceeding = z.object({
  id: z.string().min(1),
  /** The state that the imported record stated at the last move; absent = it stated none. */
  stated: z.string().optional(),
  moves: z.array(Move).min(1),
});
export type Proceeding = z.infer<typeof Proceeding>;
