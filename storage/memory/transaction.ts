import { TongbaoError } from '../../src/domain/error.js';
import type { CollectionName, Query, RecordOf, Transaction } from '../port.js';
import { checked, type Records } from './records.js';
import type { Stored } from './stored.js';

/** What a transaction did to one record: replaced it or removed it. */
export type Change =
  | { readonly collection: CollectionName; readonly put: Stored<{ readonly id: string }> }
  | { readonly collection: CollectionName; readonly remove: string };

interface Write {
  readonly change: Change;
  /** The records with the change. */
  readonly onto: (records: Records) => Records;
}

interface Read {
  readonly collection: CollectionName;
  /** Whether other records answer the same, where the collection is not the same altogether. */
  readonly holdsIn: (records: Records) => boolean;
}

/** So many writes are applied at one go; more hold up everybody else. */
const mostAtOnce = 200;

/** What a transaction makes of the records that it is committed to. */
export interface Changed {
  readonly records: Records;
  /** One for each record that it changed. */
  readonly changes: readonly Change[];
}

const sameRecords = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((record, at) => record === other[at]);

/**
 * A transaction on records in memory. It reads what was there when it began, whatever others commit meanwhile, and
 * remembers what it read: it may be committed to other records in which all of that is the same. What it writes it
 * keeps to itself until then.
 */
export class MemoryTransaction implements Transaction {
  readonly #base: Records;
  readonly #reads: Read[] = [];
  /** By id, the last one of each record. */
  readonly #writes = new Map<CollectionName, Map<string, Write>>();
  /** How often it wrote. */
  #count = 0;
  /** `#base` with what was written, except for what is `#unseen`: most transactions never read what they wrote. */
  #own: Records;
  #unseen: Write[] = [];
  #ended = false;

  constructor(base: Records) {
    this.#base = base;
    this.#own = base;
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    this.#refuseWhenEnded();
    if (this.#writes.get(collection)?.has(id) === true) {
      return this.#seen().get(collection, id);
    }
    const found = this.#base.get(collection, id);
    this.#reads.push({ collection, holdsIn: (records) => records.get(collection, id) === found });
    return found;
  }

  /** Whoever takes a record and writes is alone with it: what another one took is not the same any more. */
  take<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    return this.get(collection, id);
  }

  async find<C extends CollectionName>(collection: C, query: Query<C>): Promise<RecordOf<C>[]> {
    this.#refuseWhenEnded();
    if (this.#writes.has(collection)) {
      // What is its own and what is not cannot be told apart in the answer.
      this.#reads.push({ collection, holdsIn: () => false });
      return this.#seen().find(collection, query);
    }
    const found = this.#base.find(collection, query);
    // The caller may change the array.
    const records = [...found];
    this.#reads.push({
      collection,
      holdsIn: (others) => sameRecords(records, others.find(collection, query)),
    });
    return found;
  }

  async put<C extends CollectionName>(collection: C, record: RecordOf<C>): Promise<void> {
    this.#refuseWhenEnded();
    const put = checked(collection, record);
    this.#write(put.stored.id, {
      change: { collection, put: put.stored },
      onto: (records) => records.with(collection, put),
    });
  }

  async remove(collection: CollectionName, id: string): Promise<void> {
    this.#refuseWhenEnded();
    this.#write(id, {
      change: { collection, remove: id },
      onto: (records) => records.without(collection, id),
    });
  }

  /** Whether it wrote nothing: then what it read was so at one moment, and nothing else depends on it. */
  get isReadOnly(): boolean {
    return this.#writes.size === 0;
  }

  /** Ends it: whatever still holds it can neither read nor write any more. */
  end(): void {
    this.#ended = true;
  }

  /**
   * Its changes on `records`; `undefined` = it has to run again on them, because it would read something else in them, or
   * has written so often that to apply it anew would hold up everybody.
   */
  on(records: Records): Changed | undefined {
    const isBase = records === this.#base;
    if (!isBase && (this.#count > mostAtOnce || !this.#holdsIn(records))) return undefined;
    let changed = isBase ? this.#seen() : records;
    const changes: Change[] = [];
    for (const written of this.#writes.values()) {
      for (const { change, onto } of written.values()) {
        if (!isBase) changed = onto(changed);
        if ('put' in change || records.has(change.collection, change.remove)) changes.push(change);
      }
    }
    return { records: changed, changes };
  }

  #holdsIn(records: Records): boolean {
    return this.#reads.every(
      ({ collection, holdsIn }) => records.shares(this.#base, collection) || holdsIn(records),
    );
  }

  #write(id: string, write: Write): void {
    const { collection } = write.change;
    let written = this.#writes.get(collection);
    if (written === undefined) {
      written = new Map();
      this.#writes.set(collection, written);
    }
    written.set(id, write);
    this.#count += 1;
    this.#unseen.push(write);
    if (this.#unseen.length >= mostAtOnce) this.#seen();
  }

  #seen(): Records {
    for (const { onto } of this.#unseen) this.#own = onto(this.#own);
    this.#unseen = [];
    return this.#own;
  }

  #refuseWhenEnded(): void {
    if (!this.#ended) return;
    throw new TongbaoError(
      'store.transaction_ended',
      '程序在事务结束之后还在使用它，这一步没有执行。请把这句话告诉管理员。',
    );
  }
}
