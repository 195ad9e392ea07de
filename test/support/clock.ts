import type { Clock } from '../../src/domain/clock.js';

/** A clock that stands still until it is moved. */
export interface StoppedClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: string): void;
}

export const stoppedClock = (start: string): StoppedClock => {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (instant) => {
      now = new Date(instant).getTime();
    },
  };
};
