import { describe, expect, test } from 'vitest';
import { declarationHash } from '../../../storage/lowdb/declaration.js';
import { lineOf } from '../../../storage/lowdb/journal-entry.js';
import { Stored } from '../../../storage/memory/stored.js';
import { FakeDisk } from '../../support/fake-disk.js';
import { openOn, put, unit, unitsIn } from './journaled.js';

/** A unit without its kind: no declaration of ours takes it. */
const misfit = { id: '甲', aliases: [], source: 'unchecked' };

const lineWith = (sequence: number, declaration?: string): Buffer =>
  lineOf({ sequence, changes: [{ collection: 'units', put: Stored.value(misfit) }] }, declaration);

/** Files of a store whose journal has `lines` after its own. */
const filesWith = async (...lines: readonly Buffer[]): Promise<FakeDisk> => {
  const disk = new FakeDisk();
  await put(await openOn(disk), unit('中原区', '1'));
  const own = disk.files['tongbao.journal'] ?? Buffer.alloc(0);
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
