import { z } from 'zod';
import { Instant, Platform } from './values.js';

/** A body in the list (单位). `id` is the notice form of its name, e.g. 市发展和改革委. */
export const Unit = z.object({
  id: z.string().min(1),
  officialName: z.string().optional(),
  kind: z.enum(['county', 'development_zone', 'department', 'competent', 'other']),
  /** The group it is ranked in (排名组); absent when it is not ranked or nobody said. */
  rankingGroup: z.string().optional(),
  parentId: z.string().optional(),
  aliases: z.array(z.string()),
  source: z.string().optional(),
});
export type Unit = z.infer<typeof Unit>;

/** One human being (自然人). Approvals compare persons, never members. */
export const Person = z.object({ id: z.string().min(1), name: z.string() });
export type Person = z.infer<typeof Person>;

export const Role = z.enum(['staff', 'unit_admin', 'reviewer', 'admin']);
export type Role = z.infer<typeof Role>;

/** An account of a person on one platform. `id` as `memberIdOf` makes it. Kept when its binding ends. */
export const Member = z.object({
  id: z.string().min(1),
  platform: Platform,
  /** As the platform spells it; use `id` to compare. */
  userId: z.string().min(1),
  personId: z.string().min(1),
  unitIds: z.array(z.string()),
  role: Role,
  boundBy: z.enum(['roster', 'code', 'operator']),
  boundAt: Instant,
  /** The binding ends at this instant (exclusive); absent = no end. */
  expiresAt: Instant.optional(),
});
export type Member = z.infer<typeof Member>;

/** The roles that a unit's own people have. */
export const UnitRole = z.enum(['staff', 'unit_admin']);
export type UnitRole = z.infer<typeof UnitRole>;

/**
 * Somebody on leave lets a colleague do the work of his units until a day (休假委托). A record beside the
 * members: the delegate's own binding is not touched by it, and is there as before when it ends.
 */
export const Delegation = z.object({
  id: z.string().min(1),
  /** The person on leave, and the account that it was granted from. */
  personId: z.string().min(1),
  memberId: z.string().min(1),
  /** At the most: a unit that the person on leave loses is the delegate's no longer. */
  unitIds: z.array(z.string()).min(1),
  role: UnitRole,
  createdAt: Instant,
  /** The end of its last day in Shanghai (exclusive). */
  expiresAt: Instant,
  /** Who stands in, since the one-time code was used. */
  delegate: z
    .object({
      memberId: z.string().min(1),
      platform: Platform,
      userId: z.string().min(1),
      personId: z.string().min(1),
      since: Instant,
    })
    .optional(),
  /** Ended before its day, and by whom: a member id or `operator`. */
  endedAt: Instant.optional(),
  endedBy: z.string().optional(),
});
export type Delegation = z.infer<typeof Delegation>;

/**
 * A chat. `routes` are names of configured channels in order of preference; `chatId` is the platform's id
 * of the conversation, known for chats the bot hears, absent for those reachable only by a webhook.
 */
export const Group = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  platform: Platform,
  chatId: z.string().optional(),
  routes: z.array(z.string()).min(1),
  scope: z.enum(['unit', 'shared']),
  unitId: z.string().optional(),
});
export type Group = z.infer<typeof Group>;
