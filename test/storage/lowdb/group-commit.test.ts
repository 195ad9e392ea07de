import { describe, expect, test } from 'vitest';
import { FakeDisk } from '../../support/fake-disk.js';
import { openOn, put, unit, unitsIn } from './journaled.js';

/** Holds the syncs of the journal up until they are let go. */
const heldSyncs = (disk: FakeDisk): { reached: Promise<void>; letGo(): void } => {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    disk.before = ({ operation, name }) => {
      if (operation !== 'sync' || name !== 'tongbao.journal') return;
      resolve();
      return gate;
    };
  });
  return { reached, letGo };
};

describe('group commit', () => {
  test('a commit is neither acknowledged nor seen before it is on the medium', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const { reached, letGo } = heldSyncs(disk);
    let acknowledged = false;
    const writing = put(store, unit('中原区')).then(() => {
      acknowledged = true;
    });
    await reached;
    expect(await store.get('units', '中原区')).toBeUndefined();
    expect(acknowledged).toBe(false);
    letGo();
    await writing;
    expect(await store.get('units', '中原区')).toBeDefined();
  });

  test('what was decided on a commit under way is told only when that is on the medium', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const { reached, letGo } = heldSyncs(disk);
    const order: string[] = [];
    const first = put(store, unit('中原区')).then(() => order.push('written'));
    await reached;
    const read = store
      .transaction(async (tx) => (await tx.get('units', '中原区'))?.id)
      .then((id) => order.push(`read ${id}`));
    const refused = store
      .transaction(async (tx) => {
        throw new Error(`taken: ${(await tx.get('units', '中原区'))?.id}`);
      })
      .catch((error: unknown) => order.push(String(error)));
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    letGo();
    await Promise.all([first, read, refused]);
    expect(order.toSorted()).toEqual(['Error: taken: 中原区', 'read 中原区', 'written']);
  });

  test('what is decided while one write is on its way goes with the next, and is there after a power cut', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const { reached, letGo } = heldSyncs(disk);
    const first = put(store, unit('first'));
    await reached;
    const before = disk.steps.length;
    let decided = 0;
    const others = Array.from({ length: 200 }, (_, at) =>
      store.transaction(async (tx) => {
        await tx.put('units', unit(`unit ${at}`));
        decided += 1;
        if (decided === 200) letGo();
      }),
    );
    await Promise.all([first, ...others]);
    const syncs = disk.steps.slice(before).filter(({ operation }) => operation === 'sync');
    expect(syncs).toHaveLength(1);
    const after = await openOn(disk.afterPowerCut({ names: 'synced', content: 'synced' }));
    expect(Object.keys(await unitsIn(after))).toHaveLength(201);
  });

  test.each([
    { size: 'small group lets others have their turn first', count: 5, earlier: 'turn' },
    { size: 'large group is written at once', count: 60, earlier: 'write' },
  ])('a $size', async ({ count, earlier }) => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const { reached, letGo } = heldSyncs(disk);
    const first = put(store, unit('first'));
    await reached;
    const others = Array.from({ length: count }, (_, at) => put(store, unit(`other ${at}`)));
    // All are decided by then, and wait for the first write.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const seen: string[] = [];
    disk.before = ({ operation }) => {
      if (operation === 'write') seen.push('write');
    };
    letGo();
    setImmediate(() => seen.push('turn'));
    await Promise.all([first, ...others]);
    expect(seen[0]).toBe(earlier);
    expect(Object.keys(await unitsIn(store))).toHaveLength(count + 1);
  });

  test('one that changes nothing writes nothing', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const before = disk.steps.length;
    await store.transaction(async (tx) => {
      await tx.get('units', '中原区');
      await tx.remove('units', '中原区');
    });
    await store.close();
    expect(disk.steps.length).toBe(before);
  });
});
