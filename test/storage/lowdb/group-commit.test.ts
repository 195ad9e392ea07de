import { describe, expect, test } from 'vitest';
import { Commits } from '../../../storage/lowdb/commits.js';
import { Records } from '../../../storage/memory/records.js';
import { FakeDisk } from '../../support/fake-disk.js';
import { createGate } from '../../support/gate.js';
import { openOn, put, unit, unitsIn } from './journaled.js';

/** Holds the syncs of the journal up until they are let go. */
const heldSyncs = (disk: FakeDisk): { reached: Promise<void>; letGo(): void } => {
  const { opened, open } = createGate();
  const reached = new Promise<void>((resolve) => {
    disk.before = ({ operation, name }) => {
      if (operation !== 'sync' || name !== 'tongbao.journal') return;
      resolve();
      return opened;
    };
  });
  return { reached, letGo: open };
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

/** Commits to no medium, and how many changes each write had. */
const commitsOnNothing = () => {
  const sizes: number[] = [];
  const commits = new Commits(
    {
      async append({ changes }) {
        sizes.push(changes.length);
      },
      async afterAppend() {},
    },
    { records: Records.none(), sequence: 0 },
  );
  /** So many changes of one transaction. */
  const add = (count: number): void => {
    const changes = Array.from({ length: count }, (_, at) => ({
      collection: 'units' as const,
      remove: `unit ${at}`,
    }));
    commits.add(Records.none(), changes);
  };
  return { commits, sizes, add };
};

/** Resolves when nothing can go on any more before timers and sockets have their turn. */
const thisTurn = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

describe('a group', () => {
  test('that is small waits for those who are about to come', async () => {
    const { commits, sizes, add } = commitsOnNothing();
    add(5);
    await thisTurn();
    add(5);
    await thisTurn();
    expect(sizes).toEqual([]);
    await commits.idle();
    expect(sizes).toEqual([10]);
  });

  test('that is large waits for nobody', async () => {
    const { commits, sizes, add } = commitsOnNothing();
    add(200);
    await thisTurn();
    expect(sizes).toEqual([200]);
    add(3);
    await commits.idle();
    expect(sizes).toEqual([200, 3]);
  });

  test('that becomes large waits no longer', async () => {
    const { commits, sizes, add } = commitsOnNothing();
    add(5);
    await thisTurn();
    add(200);
    await thisTurn();
    expect(sizes).toEqual([205]);
    add(3);
    await commits.idle();
    expect(sizes).toEqual([205, 3]);
  });
});
