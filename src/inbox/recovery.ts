import type { Logger } from 'pino';
import type { Store } from '../../storage/port.js';
import type { Clock } from '../domain/clock.js';
import type { InboxEntry } from './records.js';

/**
 * An entry that waits longer was left: whoever lives answers within the budget, or may have to ask twice for a
 * picture, ten seconds each.
 */
const abandonedMs = { plain: 10_000, withPictures: 30_000 } as const;

const lookEveryMs = 5_000;

/** What was stored and stays unanswered: a stop or a killed process left it, or the disk refused the answer. */
export interface Recovery {
  /**
   * Answers what was left, but for what has pictures: those come from platforms, for which no start may wait. Call
   * once, before anything new is taken. Resolves with how many it took up.
   */
  atStart(): Promise<number>;
  /** Takes up the pictures that were left, and from now on whatever is. */
  start(): void;
  /** Takes up nothing more, and resolves when what is under way is done; the rest is for the next start. */
  stop(): Promise<void>;
}

const hasPictures = ({ event }: InboxEntry): boolean => (event.pictures ?? []).length > 0;
const hasNone = (entry: InboxEntry): boolean => !hasPictures(entry);

export const createRecovery = (parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Other processes answer from the same store: what is not old may be theirs. */
  readonly shared: boolean;
  /** Whether this process works on an entry already. */
  readonly isUnderWay: (id: string) => boolean;
  readonly takeUp: (entry: InboxEntry) => Promise<unknown>;
}): Recovery => {
  const { store, clock, log, shared, isUnderWay, takeUp } = parts;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let leftAtStart: readonly InboxEntry[] = [];

  const find = (olderThanMs?: number): Promise<InboxEntry[]> => {
    const received = { index: 'byState', equals: ['received'] } as const;
    if (olderThanMs === undefined) return store.find('inbox', received);
    const before = new Date(clock.now().getTime() - olderThanMs).toISOString();
    return store.find('inbox', { ...received, range: { lt: before } });
  };

  /** One after another: a platform that is down is not asked for everything at once. */
  const answer = async (entries: readonly InboxEntry[]): Promise<number> => {
    let count = 0;
    for (const entry of entries) {
      if (stopped) break;
      // The platform may have sent it again since it was found.
      if (isUnderWay(entry.id)) continue;
      count += 1;
      await takeUp(entry).catch((error: unknown) =>
        // One that cannot be answered must not keep the others, or the service, from starting.
        log.error({ err: error, entry: entry.id }, 'an unanswered message could not be taken up'),
      );
    }
    if (count > 0) log.warn({ count }, 'answered what a stop left unanswered');
    return count;
  };

  /** A round goes on for as long as its entries take: none begins beside it. */
  const createLane = () => {
    let round: Promise<unknown> | undefined;
    return {
      begin: (entries: () => Promise<readonly InboxEntry[]>): void => {
        round ??= entries()
          .then(answer)
          .catch((error: unknown) => log.error({ err: error }, 'recovery failed; it is tried again'))
          .finally(() => {
            round = undefined;
          });
      },
      idle: async (): Promise<void> => void (await round),
    };
  };
  // Pictures may take a while: nothing else waits behind them.
  const plain = createLane();
  const withPictures = createLane();

  return {
    async atStart() {
      const left = await find(shared ? abandonedMs.plain : undefined);
      // Of several processes another may be fetching them: they are looked for when that cannot be any more.
      leftAtStart = shared ? [] : left.filter(hasPictures);
      return await answer(left.filter(hasNone));
    },

    start() {
      withPictures.begin(async () => leftAtStart);
      timer ??= setInterval(() => {
        plain.begin(async () => (await find(abandonedMs.plain)).filter(hasNone));
        withPictures.begin(async () => (await find(abandonedMs.withPictures)).filter(hasPictures));
      }, lookEveryMs);
    },

    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([plain.idle(), withPictures.idle()]);
    },
  };
};
