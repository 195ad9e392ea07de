import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import { Collection } from '../../../storage/memory/collection.js';
import { sortText } from '../../../storage/memory/order.js';
import { Stored } from '../../../storage/memory/stored.js';
import { collectGarbage } from '../../support/collect-garbage.js';
import { createMemoryStore } from '../../support/memory-store.js';

interface Thing {
  readonly id: string;
  readonly at?: { readonly place?: string | null };
  readonly tags?: readonly string[];
  readonly sizes?: readonly number[];
}

const declared = { byPlace: ['at.place'], byBoth: ['tags', 'sizes'], byTag: ['tags'] } as const;

const idsIn = (collection: Collection<Thing>, query: Parameters<Collection<Thing>['find']>[0]): string[] =>
  collection.find(query).map(({ id }) => id);

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof TongbaoError ? error.code : error;
  }
};

/** The collection that is made of the layout of another. */
const restarted = (things: Collection<Thing>): Collection<Thing> => {
  const { records, orders } = things.layout();
  const values = [...records].map(({ value }) => value);
  const told = [...orders].map(([index, positions]) => [index, [...positions].flat()] as const);
  expect(told.map(([index]) => index)).toContain('byPlace');
  return Collection.of<Thing>(declared, values, Object.fromEntries(told));
};

describe('a collection', () => {
  test('an index reaches into objects by a dotted path; null and what is not there are missing', () => {
    const things: Thing[] = [
      { id: 'b', at: { place: '郑州' } },
      { id: 'a', at: { place: '开封' } },
      { id: 'c', at: {} },
      { id: 'd' },
      { id: 'e', at: { place: null } },
    ];
    const collection = Collection.of(declared, things);
    expect(idsIn(collection, { index: 'byPlace' })).toEqual(['c', 'd', 'e', 'a', 'b']);
    expect(idsIn(collection, { index: 'byPlace', equals: ['郑州'] })).toEqual(['b']);
    expect(idsIn(collection, { index: 'byPlace', range: { gte: '' } })).toEqual(['a', 'b']);
  });

  test('two arrays in one index are found by every combination', () => {
    const collection = Collection.of<Thing>(declared, [{ id: 'a', tags: ['x', 'y'], sizes: [1, 2] }]);
    for (const equals of [['x', 1], ['x', 2], ['y', 1], ['y', 2], ['y']]) {
      expect(idsIn(collection, { index: 'byBoth', equals })).toEqual(['a']);
    }
    expect(idsIn(collection, { index: 'byBoth', equals: ['x', 3] })).toEqual([]);
  });

  test('a name that every object inherits is no field', () => {
    const collection = Collection.of({ byName: ['constructor.name'] }, [{ id: 'a' }]);
    expect(idsIn(collection, { index: 'byName', range: { gte: '' } })).toEqual([]);
  });

  test('a text that another one is sorted by takes its place all the same', () => {
    const place = '（';
    const before = Collection.of<Thing>(declared, [{ id: 'a', at: { place } }]);
    const after = before.with({ id: 'a', at: { place: sortText(place) } });
    expect(idsIn(after, { index: 'byPlace', equals: [sortText(place)] })).toEqual(['a']);
    expect(idsIn(after, { index: 'byPlace', equals: [place] })).toEqual([]);
  });

  test('a record that changes elsewhere keeps its place in an index', () => {
    const before = Collection.of<Thing>(declared, [{ id: 'a', tags: ['x'] }]);
    const after = before.with({ id: 'a', tags: ['x'], sizes: [1] });
    expect(after.find({ index: 'byTag', equals: ['x'] })).toEqual([{ id: 'a', tags: ['x'], sizes: [1] }]);
    expect(before.find({ index: 'byTag', equals: ['x'] })).toEqual([{ id: 'a', tags: ['x'] }]);
  });

  test.each([
    ['an index that is not declared', { index: 'byColour' }],
    ['more values than the index has fields', { index: 'byTag', equals: ['x', 'y'] }],
    ['a range after the last field', { index: 'byTag', equals: ['x'], range: { gte: 'y' } }],
    ['a limit below zero', { index: 'byTag', limit: -1 }],
    ['half a limit', { index: 'byTag', limit: 1.5 }],
  ])('%s is refused', (_what, query) => {
    expect(codeOf(() => Collection.of(declared, []).find(query))).toBe('store.bad_query');
  });
});

test.each([2, 40])('%i changes at once are what they are one by one', (count) => {
  const start = Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, tags: ['一'] }));
  const before = Collection.of<Thing>(declared, start);
  const changes = new Map<string, Thing | undefined>();
  for (let at = 19; at < 19 + count; at += 1)
    changes.set(`${at}`, { id: `${at}`, tags: [`${at % 3}`, '二'] });
  changes.set('3', undefined);
  changes.set('never there', undefined);
  let oneByOne = before;
  for (const [id, thing] of changes)
    oneByOne = thing === undefined ? oneByOne.without(id) : oneByOne.with(thing);
  const atOnce = before.withChanges(changes);
  expect([...atOnce.all()].map(({ value }) => value)).toEqual([...oneByOne.all()].map(({ value }) => value));
  for (const query of [{ index: 'byTag' }, { index: 'byTag', equals: ['二'] }]) {
    expect(idsIn(atOnce, query)).toEqual(idsIn(oneByOne, query));
  }
  expect(atOnce.get('3')).toBeUndefined();
  expect(before.get('3')).toBeDefined();
});

test('ids of removed records are neither found nor in the way of new ones, however many there were', () => {
  let collection = Collection.of(declared, [{ id: 'kept' }]);
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < 1500; at += 1) collection = collection.with({ id: `${at}` });
    const before = collection;
    for (let at = 0; at < 1500; at += 1) collection = collection.without(`${at}`);
    expect(before.get('7')).toEqual({ id: '7' });
    expect(collection.get('7')).toBeUndefined();
    expect([...collection.all()].map(({ id }) => id)).toEqual(['kept']);
  }
});

test('every version stays what it is, whichever of them others are made of and asked in whatever order', () => {
  const id = fc.integer({ min: 0, max: 12 }).map(String);
  const place = fc.option(fc.constantFrom('郑州', '开封', '洛阳'), { nil: null });
  const tags = fc.uniqueArray(fc.constantFrom('一', '二', '三'), { maxLength: 2 });
  const thing = fc.record({ id, tags, at: fc.record({ place }) });
  const step = fc.record({
    from: fc.nat(),
    asked: fc.nat(),
    change: fc.oneof(
      { weight: 8, arbitrary: thing.map((put) => ({ put })) },
      { weight: 4, arbitrary: id.map((remove) => ({ remove })) },
      { weight: 1, arbitrary: fc.constant({ many: 1100 }) },
      { weight: 2, arbitrary: fc.constant({ many: 0 }) },
    ),
  });
  type Version = { readonly things: Collection<Thing>; readonly plain: ReadonlyMap<string, Thing> };
  const check = ({ things, plain }: Version): void => {
    const all = [...plain.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    expect([...things.all()].map(({ value }) => value)).toEqual(all);
    for (const tag of ['一', '二', '三']) {
      const tagged = all.filter(({ tags }) => tags?.includes(tag));
      expect(things.find({ index: 'byTag', equals: [tag] })).toEqual(tagged);
    }
    expect(idsIn(things, { index: 'byTag' }).toSorted()).toEqual(all.map((one) => one.id));
    for (const place of ['郑州', '开封', '洛阳']) {
      const there = all.filter(({ at }) => at?.place === place);
      expect(things.find({ index: 'byPlace', equals: [place] })).toEqual(there);
    }
    expect(idsIn(things, { index: 'byPlace' })).toHaveLength(all.length);
    for (let at = 0; at <= 12; at += 1) expect(things.get(`${at}`)).toEqual(plain.get(`${at}`));
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const versions: Version[] = [{ things: Collection.of<Thing>(declared), plain: new Map() }];
      const pick = (at: number): Version => versions[at % versions.length] ?? expect.fail();
      for (const { from, asked, change } of steps) {
        let { things } = pick(from);
        const plain = new Map(pick(from).plain);
        if ('put' in change) {
          things = things.with(change.put);
          plain.set(change.put.id, change.put);
        } else if ('remove' in change) {
          things = things.without(change.remove);
          plain.delete(change.remove);
        } else if (change.many === 0) {
          things = restarted(things);
        } else {
          for (let at = 0; at < change.many; at += 1) {
            const put = { id: `${at % 40}`, tags: at % 3 === 0 ? ['一'] : ['二', '三'] };
            things = things.with(put);
            plain.set(put.id, put);
          }
        }
        versions.push({ things, plain });
        check(pick(asked));
      }
      for (const version of versions) check(version);
      for (const { things, plain } of versions) check({ things: restarted(things), plain });
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe('what nobody can read any more', () => {
  const alive = (references: readonly WeakRef<object>[]): number => {
    collectGarbage();
    return references.filter((one) => one.deref() !== undefined).length;
  };
  // Asked again for a while: what was referred to in the same turn, and what the compiler at work
  // in the background has taken hold of, outlives one collection.
  const soon = { timeout: 5000 };

  test('stays for a while when it was removed, but not much of it', async () => {
    let collection = Collection.of<Thing>(declared);
    const removed: WeakRef<object>[] = [];
    const add = (id: string): void => {
      const stored = Stored.json<Thing>(id, JSON.stringify({ id, tags: ['x'.repeat(200_000)] }));
      removed.push(new WeakRef(stored));
      collection = collection.with({ id }, stored).without(id);
    };
    for (let at = 0; at < 60; at += 1) add(`${at}`);
    await expect.poll(() => alive(removed), soon).toBeLessThanOrEqual(10);
    expect(collection.get('59')).toBeUndefined();
  });

  test('goes when it was replaced after another one had branched off, however often', async () => {
    let collection = Collection.of<Thing>(declared, [{ id: 'other' }]);
    const replaced: WeakRef<object>[] = [];
    for (let at = 0; at < 100; at += 1) {
      collection.with({ id: 'given up' });
      const thing = { id: 'hot', tags: [`${at}`] };
      replaced.push(new WeakRef(thing));
      collection = collection.with(thing);
    }
    await expect.poll(() => alive(replaced), soon).toBeLessThanOrEqual(10);
    expect(collection.get('other')).toEqual({ id: 'other' });
  });

  test('goes when whoever had put it gave up', async () => {
    let collection = Collection.of<Thing>(declared, [{ id: 'other' }]);
    const givenUp: WeakRef<object>[] = [];
    const giveUp = (): void => {
      let own = collection;
      for (let at = 0; at < 1200; at += 1) {
        const thing = { id: `${at}` };
        givenUp.push(new WeakRef(thing));
        own = own.with(thing);
      }
    };
    giveUp();
    collection = collection.with({ id: 'other', tags: ['一'] });
    await expect.poll(() => alive(givenUp), soon).toBeLessThanOrEqual(10);
    expect(collection.get('0')).toBeUndefined();
    expect(idsIn(collection, { index: 'byTag' })).toEqual(['other']);
  });

  test('goes when it was replaced where it stands, also since a restart', async () => {
    const originals: WeakRef<object>[] = [];
    const original = (id: string): Thing => {
      const thing = { id, at: { place: '郑州' } };
      originals.push(new WeakRef(thing));
      return thing;
    };
    const ids = Array.from({ length: 200 }, (_, at) => `${at}`);
    let collection = restarted(Collection.of<Thing>(declared, ids.map(original)));
    for (const id of ids) collection = collection.with({ id, at: { place: '郑州' } });
    for (let at = 0; at < 1100; at += 1) collection = collection.with({ id: `other ${at % 10}` });
    await expect.poll(() => alive(originals), soon).toBe(0);
    expect(collection.find({ index: 'byPlace', equals: ['郑州'] })).toHaveLength(ids.length);
  });
});

test('fifty thousand records go in by one transaction within seconds', async () => {
  const store = createMemoryStore();
  const count = 50_000;
  await store.transaction(async (tx) => {
    for (let at = 0; at < count; at += 1) {
      // In no order, so that nothing is merely appended.
      const id = `账号${(at * 7919) % count}`;
      await tx.put('accounts', { id, name: id, platform: '微信', hostUnitId: `单位${at % 100}` });
    }
    expect(await tx.find('accounts', { index: 'byHost', equals: ['单位7'] })).toHaveLength(500);
  });
  expect(await store.find('accounts', { index: 'byId' })).toHaveLength(count);
}, 15_000);
