import { describe, expect, test } from 'vitest';
import { finishRestore, restoreTo } from '../../../storage/lowdb/restore.js';
import { FakeDisk, survivals } from '../../support/fake-disk.js';
import { openOn, put, unit, unitsIn } from './journaled.js';

const clock = { now: () => new Date('2023-12-04T01:00:00.000Z') };

/** A store with a snapshot and journals, whose service has stopped. */
const stopped = async (): Promise<FakeDisk> => {
  const disk = new FakeDisk();
  const store = await openOn(disk, { journalLimit: 700 });
  for (const version of ['1', '2', '3', '4', '5', '6']) {
    await put(store, unit('中原区', version), unit('金水区', version));
  }
  await store.close();
  return disk.afterPowerCut({ names: 'seen', content: 'seen' });
};

const restored = async () => {
  const store = await openOn(new FakeDisk());
  await put(store, unit('二七区', '备份'));
  const records = await store.whole();
  await store.close();
  return records;
};

describe('a restore', () => {
  test('puts the records there and keeps the files so far in a folder beside', async () => {
    const disk = await stopped();
    const names = Object.keys(disk.files);
    const aside = await restoreTo(disk, await restored(), clock);
    expect(await unitsIn(await openOn(disk))).toEqual({ 二七区: '备份' });
    for (const name of names) expect(Object.keys(disk.files)).toContain(`${aside}/${name}`);
  });

  test('cut short at any step leaves the old records or the new ones, never none', async () => {
    const records = await restored();
    const old = { 中原区: '6', 金水区: '6' };
    const seen = new Set<string>();
    const whole = await stopped();
    await restoreTo(whole, records, clock);
    for (let last = 0; last <= whole.steps.length; last += 1) {
      const disk = await stopped();
      disk.before = () => {
        if (disk.steps.length > last) throw new Error('the machine is off');
      };
      await restoreTo(disk, records, clock).catch(() => undefined);
      for (const survival of survivals) {
        const after = disk.afterPowerCut(survival);
        await finishRestore(after, clock);
        const units = await unitsIn(await openOn(after));
        expect([old, { 二七区: '备份' }], `step ${last}`).toContainEqual(units);
        seen.add(JSON.stringify(units));
      }
    }
    expect(seen.size).toBe(2);
  });
});
