import type { Logger } from 'pino';
import type { Store } from '../../storage/port.js';
import type { Lease } from '../../storage/records.js';
import type { Clock } from '../domain/clock.js';
import type { Timers } from '../domain/timers.js';
import {
  acquireLease,
  type HeldLease,
  isUnchanged,
  type LeaseAnswer,
  leaseTimes,
  releaseLease,
  renewLease,
} from './lease.js';

/** Takes one lease when it can be had, and keeps it; see `createLeaseKeeper`. */
export interface LeaseKeeper {
  /** Asks for the lease, and goes on asking. */
  start(): void;
  /** Whether this process has it at this very instant. */
  isHeld(): boolean;
  /** Gives it back; `onLost` is not called. Resolves when that is on record, or the store has refused. */
  stop(): Promise<void>;
}

interface Changes {
  /** This process has it from now on. */
  readonly onHeld: () => void;
  /** It has it no longer, and nobody else has it yet. What it stood for must end before this returns. */
  readonly onLost: () => void;
}

/** How often one that is somebody else's is asked for. */
const askMs = 2_000;

/**
 * A keeper where several processes share the store. It loses the lease when it could not renew it in time, which
 * it knows by itself, from its clock and from a timer, without the store: a process that is cut off from the
 * store is cut off from the lease too. A process that sleeps (SIGSTOP, a suspended machine) and wakes up late
 * sees by the clock that it is too late; what it had already handed to a socket is gone.
 */
export const createLeaseKeeper = (
  parts: Changes & {
    readonly store: Store;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly log: Logger;
    /** Name of the lease. */
    readonly id: string;
    /** A name of this process that no other has, nor this one after a restart. */
    readonly holder: string;
  },
): LeaseKeeper => {
  const { store, clock, timers, log, id, holder } = parts;
  let held: HeldLease | undefined;
  let seen: { readonly lease: Lease; readonly at: Date } | undefined;
  let asking: Promise<void> | undefined;
  let stopped = false;
  let cancelNext = (): void => undefined;
  let cancelLoss = (): void => undefined;

  const lose = (why: string): void => {
    if (held === undefined) return;
    held = undefined;
    cancelLoss();
    log.warn({ lease: id, why }, 'lease lost');
    if (!stopped) parts.onLost();
  };

  const isInTime = ({ safeUntil }: HeldLease): boolean => clock.now() < safeUntil;

  const keep = (lease: HeldLease): void => {
    const isNew = held === undefined;
    held = lease;
    seen = undefined;
    cancelLoss();
    cancelLoss = timers.after(lease.safeUntil.getTime() - clock.now().getTime(), () =>
      lose('it could not be renewed in time'),
    );
    if (!isNew || stopped) return;
    log.info({ lease: id, token: lease.token }, 'lease taken');
    parts.onHeld();
  };

  const staleLease = (now: Date): Lease | undefined =>
    seen !== undefined && now.getTime() - seen.at.getTime() > leaseTimes.durationMs ? seen.lease : undefined;

  const take = (answer: LeaseAnswer): void => {
    if ('taken' in answer) {
      if (seen === undefined || !isUnchanged(seen.lease, answer.taken)) {
        // Not when it was asked for: it may have been renewed after that and before it was read.
        seen = { lease: answer.taken, at: clock.now() };
      }
      return;
    }
    // An answer that took too long: the record is ours, and the next question renews it.
    if (isInTime(answer.held)) keep(answer.held);
  };

  const ask = async (): Promise<void> => {
    const now = clock.now();
    if (held === undefined) {
      take(await acquireLease(store, { id, holder, now, stale: staleLease(now) }));
      return;
    }
    const { token } = held;
    const renewed = await renewLease(store, { id, holder, token, now });
    // Lost while the store was thinking: what it says now is about the past.
    if (held?.token !== token) return;
    if (renewed === undefined) lose('another process has taken it');
    else if (isInTime(renewed)) keep(renewed);
  };

  const untilNext = (): number => {
    if (held !== undefined) return leaseTimes.renewMs;
    const runsOut = seen === undefined ? askMs : Date.parse(seen.lease.until) - clock.now().getTime();
    return runsOut > 0 && runsOut < askMs ? runsOut : askMs;
  };

  const look = (): void => {
    asking = ask()
      .catch((error: unknown) => log.error({ err: error, lease: id }, 'lease could not be asked for'))
      .then(() => {
        asking = undefined;
        if (!stopped) cancelNext = timers.after(untilNext(), look);
      });
  };

  return {
    start: look,
    isHeld: () => {
      if (held !== undefined && !isInTime(held)) lose('it could not be renewed in time');
      return held !== undefined;
    },
    stop: async () => {
      stopped = true;
      cancelNext();
      await asking;
      cancelLoss();
      if (held === undefined) return;
      const { token } = held;
      held = undefined;
      await releaseLease(store, { id, holder, token }).catch((error: unknown) =>
        log.warn({ err: error, lease: id }, 'lease could not be given back; it runs out by itself'),
      );
    },
  };
};

/** A keeper where this process owns the store: there is nobody to share with, and nothing to write down. */
export const createSoleKeeper = ({ onHeld }: Pick<Changes, 'onHeld'>): LeaseKeeper => {
  let held = false;
  return {
    start: () => {
      held = true;
      onHeld();
    },
    isHeld: () => held,
    stop: async () => {
      held = false;
    },
  };
};
