import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import { type LowdbOptions, type LowdbStore, openLowdbStore } from '../../../storage/lowdb/index.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { keptLog, put, unit, unitsIn } from './journaled.js';

const open = async (options: LowdbOptions): Promise<LowdbStore> => {
  const store = await openLowdbStore(options);
  onTestFinished(() => store.close());
  return store;
};

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );

describe('opening the embedded store', () => {
  test('makes the directory and its files for their owner alone', async () => {
    const dataDir = join(await temporaryDirectory(), 'not', 'there', 'yet');
    const store = await open({ dataDir, journalLimit: 1 });
    await put(store, unit('中原区'));
    await put(store, unit('金水区'));
    await store.close();
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    const names = (await readdir(dataDir)).toSorted();
    expect(names).toEqual(['tongbao.journal', 'tongbao.journal.bak', 'tongbao.json', 'tongbao.json.bak']);
    for (const name of names) expect((await stat(join(dataDir, name))).mode & 0o777, name).toBe(0o600);
  });

  test('leaves a directory that was there as it was', async () => {
    const dataDir = join(await temporaryDirectory(), 'data');
    await mkdir(dataDir);
    await chmod(dataDir, 0o750);
    await open({ dataDir });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o750);
  });

  test('finds everything again after it was closed', async () => {
    const dataDir = await temporaryDirectory();
    const first = await open({ dataDir });
    await put(first, unit('中原区', '1'), unit('𠮷', '2'));
    await first.transaction((tx) => tx.remove('units', '中原区'));
    await first.close();
    expect(await unitsIn(await open({ dataDir }))).toEqual({ 𠮷: '2' });
  });

  test('keeps a snapshot that says when it was made, as compact JSON', async () => {
    const dataDir = await temporaryDirectory();
    const clock = { now: () => new Date('2023-12-04T01:00:00.000Z') };
    const store = await open({ dataDir, clock });
    await put(store, unit('中原区', '1'));
    await store.close();
    const text = await readFile(join(dataDir, 'tongbao.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      format: 3,
      sequence: 1,
      savedAt: '2023-12-04T01:00:00.000Z',
      collections: { units: [unit('中原区', '1')] },
    });
    expect(text.trimEnd()).not.toContain('\n');
    expect(await readFile(join(dataDir, 'tongbao.journal'), 'utf8')).toBe('');
  });

  test('a directory is one store at a time, and free again after it is closed', async () => {
    const dataDir = await temporaryDirectory();
    const first = await open({ dataDir });
    expect(await errorOf(openLowdbStore({ dataDir }))).toMatchObject({ code: 'store.in_use' });
    await first.close();
    await open({ dataDir });
  });

  test('files that are refused leave the directory free', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(join(dataDir, 'tongbao.json'), '{}');
    expect(await errorOf(openLowdbStore({ dataDir }))).toMatchObject({ code: 'store.damaged' });
    expect(await readdir(dataDir)).toEqual(['tongbao.json']);
  });

  test('a directory that cannot be used is named in one sentence', async () => {
    const file = join(await temporaryDirectory(), 'a file');
    await writeFile(file, '');
    const error = await errorOf(openLowdbStore({ dataDir: join(file, 'data') }));
    expect(error).toBeInstanceOf(TongbaoError);
    expect(error).toMatchObject({ code: 'store.unusable_directory' });
    expect(String(error)).toContain(file);
    expect(String(error)).toContain('ENOTDIR');
  });

  test('advises PostgreSQL once when the snapshot has grown past 30 MB', async () => {
    const log = keptLog();
    const store = await open({ dataDir: await temporaryDirectory(), log, journalLimit: 10_000_000 });
    const large = (id: string): Promise<void> => put(store, unit(id, 'x'.repeat(11_000_000)));
    await large('1');
    await large('2');
    await put(store, unit('after the second snapshot'));
    expect(log.lines).toEqual([]);
    await large('3');
    await large('4');
    await store.close();
    expect(log.lines.map(({ message }) => message)).toEqual(['the embedded store has grown large']);
  });
});
