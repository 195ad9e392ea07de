import type { Records } from './memory/records.js';
import type { CollectionName, Index, IndexName, RecordOf } from './schema.js';

type Scalar = string | number | boolean;

/**
 * A question to a declared index. `equals` fixes a prefix of the index's fields, `null` standing for a missing
 * one; `range` bounds the next one; results come in the order of the remaining fields (text by UTF-8 bytes),
 * ties by id. A missing field sorts before every value and is matched by no value and no `range`.
 */
export interface Query<C extends CollectionName> {
  readonly index: IndexName<C>;
  readonly equals?: readonly (Scalar | null)[];
  readonly range?: {
    readonly gte?: Scalar;
    readonly gt?: Scalar;
    readonly lte?: Scalar;
    readonly lt?: Scalar;
  };
  readonly order?: 'asc' | 'desc';
  readonly limit?: number;
}

/** Reading one consistent state. An id or a text that no store keeps (U+0000, a lone surrogate) finds nothing. */
export interface Reader {
  get<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined>;
  /**
   * @throws TongbaoError `store.bad_query` when the index cannot answer this: there is no such index, it has
   * fewer fields, a value is of another type than its field, or no record can have the text of a bound.
   */
  find<C extends CollectionName>(collection: C, query: Query<C>): Promise<RecordOf<C>[]>;
}

/** A reader that also sees what this transaction wrote. Records are values, perhaps frozen: change a copy and `put` it. */
export interface Transaction extends Reader {
  /**
   * As `get`, and until this transaction ends the record is taken: another process that would take it
   * meanwhile gets `undefined`. For work that several processes share out.
   */
  take<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined>;
  /**
   * @throws TongbaoError `store.invalid_record` when the record does not fit its declaration, or an id or
   * text holds U+0000 or a lone surrogate.
   */
  put<C extends CollectionName>(collection: C, record: RecordOf<C>): Promise<void>;
  remove(collection: CollectionName, id: string): Promise<void>;
}

export interface Store extends Reader {
  /**
   * Serializable. Resolves when the commit is durable; rejects with nothing applied when `fn` rejects.
   * `fn` may run again, so it has no effect outside the transaction. Others run beside it.
   * @param lane those of one lane run one after another in this process, in the order in which they came
   * @throws TongbaoError `store.write_failed` when the medium refuses; the store stays readable.
   */
  transaction<T>(fn: (tx: Transaction) => Promise<T>, lane?: string): Promise<T>;
  /** Settles what is under way and lets go of the medium. Later calls reject with `store.closed`. */
  close(): Promise<void>;
}

/** A store that can be copied as a whole. */
export interface WholeStore extends Store {
  /** Why the last write was refused; `undefined` = it was not. */
  readonly trouble: string | undefined;
  /** Every record, in one consistent state. */
  whole(): Promise<Records>;
}

export type { CollectionName, Index, RecordOf };
