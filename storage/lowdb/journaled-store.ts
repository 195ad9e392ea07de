import { TongbaoError } from '../../src/domain/error.js';
import type { Records } from '../memory/records.js';
import { Transactions } from '../memory/transactions.js';
import type { CollectionName, Query, RecordOf, Transaction, WholeStore } from '../port.js';
import { Commits, type Version } from './commits.js';
import type { Disk } from './disk.js';
import { Medium, type MediumOptions } from './medium.js';

/**
 * The embedded store on a disk that nobody else writes to: all records in memory, every commit in the
 * journal before anybody hears of it.
 * @throws TongbaoError `store.damaged`, `store.unknown_format`
 */
export const openJournaledStore = async (disk: Disk, options: MediumOptions): Promise<WholeStore> => {
  const { medium, durable } = await Medium.open(disk, options);
  return new JournaledStore(medium, new Commits(medium, durable));
};

class JournaledStore implements WholeStore {
  readonly #medium: Medium;
  readonly #commits: Commits;
  readonly #transactions: Transactions<Version>;
  #closing: Promise<void> | undefined;

  constructor(medium: Medium, commits: Commits) {
    this.#medium = medium;
    this.#commits = commits;
    this.#transactions = new Transactions(commits);
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<RecordOf<C> | undefined> {
    this.#refuseWhenClosed();
    return this.#commits.durable.records.get(collection, id);
  }

  async find<C extends CollectionName>(collection: C, query: Query<C>): Promise<RecordOf<C>[]> {
    this.#refuseWhenClosed();
    return this.#commits.durable.records.find(collection, query);
  }

  get trouble(): string | undefined {
    return this.#medium.trouble;
  }

  async whole(): Promise<Records> {
    this.#refuseWhenClosed();
    return this.#commits.durable.records;
  }

  async transaction<T>(fn: (tx: Transaction) => Promise<T>, lane?: string): Promise<T> {
    this.#refuseWhenClosed();
    const { version, outcome } = await this.#transactions.run(fn, lane);
    // Its outcome, a refusal included, rests on what it saw: that must be on the medium before it is told.
    await version.group.written;
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  close(): Promise<void> {
    this.#closing ??= this.#settle();
    return this.#closing;
  }

  async #settle(): Promise<void> {
    await this.#transactions.allDone();
    await this.#commits.idle();
    await this.#medium.close(this.#commits.durable);
  }

  #refuseWhenClosed(): void {
    if (this.#closing === undefined) return;
    throw new TongbaoError(
      'store.closed',
      '服务正在停止，数据库已经关闭，这一步没有执行。请等服务启动后重试。',
    );
  }
}
