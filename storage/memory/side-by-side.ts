/**
 * So many at once. They take each step one after another, before any takes the next: the processor has the code of a
 * step and its data at hand for all but the first. With more, what each one has made itself is no longer at hand.
 */
const mostAtOnce = 16;

/** When no more than so many are left of them, others begin, so that they too begin together. */
const fewLeft = 8;

/**
 * After so long others get their turn: sockets, timers, and the write that those wait for who are done. A burst of
 * requests would else be decided as a whole before the first of them is written, and all be answered at once.
 */
const rowMs = 2;

/** Lets tasks run side by side, in step with one another where they begin together. */
export class SideBySide {
  readonly #waiting: (() => void)[] = [];
  readonly #monotonicMs: () => number;
  #running = 0;
  /** Until when tasks may begin in this turn of the event loop. */
  #rowEnds: number | undefined;
  #goesOnLater = false;
  #looksAgain = false;

  /** @param monotonicMs milliseconds of a clock that never goes back */
  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
  }

  /** Resolves when the caller may begin, `undefined` when it is now; `end` has to follow, whatever happens. */
  begin(): Promise<void> | undefined {
    if (this.#running < mostAtOnce && this.#waiting.length === 0 && !this.#isLongRow()) {
      this.#running += 1;
      return undefined;
    }
    const begun = new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    // Else one that ends lets it go.
    if (this.#running < mostAtOnce) this.#goOn();
    return begun;
  }

  end(): void {
    this.#running -= 1;
    if (this.#running <= fewLeft) this.#goOn();
    else this.#lookAgain();
  }

  /** Where many take long, nobody waits for them to end: those that wait begin in the next turn, as far as they may. */
  #lookAgain(): void {
    if (this.#waiting.length === 0 || this.#looksAgain) return;
    this.#looksAgain = true;
    setImmediate(() => {
      this.#looksAgain = false;
      this.#goOn();
    });
  }

  #goOn(): void {
    if (this.#waiting.length === 0 || this.#goesOnLater) return;
    if (!this.#isLongRow()) {
      this.#letGo();
      return;
    }
    this.#goesOnLater = true;
    setImmediate(() => {
      this.#goesOnLater = false;
      this.#letGo();
    });
  }

  #letGo(): void {
    this.#beginRow();
    const next = this.#waiting.splice(0, mostAtOnce - this.#running);
    this.#running += next.length;
    for (const resolve of next) resolve();
  }

  #isLongRow(): boolean {
    return this.#beginRow() < this.#monotonicMs();
  }

  /** Until when the row lasts that is, or now begins. */
  #beginRow(): number {
    if (this.#rowEnds !== undefined) return this.#rowEnds;
    setImmediate(() => {
      this.#rowEnds = undefined;
    });
    this.#rowEnds = this.#monotonicMs() + rowMs;
    return this.#rowEnds;
  }
}
