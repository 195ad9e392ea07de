import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { reminders as phrases } from '../../config/phrases/reminders.js';
import type { Store } from '../../storage/port.js';
import type { ScheduleRun } from '../../storage/records.js';
import type { Clock } from '../domain/clock.js';
import { formatInstant } from '../domain/day.js';
import { TongbaoError } from '../domain/error.js';
import { parseCron, scheduleZone } from './cron.js';
import { claimFiring, newestRun, type ScheduledJob } from './firings.js';

/** Runs jobs by the clock that is passed in; see `createScheduler`. */
export interface Scheduler {
  /** Runs what was planned since the last look, up to `now`. */
  tick(now: Date): Promise<void>;
  /** `tick` at the clock's time: after a clock was moved. */
  runDue(): Promise<void>;
  /** The next planned firing of that job, or of any; `undefined` when none comes within a year. */
  nextRun(now: Date, job?: string): Date | undefined;
  /** What a job's last run failed of, one sentence each; empty when all went well. */
  failures(now: Date): Promise<string[]>;
  /** Looks now, and at every minute from now on. */
  start(): void;
  /** Resolves when a job under way has ended. */
  stop(): Promise<void>;
}

/** No job takes longer, so one that another process began before that was interrupted. */
const longestRunMs = 10 * 60_000;

const earlier = (one: Date | undefined, other: Date): Date =>
  one === undefined || other < one ? other : one;

/**
 * A scheduler whose memory is the store: each planned firing is a `ScheduleRun` row, and claiming the row
 * is what fires it, so several processes fire once and a restart knows what it missed. node-cron only ticks
 * and says what an expression means.
 * @throws TongbaoError `config.invalid` when an expression is not valid, naming the setting
 */
export const createScheduler = (parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly jobs: readonly ScheduledJob[];
  readonly log: Logger;
  /** Other processes run the jobs of the same store. */
  readonly shared: boolean;
}): Scheduler => {
  const { store, clock, log, shared } = parts;
  const jobs = parts.jobs.map((job) => ({
    job,
    expression: parseCron(job.expression, `${job.name}.schedule`),
  }));
  const createdAt = clock.now().toISOString();
  let minutes: ScheduledTask | undefined;
  let looking: Promise<void> = Promise.resolve();

  const finish = async (run: ScheduleRun, outcome: 'done' | 'failed', summary: string): Promise<void> => {
    const finishedAt = clock.now().toISOString();
    await store.transaction((tx) => tx.put('scheduleRuns', { ...run, finishedAt, outcome, summary }));
  };

  const fire = async (job: ScheduledJob, run: ScheduleRun): Promise<void> => {
    const line = { job: job.name, planned: run.plannedAt };
    try {
      const summary = await job.run(new Date(run.plannedAt));
      await finish(run, 'done', summary);
      log.info({ ...line, summary }, 'scheduled job done');
    } catch (error) {
      log.error({ ...line, err: error }, 'scheduled job failed');
      const why = error instanceof TongbaoError ? error.hint : phrases.schedule.seeLog;
      await finish(run, 'failed', phrases.schedule.failed(why));
    }
  };

  /** A firing still under way that began before this was interrupted. */
  const livingSince = (now: Date): string =>
    shared ? new Date(now.getTime() - longestRunMs).toISOString() : createdAt;

  const look = async (now: Date): Promise<void> => {
    for (const { job, expression } of jobs) {
      const { skipped, run } = await store.transaction((tx) =>
        claimFiring(tx, job, expression, now, livingSince(now)),
      );
      if (skipped.length > 0) {
        const planned = skipped.map((one) => one.toISOString());
        log.warn({ job: job.name, planned, policy: job.missed }, 'scheduled firings were missed');
      }
      if (run !== undefined) await fire(job, run);
    }
  };

  /** Looks take turns, so a slow job never runs beside itself. */
  const tick = (now: Date): Promise<void> => {
    const turn = looking.then(() => look(now));
    looking = turn.catch(() => undefined);
    return turn;
  };

  const lookNow = (): void => {
    tick(clock.now()).catch((error: unknown) =>
      log.error({ err: error }, 'scheduler failed; it looks again'),
    );
  };

  return {
    tick,
    runDue: () => tick(clock.now()),
    nextRun: (now, name) =>
      jobs
        .filter(({ job }) => name === undefined || job.name === name)
        .flatMap(({ expression }) => expression.next(now) ?? [])
        .reduce<Date | undefined>(earlier, undefined),
    failures: async (now) => {
      const newest = await Promise.all(jobs.map(({ job }) => newestRun(store, job, now)));
      return newest.flatMap((run) =>
        run?.outcome === 'failed'
          ? [`${run.job} ${formatInstant(new Date(run.plannedAt))} ${run.summary}`]
          : [],
      );
    },
    start: () => {
      minutes ??= cron.schedule('* * * * *', lookNow, {
        timezone: scheduleZone,
        suppressMissedWarning: true,
      });
      lookNow();
    },
    stop: async () => {
      await minutes?.destroy();
      minutes = undefined;
      await looking;
    },
  };
};
