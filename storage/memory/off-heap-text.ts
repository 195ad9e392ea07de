/** Bytes of a page: enough that there are few, and few enough that one is soon without any text that is needed. */
const pageBytes = 131_072;

/** UTF-16 units of a text that has a page of its own: with many of those the rest of a page would be left empty. */
const longText = 8192;

/** Bytes that UTF-8 takes for a UTF-16 unit at most. */
export const mostBytesOfUnit = 3;

/** Memory outside of the garbage collector's heap; it is there as long as some text lies in it. */
interface Page {
  readonly bytes: Buffer;
  /** Bytes that were taken, one text after another. */
  used: number;
  /** More texts will come to it. */
  isFilling: boolean;
}

/** Hands out room page by page. */
class Pages {
  #page: Page = { bytes: Buffer.alloc(0), used: 0, isFilling: true };

  /** One in which that many bytes are free. */
  withRoom(bytes: number): Page {
    if (this.#page.used + bytes > this.#page.bytes.length) {
      this.#page.isFilling = false;
      this.#page = { bytes: Buffer.allocUnsafeSlow(pageBytes), used: 0, isFilling: true };
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
      return new OffHeapText({ bytes, used: 0, isFilling: false }, bytes.length);
    }
    const page = fresh.withRoom(text.length * mostBytesOfUnit);
    return new OffHeapText(page, page.bytes.write(text, page.used));
  }

  /** Where it lies. */
  get page(): Readonly<Page> {
    return this.#page;
  }

  toString(): string {
    return this.#page.bytes.toString('utf8', this.#at, this.#at + this.length);
  }

  /** Copies it to where `target` has room for it. */
  copy(target: Buffer, at: number): void {
    this.#page.bytes.copy(target, at, this.#at, this.#at + this.length);
  }

  /** Moves it to a page of what lasts. */
  move(): void {
    const page = lasting.withRoom(this.length);
    this.copy(page.bytes, page.used);
    this.#page = page;
    this.#at = page.used;
    page.used += this.length;
  }
}

/**
 * Moves what is needed of pages of which most is not, so that they go: a page else stays for the sake of the last text in
 * it. First every text that is needed is to be counted, then each may be moved.
 */
export class Gathering {
  /** Bytes that are needed of each page. */
  readonly #needed = new Map<Page, number>();
  #moved = 0;

  count({ page, length }: OffHeapText): void {
    // Of one that is still being filled nobody knows how much of it will be needed.
    const needed = this.#needed.get(page) ?? (page.isFilling ? Number.POSITIVE_INFINITY : 0);
    this.#needed.set(page, needed + length);
  }

  moveIfSparse(text: OffHeapText): void {
    const { page, length } = text;
    const needed = this.#needed.get(page);
    if (needed === undefined || needed * 2 >= page.used) return;
    text.move();
    this.#moved += length;
  }

  /** Bytes. */
  get moved(): number {
    return this.#moved;
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

/**
 * What the texts are one after another, as UTF-8: they are not joined before, which would copy them all twice.
 * @param length how many bytes that is
 */
export const utf8Of = (texts: readonly Text[], length: number): Buffer => {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const text of texts) at += writeUtf8(text, bytes, at);
  return bytes;
};
