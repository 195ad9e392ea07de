import { describe, expect, test } from 'vitest';
import { FakeDisk, survivals } from '../../support/fake-disk.js';
import { keptLog, openOn, put, rewritten, unit, unitsIn } from './journaled.js';

/** Files of a service that was killed: a snapshot, and a commit in the journal. */
const killed = async (change: (content: Record<string, unknown>) => object): Promise<FakeDisk> => {
  const disk = new FakeDisk();
  const first = await openOn(disk);
  await put(first, unit('中原区', '1'));
  await first.close();
  await put(await openOn(disk), unit('金水区', '2'));
  const { files } = disk;
  return new FakeDisk({
    ...files,
    'tongbao.json': rewritten(files['tongbao.json'] ?? Buffer.alloc(0), change),
  });
};

const secondFormat = ({ orders: _, ...content }: Record<string, unknown>): Record<string, unknown> => ({
  ...content,
  format: 2,
});
const firstFormat = (content: Record<string, unknown>) => {
  const { declaration: _, ...first } = secondFormat(content);
  return { ...first, format: 1 };
};
const everything = { 中原区: '1', 金水区: '2' };

describe.each([
  { which: 'first', formerly: firstFormat },
  { which: 'second', formerly: secondFormat },
])('files of the $which format', ({ formerly }) => {
  test('are kept in a folder beside, written anew, and give everything back', async () => {
    const disk = await killed(formerly);
    const before = disk.files;
    const log = keptLog();
    const store = await openOn(disk, { log });
    expect(await unitsIn(store)).toEqual(everything);
    await put(store, unit('二七区', '3'));
    await store.close();

    const folder = log.lines.map(({ fields }) => Reflect.get(fields, 'folder')).find(Boolean);
    for (const [name, bytes] of Object.entries(before))
      expect(disk.files[`${folder}/${name}`]).toEqual(bytes);
    const again = keptLog();
    expect(await unitsIn(await openOn(disk, { log: again }))).toEqual({ ...everything, 二七区: '3' });
    expect(again.lines).toEqual([]);
  });

  test('lose nothing when the upgrade is cut short at any step', async () => {
    const whole = await killed(formerly);
    await openOn(whole);
    for (let last = 0; last <= whole.steps.length; last += 1) {
      const disk = await killed(formerly);
      disk.before = () => {
        if (disk.steps.length > last) throw new Error('the machine is off');
      };
      await openOn(disk).catch(() => undefined);
      for (const survival of survivals) {
        const units = await unitsIn(await openOn(disk.afterPowerCut(survival)));
        expect(units, `step ${last}`).toEqual(everything);
      }
    }
  });
});

test('files of a newer format are refused, and nothing is changed', async () => {
  const disk = await killed((content) => ({ ...content, format: 99 }));
  await expect(openOn(disk)).rejects.toMatchObject({ code: 'store.unknown_format' });
  expect(disk.steps).toEqual([]);
});
