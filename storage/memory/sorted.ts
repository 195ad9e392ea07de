/** Entries in a chunk: copying one costs less than a microsecond, and few chunks hold a city's data. */
const chunkSize = 256;

/** Says where an entry lies: negative = before what is sought, 0 = part of it, positive = after it. */
export type Side<T> = (entry: T) => number;

/** Orders entries by what of them counts for it. */
type Compare<K> = (a: K, b: K) => number;

/** What is to be where an entry compares equal to `key`: `entry`, or nothing. */
export interface Edit<T extends K, K = T> {
  readonly key: K;
  readonly entry: T | undefined;
}

/** Where the first entry not before the sought lies or would lie. */
interface Place {
  readonly chunk: number;
  readonly at: number;
}

/** The first place from `from` on of what is not before the sought; the end when all is. */
const firstNotBefore = <E>(list: readonly E[], from: number, isBefore: (one: E) => boolean): number => {
  let low = from;
  let high = list.length;
  // Data mostly comes in order.
  const last = list[high - 1];
  if (last !== undefined && isBefore(last)) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = list[middle];
    if (one !== undefined && isBefore(one)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Entries cut into chunks. Where they came at the end, all but the last are left full: more will come there. */
const cut = <T>(entries: readonly T[], areAtEnd: boolean): (readonly T[])[] => {
  if (entries.length <= chunkSize) return entries.length === 0 ? [] : [entries];
  const size = areAtEnd ? chunkSize : Math.ceil(entries.length / Math.ceil(entries.length / chunkSize));
  const chunks: T[][] = [];
  for (let at = 0; at < entries.length; at += size) chunks.push(entries.slice(at, at + size));
  return chunks;
};

/**
 * Entries in order that never change: `edited` answers a new list, which shares all chunks that it leaves as they are
 * with the old. So a transaction works on its own list while readers and a snapshot keep theirs.
 */
export class Sorted<T extends K, K = T> {
  readonly #compare: Compare<K>;
  /** None is empty. */
  readonly #chunks: readonly (readonly T[])[];

  private constructor(compare: Compare<K>, chunks: readonly (readonly T[])[]) {
    this.#compare = compare;
    this.#chunks = chunks;
  }

  /** A list of `entries`, given in any order; no two of them compare equal. */
  static of<T extends K, K = T>(compare: Compare<K>, entries: readonly T[] = []): Sorted<T, K> {
    return Sorted.inOrder(compare, entries.toSorted(compare));
  }

  /** A list of `entries`, which are in order. */
  static inOrder<T extends K, K = T>(compare: Compare<K>, entries: readonly T[]): Sorted<T, K> {
    return new Sorted(compare, cut(entries, true));
  }

  /**
   * The list after `edits`, given in any order. Of two with one key the first may take out and the second put in.
   * @param onGone is told each entry of the list that is taken out or replaced
   */
  edited(edits: readonly Edit<T, K>[], onGone?: (entry: T) => void): Sorted<T, K> {
    const compare = this.#compare;
    const ordered = edits.length < 2 ? edits : edits.toSorted((a, b) => compare(a.key, b.key));
    const chunks: (readonly T[])[] = [];
    let next = 0;
    for (let at = 0; at < ordered.length; ) {
      const chunk = this.#chunkOf(ordered[at], next);
      while (next < chunk) chunks.push(this.#chunks[next++] ?? []);
      const entries = this.#chunks[next++] ?? [];
      const isLast = next >= this.#chunks.length;
      const end = entries.at(-1);
      const to =
        isLast || end === undefined
          ? ordered.length
          : firstNotBefore(ordered, at + 1, ({ key }) => compare(key, end) <= 0);
      chunks.push(...this.#merged(entries, ordered.slice(at, to), onGone));
      at = to;
    }
    while (next < this.#chunks.length) chunks.push(this.#chunks[next++] ?? []);
    return new Sorted(compare, chunks);
  }

  get length(): number {
    let length = 0;
    for (const entries of this.#chunks) length += entries.length;
    return length;
  }

  /** The first entry on side 0. */
  first(side: Side<T>): T | undefined {
    const { chunk, at } = this.#place(side);
    const one = this.#chunks[chunk]?.[at];
    return one !== undefined && side(one) === 0 ? one : undefined;
  }

  /** All entries, in order, many at a time: to walk past each by itself costs several times as much. */
  get chunks(): readonly (readonly T[])[] {
    return this.#chunks;
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

  /** Every read comes by here. */
  #place(side: Side<T>): Place {
    const chunks = this.#chunks;
    const isBefore = (one: T): boolean => side(one) < 0;
    const found = firstNotBefore(chunks, 0, (entries) => endsBefore(entries, isBefore));
    const chunk = Math.max(Math.min(found, chunks.length - 1), 0);
    return { chunk, at: firstNotBefore(chunks[chunk] ?? [], 0, isBefore) };
  }

  /** The chunk from `from` on where an edit has its place. */
  #chunkOf(edit: Edit<T, K> | undefined, from: number): number {
    if (edit === undefined) return from;
    const isBefore = (one: T): boolean => this.#compare(one, edit.key) < 0;
    const found = firstNotBefore(this.#chunks, from, (entries) => endsBefore(entries, isBefore));
    return Math.max(Math.min(found, this.#chunks.length - 1), from);
  }

  #merged(
    entries: readonly T[],
    edits: readonly Edit<T, K>[],
    onGone: ((entry: T) => void) | undefined,
  ): (readonly T[])[] {
    const merged: T[] = [];
    let from = 0;
    let areAtEnd = true;
    for (const { key, entry } of edits) {
      const at = firstNotBefore(entries, from, (one) => this.#compare(one, key) < 0);
      if (at > from) merged.push(...entries.slice(from, at));
      const known = entries[at];
      const isGone = known !== undefined && this.#compare(known, key) === 0;
      if (isGone) onGone?.(known);
      if (entry !== undefined) merged.push(entry);
      from = isGone ? at + 1 : at;
      areAtEnd &&= at === entries.length;
    }
    if (from < entries.length) merged.push(...entries.slice(from));
    return cut(merged, areAtEnd);
  }
}

const endsBefore = <T>(entries: readonly T[], isBefore: (one: T) => boolean): boolean => {
  const end = entries.at(-1);
  return end === undefined || isBefore(end);
};
