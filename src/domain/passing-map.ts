/** So many entries may have gone before a new map is begun, however few there are. */
const fewGone = 16;

/**
 * A map whose entries soon go and are followed by others, or go to the end of it again and again. Each time a `Map` is
 * full of entries that went, V8 goes on in a new table that the old one points to, and so it does to clear one. A table
 * that has outlived two scavenges is not looked at again before a full collection: until then it keeps the next alive with
 * all that is in it, and that one the next, so whatever comes from then on is copied twice. The chain is broken before it
 * grows so old.
 */
export class PassingMap<K, V> {
  #entries = new Map<K, V>();
  /** Since the map was begun. */
  #gone = 0;

  get size(): number {
    return this.#entries.size;
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  set(key: K, value: V): void {
    this.#entries.set(key, value);
  }

  delete(key: K): void {
    if (!this.#entries.delete(key)) return;
    this.#gone += 1;
    if (this.#gone <= Math.max(fewGone, this.size)) return;
    this.#entries = new Map(this.#entries);
    this.#gone = 0;
  }

  keys(): Iterable<K> {
    return this.#entries.keys();
  }

  values(): Iterable<V> {
    return this.#entries.values();
  }

  clear(): void {
    this.#entries = new Map();
    this.#gone = 0;
  }
}
