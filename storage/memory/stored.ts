import { frozen } from '../value.js';

interface Identified {
  readonly id: string;
}

/**
 * A record as it is kept in memory: as JSON text until somebody reads it, from then on as a frozen value. Most
 * records are never read again, and a text costs the garbage collector nothing.
 */
export class Stored<R extends Identified> {
  readonly id: string;
  #text: string | undefined;
  #value: R | undefined;
  #isFrozen = false;

  private constructor(id: string, text: string | undefined, value: R | undefined) {
    this.id = id;
    this.#text = text;
    this.#value = value;
  }

  /** @param text the JSON of a record of that id and type */
  static text<R extends Identified>(id: string, text: string): Stored<R> {
    return new Stored<R>(id, text, undefined);
  }

  /** @param value JSON values that nobody changes any more */
  static value<R extends Identified>(value: R): Stored<R> {
    return new Stored<R>(value.id, undefined, value);
  }

  /** The record, frozen. */
  get value(): R {
    if (this.#isFrozen && this.#value !== undefined) return this.#value;
    const value: R = this.#value ?? JSON.parse(this.#text ?? '');
    this.#value = value;
    this.#text = undefined;
    this.#isFrozen = true;
    return frozen(value);
  }

  /** UTF-16 units of the text that is kept; 0 = none is. */
  get length(): number {
    return this.#text?.length ?? 0;
  }

  /** The record as JSON. */
  get json(): string {
    return this.#text ?? JSON.stringify(this.#value);
  }
}
