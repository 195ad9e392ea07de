import pg from 'pg';
import { TongbaoError } from '../../src/domain/error.js';
import { Lanes } from '../lanes.js';
import type { Records } from '../memory/records.js';
import type { CollectionName, Query, RecordOf, Transaction, WholeStore } from '../port.js';
import { cannotConnect, isConflict, writeFailed } from './errors.js';
import { HintListener } from './hints.js';
import { migrate } from './migrate.js';
import { prepared } from './statements.js';
import { findRecords, getRecord, PostgresTransaction, type Run } from './transaction.js';
import { fillEmpty, readWhole } from './whole.js';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database?sslmode=…` */
  readonly url: string;
  /** PEM of the CA that signed the server's certificate, where the system's own are not enough. */
  readonly ca?: string;
  /** Connections at the most. */
  readonly poolSize?: number;
  /** A statement that takes longer is given up; milliseconds. */
  readonly statementTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** Called when a connection is lost that no statement waits for. It is made anew by itself. */
  readonly onLost?: (error: Error) => void;
}

/** Tries beside others; then the unlucky ones queue up behind a lock, so that each gets through. */
const freeTries = 3;
const mostTries = 50;
const queueKey = 0x746f6e68;

/**
 * Every query of the port names its index, and reading a whole table would also make a serializable transaction
 * conflict with each writer of it. The planner, which takes columns that belong together for independent ones,
 * would choose to at times.
 */
const plannerOptions = '-c enable_seqscan=off -c max_parallel_workers_per_gather=0';

/** A store that several processes share. */
export interface PostgresStore extends WholeStore {
  /**
   * Puts these records into the empty database, all or none.
   * @throws TongbaoError `store.not_empty`
   */
  fill(records: Records): Promise<void>;
  /** `heard` is called when another process, or this one, may have stored something new to send. */
  watch(heard: () => void): Promise<void>;
}

class PooledStore implements PostgresStore {
  readonly #pool: pg.Pool;
  readonly #listen: (heard: () => void) => HintListener;
  readonly #listeners: HintListener[] = [];
  readonly #lanes = new Lanes();
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(pool: pg.Pool, listen: (heard: () => void) => HintListener) {
    this.#pool = pool;
    this.#listen = listen;
  }

  async watch(heard: () => void): Promise<void> {
    const listener = this.#listen(heard);
    this.#listeners.push(listener);
    await listener.start();
  }

  get<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    return this.#tracked(() => getRecord(this.#run, collection, id));
  }

  find<C extends CollectionName>(collection: C, query: Query<C>): Promise<RecordOf<C>[]> {
    return this.#tracked(() => findRecords(this.#run, collection, query));
  }

  transaction<T>(fn: (tx: Transaction) => Promise<T>, lane?: string): Promise<T> {
    return this.#tracked(() =>
      lane === undefined ? this.#committed(fn) : this.#lanes.run(lane, () => this.#committed(fn)),
    );
  }

  /** A database that cannot be written is found by reading it: `/readyz` does. */
  readonly trouble = undefined;

  whole(): Promise<Records> {
    return this.#tracked(() => this.#alone('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', readWhole));
  }

  fill(records: Records): Promise<void> {
    return this.#tracked(() => this.#alone('BEGIN', (run) => fillEmpty(run, records)));
  }

  /** Long work in a transaction of its own, which no statement time-out cuts short. */
  async #alone<T>(begin: string, work: (run: Run) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw cannotConnect(error);
    });
    try {
      await client.query(begin);
      await client.query('SET LOCAL statement_timeout = 0');
      const result = await work(async ({ text, values }) => (await client.query(text, [...values])).rows);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error instanceof TongbaoError ? error : writeFailed(error);
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      await Promise.allSettled(this.#underWay);
      await Promise.all(this.#listeners.map((listener) => listener.stop()));
      await this.#pool.end();
    })();
    return this.#closing;
  }

  async #committed<T>(fn: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const outcome = await this.#attempt(fn, tries > freeTries);
      if ('result' in outcome) return outcome.result;
      if (!isConflict(outcome.failure) || tries >= mostTries) throw writeFailed(outcome.failure);
    }
  }

  /** One try: the result, or the failure of the database. What `fn` itself throws passes through. */
  async #attempt<T>(
    fn: (tx: Transaction) => Promise<T>,
    queues: boolean,
  ): Promise<{ readonly result: T } | { readonly failure: unknown }> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw cannotConnect(error);
    });
    const tx = new PostgresTransaction(client);
    let broken: Error | undefined;
    // Lost between two statements: without a listener that would end the process. The next statement fails.
    const noteLoss = (error: Error): void => {
      broken = error;
    };
    client.on('error', noteLoss);
    try {
      await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      // Taken before the first statement that fixes the snapshot, so the next in the queue sees this commit.
      if (queues) await client.query('SELECT pg_advisory_xact_lock($1)', [queueKey]);
      const result = await fn(tx);
      tx.end();
      if (tx.failure !== undefined) throw tx.failure;
      await client.query('COMMIT');
      return { result };
    } catch (error) {
      tx.end();
      await client.query('ROLLBACK').catch((lost: unknown) => {
        broken = lost instanceof Error ? lost : new Error(String(lost));
      });
      if (tx.failure !== undefined) return { failure: tx.failure };
      if (error instanceof pg.DatabaseError || broken !== undefined) return { failure: error };
      throw error;
    } finally {
      client.off('error', noteLoss);
      client.release(broken);
    }
  }

  readonly #run: Run = async (statement) => {
    try {
      return (await this.#pool.query(prepared(statement))).rows;
    } catch (error) {
      throw error instanceof pg.DatabaseError ? writeFailed(error) : cannotConnect(error);
    }
  };

  #tracked<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) {
      return Promise.reject(
        new TongbaoError(
          'store.closed',
          '服务正在停止，数据库已经关闭，这一步没有执行。请等服务启动后重试。',
        ),
      );
    }
    const running = work();
    this.#underWay.add(running);
    const done = (): void => void this.#underWay.delete(running);
    running.then(done, done);
    return running;
  }
}

/**
 * Opens the PostgreSQL store, bringing the database to this version first.
 * @throws TongbaoError `store.cannot_connect`, `store.newer_version`, `store.changed_migration`
 */
export const openPostgresStore = async (options: PostgresOptions): Promise<PostgresStore> => {
  const { url, ca, poolSize = 10, statementTimeoutMs = 15_000, connectTimeoutMs = 5000 } = options;
  const onLost = options.onLost ?? (() => undefined);
  const connection = {
    connectionString: url,
    ...(ca === undefined ? {} : { ssl: { ca } }),
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'tongbao',
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    options: plannerOptions,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
  });
  // Without a listener an idle connection that the server drops would end the process.
  pool.on('error', onLost);
  try {
    const client = await pool.connect();
    try {
      await migrate(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error instanceof TongbaoError ? error : cannotConnect(error);
  }
  return new PooledStore(pool, (heard) => new HintListener(() => new pg.Client(connection), heard, onLost));
};
