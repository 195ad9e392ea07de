import { PassingMap } from './passing-map.js';

/** Lines kept where what is made of one is remembered: people ask the same few dozen things, in a few hundred spellings. */
export const mostLines = 1000;
/** A longer line is hardly said twice. */
export const longestLine = 60;

/** What was made of some keys, at most so many of them; the one that was not asked for longest is forgotten first. */
export class Remembered<T extends NonNullable<unknown>> {
  readonly #most: number;
  readonly #known = new PassingMap<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    const value = this.#known.get(key);
    if (value === undefined) return undefined;
    this.#known.delete(key);
    this.#known.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#known.set(key, value);
    const [oldest] = this.#known.size > this.#most ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  /** What is known of `key`, else what `make` makes, known from now on. */
  getOrMake(key: string, make: () => T): T {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  clear(): void {
    this.#known.clear();
  }
}
