import { frozen } from '../value.js';
import { OffHeapText, type Text } from './off-heap-text.js';

interface Identified {
  readonly id: string;
}

/**
 * A record as it is kept in memory: as JSON text until somebody reads it, from then on as a frozen value. Most
 * records are never read again, and a text outside of the heap costs the garbage collector nothing.
 */
export class Stored<R extends Identified> {
  readonly id: string;
  #text: OffHeapText | undefined;
  #value: R | undefined;
  #isFrozen = false;

  private constructor(id: string, text: OffHeapText | undefined, value: R | undefined) {
    this.id = id;
    this.#text = text;
    this.#value = value;
  }

  /** @param json of a record of that id and type */
  static json<R extends Identified>(id: string, json: string): Stored<R> {
    return new Stored<R>(id, OffHeapText.of(json), undefined);
  }

  /** @param value JSON values that nobody changes any more */
  static value<R extends Identified>(value: R): Stored<R> {
    return new Stored<R>(value.id, undefined, value);
  }

  /** The record, frozen. */
  get value(): R {
    if (this.#isFrozen && this.#value !== undefined) return this.#value;
    const value: R = this.#value ?? JSON.parse(this.json);
    this.#value = value;
    this.#text = undefined;
    this.#isFrozen = true;
    return frozen(value);
  }

  /** The text that is kept; `undefined` = none is. */
  get offHeap(): OffHeapText | undefined {
    return this.#text;
  }

  /** The record as JSON, as it is at hand. */
  get text(): Text {
    return this.#text ?? JSON.stringify(this.#value);
  }

  /** The record as JSON. */
  get json(): string {
    return String(this.text);
  }
}
