import { describe, expect, test, vi } from 'vitest';
import type { WholeStore } from '../../../storage/port.js';
import { bytesOutsideHeap } from '../../support/collect-garbage.js';
import { FakeDisk } from '../../support/fake-disk.js';
import { linesOf, openOn, put, unit } from './journaled.js';

const megabyte = 'x'.repeat(1_000_000);

/** Puts units of a megabyte, from the first to before the last. */
const putUnits = async (store: WholeStore, first: number, last: number, text = megabyte): Promise<void> => {
  for (let at = first; at < last; at += 1) await put(store, unit(`${at}`, text));
};

const sizeOf = (disk: FakeDisk, name: string): number => linesOf(disk.files[name]).length;

describe('a snapshot is written', () => {
  test('once there are 32 MB of journal', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await putUnits(store, 0, 31);
    expect(sizeOf(disk, 'tongbao.json')).toBeLessThan(10_000);
    await putUnits(store, 31, 33);
    await vi.waitFor(() => expect(sizeOf(disk, 'tongbao.json')).toBeGreaterThan(31_000_000));
    await store.close();
  });

  test('once there is as much journal as a larger snapshot has', async () => {
    const disk = new FakeDisk();
    const before = await openOn(disk);
    await putUnits(before, 0, 40);
    await before.close();
    expect(sizeOf(disk, 'tongbao.json')).toBeGreaterThan(40_000_000);
    const store = await openOn(disk);
    await putUnits(store, 0, 39, '');
    await putUnits(store, 0, 39);
    const sealed = (): number => sizeOf(disk, 'tongbao.journal.sealed') + sizeOf(disk, 'tongbao.journal.bak');
    const old = sealed();
    expect(sizeOf(disk, 'tongbao.journal')).toBeGreaterThan(38_000_000);
    await putUnits(store, 39, 42);
    await vi.waitFor(() => expect(sizeOf(disk, 'tongbao.journal')).toBeLessThan(3_000_000));
    await vi.waitFor(() => expect(sealed()).not.toBe(old));
    await store.close();
  });

  test('again after 4 MB of journal when it failed', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    disk.before = ({ name }) => {
      if (/^tongbao\.json\.[0-9a-f]/.test(name)) throw new Error('refused');
    };
    await putUnits(store, 0, 33);
    await vi.waitFor(() => expect(sizeOf(disk, 'tongbao.journal')).toBeLessThan(2_000_000));
    disk.before = () => undefined;
    await putUnits(store, 0, 5);
    await vi.waitFor(() => expect(sizeOf(disk, 'tongbao.json')).toBeGreaterThan(31_000_000));
    await store.close();
  });
});

describe('what was replaced is out of memory', () => {
  /** Bytes outside of the heap, but for the disk's. */
  const outside = (disk: FakeDisk): number => {
    const onDisk = Object.values(disk.files).reduce((bytes, file) => bytes + file.length, 0);
    return bytesOutsideHeap() - onDisk;
  };
  const soon = { timeout: 5000 };
  const kilobyte = 'k'.repeat(1000);
  /** Six megabytes; one unit in so many is there for good, the others take the place of those of the round before. */
  const putRound = (store: WholeStore, round: number, oneIn = Number.POSITIVE_INFINITY): Promise<void> =>
    store.transaction(async (tx) => {
      for (let at = 1; at <= 6000; at += 1) {
        await tx.put('units', unit(at % oneIn === 0 ? `${round} ${at}` : `${at}`, kilobyte));
      }
    });

  test('at once, though the last snapshot had it', async () => {
    const disk = new FakeDisk();
    const before = outside(disk);
    const store = await openOn(disk, { journalLimit: 10_000_000 });
    await putRound(store, 1);
    await putRound(store, 2);
    await vi.waitFor(() => expect(sizeOf(disk, 'tongbao.journal.bak')).toBeGreaterThan(10_000_000), soon);
    await putRound(store, 3);
    await expect.poll(() => outside(disk) - before, soon).toBeLessThan(9_500_000);
    await store.close();
  });

  test('after the next snapshot, where something of its time is still needed', async () => {
    const disk = new FakeDisk();
    const before = outside(disk);
    const store = await openOn(disk, { journalLimit: 22_000_000 });
    for (let round = 1; round <= 4; round += 1) await putRound(store, round, 100);
    await vi.waitFor(() => expect(sizeOf(disk, 'tongbao.journal.bak')).toBeGreaterThan(22_000_000), soon);
    await expect.poll(() => outside(disk) - before, soon).toBeLessThan(9_500_000);
    await store.close();
  });
});
