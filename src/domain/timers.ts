/** Waiting, passed in as the clock is, so that no test has to wait. */
export interface Timers {
  /** Calls `run` once after so many milliseconds; the answer takes it back. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Node's own, which run by a clock that nobody sets back. */
export const systemTimers: Timers = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
