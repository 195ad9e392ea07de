import type { Store } from '../../storage/port.js';
import type { Lease } from '../../storage/records.js';

/**
 * How long a lease holds, and how sure holders have to be. Clocks of two machines differ, so `until` does not
 * mean the same instant to both. A holder counts from an instant that it reads **before** it asks the store, and
 * stops `marginMs` before `until` by its own clock; everybody else waits for `until` by theirs. As long as no two
 * clocks differ by more than `marginMs`, whoever takes it does so after the holder has stopped: when another's
 * clock shows `until`, the holder's shows at least `until - marginMs`. Servers that keep time by NTP differ by
 * milliseconds; five seconds are for those that hardly do. What takes time in between (the transaction, the
 * network, a pause) only makes the taker later.
 */
export const leaseTimes = {
  durationMs: 20_000,
  marginMs: 5_000,
  /** Two renewals may fail before it is lost. */
  renewMs: 5_000,
} as const;

/** A lease as its holder knows it. */
export interface HeldLease {
  readonly token: number;
  /** By the holder's own clock, from this instant on it no longer counts as held. */
  readonly safeUntil: Date;
}

export type LeaseAnswer =
  | { readonly held: HeldLease }
  /** Somebody else's, as it stands in the store. */
  | { readonly taken: Lease };

const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);

const heldFrom = (token: number, now: Date): HeldLease => ({
  token,
  safeUntil: later(now, leaseTimes.durationMs - leaseTimes.marginMs),
});

const recordOf = (id: string, holder: string, token: number, now: Date): Lease => ({
  id,
  holder,
  token,
  until: later(now, leaseTimes.durationMs).toISOString(),
});

/** Whether two readings of a lease show that nobody renewed it in between. */
export const isUnchanged = (one: Lease, other: Lease): boolean =>
  one.token === other.token && one.until === other.until && one.holder === other.holder;

/**
 * Takes a lease that is free, has run out or is the asker's already.
 * @param now read before the call
 * @param stale a lease that the asker has seen unchanged for longer than `durationMs`: its holder is gone,
 * whatever its clock made of `until`
 */
export const acquireLease = (
  store: Store,
  request: {
    readonly id: string;
    readonly holder: string;
    readonly now: Date;
    readonly stale?: Lease | undefined;
  },
): Promise<LeaseAnswer> => {
  const { id, holder, now, stale } = request;
  return store.transaction(async (tx) => {
    const known = await tx.get('leases', id);
    const free =
      known === undefined ||
      known.holder === undefined ||
      known.holder === holder ||
      known.until <= now.toISOString() ||
      (stale !== undefined && isUnchanged(known, stale));
    if (!free) return { taken: known };
    const token = (known?.token ?? 0) + 1;
    await tx.put('leases', recordOf(id, holder, token, now));
    return { held: heldFrom(token, now) };
  });
};

/**
 * Holds on to a lease. `undefined` = it has changed hands since.
 * @param now read before the call
 */
export const renewLease = (
  store: Store,
  request: { readonly id: string; readonly holder: string; readonly token: number; readonly now: Date },
): Promise<HeldLease | undefined> => {
  const { id, holder, token, now } = request;
  return store.transaction(async (tx) => {
    const known = await tx.get('leases', id);
    if (known?.holder !== holder || known.token !== token) return undefined;
    await tx.put('leases', recordOf(id, holder, token, now));
    return heldFrom(token, now);
  });
};

/** Gives a lease back, so that the next one need not wait; nothing where it has changed hands since. */
export const releaseLease = (
  store: Store,
  request: { readonly id: string; readonly holder: string; readonly token: number },
): Promise<void> => {
  const { id, holder, token } = request;
  return store.transaction(async (tx) => {
    const known = await tx.get('leases', id);
    if (known?.holder !== holder || known.token !== token) return;
    const { holder: _, ...free } = known;
    await tx.put('leases', free);
  });
};
