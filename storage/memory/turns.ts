/**
 * After so long others get their turn: sockets, timers, and the write that those wait for who are done. A burst of
 * requests would else be decided as a whole before the first of them is written, and all be answered at once.
 */
const rowMs = 2;

/** Resolves when whatever waits to go on has gone on, timers and sockets included. */
export const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets tasks run one at a time, in the order in which they came. A task that waits for a later one never ends. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #busy = false;
  /** Until when the tasks of this turn of the event loop may go on. */
  #rowEnds: number | undefined;

  /** Resolves when it is the caller's turn, `undefined` when it is now; `end` has to follow, whatever happens. */
  begin(): Promise<void> | undefined {
    if (this.#busy) {
      return new Promise((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#busy = true;
    return this.#isLongRow() ? othersFirst() : undefined;
  }

  end(): void {
    const next = this.#waiting.shift();
    // Whoever comes before the next one goes on finds it busy, and queues up.
    if (next === undefined) this.#busy = false;
    else if (this.#isLongRow()) setImmediate(next);
    else next();
  }

  #isLongRow(): boolean {
    const now = performance.now();
    if (this.#rowEnds !== undefined) return now > this.#rowEnds;
    this.#rowEnds = now + rowMs;
    setImmediate(() => {
      this.#rowEnds = undefined;
    });
    return false;
  }

  /** Resolves when every task that has come so far has ended. */
  async allDone(): Promise<void> {
    await this.begin();
    this.end();
  }
}
