import { describe, expect, test } from 'vitest';
import type { Store } from '../../../storage/port.js';
import { FakeDisk, type Step, survivals } from '../../support/fake-disk.js';
import { openOn, put, unit, unitsIn } from './journaled.js';

/** A snapshot about every third commit. */
const journalLimit = 700;

/** Changes one after another: additions, replacements, removals, several at once. */
const changes: readonly ((store: Store) => Promise<void>)[] = [
  (store) => put(store, unit('中原区', '1')),
  (store) => put(store, unit('金水区', '1'), unit('二七区', '1')),
  (store) => put(store, unit('中原区', '2')),
  (store) => store.transaction((tx) => tx.remove('units', '金水区')),
  (store) => put(store, unit('金水区', '2'), unit('中原区', '3'), unit('𠮷', '1')),
  (store) => put(store, unit('二七区', '2')),
  (store) =>
    store.transaction(async (tx) => {
      await tx.remove('units', '中原区');
      await tx.put('units', unit('惠济区', '1'));
    }),
  (store) => put(store, unit('中原区', '4')),
];

/** Lets the disk die at its `last` step. */
const dieAt = (disk: FakeDisk, last: number): FakeDisk => {
  disk.before = () => {
    if (disk.steps.length > last) throw new Error('the machine is off');
  };
  return disk;
};

interface Run {
  /** Changes that were acknowledged before the disk died. */
  readonly acknowledged: number;
  readonly disk: FakeDisk;
}

/** Opens, changes and closes a store on a disk that dies at its `last` step. */
const runUntil = async (last: number): Promise<Run> => {
  const disk = dieAt(new FakeDisk(), last);
  let acknowledged = 0;
  try {
    const store = await openOn(disk, { journalLimit });
    for (const change of changes) {
      await change(store);
      acknowledged += 1;
    }
    await store.close();
  } catch {
    // It is off.
  }
  return { acknowledged, disk };
};

/** What the store holds after the first n changes. */
const statesOf = async (): Promise<Record<string, string>[]> => {
  const store = await openOn(new FakeDisk());
  const states = [await unitsIn(store)];
  for (const change of changes) {
    await change(store);
    states.push(await unitsIn(store));
  }
  return states;
};

const label = ({ operation, name }: Step): string =>
  `${operation} ${name.replace(/\.[0-9a-f-]{36}\./, '.*.')}`;

describe('a crash', () => {
  test('at any step loses nothing acknowledged and shows no half of a transaction', async () => {
    const states = await statesOf();
    const whole = await runUntil(Number.POSITIVE_INFINITY);
    expect(whole.acknowledged).toBe(changes.length);
    for (let last = 0; last <= whole.disk.steps.length; last += 1) {
      const { acknowledged, disk } = await runUntil(last);
      // Where the machine died inside a commit, the commit may be there or not.
      const possible = states.slice(acknowledged, acknowledged + 2);
      for (const survival of survivals) {
        const after = disk.afterPowerCut(survival);
        const store = await openOn(after, { journalLimit });
        expect(possible, `step ${last}, ${JSON.stringify(survival)}`).toContainEqual(await unitsIn(store));
        await put(store, unit('after', 'the crash'));
        await store.close();
        const reopened = await openOn(after);
        expect((await unitsIn(reopened)).after).toBe('the crash');
        expect(Object.keys(after.files).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      }
    }
  });

  test('at any step leaves the snapshot before, a file of its own, which gives back the same should the snapshot be damaged', async () => {
    const states = await statesOf();
    const { steps } = (await runUntil(Number.POSITIVE_INFINITY)).disk;
    let tried = 0;
    for (let last = 0; last <= steps.length; last += 1) {
      const { acknowledged, disk } = await runUntil(last);
      expect(disk.isOneFile('tongbao.json', 'tongbao.json.bak'), `step ${last}`).toBe(false);
      const possible = states.slice(acknowledged, acknowledged + 2);
      for (const survival of survivals) {
        const { files } = disk.afterPowerCut(survival);
        const { 'tongbao.json': snapshot, 'tongbao.json.bak': before } = files;
        if (snapshot === undefined || before === undefined) continue;
        tried += 1;
        const store = await openOn(new FakeDisk({ ...files, 'tongbao.json': before }));
        expect(possible, `step ${last}, ${JSON.stringify(survival)}`).toContainEqual(await unitsIn(store));
      }
    }
    expect(tried).toBeGreaterThan(steps.length);
  });

  test('while it recovers from a crash does no harm either', async () => {
    const states = await statesOf();
    const { steps } = (await runUntil(Number.POSITIVE_INFINITY)).disk;
    let recoveriesCut = 0;
    for (let last = 0; last <= steps.length; last += 1) {
      const { acknowledged, disk } = await runUntil(last);
      const possible = states.slice(acknowledged, acknowledged + 2);
      for (let step = 0; step < 6; step += 1) {
        const recovering = dieAt(disk.afterPowerCut({ names: 'seen', content: 'front' }), step);
        await openOn(recovering).catch(() => {
          recoveriesCut += 1;
        });
        const store = await openOn(recovering.afterPowerCut({ names: 'synced', content: 'synced' }));
        expect(possible, `step ${last}, then ${step}`).toContainEqual(await unitsIn(store));
      }
    }
    expect(recoveriesCut).toBeGreaterThan(steps.length);
  });

  test('was tried at every step of a snapshot', async () => {
    const { disk } = await runUntil(Number.POSITIVE_INFINITY);
    const labels = disk.steps.map(label);
    const rotation = [
      'open tongbao.journal.next.tmp',
      'truncate tongbao.journal.next.tmp',
      'rename tongbao.journal.sealed',
      'rename tongbao.journal',
      'syncNames ',
      'open tongbao.json.*.tmp',
      'write tongbao.json.*.tmp',
      'sync tongbao.json.*.tmp',
      'link tongbao.json.bak.*.tmp',
      'rename tongbao.json',
      'syncNames ',
      'rename tongbao.json.bak',
      'syncNames ',
      'rename tongbao.journal.bak',
      'syncNames ',
    ];
    // Commits go on meanwhile; an open file keeps the name that it was made under.
    const isCommit = (step: string): boolean =>
      /^(?:write|sync) tongbao\.journal(?:\.next\.tmp)?$/.test(step);
    const ofSnapshots = labels.filter((step) => !isCommit(step));
    const withoutRepeats = ofSnapshots.filter((step, at) => step !== ofSnapshots[at - 1]);
    const start = withoutRepeats.indexOf('open tongbao.journal.next.tmp');
    expect(withoutRepeats.slice(start, start + rotation.length)).toEqual(rotation);
    expect(labels.filter((step) => step === 'rename tongbao.json').length).toBeGreaterThan(2);
    const begun = labels.indexOf('rename tongbao.journal.sealed');
    expect(labels.slice(begun, labels.lastIndexOf('rename tongbao.journal.bak')).some(isCommit)).toBe(true);
  });
});
