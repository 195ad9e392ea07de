import type { Rules } from '../../config/rules.js';
import type { Reader } from '../../storage/port.js';
import { hostAmong } from '../domain/accounts.js';
import { shanghaiDay } from '../domain/day.js';
import { type FilingState, filingNow, filingState } from '../domain/filing-decisions.js';
import { type ChangeStatus, changeStatus } from '../domain/filings.js';
import type {
  Account,
  AccountChange,
  Filing,
  Instant,
  Move,
  Problem,
  RectificationState,
} from '../domain/records/index.js';
import {
  type DeadlineStanding,
  deadlineStanding,
  rectificationState,
  submittedAt,
} from '../domain/rectification.js';
import { type Recurrence, recurrenceOf } from '../domain/recurrence.js';
import { filingsNow, proceedingOf } from './now.js';

/** A problem with all that is known of its rectification. */
export interface ListedProblem {
  readonly problem: Problem;
  /** Absent = nobody said anything yet. */
  readonly state?: RectificationState;
  readonly standing: DeadlineStanding;
  readonly submittedAt?: Instant;
  readonly recurrence?: Recurrence;
  readonly moves: readonly Move[];
}

/** Newest period first, then by unit, kind and object. */
const problemKey = ({ problem }: ListedProblem): string =>
  [problem.unitId ?? '', problem.kind, problem.objectName ?? '', problem.id].join(' ');
const byPeriodThenUnit = (one: ListedProblem, other: ListedProblem): number => {
  const [a, b] = [one.problem.periodId, other.problem.periodId];
  if (a !== b) return a > b ? -1 : 1;
  return problemKey(one) < problemKey(other) ? -1 : 1;
};

/** Every problem, or those of one unit, as they stand at `now`; the newest period first. */
export const listProblems = async (
  reader: Reader,
  now: Date,
  unitId: string | undefined,
): Promise<ListedProblem[]> => {
  // Recurrence is judged by all of them: another unit's row may tell that a list ended in 等.
  const all = await reader.find('problems', { index: 'byPeriod' });
  const wanted = unitId === undefined ? all : all.filter((problem) => problem.unitId === unitId);
  const periods = (await reader.find('notices', { index: 'byId' })).map(({ id }) => id);
  const listed = await Promise.all(
    wanted.map(async (problem): Promise<ListedProblem> => {
      const proceeding = await proceedingOf(reader, 'problem', problem.id);
      const state = rectificationState(problem, proceeding);
      const at = submittedAt(problem, proceeding);
      const recurrence = recurrenceOf(problem, all, periods);
      return {
        problem,
        ...(state === undefined ? {} : { state }),
        standing: deadlineStanding(problem, proceeding, now),
        ...(at === undefined ? {} : { submittedAt: at }),
        ...(recurrence === undefined ? {} : { recurrence }),
        moves: proceeding?.moves ?? [],
      };
    }),
  );
  return listed.toSorted(byPeriodThenUnit);
};

/** A filing as it stands, with the unit whose account it is about. */
export interface ListedFiling {
  readonly filing: Filing;
  readonly unitId?: string;
  readonly state: FilingState;
  readonly moves: readonly Move[];
}

/** A change of an account with whether it was filed in advance. */
export interface ListedChange {
  readonly change: AccountChange;
  readonly unitId?: string;
  readonly status: ChangeStatus;
}

type Hosts = (accountName: string, platform: string | undefined) => { readonly unitId?: string };

const hostsIn =
  (accounts: readonly Account[]): Hosts =>
  (accountName, platform) => {
    const unitId = hostAmong(
      accounts.filter(({ name }) => name === accountName),
      platform,
    );
    return unitId === undefined ? {} : { unitId };
  };

const newestFirst = ({ filing: one }: ListedFiling, { filing: other }: ListedFiling): number => {
  const [a, b] = [`${one.filedOn} ${one.id}`, `${other.filedOn} ${other.id}`];
  return a > b ? -1 : Number(a < b);
};

/** Filings, the newest first, and changes with what is known of their filing; of one unit, or of all. */
export const listFilings = async (
  reader: Reader,
  { filing: rule }: Pick<Rules, 'filing'>,
  now: Date,
  unitId: string | undefined,
): Promise<{ readonly filings: ListedFiling[]; readonly changes: ListedChange[] }> => {
  const hostOf = hostsIn(await reader.find('accounts', { index: 'byId' }));
  const isMeant = (one: { readonly unitId?: string }): boolean =>
    unitId === undefined || one.unitId === unitId;
  const stored = await reader.find('filings', { index: 'byAccount' });
  const filings = await Promise.all(
    stored.map(async (filing): Promise<ListedFiling> => {
      const proceeding = await proceedingOf(reader, 'filing', filing.id);
      return {
        filing: filingNow(filing, proceeding),
        ...(filing.unitId === undefined
          ? hostOf(filing.accountName, filing.platform)
          : { unitId: filing.unitId }),
        state: filingState(filing, proceeding),
        moves: proceeding?.moves ?? [],
      };
    }),
  );
  const current = await filingsNow(reader, stored);
  const today = shanghaiDay(now);
  const changes = (await reader.find('accountChanges', { index: 'byId' })).map(
    (change): ListedChange => ({
      change,
      ...(change.hostUnitId === undefined
        ? hostOf(change.accountName, change.platform)
        : { unitId: change.hostUnitId }),
      status: changeStatus(change, current, today, rule),
    }),
  );
  return {
    filings: filings.filter(isMeant).toSorted(newestFirst),
    changes: changes.filter(isMeant),
  };
};
