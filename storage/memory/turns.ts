/** Lets tasks run one at a time, in the order in which they came. A task that waits for a later one never ends. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  get isBusy(): boolean {
    return this.#busy;
  }

  /** Resolves when it is the caller's turn, `undefined` when it is now; `end` has to follow, whatever happens. */
  begin(): Promise<void> | undefined {
    if (this.#busy) {
      return new Promise((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#busy = true;
    return undefined;
  }

  end(): void {
    const next = this.#waiting.shift();
    // Whoever comes before the next one goes on finds it busy, and queues up.
    if (next === undefined) this.#busy = false;
    else next();
  }
}
