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
  return { record: storable.record, stored: Stored.json(storable.record.id, storable.json) };
};

const places = new Map<CollectionName, number>(collectionNames.map((name, place) => [name, place]));

const placeOf = (collection: CollectionName): number => {
  const place = places.get(collection);
  if (place === undefined) throw new RangeError(`no collection ${collection}`);
  return place;
};

/**
 * All records of all collections, as a value: every change answers new records, and whoever holds the old
 * ones still reads one consistent state. What goes in is copied, what comes out is frozen.
 */
export class Records {
  /** No records at all. */
  static none(): Records {
    return new Records(collectionNames.map(() => undefined));
  }

  /**
   * In the order of their names in the schema, each of the type that is declared there. A copy is made for every record
   * put: of an object of so many names V8 makes a hash table.
   */
  readonly #collections: readonly unknown[];

  private constructor(collections: readonly unknown[]) {
    this.#collections = collections;
  }

  get<C extends CollectionName>(collection: C, id: string): RecordOf<C> | undefined {
    return this.#collection(collection).get(id);
  }

  has(collection: CollectionName, id: string): boolean {
    return this.#collection(collection).has(id);
  }

  /** Whether others have the same collection, unchanged. */
  shares(others: Records, collection: CollectionName): boolean {
    const place = placeOf(collection);
    return this.#collections[place] === others.#collections[place];
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
   * With records in the place of the collection, in whatever order, read back from JSON.
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
    const known = this.#collections[placeOf(name)] as Collection<RecordOf<C>> | undefined;
    return known ?? Collection.of<RecordOf<C>>(declarations[name].indexes);
  }

  #replaced<C extends CollectionName>(name: C, by: Collection<RecordOf<C>>): Records {
    return new Records(this.#collections.with(placeOf(name), by));
  }
}
