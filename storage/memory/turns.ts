/** Runs tasks one at a time, in the order in which they came. A task that waits for a later one never ends. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as `task` does. */
  take<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when every task that has come so far has settled. */
  async allDone(): Promise<void> {
    await this.#last;
  }
}
