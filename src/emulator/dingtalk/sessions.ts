import type { ChatView } from '../api.js';
import type { Random } from '../credentials.js';
import { newId } from '../platform.js';

/** 90 minutes, as in every official example (dingtalk-protocol 1.5). */
export const sessionLifetimeMs = 90 * 60 * 1000;

/** The question that a session webhook belongs to. */
interface Session {
  readonly chat: ChatView;
  /** `performance.now()` when it was asked. */
  readonly askedAt: number;
}

/** Session webhooks: any number of answers until they expire. */
export interface Sessions {
  issue(session: Session, now: Date): string;
  /** `undefined` when unknown or expired. */
  find(id: string, now: Date): Session | undefined;
}

export const createSessions = (random: Random): Sessions => {
  const sessions = new Map<string, { session: Session; expiry: number }>();
  return {
    issue: (session, now) => {
      const id = newId(random);
      sessions.set(id, { session, expiry: now.getTime() + sessionLifetimeMs });
      return id;
    },
    find: (id, now) => {
      const entry = sessions.get(id);
      return entry !== undefined && now.getTime() < entry.expiry ? entry.session : undefined;
    },
  };
};
