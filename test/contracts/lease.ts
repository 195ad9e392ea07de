import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireLease, leaseTimes, releaseLease, renewLease } from '../../src/leases/lease.js';
import type { Store } from '../../storage/port.js';

const id = 'wecom_bot/aib1';
const start = Date.parse('2023-12-04T01:00:00.000Z');
const at = (milliseconds: number): Date => new Date(start + milliseconds);
const { durationMs, marginMs } = leaseTimes;

/** What a lease is, whichever store it is on. */
export const describeLeaseContract = (name: string, make: () => Promise<Store>): void => {
  describe(`lease contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    const acquire = (holder: string, now: Date) => acquireLease(store, { id, holder, now });
    /** Whether it was had, and with which token. */
    const tokenOf = async (holder: string, now: Date): Promise<number | undefined> => {
      const answer = await acquire(holder, now);
      return 'held' in answer ? answer.held.token : undefined;
    };

    test('goes to who asks first, and to nobody else until it has run out', async () => {
      expect(await tokenOf('a', at(0))).toBe(1);
      expect(await tokenOf('b', at(0))).toBeUndefined();
      expect(await tokenOf('b', at(durationMs - 1))).toBeUndefined();
      expect(await tokenOf('b', at(durationMs))).toBe(2);
    });

    test('is safe for its holder only until a margin before it runs out', async () => {
      const answer = await acquire('a', at(0));
      expect(answer).toEqual({ held: { token: 1, safeUntil: at(durationMs - marginMs) } });
    });

    test('lasts longer once renewed, under the same token', async () => {
      await acquire('a', at(0));
      const renewed = await renewLease(store, { id, holder: 'a', token: 1, now: at(5000) });
      expect(renewed).toEqual({ token: 1, safeUntil: at(5000 + durationMs - marginMs) });
      expect(await tokenOf('b', at(durationMs))).toBeUndefined();
      expect(await tokenOf('b', at(5000 + durationMs))).toBe(2);
    });

    test('cannot be renewed, nor given back, by one who has lost it', async () => {
      await acquire('a', at(0));
      await acquire('b', at(durationMs));
      const late = { id, holder: 'a', token: 1 };
      expect(await renewLease(store, { ...late, now: at(durationMs + 1) })).toBeUndefined();
      await releaseLease(store, late);
      expect(await store.get('leases', id)).toMatchObject({ holder: 'b', token: 2 });
    });

    test('is free at once when it was given back, and its token never goes back', async () => {
      await acquire('a', at(0));
      await releaseLease(store, { id, holder: 'a', token: 1 });
      expect(await tokenOf('b', at(1))).toBe(2);
      await releaseLease(store, { id, holder: 'b', token: 2 });
      expect(await tokenOf('a', at(2))).toBe(3);
    });

    test('taken once more by its holder is another tenure: what the earlier one still says is refused', async () => {
      await acquire('a', at(0));
      expect(await tokenOf('a', at(1))).toBe(2);
      expect(await renewLease(store, { id, holder: 'a', token: 1, now: at(2) })).toBeUndefined();
    });

    test('that nobody has renewed for as long as it lasts is free, whatever the clock of its holder said', async () => {
      const hourAhead = at(3_600_000);
      await acquire('a', hourAhead);
      const seen = await acquire('b', at(0));
      if (!('taken' in seen)) throw new Error('taken from a holder who may be there');
      const ask = { id, holder: 'b', now: at(durationMs + 1), stale: seen.taken };
      expect(await acquireLease(store, ask)).toMatchObject({ held: { token: 2 } });

      // One that was renewed meanwhile is not.
      await acquire('c', at(3 * 3_600_000));
      const old = await store.get('leases', id);
      await renewLease(store, { id, holder: 'c', token: 3, now: at(4 * 3_600_000) });
      const stale = await acquireLease(store, { id, holder: 'b', now: at(0), stale: old });
      expect(stale).toMatchObject({ taken: { holder: 'c' } });
    });

    test('asked for by many at the same time goes to one', async () => {
      const names = Array.from({ length: 8 }, (_, index) => `holder-${index}`);
      const answers = await Promise.all(names.map((holder) => acquire(holder, at(0))));
      expect(answers.filter((answer) => 'held' in answer)).toHaveLength(1);
    });
  });
};
