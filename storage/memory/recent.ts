import type { Ordered, Row } from './ordered.js';
import type { Identified } from './places.js';

/** The first so many rows, and what was in order before them, put in order together. */
interface Mark<R extends Identified> {
  readonly count: number;
  readonly ordered: Ordered<R>;
}

/** So many recent rows are put in order even when no index asks for them: a snapshot, or a look, is not to wait long. */
const mostRows = 500;
/** Bytes of records: what was replaced or removed since is kept so long. */
const mostText = 2_000_000;

/**
 * The rows of a collection that came lately, replaced and removed ones among them, in the order in which they came. It
 * only grows, until a new one is begun: collections that follow from one another share it, and each has its first so
 * many. To put many rows in order at once costs a fraction of what it costs one by one, and most are not asked for by
 * an index before there are many.
 */
export class Recent<R extends Identified> {
  readonly start: Ordered<R>;
  /** Of its first row; those of `start` came before. */
  readonly turn: number;
  readonly #rows: Row<R>[] = [];
  #text = 0;
  /** Who commits is ahead of who reads what is on the disk or began before: each goes on from its own mark. */
  #ahead: Mark<R>;
  #behind: Mark<R>;

  constructor(start: Ordered<R>, turn: number) {
    this.start = start;
    this.turn = turn;
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
    this.#rows.push(row);
    this.#text += row.stored?.offHeap?.length ?? 0;
  }

  /** The last row of an id among the first `count`. */
  row(id: string, count: number): Row<R> | undefined {
    let at = count - 1;
    while (at >= 0 && this.#rows[at]?.id !== id) at -= 1;
    return this.#rows[at];
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
