import type { Ordered, Row } from './ordered.js';
import type { Identified } from './places.js';

/** The first so many rows, and what was in order before them, put in order together. */
interface Mark<R extends Identified> {
  readonly count: number;
  readonly ordered: Ordered<R>;
}

/** So many recent rows are put in order even when no index asks for them: a snapshot, or a look, is not to wait long. */
const mostRows = 1000;
/** UTF-16 units of records: what was replaced or removed since is kept so long. */
const mostText = 2_000_000;

/**
 * The rows of a collection that came lately, replaced and removed ones among them, in the order in which they came. It
 * only grows, until a new one is begun: collections that follow from one another share it, and each has its first so
 * many. To put many rows in order at once costs a fraction of what it costs one by one, and most are not asked for by
 * an index before there are many.
 */
export class Recent<R extends Identified> {
  readonly start: Ordered<R>;
  readonly #rows: Row<R>[] = [];
  /** Where the newest row of an id is; and for each row, where the one of its id before it is. */
  readonly #newest = new Map<string, number>();
  readonly #earlier: (number | undefined)[] = [];
  #text = 0;
  /** Who writes is ahead of who reads what is on the disk: each goes on from its own mark. */
  #ahead: Mark<R>;
  #behind: Mark<R>;

  constructor(start: Ordered<R>) {
    this.start = start;
    this.#ahead = { count: 0, ordered: start };
    this.#behind = this.#ahead;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** A new one is to be begun. */
  get isFull(): boolean {
    return this.#rows.length >= mostRows || this.#text >= mostText;
  }

  add(row: Row<R>): void {
    this.#earlier.push(this.#newest.get(row.id));
    this.#newest.set(row.id, this.#rows.length);
    this.#rows.push(row);
    this.#text += row.stored?.length ?? 0;
  }

  /** The last row of an id among the first `count`. */
  row(id: string, count: number): Row<R> | undefined {
    let at = this.#newest.get(id);
    while (at !== undefined && at >= count) at = this.#earlier[at];
    return at === undefined ? undefined : this.#rows[at];
  }

  /** A list of its own with the first `count` rows. */
  first(count: number): Recent<R> {
    const copy = new Recent(this.start);
    for (const row of this.#rows.slice(0, count)) copy.add(row);
    const usable = [this.#ahead, this.#behind].filter((mark) => mark.count <= count);
    copy.#ahead = usable[0] ?? copy.#ahead;
    copy.#behind = usable.at(-1) ?? copy.#behind;
    return copy;
  }

  /** What was in order before, with the first `count` rows. */
  ordered(count: number): Ordered<R> {
    if (count >= this.#ahead.count) {
      this.#ahead = this.#after(this.#ahead, count);
      return this.#ahead.ordered;
    }
    const from = count >= this.#behind.count ? this.#behind : { count: 0, ordered: this.start };
    this.#behind = this.#after(from, count);
    return this.#behind.ordered;
  }

  #after(mark: Mark<R>, count: number): Mark<R> {
    if (mark.count === count) return mark;
    return { count, ordered: mark.ordered.with(this.#rows.slice(mark.count, count)) };
  }
}
