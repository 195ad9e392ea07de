import type { Member } from './records/index.js';

/** Whether a binding still holds at `now`; its end is exclusive. */
export const isLive = ({ expiresAt }: Pick<Member, 'expiresAt'>, now: Date): boolean =>
  expiresAt === undefined || expiresAt > now.toISOString();
