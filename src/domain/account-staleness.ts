import type { AccountCycle, AccountCycles } from '../../config/rules.js';
import { addDays, daysBetween } from './day.js';
import type { Account, Day } from './records/index.js';
import { namedIn } from './staleness.js';

/** Whether an account (政务新媒体账号) is updated within its cycle. */
export type AccountStatus =
  | ({
      readonly daysSince: number;
      readonly cycleDays: number;
      readonly source: string;
      /** The last day on which an update still keeps it. */
      readonly dueOn: Day;
    } & (
      | { readonly state: 'fresh' | 'due_soon'; readonly daysLeft: number }
      | { readonly state: 'stale'; readonly overdueDays: number }
    ))
  /** `ended`: cancelled, and no longer looked at. `unknown`: no cycle holds, or no update is recorded. */
  | { readonly state: 'ended' | 'unknown' };

/** The cycle in force for a platform: the one that names it, else the one for all others. */
const cycleOf = (platform: string, { inForce, variants }: AccountCycles): AccountCycle | undefined => {
  const cycles = variants.find(({ id }) => id === inForce)?.cycles ?? [];
  const named = cycles.map((cycle) => ({ words: cycle.platforms ?? [], cycle }));
  return namedIn(platform, named)?.cycle ?? cycles.find(({ platforms }) => platforms === undefined);
};

/**
 * Judges an account by its last update. One that waits to be cancelled is judged like any other.
 * @param today in Asia/Shanghai
 * @param dueSoonDays an account is `due_soon` when at most this many days are left
 */
export const accountStatus = (
  { platform, state, lastUpdatedOn }: Account,
  cycles: AccountCycles,
  today: Day,
  dueSoonDays: number,
): AccountStatus => {
  if (state !== undefined && cycles.endedStates.includes(state)) return { state: 'ended' };
  const cycle = cycleOf(platform, cycles);
  if (cycle === undefined || lastUpdatedOn === undefined) return { state: 'unknown' };
  const dueOn = addDays(lastUpdatedOn, cycle.days);
  const daysLeft = daysBetween(today, dueOn);
  const known = {
    daysSince: daysBetween(lastUpdatedOn, today),
    cycleDays: cycle.days,
    source: cycle.source,
    dueOn,
  };
  return daysLeft < 0
    ? { state: 'stale', ...known, overdueDays: -daysLeft }
    : { state: daysLeft <= dueSoonDays ? 'due_soon' : 'fresh', ...known, daysLeft };
};
