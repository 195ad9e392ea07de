import { expect } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../../storage/postgres/index.js';
import { layouts, tableSql } from '../../../storage/postgres/layout.js';
import { emptyDatabase, onServer } from '../../support/postgres.js';
import { kinds } from './arbitrary-records.js';
import type { Work } from './arbitrary-steps.js';
import type { Model } from './plain-map.js';
import { contentOf, doWork } from './play.js';

const layoutOf = (collection: string) => [...layouts.values()].find((one) => one.collection === collection);

/** The PostgreSQL store on a database of its own. */
export class SharedStore {
  readonly #url: string;
  #store: PostgresStore;

  private constructor(url: string, store: PostgresStore) {
    this.#url = url;
    this.#store = store;
  }

  static async open(): Promise<SharedStore> {
    const url = await emptyDatabase();
    const store = await openPostgresStore({ url });
    // No migration makes the table of a collection that only the tests have.
    const layout = layoutOf('specimens');
    if (layout === undefined) throw new Error('the schema has no specimens');
    await onServer(tableSql(layout), url);
    return new SharedStore(url, store);
  }

  /** Makes it empty again. */
  async clear(): Promise<void> {
    const tables = kinds.map(({ collection }) => layoutOf(collection)?.table ?? collection);
    await onServer(`TRUNCATE ${tables.join(', ')}`, this.#url);
  }

  work(before: Model, work: Work): Promise<void> {
    return doWork(this.#store, before, work);
  }

  async reopen(content: Model): Promise<void> {
    await this.#store.close();
    this.#store = await openPostgresStore({ url: this.#url });
    expect(await contentOf(this.#store)).toEqual(content);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
