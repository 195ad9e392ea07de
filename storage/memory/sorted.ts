/** Entries in a chunk: copying one costs less than a microsecond, and few chunks hold a city's data. */
const chunkSize = 256;

/** Says where an entry lies: negative = before what is sought, 0 = part of it, positive = after it. */
export type Side<T> = (entry: T) => number;

/** Orders entries by what of them counts for it. */
type Compare<K> = (a: K, b: K) => number;

/** Where an entry is, or would be put. */
interface Place {
  readonly chunk: number;
  readonly at: number;
  readonly found: boolean;
}

/**
 * Entries in order that never change: `with` and `without` answer a new list, which shares all chunks but
 * one with the old. So a transaction works on its own list while readers and a snapshot keep theirs.
 */
export class Sorted<T extends K, K = T> {
  readonly #compare: Compare<K>;
  readonly #chunks: readonly (readonly T[])[];

  private constructor(compare: Compare<K>, chunks: readonly (readonly T[])[]) {
    this.#compare = compare;
    this.#chunks = chunks;
  }

  /** A list of `entries`, given in any order; no two of them compare equal. */
  static of<T extends K, K = T>(compare: Compare<K>, entries: readonly T[] = []): Sorted<T, K> {
    const ordered = entries.toSorted(compare);
    const chunks: T[][] = [];
    for (let at = 0; at < ordered.length; at += chunkSize) chunks.push(ordered.slice(at, at + chunkSize));
    return new Sorted(compare, chunks);
  }

  /** The list with `entry` in it, in the place of an entry that compares equal. */
  with(entry: T): Sorted<T, K> {
    return this.withMade(entry, () => entry);
  }

  /** The list with what `make` makes of the entry that compares equal to `key`, if any, in that place. */
  withMade(key: K, make: (before: T | undefined) => T): Sorted<T, K> {
    const { chunk, at, found } = this.#placeOf(key);
    const before = found ? this.#chunks[chunk]?.[at] : undefined;
    return this.#withAt(chunk, at, found, make(before));
  }

  #withAt(chunk: number, at: number, found: boolean, entry: T): Sorted<T, K> {
    const entries = this.#chunks[chunk] ?? [];
    if (found) return this.#replaced(chunk, [entries.with(at, entry)]);
    const changed = entries.toSpliced(at, 0, entry);
    if (changed.length <= chunkSize) return this.#replaced(chunk, [changed]);
    // Data mostly comes in order: a full last chunk is left full.
    const cut = at === entries.length ? chunkSize : chunkSize >>> 1;
    return this.#replaced(chunk, [changed.slice(0, cut), changed.slice(cut)]);
  }

  /** The list without the entry that compares equal to `key`; the list itself when there is none. */
  without(key: K): Sorted<T, K> {
    const { chunk, at, found } = this.#placeOf(key);
    const entries = this.#chunks[chunk];
    if (entries === undefined || !found) return this;
    return this.#replaced(chunk, entries.length === 1 ? [] : [entries.toSpliced(at, 1)]);
  }

  /** The first entry on side 0. */
  first(side: Side<T>): T | undefined {
    const { chunk, at, found } = this.#place(side);
    return found ? this.#chunks[chunk]?.[at] : undefined;
  }

  /** All entries, in order. */
  *[Symbol.iterator](): Generator<T> {
    for (const entries of this.#chunks) yield* entries;
  }

  /**
   * Tells `each` the entries on side 0, in order or from the last to the first, until there are no more or it
   * answers false.
   */
  visit(side: Side<T>, order: 'asc' | 'desc', each: (entry: T) => boolean): void {
    const step = order === 'asc' ? 1 : -1;
    const start = this.#place(order === 'asc' ? side : (entry) => (side(entry) > 0 ? 0 : -1));
    let chunk = start.chunk;
    let at = order === 'asc' ? start.at : start.at - 1;
    for (;;) {
      const entries = this.#chunks[chunk];
      if (entries === undefined) return;
      for (; at >= 0 && at < entries.length; at += step) {
        const entry = entries[at];
        if (entry === undefined || side(entry) !== 0 || !each(entry)) return;
      }
      chunk += step;
      at = order === 'asc' ? 0 : (this.#chunks[chunk]?.length ?? 0) - 1;
    }
  }

  /** Where the entry that compares equal lies or would lie. */
  #placeOf(key: K): Place {
    const compare = this.#compare;
    // Data mostly comes in order.
    const chunk = this.#chunks.length - 1;
    const at = this.#chunks[chunk]?.length ?? 0;
    const last = this.#chunks[chunk]?.[at - 1];
    if (last !== undefined && compare(last, key) < 0) return { chunk, at, found: false };
    return this.#place((one) => compare(one, key));
  }

  /** Where the first entry not before the sought lies or would lie. Every read and write comes by here. */
  #place(side: Side<T>): Place {
    const chunks = this.#chunks;
    let low = 0;
    let high = Math.max(chunks.length - 1, 0);
    while (low < high) {
      const middle = (low + high) >>> 1;
      const end = chunks[middle]?.at(-1);
      if (end !== undefined && side(end) >= 0) high = middle;
      else low = middle + 1;
    }
    const chunk = low;
    const entries = chunks[chunk] ?? [];
    low = 0;
    high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const one = entries[middle];
      if (one !== undefined && side(one) >= 0) high = middle;
      else low = middle + 1;
    }
    const one = entries[low];
    return { chunk, at: low, found: one !== undefined && side(one) === 0 };
  }

  #replaced(chunk: number, by: readonly (readonly T[])[]): Sorted<T, K> {
    const [only] = by;
    const chunks =
      by.length === 1 && only !== undefined && chunk < this.#chunks.length
        ? this.#chunks.with(chunk, only)
        : this.#chunks.toSpliced(chunk, 1, ...by);
    return new Sorted(this.#compare, chunks);
  }
}
