import type { MovableClock } from '../clock.js';

/** What falls due as time passes. */
export interface DemoScheduler {
  /** The next reminder run after now. */
  nextRun(): Date | undefined;
  /** Runs what is due by the demo's clock; resolves when it is done. */
  runDue(): Promise<void>;
}

/**
 * Lets time pass until an instant: stops at each planned run on the way, so that nothing comes late that in
 * real time would have come in time. Moves wait for each other.
 */
export const createPassingTime = (
  clock: MovableClock,
  scheduler: DemoScheduler,
): ((to: Date) => Promise<void>) => {
  let moving: Promise<void> = Promise.resolve();

  const step = async (to: Date): Promise<void> => {
    if (to.getTime() > clock.now().getTime()) clock.moveTo(to);
    await scheduler.runDue();
  };

  const pass = async (to: Date): Promise<void> => {
    let before = clock.now().getTime();
    for (;;) {
      const next = scheduler.nextRun()?.getTime();
      if (next === undefined || next <= before || next >= to.getTime()) break;
      await step(new Date(next));
      before = next;
    }
    await step(to);
  };

  return (to) => {
    const moved = moving.then(() => pass(to));
    // A failed move is its caller's; the next one starts all the same.
    moving = moved.catch(() => undefined);
    return moved;
  };
};
