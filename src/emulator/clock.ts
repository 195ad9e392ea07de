import { type Clock, systemClock } from '../domain/clock.js';
import { TongbaoError } from '../domain/error.js';

/** A clock that runs at normal speed from its start and can be moved forward. */
export interface MovableClock extends Clock {
  /** @throws TongbaoError `emulator.clock_backwards` for an instant that is past or not valid */
  moveTo(instant: Date): void;
  /** Calls `listener` after each move with the new time; returns how to stop. */
  onMove(listener: (now: Date) => void): () => void;
}

/** Starts the demo's clock at `start`; `real` is what makes it run on. */
export const createMovableClock = (start: Date, real: Clock = systemClock): MovableClock => {
  const listeners = new Set<(now: Date) => void>();
  let offset = start.getTime() - real.now().getTime();
  const now = (): Date => new Date(real.now().getTime() + offset);
  return {
    now,
    moveTo: (instant) => {
      const forward = instant.getTime() - now().getTime();
      // An invalid date compares false with everything, so the refusal has to be the negated question.
      if (!(forward >= 0)) {
        throw new TongbaoError('emulator.clock_backwards', '演示时间只能向前拨。请选一个更晚的时间。');
      }
      offset += forward;
      for (const listener of listeners) listener(now());
    },
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
