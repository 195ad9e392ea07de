import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { declarationHash } from '../../../storage/lowdb/declaration.js';
import { lineOf } from '../../../storage/lowdb/journal-entry.js';
import { SnapshotFile } from '../../../storage/lowdb/snapshot.js';
import { Stored } from '../../../storage/memory/stored.js';
import type { Store } from '../../../storage/port.js';
import { FakeDisk } from '../../support/fake-disk.js';
import { linesOf, openOn, put, rewritten, unit, unitsIn } from './journaled.js';

/** A unit without its kind: no declaration of ours takes it. */
const misfit = { id: '甲', aliases: [], source: 'unchecked' };

const lineWith = (sequence: number, declaration?: string): Buffer =>
  lineOf({ sequence, changes: [{ collection: 'units', put: Stored.value(misfit) }] }, declaration);

/** Files of a store whose journal has `lines` after its own. */
const filesWith = async (...lines: readonly Buffer[]): Promise<FakeDisk> => {
  const disk = new FakeDisk();
  await put(await openOn(disk), unit('中原区', '1'));
  const own = linesOf(disk.files['tongbao.journal']);
  return new FakeDisk({ ...disk.files, 'tongbao.journal': Buffer.concat([own, ...lines]) });
};

describe('records in the journal', () => {
  test('are not checked again when they were by the same declaration', async () => {
    expect(await unitsIn(await openOn(await filesWith(lineWith(2))))).toEqual({
      中原区: '1',
      甲: 'unchecked',
    });
  });

  test('are checked when another declaration checked them, or nobody says which', async () => {
    const byAnother = await filesWith(lineWith(2, 'another'));
    await expect(openOn(byAnother)).rejects.toMatchObject({ code: 'store.unknown_format' });
    expect(byAnother.steps).toEqual([]);

    const { files } = await filesWith();
    const undeclared = lineWith(1);
    const bySilence = new FakeDisk({ ...files, 'tongbao.journal': undeclared });
    await expect(openOn(bySilence)).rejects.toMatchObject({ code: 'store.unknown_format' });
  });

  test('are trusted from the line on that says so, by this version or the one before', async () => {
    const upgraded = await filesWith(
      lineOf(
        { sequence: 2, changes: [{ collection: 'units', put: Stored.value(unit('乙', '2')) }] },
        'another',
      ),
      lineWith(3, declarationHash()),
    );
    expect(await unitsIn(await openOn(upgraded))).toEqual({ 中原区: '1', 乙: '2', 甲: 'unchecked' });
  });

  test('say in each new journal by which declaration they were checked', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk, { journalLimit: 1 });
    for (const source of ['1', '2', '3']) await put(store, unit('中原区', source));
    const again = await openOn(disk.afterPowerCut({ names: 'seen', content: 'seen' }));
    expect(await unitsIn(again)).toEqual({ 中原区: '3' });
    const journals = Object.entries(disk.files).filter(
      ([name, bytes]) => /journal/.test(name) && bytes.length > 0,
    );
    expect(journals.length).toBeGreaterThan(0);
    for (const [, bytes] of journals) expect(bytes.toString()).toContain(declarationHash());
  });
});

describe('the indexes in a snapshot', () => {
  const Orders = z.object({ units: z.object({ byKind: z.array(z.number()) }) });
  /** As large as what is worth trusting. */
  const many = Array.from({ length: 2500 }, (_, at) => unit(`单位${(at * 7) % 2500}`, '源'.repeat(150)));
  const idsIn = async (store: Store) =>
    (await store.find('units', { index: 'byKind', equals: ['county'] })).map(({ id }) => id);

  /** A store with many units, whose snapshot says of one index what `change` makes of its order. */
  const saying = async (
    declaration: string,
    change: (order: readonly number[]) => readonly number[],
  ): Promise<FakeDisk> => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await put(store, ...many);
    await store.close();
    const { files } = disk;
    const snapshot = rewritten(files['tongbao.json'] ?? Buffer.alloc(0), (content) => {
      const { byKind } = Orders.parse(content.orders).units;
      expect(byKind).toHaveLength(many.length);
      return { ...content, declaration, orders: { units: { byKind: change(byKind) } } };
    });
    return new FakeDisk({ ...files, 'tongbao.json': snapshot });
  };
  const turnedRound = (declaration: string) => saying(declaration, (order) => order.toReversed());

  test('are taken as they stand when the same declaration put them in order', async () => {
    const inOrder = many.map(({ id }) => id).toSorted();
    const store = await openOn(await turnedRound(declarationHash()));
    expect(await idsIn(store)).toEqual(inOrder.toReversed());
  });

  test('are put in order again when another one did', async () => {
    const inOrder = many.map(({ id }) => id).toSorted();
    expect(await idsIn(await openOn(await turnedRound('another')))).toEqual(inOrder);
  });

  test.each([
    ['too few', [0, 1]],
    ['one twice', Array.from({ length: 2500 }, () => 0)],
    ['one that is not there', Array.from({ length: 2500 }, (_, at) => at + 1)],
  ])('are put in order again when the file says %s', async (_, byKind) => {
    const inOrder = many.map(({ id }) => id).toSorted();
    expect(await idsIn(await openOn(await saying(declarationHash(), () => byKind)))).toEqual(inOrder);
  });

  test('that stand otherwise than they should are found when the files are verified', async () => {
    const verified = (disk: FakeDisk) => new SnapshotFile(disk, { trusting: false }).read();
    expect(await verified(await saying(declarationHash(), (order) => order))).toMatchObject({ sequence: 1 });
    await expect(verified(await turnedRound(declarationHash()))).rejects.toMatchObject({
      code: 'store.damaged',
    });
    expect(await verified(await turnedRound('another'))).toMatchObject({ sequence: 1 });
  });

  test('go on from where a restart found them', async () => {
    const disk = new FakeDisk();
    const first = await openOn(disk);
    await put(first, ...many);
    await first.close();
    const second = await openOn(disk);
    await put(second, { ...unit('单位1'), kind: 'department' }, unit('单位0新', '甲'));
    await second.transaction((tx) => tx.remove('units', '单位2'));
    await second.close();
    const third = await openOn(disk);
    const expected = [
      ...many.map(({ id }) => id).filter((id) => id !== '单位1' && id !== '单位2'),
      '单位0新',
    ];
    expect(await idsIn(third)).toEqual(expected.toSorted());
    expect(
      (await third.find('units', { index: 'byKind', equals: ['department'] })).map(({ id }) => id),
    ).toEqual(['单位1']);
  });
});
