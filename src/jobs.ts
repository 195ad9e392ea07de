import { reminders as phrases } from '../config/phrases/reminders.js';
import type { Settings } from '../config/settings.js';
import { rotateBackups } from '../storage/lowdb/index.js';
import { dropOld } from '../storage/retention.js';
import type { Clock } from './domain/clock.js';
import { isShared, type OpenStore } from './open-store.js';
import type { ScheduledJob } from './reminders/firings.js';

/** What the scheduled work is done with. */
interface JobParts {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Stores the reminders that are due. */
  readonly remind: ScheduledJob['run'];
}

/** A copy of the embedded store every night; one that was missed is made at the start. */
const backupsJob = (
  { backups, dataDir }: Settings,
  { store, clock }: Pick<JobParts, 'store' | 'clock'>,
): ScheduledJob => ({
  name: 'backups',
  expression: backups.schedule,
  missed: 'run_late',
  run: async () => {
    const { path, bytes } = await rotateBackups(dataDir, await store.whole(), clock, backups.keep);
    return phrases.schedule.backedUp(path, bytes);
  },
});

/** Drops every night what is kept no longer. */
const retentionJob = ({ retention }: Settings, { store, clock, newId }: JobParts): ScheduledJob => ({
  name: 'retention',
  expression: retention.schedule,
  missed: 'run_late',
  run: async () => {
    const dropped = await dropOld(store, retention, clock.now(), newId);
    return phrases.schedule.dropped(Object.entries(dropped).map(([name, count]) => `${name} ${count}`));
  },
});

const remindersJob = ({ reminders }: Settings, { remind }: JobParts): ScheduledJob => ({
  name: 'reminders',
  expression: reminders.schedule,
  missed: reminders.missed,
  run: remind,
});

/** The work that the settings ask for by the clock. PostgreSQL is backed up by its own means. */
export const jobsOf = (settings: Settings, parts: JobParts): ScheduledJob[] => [
  ...(settings.reminders.enabled ? [remindersJob(settings, parts)] : []),
  ...(settings.retention.enabled ? [retentionJob(settings, parts)] : []),
  ...(settings.backups.enabled && !isShared(parts.store) ? [backupsJob(settings, parts)] : []),
];
