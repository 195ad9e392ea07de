import type { CollectionName, Query, RecordOf, Store, Transaction } from './port.js';

/** Days that records are kept after their work is done; a collection that is not named is kept for ever. */
export interface Retention {
  readonly inbox: number;
  readonly conversations: number;
  readonly deliveries: number;
  readonly scheduleRuns: number;
  readonly bindingCodes: number;
}

/** Removed in one transaction: more would hold others up. */
const batchSize = 500;

const dayMs = 86_400_000;

/** What of a collection may go: finished work that is older than `before`. */
interface Old<C extends CollectionName> {
  readonly collection: C;
  readonly queries: readonly Query<C>[];
  /** Looks at one that a query found; absent = all of them go. */
  readonly mayGo?: (record: RecordOf<C>) => boolean;
  /** A collection whose record of the same id goes with it. */
  readonly with?: CollectionName;
}

const oldInbox = (before: string): Old<'inbox'> => ({
  collection: 'inbox',
  // What was not answered yet stays, however old.
  queries: ['answered', 'failed'].map((state) => ({
    index: 'byState',
    equals: [state],
    range: { lt: before },
  })),
});

const oldDeliveries = (before: string): Old<'deliveries'> => ({
  collection: 'deliveries',
  queries: ['delivered', 'refused', 'unknown', 'expired'].map((state) => ({
    index: 'byState',
    equals: [state],
    range: { lt: before },
  })),
  // Who got a notice is asked a year later, and its key keeps it from being sent again.
  mayGo: ({ purpose }) => purpose !== 'summary',
});

const oldRuns = (before: string): Old<'scheduleRuns'> => ({
  collection: 'scheduleRuns',
  queries: [{ index: 'byJob' }],
  // The newest of a job says what was missed: it is never that old while the service runs.
  mayGo: ({ plannedAt, outcome }) => plannedAt < before && outcome !== 'running',
});

const oldConversations = (before: string): Old<'conversations'> => ({
  collection: 'conversations',
  queries: [{ index: 'byUpdate', range: { lt: before } }],
});

const oldCodes = (before: string): Old<'bindingCodes'> => ({
  collection: 'bindingCodes',
  queries: [{ index: 'byUnit' }],
  mayGo: ({ expiresAt }) => expiresAt < before,
});

/** No platform counts sends over a longer time. */
const longestWindowDays = 1;

const oldWindows = (before: string): Old<'rateWindows'> => ({
  collection: 'rateWindows',
  queries: [{ index: 'byId' }],
  // Each reply address has one, and is never used again.
  mayGo: ({ sentAt, blockedUntil }) => [sentAt.at(-1), blockedUntil].every((at = '') => at < before),
});

/** One that was not handed in within minutes never will be. */
const unusedPictureDays = 1;

/** What was handed in stays as long as its proceeding, which is for ever. */
const unusedPictures = (before: string): Old<'pictures'> => ({
  collection: 'pictures',
  queries: [{ index: 'byProblem', equals: [null, null], range: { lt: before } }],
  with: 'pictureContents',
});

const removeBatch = async <C extends CollectionName>(
  tx: Transaction,
  { collection, queries, mayGo = () => true, with: alongside }: Old<C>,
): Promise<number> => {
  let removed = 0;
  for (const query of queries) {
    for (const record of await tx.find(collection, query)) {
      if (removed >= batchSize) return removed;
      if (!mayGo(record)) continue;
      await tx.remove(collection, record.id);
      if (alongside !== undefined) await tx.remove(alongside, record.id);
      removed += 1;
    }
  }
  return removed;
};

/**
 * Drops what is kept no longer, and notes the numbers in the audit.
 * @returns how many of each collection were dropped; empty when none
 */
export const dropOld = async (
  store: Store,
  retention: Retention,
  now: Date,
  newId: () => string,
): Promise<Readonly<Record<string, number>>> => {
  const before = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  const dropped: Record<string, number> = {};
  const drop = async <C extends CollectionName>(old: Old<C>): Promise<void> => {
    for (;;) {
      const removed = await store.transaction((tx) => removeBatch(tx, old));
      if (removed > 0) dropped[old.collection] = (dropped[old.collection] ?? 0) + removed;
      if (removed < batchSize) return;
    }
  };
  await drop(oldInbox(before(retention.inbox)));
  await drop(oldConversations(before(retention.conversations)));
  await drop(oldDeliveries(before(retention.deliveries)));
  await drop(oldRuns(before(retention.scheduleRuns)));
  await drop(oldCodes(before(retention.bindingCodes)));
  await drop(oldWindows(before(longestWindowDays)));
  await drop(unusedPictures(before(unusedPictureDays)));
  if (Object.keys(dropped).length > 0) {
    await store.transaction((tx) =>
      tx.put('audits', {
        id: newId(),
        at: now.toISOString(),
        actor: 'system',
        action: 'retention',
        subject: 'retention',
        detail: dropped,
      }),
    );
  }
  return dropped;
};
