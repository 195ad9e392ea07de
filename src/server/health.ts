import type { Reader } from '../../storage/port.js';
import type { Clock } from '../domain/clock.js';
import type { Health, PartHealth } from './admin.js';

/** An inbox or outbox whose oldest entry waits longer than this is not healthy: somebody gets no answer. */
const longestWaitSeconds = 600;

const ageSeconds = (from: string | undefined, now: Date): number =>
  from === undefined ? 0 : Math.max(0, (now.getTime() - new Date(from).getTime()) / 1000);

const waiting = async (look: () => Promise<number>): Promise<PartHealth> => {
  try {
    const age = await look();
    const late = age > longestWaitSeconds;
    return {
      ok: !late,
      oldestWaitingSeconds: Math.round(age),
      ...(late ? { detail: 'the oldest entry waits too long' } : {}),
    };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'unreadable' };
  }
};

/** The store is well when it can be read, and the last write was not refused. */
const storeHealth = (trouble: string | undefined, read: PartHealth): PartHealth => {
  if (trouble !== undefined) return { ok: false, detail: trouble };
  return { ok: read.detail === undefined || read.oldestWaitingSeconds !== undefined };
};

/** What jobs failed of at their last run. */
type Failures = (now: Date) => Promise<readonly string[]>;

const scheduleHealth = async (failuresAt: Failures, now: Date): Promise<PartHealth> => {
  // A store that cannot be read says so itself.
  const failures = await failuresAt(now).catch(() => []);
  return failures.length === 0 ? { ok: true } : { ok: false, advisory: true, detail: failures.join('；') };
};

/** How each connection that the service opens is. */
type Connections = () => readonly {
  readonly channel: string;
  readonly ok: boolean;
  readonly detail: string;
}[];

const connectionHealth = (connections: ReturnType<Connections>): PartHealth => ({
  ok: connections.every(({ ok }) => ok),
  // The connection may be open elsewhere, and callbacks come another way.
  advisory: true,
  detail: connections.map(({ channel, detail }) => `${channel}：${detail}`).join(''),
});

/**
 * Health of the store, of what was received and not yet answered, of what is due and not yet sent, and of the
 * jobs that run by the calendar, and of connections.
 */
export const healthOf = (parts: {
  store: Reader & { readonly trouble?: string | undefined };
  clock: Clock;
  failures: Failures;
  connections: Connections;
}): Health => {
  const { store, clock, failures, connections } = parts;
  return async () => {
    const now = clock.now();
    const inbox = await waiting(async () => {
      const [oldest] = await store.find('inbox', { index: 'byState', equals: ['received'], limit: 1 });
      return ageSeconds(oldest?.receivedAt, now);
    });
    const outbox = await waiting(async () => {
      const [oldest] = await store.find('deliveries', {
        index: 'byState',
        equals: ['pending'],
        range: { lte: now.toISOString() },
        limit: 1,
      });
      // Past its lease a send is recovered within seconds, unless nobody looks or the store refuses.
      const sending = await store.find('deliveries', { index: 'byState', equals: ['sending'] });
      return Math.max(
        ageSeconds(oldest?.dueAt, now),
        ...sending.map(({ leaseUntil }) => ageSeconds(leaseUntil, now)),
      );
    });
    const open = connections();
    return {
      store: storeHealth(store.trouble, inbox),
      inbox,
      outbox,
      schedules: await scheduleHealth(failures, now),
      ...(open.length === 0 ? {} : { connections: connectionHealth(open) }),
    };
  };
};
