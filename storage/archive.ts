import { createHash } from 'node:crypto';
import { collectionNames, type Records } from './memory/records.js';
import type { CollectionName } from './port.js';

/** How many records a collection has, and a hash of them that both stores agree on. */
export interface Tally {
  readonly collection: CollectionName;
  readonly count: number;
  /** SHA-256 in hex over the records in order, the fields of each by name. */
  readonly hash: string;
}

/** The same value with the fields of objects in order: PostgreSQL keeps them in its own. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, inOrder(Reflect.get(value, name))]));
};

/** Counts and hashes of all collections that hold anything. */
export const tallyOf = (records: Records): Tally[] =>
  collectionNames.flatMap((collection) => {
    const hash = createHash('sha256');
    let count = 0;
    for (const { json } of records.all(collection)) {
      hash.update(`${JSON.stringify(inOrder(JSON.parse(json)))}\n`);
      count += 1;
    }
    return count === 0 ? [] : [{ collection, count, hash: hash.digest('hex') }];
  });

/** The collections in which two tallies differ. */
export const differences = (one: readonly Tally[], other: readonly Tally[]): CollectionName[] =>
  collectionNames.filter((collection) => {
    const [a, b] = [one, other].map((all) => all.find((tally) => tally.collection === collection));
    return a?.count !== b?.count || a?.hash !== b?.hash;
  });
