import { describe, expect, test, vi } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import { diskFull, FakeDisk, type Step } from '../../support/fake-disk.js';
import { createGate } from '../../support/gate.js';
import { keptLog, linesOf, openOn, put, unit, unitsIn } from './journaled.js';

const journal = 'tongbao.journal';

/** Fails these operations on the journal until `recover` is called. */
const failing = (disk: FakeDisk, ...operations: Step['operation'][]): { recover(): void } => {
  disk.before = ({ operation, name }) => {
    if (name === journal && operations.includes(operation)) throw diskFull();
  };
  return {
    recover: () => {
      disk.before = () => undefined;
    },
  };
};

/** Holds the first write to the journal, and has it fail once it is let go: there is room again at once. */
const firstWriteHeld = (disk: FakeDisk): { reached: Promise<void>; refuse(): void } => {
  const { opened, open } = createGate();
  const reached = new Promise<void>((resolve) => {
    disk.before = async ({ operation, name }) => {
      if (name !== journal || operation !== 'write') return;
      disk.before = () => undefined;
      resolve();
      await opened;
      throw diskFull();
    };
  });
  return { reached, refuse: open };
};

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );

const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await refusal(work);
  return error instanceof TongbaoError ? error.code : error;
};

const faults: [string, Step['operation'][]][] = [
  ['is full', ['write']],
  ['fails to sync', ['sync']],
  ['is full and does not let the half-written line be cut off', ['write', 'truncate']],
  ['fails to sync and to cut', ['sync', 'truncate']],
];

describe('a disk that refuses', () => {
  test.each(faults)(
    'when it %s, the transaction fails and nothing of it shows',
    async (_what, operations) => {
      const disk = new FakeDisk();
      const store = await openOn(disk);
      await put(store, unit('中原区', 'before'));
      const { recover } = failing(disk, ...operations);
      expect(await codeOf(put(store, unit('中原区', 'lost'), unit('金水区', 'lost')))).toBe(
        'store.write_failed',
      );
      expect(await codeOf(put(store, unit('二七区', 'lost')))).toBe('store.write_failed');
      expect(await unitsIn(store)).toEqual({ 中原区: 'before' });
      recover();
      await put(store, unit('惠济区', 'after'));
      const expected = { 中原区: 'before', 惠济区: 'after' };
      expect(await unitsIn(store)).toEqual(expected);
      const log = keptLog();
      expect(await unitsIn(await openOn(new FakeDisk(disk.files), { log }))).toEqual(expected);
      expect(log.lines).toEqual([]);
    },
  );

  test.each(['write', 'sync'] as const)(
    'a change refused at the %s does not come back with the next start',
    async (operation) => {
      const disk = new FakeDisk();
      const store = await openOn(disk);
      await put(store, unit('中原区', 'before'));
      failing(disk, operation);
      await refusal(put(store, unit('中原区', 'lost')));
      const log = keptLog();
      expect(await unitsIn(await openOn(new FakeDisk(disk.files), { log }))).toEqual({ 中原区: 'before' });
      expect(log.lines).toEqual([]);
    },
  );

  test('a change refused though it came to the medium does not come back after a power cut', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await put(store, unit('中原区', 'before'));
    disk.keepsUnsynced = true;
    disk.before = ({ operation }) => {
      if (operation !== 'sync') return;
      disk.before = () => undefined;
      // That it was cut off is not on the medium before it is synced.
      disk.keepsUnsynced = false;
      throw diskFull();
    };
    await refusal(put(store, unit('中原区', 'lost')));
    const after = disk.afterPowerCut({ names: 'seen', content: 'synced' });
    expect(await unitsIn(await openOn(after))).toEqual({ 中原区: 'before' });
  });

  test.each([
    ['at once', 0],
    ['after a commit', 1],
  ])('what could not be cut off is cut when the store is closed, %s', async (_, commits) => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    for (let at = 0; at < commits; at += 1) await put(store, unit('中原区', 'before'));
    const { recover } = failing(disk, 'sync', 'truncate');
    await refusal(put(store, unit('金水区', 'lost')));
    recover();
    const atSnapshot: Record<string, Buffer>[] = [];
    disk.before = ({ name }) => {
      if (name.startsWith('tongbao.json')) atSnapshot.push(disk.files);
    };
    await store.close();
    for (const files of [...atSnapshot, disk.files]) {
      const units = await unitsIn(await openOn(new FakeDisk(files)));
      expect(units).toEqual(commits === 0 ? {} : { 中原区: 'before' });
    }
  });

  test('a shorter line after a longer half-written one leaves no rest of it behind', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const { recover } = failing(disk, 'write', 'truncate');
    await refusal(put(store, unit('中原区', 'long '.repeat(200))));
    recover();
    await put(store, unit('金水区'));
    const lines = linesOf(disk.files[journal]);
    expect(lines.toString().split('\n')).toHaveLength(2);
    expect(disk.files[journal]?.subarray(lines.length).every((byte) => byte === 0)).toBe(true);
  });

  test('says in Chinese what to look at, and names no path', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    failing(disk, 'write');
    const error = await refusal(put(store, unit('中原区')));
    expect(error).toBeInstanceOf(TongbaoError);
    expect(String(error)).toContain('没有保存成功');
    expect(String(error)).toContain('ENOSPC');
    expect(String(error)).toContain('磁盘空间');
  });

  test('what was decided on a refused write is refused with it, even when it only read', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await put(store, unit('中原区', 'before'));
    const { reached, refuse } = firstWriteHeld(disk);
    const seen: unknown[] = [];
    const look = (): Promise<void> =>
      store.transaction(async (tx) => {
        seen.push((await tx.get('units', '中原区'))?.source);
      });
    const lost = put(store, unit('中原区', 'lost'));
    await reached;
    const work = [lost, put(store, unit('金水区')), look()];
    const last = store.transaction(async (tx) => {
      setImmediate(refuse);
      throw new Error(`decided on ${(await tx.get('units', '中原区'))?.source}`);
    });
    expect(await Promise.all([...work, last].map(codeOf))).toEqual(Array(4).fill('store.write_failed'));
    expect(seen).toEqual(['lost']);
    await look();
    expect(seen).toEqual(['lost', 'before']);
    expect(await unitsIn(store)).toEqual({ 中原区: 'before' });
  });

  test.each([
    { read: '中原区', rest: 'runs again where it reads something else', runs: ['lost', undefined] },
    { read: '二七区', rest: 'is committed where it reads the same', runs: [undefined] },
  ])('a transaction that runs while what it began on is refused $rest', async ({ read, runs }) => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    const { reached, refuse } = firstWriteHeld(disk);
    const first = codeOf(put(store, unit('中原区', 'lost')));
    await reached;
    const seen: unknown[] = [];
    await store.transaction(async (tx) => {
      const source = (await tx.get('units', read))?.source;
      seen.push(source);
      refuse();
      await first;
      await tx.put('units', unit('金水区', `built on ${source}`));
    });
    expect(await first).toBe('store.write_failed');
    expect(seen).toEqual(runs);
    expect(await unitsIn(store)).toEqual({ 金水区: 'built on undefined' });
    await put(store, unit('惠济区', 'after'));
    expect(await unitsIn(await openOn(new FakeDisk(disk.files)))).toEqual({
      金水区: 'built on undefined',
      惠济区: 'after',
    });
  });

  test('shows as trouble until a write succeeds again', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await put(store, unit('中原区', '1'));
    expect(store.trouble).toBeUndefined();
    const { recover } = failing(disk, 'write');
    await refusal(put(store, unit('金水区')));
    expect(store.trouble).toContain('ENOSPC');
    recover();
    await put(store, unit('金水区'));
    expect(store.trouble).toBeUndefined();
  });

  const snapshotFaults: [string, (step: Step) => boolean][] = [
    ['the backup of the snapshot', ({ name }) => name.startsWith('tongbao.json.bak')],
    ['the snapshot', ({ operation, name }) => operation === 'write' && /^tongbao\.json\.[0-9a-f]/.test(name)],
    ['the backup of the journal', ({ name }) => name.startsWith('tongbao.journal.bak')],
  ];

  test.each(snapshotFaults)('for %s fails no transaction and loses nothing', async (_what, fails) => {
    const disk = new FakeDisk();
    const log = keptLog();
    const store = await openOn(disk, { journalLimit: 1, log });
    await put(store, unit('中原区', '1'));
    disk.before = (step) => {
      if (fails(step)) throw diskFull();
    };
    // The snapshot is made beside the commits.
    await put(store, unit('金水区', '2'));
    await put(store, unit('二七区', '3'));
    await vi.waitFor(() =>
      expect(log.lines.map(({ message }) => message)).toContain('could not write a snapshot'),
    );
    expect(await unitsIn(await openOn(new FakeDisk(disk.files)))).toMatchObject({ 中原区: '1', 二七区: '3' });
    disk.before = () => undefined;
    await put(store, unit('惠济区', '4'));
    await store.close();
    expect(await unitsIn(await openOn(new FakeDisk(disk.files)))).toEqual({
      中原区: '1',
      金水区: '2',
      二七区: '3',
      惠济区: '4',
    });
  });

  const is =
    (operation: Step['operation'], name: string) =>
    (step: Step): boolean =>
      step.operation === operation && step.name === name;
  /** The first rename to the journal's name goes well, what comes after it does not. */
  const afterTheName = (): ((step: Step) => boolean) => {
    let renamed = false;
    return (step) => {
      const isRename = is('rename', journal)(step);
      const refuses = renamed && (isRename || step.operation === 'syncNames');
      renamed ||= isRename;
      return refuses;
    };
  };
  const troubles: [string, (step: Step) => boolean][] = [
    ['to make a new journal', is('open', 'tongbao.journal.next.tmp')],
    ['to seal the journal', is('rename', 'tongbao.journal.sealed')],
    ['to put a new journal in the place of the sealed one', is('rename', journal)],
    ['to sync its name, nor to let the old one have it back,', afterTheName()],
  ];

  test.each(troubles)('%s fails no transaction and loses nothing', async (_what, refuses) => {
    const disk = new FakeDisk();
    const log = keptLog();
    const store = await openOn(disk, { journalLimit: 1, log });
    disk.before = (step) => {
      if (refuses(step)) throw diskFull();
    };
    await put(store, unit('中原区', '1'));
    await put(store, unit('金水区', '2'));
    // It is tried after either.
    await vi.waitFor(() => expect(log.lines.length).toBeGreaterThan(1));
    expect(await unitsIn(await openOn(new FakeDisk(disk.files)))).toEqual({ 中原区: '1', 金水区: '2' });
    disk.before = () => undefined;
    await put(store, unit('二七区', '3'));
    await store.close();
    expect(await unitsIn(await openOn(new FakeDisk(disk.files)))).toEqual({
      中原区: '1',
      金水区: '2',
      二七区: '3',
    });
    expect(disk.files['tongbao.journal']).toHaveLength(0);
  });

  test('while the store is closed keeps nobody from closing it, nor from what was saved', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await put(store, unit('中原区', '1'));
    disk.before = () => {
      throw diskFull();
    };
    await store.close();
    expect(await unitsIn(await openOn(new FakeDisk(disk.files)))).toEqual({ 中原区: '1' });
  });
});
