/** Counts events by key: at most `limit` within any `spanMs` before now. */
export class RateWindow {
  readonly #limit: number;
  readonly #spanMs: number;
  readonly #taken = new Map<string, number[]>();

  constructor(limit: number, spanMs: number) {
    this.#limit = limit;
    this.#spanMs = spanMs;
  }

  /** Whether one more fits at `now`; only then it is counted. */
  take(key: string, now: Date): boolean {
    const from = now.getTime() - this.#spanMs;
    const recent = (this.#taken.get(key) ?? []).filter((instant) => instant > from);
    const fits = recent.length < this.#limit;
    if (fits) recent.push(now.getTime());
    this.#taken.set(key, recent);
    return fits;
  }
}
