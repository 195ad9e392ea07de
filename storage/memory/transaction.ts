import { TongbaoError } from '../../src/domain/error.js';
import type { CollectionName, Query, RecordOf, Transaction } from '../port.js';
import type { Records } from './records.js';
import type { Stored } from './stored.js';

/** What a transaction did to one record: replaced it or removed it. */
export type Change =
  | { readonly collection: CollectionName; readonly put: Stored<{ readonly id: string }> }
  | { readonly collection: CollectionName; readonly remove: string };

/** The last change of each record. */
const lastOfEach = (changes: readonly Change[]): readonly Change[] => {
  if (changes.length < 2) return changes;
  const last = new Map<string, Change>();
  for (const change of changes) {
    last.set(`${change.collection}/${'put' in change ? change.put.id : change.remove}`, change);
  }
  return [...last.values()];
};

/** A transaction on records in memory: it works on its own version of them, which nobody else sees. */
export class MemoryTransaction implements Transaction {
  #records: Records;
  #ended = false;
  /** In the order in which they were made. */
  readonly #changes: Change[] = [];

  constructor(records: Records) {
    this.#records = records;
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    this.#refuseWhenEnded();
    return this.#records.get(collection, id);
  }

  /** Transactions of one process take turns, so whoever takes a record is alone with it. */
  take<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    return this.get(collection, id);
  }

  async find<C extends CollectionName>(collection: C, query: Query<C>): Promise<RecordOf<C>[]> {
    this.#refuseWhenEnded();
    return this.#records.find(collection, query);
  }

  async put<C extends CollectionName>(collection: C, record: RecordOf<C>): Promise<void> {
    this.#refuseWhenEnded();
    const { records, stored } = this.#records.with(collection, record);
    this.#records = records;
    this.#changes.push({ collection, put: stored });
  }

  async remove(collection: CollectionName, id: string): Promise<void> {
    this.#refuseWhenEnded();
    const after = this.#records.without(collection, id);
    if (after === this.#records) return;
    this.#records = after;
    this.#changes.push({ collection, remove: id });
  }

  /** Ends it: whatever still holds it can neither read nor write any more. */
  end(): { readonly records: Records; readonly changes: readonly Change[] } {
    this.#ended = true;
    return { records: this.#records, changes: lastOfEach(this.#changes) };
  }

  #refuseWhenEnded(): void {
    if (!this.#ended) return;
    throw new TongbaoError(
      'store.transaction_ended',
      '程序在事务结束之后还在使用它，这一步没有执行。请把这句话告诉管理员。',
    );
  }
}
