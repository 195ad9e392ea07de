/** Tasks after which others get their turn: a hundred tasks in a row would hold up timers and sockets. */
const inARow = 32;

/** Resolves when whatever waits to go on has gone on, timers and sockets included. */
export const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets tasks run one at a time, in the order in which they came. A task that waits for a later one never ends. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #busy = false;
  #begun = 0;

  /** Resolves when it is the caller's turn; `end` has to follow, whatever happens. */
  async begin(): Promise<void> {
    if (this.#busy) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#busy = true;
    this.#begun += 1;
    if (this.#begun % inARow === 0) await othersFirst();
  }

  end(): void {
    const next = this.#waiting.shift();
    // Whoever comes before the next one goes on finds it busy, and queues up.
    if (next === undefined) this.#busy = false;
    else next();
  }

  /** Resolves when every task that has come so far has ended. */
  async allDone(): Promise<void> {
    await this.begin();
    this.end();
  }
}
