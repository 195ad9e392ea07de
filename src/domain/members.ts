import { addDays, instantAt, shanghaiDay } from './day.js';
import type { Day, Instant, Member, Platform } from './records/index.js';

/**
 * The id of an account. WeCom does not tell user ids apart by case, and lowers them in some of its answers. Of
 * DingTalk nothing of the kind is known: there two ids may differ in case alone, and nobody may get what another
 * is bound to.
 */
export const memberIdOf = (platform: Platform, userId: string): string =>
  `${platform}:${platform === 'wecom' ? userId.toLowerCase() : userId}`;

/** Whether a binding still holds at `now`; its end is exclusive. */
export const isLive = ({ expiresAt }: Pick<Member, 'expiresAt'>, now: Date): boolean =>
  expiresAt === undefined || expiresAt > now.toISOString();

/** Whether somebody is an administrator of the office at `now`. */
export const isLiveAdministrator = (member: Member | undefined, now: Date): boolean =>
  member?.role === 'admin' && isLive(member, now);

/** The end of what holds up to and including a day in Shanghai: where the next day begins. */
export const endOf = (lastDay: Day): Instant => instantAt(addDays(lastDay, 1), '00:00').toISOString();

/** The last day in Shanghai of what ends at an instant that is its no more. */
export const lastDayBefore = (end: Instant): Day => shanghaiDay(new Date(Date.parse(end) - 1));

/** Whether a member belongs to the office, and not to a unit's own people. */
export const isOfficeRole = (role: Member['role']): role is 'reviewer' | 'admin' =>
  role === 'admin' || role === 'reviewer';
