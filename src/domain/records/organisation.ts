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

/** An account of a person on one platform. `id` is `platform:userid`, the user id in lower case. */
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
