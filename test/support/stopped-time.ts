import type { Timers } from '../../src/domain/timers.js';
import { type StoppedClock, stoppedClock } from './clock.js';

/** Time that stands still until it is moved: a clock, and timers that run by it. */
export interface StoppedTime extends Timers {
  readonly clock: StoppedClock;
  /** Moves the clock on and runs what falls due on the way, in order; what they start may finish in between. */
  pass(milliseconds: number): Promise<void>;
  /** Timers that wait. */
  waiting(): number;
}

/** Lets promises, and I/O of this process that is ready, go on. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export const stoppedTime = (start: string): StoppedTime => {
  const clock = stoppedClock(start);
  const planned = new Set<{ readonly at: number; readonly run: () => void }>();
  const next = (until: number) =>
    [...planned].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)[0];
  return {
    clock,
    after: (milliseconds, run) => {
      const timer = { at: clock.now().getTime() + Math.max(0, milliseconds), run };
      planned.add(timer);
      return () => planned.delete(timer);
    },
    waiting: () => planned.size,
    pass: async (milliseconds) => {
      const end = clock.now().getTime() + milliseconds;
      await settled();
      for (let timer = next(end); timer !== undefined; timer = next(end)) {
        planned.delete(timer);
        clock.advance(Math.max(0, timer.at - clock.now().getTime()));
        timer.run();
        await settled();
      }
      clock.advance(end - clock.now().getTime());
    },
  };
};
