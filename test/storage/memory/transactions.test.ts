import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Records } from '../../../storage/memory/records.js';
import type { Change } from '../../../storage/memory/transaction.js';
import { Transactions } from '../../../storage/memory/transactions.js';
import type { Transaction } from '../../../storage/port.js';
import { createGate } from '../../support/gate.js';
import { createMemoryStore } from '../../support/memory-store.js';

const unit = (id: string, source = '') => ({ id, kind: 'county' as const, aliases: [], source });

const sourceOf = async (tx: Pick<Transaction, 'get'>, id: string): Promise<string | undefined> =>
  (await tx.get('units', id))?.source;

describe('a transaction that others commit beside', () => {
  /** How often one ran that reads by `read`, waits while another puts 郑州, and says what it read. */
  const besidePut = async (read: (tx: Transaction) => Promise<unknown>) => {
    const store = createMemoryStore();
    const { open, opened } = createGate();
    let runs = 0;
    const slow = store.transaction(async (tx) => {
      runs += 1;
      const seen = await read(tx);
      await opened;
      await tx.put('units', unit('开封', JSON.stringify(seen)));
    });
    await store.transaction((tx) => tx.put('units', unit('郑州', 'new')));
    open();
    await slow;
    return { runs, said: await sourceOf(store, '开封') };
  };

  test('runs once when it read nothing of theirs', async () => {
    expect(await besidePut((tx) => sourceOf(tx, '洛阳').then(() => 1))).toEqual({ runs: 1, said: '1' });
    const accounts = (tx: Transaction) => tx.find('accounts', { index: 'byId' });
    expect(await besidePut(accounts)).toEqual({ runs: 1, said: '[]' });
    expect(await besidePut(async () => 1)).toEqual({ runs: 1, said: '1' });
  });

  test('runs once when what it asked an index is answered the same', async () => {
    const earlier = (tx: Transaction) => tx.find('units', { index: 'byId', range: { lt: '郑州' } });
    expect(await besidePut(earlier)).toEqual({ runs: 1, said: '[]' });
  });

  test.each<[string, (tx: Transaction) => Promise<unknown>]>([
    ['a record', async (tx) => (await sourceOf(tx, '郑州')) ?? 'none'],
    [
      'an index',
      async (tx) =>
        (await tx.find('units', { index: 'byId' })).find(({ id }) => id === '郑州')?.source ?? 'none',
    ],
    [
      'an index in which it had put something itself',
      async (tx) => {
        await tx.put('units', unit('洛阳'));
        return (await tx.find('units', { index: 'byId' })).find(({ id }) => id === '郑州')?.source ?? 'none';
      },
    ],
  ])('runs again when it read %s that they changed', async (_what, read) => {
    expect(await besidePut(read)).toEqual({ runs: 2, said: '"new"' });
  });

  test('that changes what it was given by an index does not change what is compared', async () => {
    const emptied = async (tx: Transaction) => {
      const found = await tx.find('units', { index: 'byId' });
      const count = found.length;
      found.length = 0;
      return count;
    };
    expect(await besidePut(emptied)).toEqual({ runs: 2, said: '1' });
  });

  test('reads one state, and runs once, when it only reads', async () => {
    const store = createMemoryStore();
    const { open, opened } = createGate();
    const seen: unknown[] = [];
    const reading = store.transaction(async (tx) => {
      seen.push(await sourceOf(tx, '郑州'));
      await opened;
      seen.push(await sourceOf(tx, '开封'));
    });
    await store.transaction(async (tx) => {
      await tx.put('units', unit('郑州'));
      await tx.put('units', unit('开封'));
    });
    open();
    await reading;
    expect(seen).toEqual([undefined, undefined]);
  });

  test('runs no more than twice, however much they commit', async () => {
    const store = createMemoryStore();
    let runs = 0;
    let done = false;
    let tries = 0;
    const counting = store.transaction(async (tx) => {
      runs += 1;
      const seen = await sourceOf(tx, '郑州');
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await tx.put('units', unit('郑州', `${seen} and one`));
    });
    const ended = counting.then(() => {
      done = true;
    });
    while (!done && tries < 1000) {
      tries += 1;
      void store.transaction((tx) => tx.put('units', unit('郑州', 'theirs')));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ended;
    expect(runs).toBe(2);
    expect(tries).toBeGreaterThan(20);
  });
});

test('one that writes a great deal runs again alone rather than hold up everybody to be applied anew', async () => {
  const store = createMemoryStore();
  const { open, opened } = createGate();
  let runs = 0;
  const large = store.transaction(async (tx) => {
    runs += 1;
    for (let at = 0; at < 450; at += 1) await tx.put('units', unit(`${at}`, `${runs}`));
    expect(await tx.find('units', { index: 'byKind', equals: ['county'] })).toHaveLength(450 + runs - 1);
    await tx.remove('units', '7');
    await opened;
  });
  await store.transaction((tx) => tx.put('units', unit('郑州')));
  open();
  await large;
  expect(runs).toBe(2);
  const units = await store.find('units', { index: 'byId' });
  expect(units.filter(({ source }) => source === '2')).toHaveLength(449);
  expect(units).toHaveLength(450);
});

test('many that change one record take no more than two runs each', async () => {
  const store = createMemoryStore();
  let runs = 0;
  const one = () =>
    store.transaction(async (tx) => {
      runs += 1;
      await tx.put('units', unit('郑州', `${Number((await sourceOf(tx, '郑州')) ?? 0) + 1}`));
    });
  await Promise.all(Array.from({ length: 200 }, one));
  expect(await sourceOf(store, '郑州')).toBe('200');
  expect(runs).toBeLessThan(400);
});

test('whatever runs side by side comes out as if one had run after another', async () => {
  const id = fc.constantFrom('郑州', '开封', '洛阳');
  const step = fc.oneof(
    fc.record({ get: id }),
    fc.record({ put: id }),
    fc.record({ remove: id }),
    fc.record({ from: id, limit: fc.integer({ min: 1, max: 3 }) }),
  );
  const all = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 24 });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  let overlapped = 0;
  const property = fc.asyncProperty(all, fc.scheduler(), async (stories, scheduler) => {
    /** In the order in which they were committed; each says its number by an account. */
    const order: number[] = [];
    let latest = { records: Records.none() };
    const transactions = new Transactions({
      get latest() {
        return latest;
      },
      add(records: Records, changes: readonly Change[]) {
        const own = changes.find(({ collection }) => collection === 'accounts');
        if (own !== undefined && 'put' in own) order.push(Number(own.put.id));
        latest = { records };
        return latest;
      },
    });
    const tell = async (
      tx: Transaction,
      story: readonly Step[],
      number: number,
      between: () => Promise<unknown>,
    ): Promise<unknown[]> => {
      const seen: unknown[] = [];
      for (const [at, what] of story.entries()) {
        await between();
        if ('get' in what) seen.push(await sourceOf(tx, what.get));
        else if ('put' in what) await tx.put('units', unit(what.put, `${number}.${at} ${seen.join()}`));
        else if ('remove' in what) await tx.remove('units', what.remove);
        else {
          const query = { index: 'byId', range: { gte: what.from }, limit: what.limit } as const;
          seen.push(...(await tx.find('units', query)).map(({ source }) => source));
        }
      }
      await tx.put('accounts', { id: `${number}`, name: '', platform: '微信' });
      return seen;
    };
    let runs = 0;
    const saw = stories.map((story, number) =>
      transactions.run((tx) => {
        runs += 1;
        return tell(tx, story, number, () => scheduler.schedule(Promise.resolve()));
      }),
    );
    await scheduler.waitFor(Promise.all(saw));
    overlapped += runs - stories.length;
    expect(order.toSorted((a, b) => a - b)).toEqual(stories.map((_, number) => number));
    const after = createMemoryStore();
    for (const number of order) {
      const seen = await after.transaction((tx) =>
        tell(tx, stories[number] ?? [], number, async () => undefined),
      );
      expect((await saw[number])?.outcome).toEqual({ status: 'fulfilled', value: seen });
    }
    expect(await after.find('units', { index: 'byId' })).toEqual(
      latest.records.find('units', { index: 'byId' }),
    );
  });
  await fc.assert(property, { numRuns: 150 });
  // Or nothing was shown.
  expect(overlapped).toBeGreaterThan(100);
}, 120_000);
