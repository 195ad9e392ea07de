import { reminders } from '../../config/phrases/reminders.js';
import type { Transaction } from '../../storage/port.js';
import type { ScheduleRun } from '../../storage/records.js';
import { formatInstant } from '../domain/day.js';
import type { CronExpression } from './cron.js';

/** Something that runs by the calendar. */
export interface ScheduledJob {
  /** Also the section of the settings that holds its `schedule`. */
  readonly name: string;
  /** Five cron fields, Asia/Shanghai. */
  readonly expression: string;
  /** A firing missed while nothing ran: run it once, late, or skip it with a warning. */
  readonly missed: 'run_late' | 'skip';
  /** May run twice for one firing (after a crash), so its effects carry unique keys. Returns what it did. */
  run(planned: Date): Promise<string>;
}

/** What a look found of one job: the firings it skipped, and the one it claimed. */
export interface Claimed {
  readonly skipped: readonly Date[];
  readonly run?: ScheduleRun;
}

const phrases = reminders.schedule;

/** A firing this long after its minute was missed: a look comes every minute, but a job may be slow. */
const lateMs = 5 * 60_000;
/** Firings missed before this are not looked for. */
const lookBackMs = 31 * 86_400_000;
/** Of a job planned every minute no more than this many missed firings are recorded. */
const mostMissed = 100;

const rowOf = (job: ScheduledJob, planned: Date, now: Date) => ({
  id: `${job.name}@${planned.toISOString()}`,
  job: job.name,
  plannedAt: planned.toISOString(),
  startedAt: now.toISOString(),
});

const skippedRow = (job: ScheduledJob, planned: Date, now: Date, why: string): ScheduleRun => ({
  ...rowOf(job, planned, now),
  finishedAt: now.toISOString(),
  outcome: 'skipped',
  summary: why,
});

/** Firings that nobody has claimed, and one that its process did not live to end; earliest first. */
const pendingFirings = async (
  tx: Transaction,
  job: ScheduledJob,
  expression: CronExpression,
  now: Date,
  livingSince: string,
): Promise<Date[]> => {
  const [newest] = await tx.find('scheduleRuns', {
    index: 'byJob',
    equals: [job.name],
    order: 'desc',
    limit: 1,
  });
  if (newest === undefined) {
    // Without this row a crash before the first firing would hide that it was missed.
    await tx.put('scheduleRuns', skippedRow(job, now, now, phrases.installed));
    return [];
  }
  const since = new Date(newest.plannedAt);
  const earliest = new Date(now.getTime() - lookBackMs);
  const planned = [...expression.between(since > earliest ? since : earliest, now)];
  const isInterrupted = newest.outcome === 'running' && newest.startedAt < livingSince;
  return [...(isInterrupted ? [since] : []), ...planned.slice(-mostMissed)];
};

/**
 * Claims the latest pending firing of a job, or by its policy none, and settles the others as skipped. The
 * row it writes is the claim: another process that looks at the same time finds it and does nothing.
 * @param livingSince a row still `running` that began before this was interrupted, and counts as missed
 */
export const claimFiring = async (
  tx: Transaction,
  job: ScheduledJob,
  expression: CronExpression,
  now: Date,
  livingSince: string,
): Promise<Claimed> => {
  const pending = await pendingFirings(tx, job, expression, now, livingSince);
  const latest = pending.at(-1);
  if (latest === undefined) return { skipped: [] };

  const isTooLate = job.missed === 'skip' && now.getTime() - latest.getTime() >= lateMs;
  const skipped = isTooLate ? pending : pending.slice(0, -1);
  const why = isTooLate ? phrases.skipped : phrases.superseded(formatInstant(latest));
  for (const planned of skipped) await tx.put('scheduleRuns', skippedRow(job, planned, now, why));
  if (isTooLate) return { skipped };

  const run: ScheduleRun = { ...rowOf(job, latest, now), outcome: 'running' };
  await tx.put('scheduleRuns', run);
  return { skipped, run };
};
