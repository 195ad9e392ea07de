import { proceedings as phrases } from '../../config/phrases/proceedings.js';
import { addDays, instantAt } from './day.js';
import { standingMove, stateNow } from './proceedings.js';
import type { Actor, ClockTime, Day, Instant, Problem, Proceeding } from './records/index.js';
import { RectificationState } from './records/index.js';
import type { TransitionTable } from './transitions.js';

const unit = ['unit_staff', 'unit_admin'] as const;
const office = ['office_admin', 'operator'] as const;

/**
 * The way of a problem's rectification (整改): the unit works on it and hands in its report, which its
 * administrator answers for; the office rechecks, and what fails goes back to work. The office may also enter
 * what a unit reported on paper. Nobody rechecks his own work, and what was rechecked well is done.
 */
export const rectificationTable: TransitionTable<RectificationState, Actor> = {
  states: RectificationState.options,
  transitions: [
    { from: 'open', to: 'in_progress', by: [...unit, ...office] },
    { from: 'in_progress', to: 'submitted', by: ['unit_admin', ...office] },
    { from: 'submitted', to: 'rechecked_ok', by: office },
    { from: 'submitted', to: 'rechecked_failed', by: office },
    { from: 'rechecked_failed', to: 'in_progress', by: [...unit, ...office] },
  ],
  stateNames: phrases.rectification,
  actorNames: phrases.actors,
};

/** The state of a problem's rectification; `undefined` = neither the data nor anybody said anything yet. */
export const rectificationState = (
  { rectification }: Pick<Problem, 'rectification'>,
  proceeding: Proceeding | undefined,
): RectificationState | undefined => stateNow(RectificationState, rectification, proceeding);

/** The problem with what was done about it since it was imported. */
export const problemNow = (problem: Problem, proceeding: Proceeding | undefined): Problem => {
  const rectification = rectificationState(problem, proceeding);
  return rectification === undefined ? problem : { ...problem, rectification };
};

/** The instant from which a deadline has passed. A day counts in full, a time with its whole minute. */
const deadlineEnd = (dueOn: Day, dueTime?: ClockTime): Date =>
  dueTime === undefined
    ? instantAt(addDays(dueOn, 1), '00:00')
    : new Date(instantAt(dueOn, dueTime).getTime() + 60_000);

/**
 * How a problem stands to its deadline. Handing the report in is what keeps it; after a failed recheck the
 * problem is open again, and overdue once the deadline has passed. `submitted`: nobody recorded when.
 */
export type DeadlineStanding = 'no_deadline' | 'running' | 'overdue' | 'in_time' | 'late' | 'submitted';

/** When the report that counts was handed in: the last one; `undefined` where only the data say that it was. */
export const submittedAt = (
  { rectification }: Pick<Problem, 'rectification'>,
  proceeding: Proceeding | undefined,
): Instant | undefined =>
  standingMove(rectification, proceeding) && proceeding?.moves.findLast(({ to }) => to === 'submitted')?.at;

/** Judges a problem by its deadline as of `now`. */
export const deadlineStanding = (
  problem: Pick<Problem, 'dueOn' | 'dueTime' | 'rectification'>,
  proceeding: Proceeding | undefined,
  now: Date,
): DeadlineStanding => {
  if (problem.dueOn === undefined) return 'no_deadline';
  const end = deadlineEnd(problem.dueOn, problem.dueTime);
  const state = rectificationState(problem, proceeding);
  if (state !== 'submitted' && state !== 'rechecked_ok') return now >= end ? 'overdue' : 'running';
  const at = submittedAt(problem, proceeding);
  if (at === undefined) return 'submitted';
  return new Date(at) < end ? 'in_time' : 'late';
};
