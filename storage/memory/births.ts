import type { Identified } from './places.js';

/**
 * The numbers of all ids that ever came to a collection, in whatever line of it: each has one of its own, for good, in
 * the order in which they came. Nothing else of a record is kept.
 */
export class Births {
  readonly #numbers = new Map<string, number>();
  #next: number;

  /** @param next more than any number that was given so far */
  constructor(rows: Iterable<Identified & { readonly born: number }>, next: number) {
    for (const { id, born } of rows) this.#numbers.set(id, born);
    this.#next = next;
  }

  /** How many ids it knows. */
  get size(): number {
    return this.#numbers.size;
  }

  /** More than any number that was given. */
  get next(): number {
    return this.#next;
  }

  /** The number of an id, if it ever came. */
  of(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** The number of an id, which comes now if it never did. */
  give(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#numbers.set(id, number);
    this.#next += 1;
    return number;
  }
}
