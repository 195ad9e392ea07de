import type { ClientBase } from 'pg';
import { z } from 'zod';
import { TongbaoError } from '../../src/domain/error.js';
import type { CollectionName, Query, RecordOf, Transaction } from '../port.js';
import { findsNothing } from '../query.js';
import { schema } from '../schema.js';
import { fittingRecord, isStorable, storableRecord } from '../value.js';
import {
  deleteById,
  prepared,
  type Statement,
  selectAndLock,
  selectById,
  selectByIndex,
  upsert,
} from './statements.js';

/** The schema in a form that keeps each name and its record together for the compiler. */
const declarations: { readonly [C in CollectionName]: { readonly type: z.ZodType<RecordOf<C>> } } = schema;

const Rows = z.array(z.object({ record: z.unknown() }));

/** Runs a statement and answers its rows. */
export type Run = (statement: Statement) => Promise<unknown>;

/** The record of an id, checked: somebody may have written to the table by hand. */
export const getRecord = async <C extends CollectionName>(
  run: Run,
  collection: C,
  id: string,
  select = selectById,
): Promise<RecordOf<C> | undefined> => {
  // Nothing of that id is there. PostgreSQL would refuse U+0000, and get a lone surrogate as U+FFFD.
  if (!isStorable(id)) return undefined;
  const [row] = Rows.parse(await run(select(collection, id)));
  return row === undefined ? undefined : fittingRecord(collection, declarations[collection].type, row.record);
};

/** The records that a query asks for. @throws TongbaoError `store.bad_query` */
export const findRecords = async <C extends CollectionName>(
  run: Run,
  collection: C,
  query: Query<C>,
): Promise<RecordOf<C>[]> => {
  const statement = selectByIndex(collection, query);
  if (findsNothing(query)) return [];
  const rows = Rows.parse(await run(statement));
  return rows.map(({ record }) => fittingRecord(collection, declarations[collection].type, record));
};

/** A transaction on one connection, between BEGIN and COMMIT. */
export class PostgresTransaction implements Transaction {
  readonly #client: ClientBase;
  #ended = false;
  #failure: unknown;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  get<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    return getRecord(this.#run, collection, id);
  }

  take<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    return getRecord(this.#run, collection, id, selectAndLock);
  }

  find<C extends CollectionName>(collection: C, query: Query<C>): Promise<RecordOf<C>[]> {
    return findRecords(this.#run, collection, query);
  }

  async put<C extends CollectionName>(collection: C, record: RecordOf<C>): Promise<void> {
    this.#refuseWhenEnded();
    const { record: fitting, json } = storableRecord(collection, declarations[collection].type, record);
    await this.#run(upsert(collection, fitting.id, json));
  }

  async remove(collection: CollectionName, id: string): Promise<void> {
    this.#refuseWhenEnded();
    if (!isStorable(id)) return;
    await this.#run(deleteById(collection, id));
  }

  /** Ends it: whatever still holds it can neither read nor write any more. */
  end(): void {
    this.#ended = true;
  }

  /** The first failure of a statement: PostgreSQL gives the whole transaction up, whoever caught it. */
  get failure(): unknown {
    return this.#failure;
  }

  readonly #run: Run = async (statement) => {
    this.#refuseWhenEnded();
    try {
      return (await this.#client.query(prepared(statement))).rows;
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  };

  #refuseWhenEnded(): void {
    if (!this.#ended) return;
    throw new TongbaoError(
      'store.transaction_ended',
      '程序在事务结束之后还在使用它，这一步没有执行。请把这句话告诉管理员。',
    );
  }
}
