/** Bytes of a page: the system takes so many back as soon as nobody needs them. */
const pageBytes = 131_072;

/** UTF-16 units of a text that has a page of its own: with many of those the rest of a page would be left empty. */
const longText = 8192;

/** Bytes that UTF-8 takes for a UTF-16 unit at most. */
export const mostBytesOfUnit = 3;

/** Memory outside of the garbage collector's heap; it is there as long as some text lies in it. */
class Page {
  readonly bytes: Buffer;
  /** Bytes that were taken, one text after another. */
  used = 0;
  /** Who counted last what lies in it, how much was taken then, and how much of that was met. */
  counter: Gathering | undefined;
  counted = 0;
  met = 0;
  /** Most of what was put into it is not needed any more. */
  isSparse = false;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** Hands out room page by page. */
class Pages {
  #page = new Page(Buffer.alloc(0));

  /** One in which that many bytes are free. */
  withRoom(bytes: number): Page {
    if (this.#page.used + bytes > this.#page.bytes.length) {
      this.#page = new Page(Buffer.allocUnsafeSlow(pageBytes));
    }
    return this.#page;
  }
}

/** Texts of all stores, as Node's own small buffers share theirs. What lasts lies apart from what just came. */
const fresh = new Pages();
const lasting = new Pages();

/**
 * A text as UTF-8 outside of the garbage collector's heap: a scavenge copies whatever is new twice before it is known to
 * last, and to copy what a hundred answers left behind held up the next one for milliseconds.
 */
export class OffHeapText {
  /** Bytes. */
  readonly length: number;
  #page: Page;
  #at: number;

  private constructor(page: Page, length: number) {
    this.length = length;
    this.#page = page;
    this.#at = page.used;
    page.used += length;
  }

  /** @param text without lone surrogates */
  static of(text: string): OffHeapText {
    if (text.length >= longText) {
      const bytes = Buffer.from(text);
      return new OffHeapText(new Page(bytes), bytes.length);
    }
    const page = fresh.withRoom(text.length * mostBytesOfUnit);
    return new OffHeapText(page, page.bytes.write(text, page.used));
  }

  toString(): string {
    return this.#page.bytes.toString('utf8', this.#at, this.#at + this.length);
  }

  /** Copies it to where `target` has room for it. */
  copy(target: Buffer, at: number): void {
    this.#page.bytes.copy(target, at, this.#at, this.#at + this.length);
  }

  /** Takes part in a gathering. */
  gather(gathering: Gathering): void {
    const page = this.#page;
    gathering.meet(page, this.length);
    if (!page.isSparse) return;
    const next = lasting.withRoom(this.length);
    // It is still being filled.
    if (next === page) return;
    this.copy(next.bytes, next.used);
    this.#page = next;
    this.#at = next.used;
    next.used += this.length;
    gathering.meet(next, this.length);
  }
}

/**
 * One walk past all texts that are needed. Where an earlier walk met few in a page, this one moves them to others, so
 * that a page does not stay for the sake of the last text in it.
 */
export class Gathering {
  /** Counts a text of a page. */
  meet(page: Page, length: number): void {
    if (page.counter !== this) {
      page.isSparse = page.counter !== undefined && page.met * 2 < page.counted;
      page.counter = this;
      page.counted = page.used;
      page.met = 0;
    }
    page.met += length;
  }
}

/** A text as it is at hand; a `Buffer` holds it as UTF-8. */
export type Text = string | Buffer | OffHeapText;

/** Bytes that it takes as UTF-8. */
export const utf8Length = (text: Text): number =>
  typeof text === 'string' ? Buffer.byteLength(text) : text.length;

/** Writes it as UTF-8 to where `target` has room for it; answers how many bytes. */
export const writeUtf8 = (text: Text, target: Buffer, at: number): number => {
  if (typeof text === 'string') return target.write(text, at);
  text.copy(target, at);
  return text.length;
};
