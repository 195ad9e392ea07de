import type { Logger } from 'pino';
import type { Store } from '../../storage/port.js';
import type { Clock } from '../domain/clock.js';
import type { Channel, NotSent, SendOutcome } from './channel.js';
import { type Claim, claimNext } from './claim.js';
import type { Channels } from './routes.js';
import { recoverInterrupted, settle } from './settle.js';
import { type MakeFile, readyClaim } from './upload.js';

/** Sends what the outbox holds; see `createDispatcher`. */
export interface Dispatcher {
  /** Settles deliveries that a crash left between sending and recording. Call once before `start`. */
  recover(): Promise<void>;
  /** Sends everything that is due by the clock and resolves when nothing due is left. */
  runDue(): Promise<void>;
  /** Looks for due deliveries now and every second from now on. */
  start(): void;
  /** Looks at once instead of at the next second. */
  wake(): void;
  /** Resolves when the sends under way are recorded. */
  stop(): Promise<void>;
}

/** Destinations served at the same time; each one is served in order. */
const width = 8;
const pollMs = 1000;
/** How often to look for sends past their lease: another process was killed, or the disk refused. */
const recoverMs = 10_000;

const notReady = (now: Date): NotSent => ({
  status: 'deferred',
  errorClass: 'retry',
  code: 'file_not_ready',
  advice: '文件没有准备好，没有发出，稍后自动重试；一直这样时请检查磁盘和数据库。',
  retryAt: now,
});

/**
 * Each send is recorded before it leaves and settled after: a crash in between leaves a delivery that
 * `recover` can tell, and that is repeated only where the platform drops repeats itself.
 */
export const createDispatcher = (parts: {
  store: Store;
  channels: Channels;
  clock: Clock;
  log: Logger;
  makeFile: MakeFile;
  /** Other processes send from the same store. */
  shared: boolean;
}): Dispatcher => {
  const { store, channels, clock, log, makeFile, shared } = parts;
  let recovering: NodeJS.Timeout | undefined;
  let recovery: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  /** Sends whose outcome the store refused to take, e.g. on a full disk: it is known, and tried again. */
  const unsettled = new Map<Claim, SendOutcome>();

  const record = async (claim: Claim, outcome: SendOutcome): Promise<void> => {
    unsettled.set(claim, outcome);
    const state = await settle(store, channels, claim, outcome, clock.now());
    unsettled.delete(claim);
    const line = { delivery: claim.delivery.id, channel: claim.channel, outcome: outcome.status, state };
    if (outcome.status === 'delivered') log.info(line, 'delivery sent');
    else log.warn({ ...line, code: outcome.code, advice: outcome.advice }, 'delivery not sent');
  };

  const recordUnsettled = async (): Promise<void> => {
    for (const [claim, outcome] of unsettled) {
      await record(claim, outcome).catch((error: unknown) =>
        log.error({ err: error, delivery: claim.delivery.id }, 'an outcome could not be recorded'),
      );
    }
  };

  /** A file that could not be made or stored is known not to be sent: it waits like one that was put off. */
  const readyOrPutOff = async (channel: Channel, claim: Claim): ReturnType<typeof readyClaim> => {
    try {
      return await readyClaim({ store, channel, clock, makeFile }, claim);
    } catch (error) {
      log.error({ err: error, delivery: claim.delivery.id }, 'a file could not be got ready');
      return { failure: notReady(clock.now()) };
    }
  };

  const send = async (channel: Channel, taken: Claim): Promise<void> => {
    const ready = await readyOrPutOff(channel, taken);
    if ('failure' in ready) return await record(taken, ready.failure);
    const { claim } = ready;
    const outcome = await channel.send(claim.part, claim.destination, {
      idempotencyKey: `${claim.delivery.id}#${claim.partIndex}`,
    });
    await record(claim, outcome);
  };

  /** One worker: claims, sends and settles until nothing is due that no other worker has. */
  const work = async (busy: Set<string>): Promise<void> => {
    for (;;) {
      const claim = await claimNext(store, channels, clock.now(), busy);
      if (claim === undefined) return;
      try {
        const channel = channels.get(claim.channel);
        if (channel !== undefined) await send(channel, claim);
      } finally {
        busy.delete(claim.lane);
      }
    }
  };

  const runDue = (): Promise<void> => {
    again = true;
    running ??= (async () => {
      try {
        while (again) {
          again = false;
          await recordUnsettled();
          const busy = new Set<string>();
          // Settled, not raced: a worker that fails must not let a second round start beside the others.
          const ended = await Promise.allSettled(Array.from({ length: width }, () => work(busy)));
          const failed = ended.find((one) => one.status === 'rejected');
          if (failed !== undefined) throw failed.reason;
        }
      } finally {
        running = undefined;
      }
    })();
    return running;
  };

  const look = (): void => {
    runDue().catch((error: unknown) => log.error({ err: error }, 'dispatcher failed; it looks again'));
  };

  const recover = async (whose: 'all' | 'expired'): Promise<void> => {
    const settled = await recoverInterrupted(store, channels, clock.now(), whose);
    if (settled.length > 0) log.warn({ deliveries: settled }, 'settled deliveries that were interrupted');
  };
  const recoverExpired = (): void => {
    recovery = recover('expired').catch((error: unknown) =>
      log.error({ err: error }, 'recovery failed; it is tried again'),
    );
  };

  return {
    runDue,
    recover: () => recover(shared ? 'expired' : 'all'),
    start: () => {
      timer ??= setInterval(look, pollMs);
      recovering ??= setInterval(recoverExpired, recoverMs);
      look();
    },
    wake: () => {
      if (timer !== undefined) look();
    },
    stop: async () => {
      clearInterval(timer);
      clearInterval(recovering);
      timer = undefined;
      again = false;
      recovering = undefined;
      await Promise.allSettled([running, recovery]);
      await recordUnsettled();
    },
  };
};
