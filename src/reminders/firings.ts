import { reminders } from '../../config/phrases/reminders.js';
import type { Reader, Transaction } from '../../storage/port.js';
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
/** A run that failed is tried again, so often in all and so long after. */
const mostTries = 3;
const againMs = 10 * 60_000;
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

/** What is still to be done of a job. */
interface Pending {
  /** Planned, due, and claimed by nobody yet; earliest first. */
  readonly planned: readonly Date[];
  /** One that was claimed and came to nothing: its process did not live to end it, or it failed. */
  readonly again?: ScheduleRun;
}

const shouldRunAgain = (
  { missed }: ScheduledJob,
  newest: ScheduleRun,
  now: Date,
  livingSince: string,
): boolean => {
  if (newest.outcome === 'running') return newest.startedAt < livingSince;
  // Minutes late is what `skip` does not want.
  if (newest.outcome !== 'failed' || missed === 'skip' || (newest.tries ?? 1) >= mostTries) return false;
  const { finishedAt = newest.startedAt } = newest;
  return now.getTime() >= new Date(finishedAt).getTime() + againMs;
};

/** The newest row of a job, planned or put down at its first start. */
export const newestRun = async (
  reader: Reader,
  job: Pick<ScheduledJob, 'name'>,
  now: Date,
): Promise<ScheduleRun | undefined> => {
  const [newest] = await reader.find('scheduleRuns', {
    index: 'byJob',
    equals: [job.name],
    // A clock that once ran ahead left rows of days to come: they must not silence the days before.
    range: { lte: now.toISOString() },
    order: 'desc',
    limit: 1,
  });
  return newest;
};

const pendingFirings = async (
  tx: Transaction,
  job: ScheduledJob,
  expression: CronExpression,
  now: Date,
  livingSince: string,
): Promise<Pending> => {
  const newest = await newestRun(tx, job, now);
  if (newest === undefined) {
    // Without this row a crash before the first firing would hide that it was missed.
    await tx.put('scheduleRuns', skippedRow(job, now, now, phrases.installed));
    return { planned: [] };
  }
  const since = new Date(newest.plannedAt);
  const earliest = new Date(now.getTime() - lookBackMs);
  const planned = [...expression.between(since > earliest ? since : earliest, now)].slice(-mostMissed);
  return { planned, ...(shouldRunAgain(job, newest, now, livingSince) ? { again: newest } : {}) };
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
  const { planned, again } = await pendingFirings(tx, job, expression, now, livingSince);
  const latest = planned.at(-1) ?? (again === undefined ? undefined : new Date(again.plannedAt));
  if (latest === undefined) return { skipped: [] };

  const isTooLate = job.missed === 'skip' && now.getTime() - latest.getTime() >= lateMs;
  // One that failed stays on record as failed; one that was cut short is settled here.
  const cutShort = again?.outcome === 'running' && planned.length > 0 ? [new Date(again.plannedAt)] : [];
  const others = [...cutShort, ...planned.slice(0, -1)];
  const skipped = isTooLate ? [...others, latest] : others;
  const why = isTooLate ? phrases.skipped : phrases.superseded(formatInstant(latest));
  for (const one of skipped) await tx.put('scheduleRuns', skippedRow(job, one, now, why));
  if (isTooLate) return { skipped };

  const run: ScheduleRun = {
    ...rowOf(job, latest, now),
    outcome: 'running',
    ...(planned.length === 0 ? { tries: (again?.tries ?? 1) + 1 } : {}),
  };
  await tx.put('scheduleRuns', run);
  return { skipped, run };
};
