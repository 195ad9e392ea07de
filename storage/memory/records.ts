import type { z } from 'zod';
import { indexTypes } from '../fields.js';
import type { CollectionName, Index, Query, RecordOf } from '../port.js';
import { refuseMisfits } from '../query.js';
import { schema } from '../schema.js';
import { fittingRecord, storableRecord } from '../value.js';
import { Collection, type Layout } from './collection.js';
import type { Orders } from './ordered.js';
import { Stored } from './stored.js';

/** Whether the schema declares a collection of this name. */
export function isCollectionName(name: string): name is CollectionName {
  return Object.hasOwn(schema, name);
}

/** The schema in a form that keeps each name and its record together for the compiler. */
const declarations: {
  readonly [C in CollectionName]: {
    readonly type: z.ZodType<RecordOf<C>>;
    readonly indexes: Readonly<Record<string, Index>>;
  };
} = schema;

/** Every collection's name. */
export const collectionNames: readonly CollectionName[] = Object.keys(schema).filter(isCollectionName);

/** A record that fits its declaration, and what is kept of it. */
export interface Checked<C extends CollectionName> {
  readonly record: RecordOf<C>;
  readonly stored: Stored<RecordOf<C>>;
}

/** @throws TongbaoError `store.invalid_record` */
export const checked = <C extends CollectionName>(collection: C, record: unknown): Checked<C> => {
  const storable = storableRecord(collection, declarations[collection].type, record);
  return { record: storable.record, stored: Stored.text(storable.record.id, storable.json) };
};

type Collections = { readonly [C in CollectionName]?: Collection<RecordOf<C>> };

/**
 * All records of all collections, as a value: every change answers new records, and whoever holds the old
 * ones still reads one consistent state. What goes in is copied, what comes out is frozen.
 */
export class Records {
  /** No records at all. */
  static none(): Records {
    return new Records({});
  }

  readonly #collections: Collections;

  private constructor(collections: Collections) {
    this.#collections = collections;
  }

  get<C extends CollectionName>(collection: C, id: string): RecordOf<C> | undefined {
    return this.#collection(collection).get(id);
  }

  has(collection: CollectionName, id: string): boolean {
    return this.#collections[collection]?.has(id) === true;
  }

  /** Whether others have the same collection, unchanged. */
  shares(others: Records, collection: CollectionName): boolean {
    return this.#collections[collection] === others.#collections[collection];
  }

  /** @throws TongbaoError `store.bad_query` when the index cannot answer this */
  find<C extends CollectionName>(collection: C, query: Query<C>): RecordOf<C>[] {
    refuseMisfits(query, indexTypes(collection, query.index));
    return this.#collection(collection).find(query);
  }

  /** All records of a collection, by their ids. */
  all<C extends CollectionName>(collection: C): readonly Stored<RecordOf<C>>[] {
    return this.#collection(collection).all();
  }

  /** A collection as a snapshot keeps it. */
  layout<C extends CollectionName>(collection: C): Layout<RecordOf<C>> {
    return this.#collection(collection).layout();
  }

  /** With a record in the place of the one of its id. */
  with<C extends CollectionName>(collection: C, { record, stored }: Checked<C>): Records {
    return this.#replaced(collection, this.#collection(collection).with(record, stored));
  }

  /**
   * With records in the places of those of their ids, all known to fit their declaration, and that nobody changes any
   * more; `undefined` = without that one.
   */
  withChanges<C extends CollectionName>(
    collection: C,
    changes: ReadonlyMap<string, RecordOf<C> | undefined>,
  ): Records {
    return this.#replaced(collection, this.#collection(collection).withChanges(changes));
  }

  /** The same records when there is none of this id. */
  without<C extends CollectionName>(collection: C, id: string): Records {
    const before = this.#collection(collection);
    const after = before.without(id);
    return after === before ? this : this.#replaced(collection, after);
  }

  /**
   * With what `all` once answered in the place of the collection, read back from JSON.
   * @throws TongbaoError `store.invalid_record`
   */
  withAll<C extends CollectionName>(collection: C, stored: readonly unknown[]): Records {
    const { type } = declarations[collection];
    return this.withAllChecked(
      collection,
      stored.map((record) => fittingRecord(collection, type, record)),
    );
  }

  /**
   * As `withAll`, of records that are known to fit their declaration.
   * @param orders what the layout of a collection of these records said
   */
  withAllChecked<C extends CollectionName>(
    collection: C,
    records: readonly RecordOf<C>[],
    orders: Orders = {},
  ): Records {
    const { indexes } = declarations[collection];
    return this.#replaced(collection, Collection.of(indexes, records, orders));
  }

  #collection<C extends CollectionName>(name: C): Collection<RecordOf<C>> {
    return this.#collections[name] ?? Collection.of<RecordOf<C>>(declarations[name].indexes);
  }

  #replaced<C extends CollectionName>(name: C, by: Collection<RecordOf<C>>): Records {
    // A computed name in the literal would take V8 out of its fast paths, and this is done for every record put.
    const collections: Partial<Record<CollectionName, unknown>> = { ...this.#collections };
    collections[name] = by;
    return new Records(collections as Collections);
  }
}
