import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Unit } from '../../../src/domain/records/index.js';
import type { Store, Transaction } from '../../../storage/port.js';
import { FakeDisk, type Survival, survivals } from '../../support/fake-disk.js';
import { openOn } from './journaled.js';

/** What the store is compared with: a plain map of units. */
type Model = ReadonlyMap<string, Unit>;

interface Change {
  readonly put?: Unit;
  readonly remove?: string;
}

type Action =
  | { readonly kind: 'transaction'; readonly changes: readonly Change[]; readonly fails: boolean }
  | { readonly kind: 'reopen' }
  /** The power goes `after` so many steps of the disk, in the middle of whatever is done then. */
  | { readonly kind: 'power cut'; readonly after: number; readonly survival: Survival };

/** Few ids, so that records are replaced and removed; from all over Unicode, so that order matters. */
const id = fc.constantFrom('a', 'ab', 'b', '中', '中原', '（', '\uE000', '𠮷', '👍', '__proto__');
const unit: fc.Arbitrary<Unit> = fc.record(
  {
    id,
    kind: fc.constantFrom('county' as const, 'department' as const),
    rankingGroup: fc.constantFrom('', '区县', '部门', '𠮷'),
    aliases: fc.array(
      fc.string({ maxLength: 3 }).map((text) => text.replaceAll('\u0000', '')),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['id', 'kind', 'aliases'] },
);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: unit.map((put) => ({ put })) },
  { weight: 1, arbitrary: id.map((remove) => ({ remove })) },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      changes: fc.array(change, { maxLength: 5 }),
      fails: fc.nat(5).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('power cut' as const),
      after: fc.nat(25),
      survival: fc.constantFrom(...survivals),
    }),
  },
);

const changed = (model: Model, { put, remove }: Change): Model => {
  const next = new Map(model);
  if (put !== undefined) next.set(put.id, put);
  if (remove !== undefined) next.delete(remove);
  return next;
};

const bytes = (text: string | undefined): Buffer => Buffer.from(text === undefined ? '' : `+${text}`);
const inOrder = (model: Model, key: (unit: Unit) => string | undefined): Unit[] =>
  [...model.values()].toSorted(
    (a, b) => Buffer.compare(bytes(key(a)), bytes(key(b))) || Buffer.compare(bytes(a.id), bytes(b.id)),
  );

const expectSame = async (reader: Store | Transaction, model: Model): Promise<void> => {
  expect(await reader.find('units', { index: 'byId' })).toEqual(inOrder(model, ({ id }) => id));
  const byGroup = inOrder(model, ({ rankingGroup }) => rankingGroup);
  expect(await reader.find('units', { index: 'byGroup' })).toEqual(byGroup);
  expect(await reader.find('units', { index: 'byGroup', range: { gt: '', lt: '部门' }, limit: 2 })).toEqual(
    byGroup.filter(({ rankingGroup }) => rankingGroup === '区县').slice(0, 2),
  );
  expect(await reader.find('units', { index: 'byKind', equals: ['county'], order: 'desc' })).toEqual(
    inOrder(model, ({ id }) => id)
      .filter(({ kind }) => kind === 'county')
      .toReversed(),
  );
};

const failure = new Error('this transaction was to fail');

const transact = (
  store: Store,
  model: Model,
  { changes, fails }: Extract<Action, { kind: 'transaction' }>,
): Promise<Model> =>
  store.transaction(async (tx) => {
    let next = model;
    for (const one of changes) {
      if (one.put !== undefined) await tx.put('units', one.put);
      if (one.remove !== undefined) await tx.remove('units', one.remove);
      next = changed(next, one);
    }
    await expectSame(tx, next);
    if (fails) throw failure;
    return next;
  });

const openModelStore = (disk: FakeDisk): Promise<Store> => openOn(disk, { journalLimit: 400 });

/** Does all actions; when the power goes, the transaction under way may be in the store or not. */
const play = async (actions: readonly Action[]): Promise<void> => {
  let disk = new FakeDisk();
  let store = await openModelStore(disk);
  let model: Model = new Map();
  let possible: readonly Model[] = [model];
  let off = false;
  let survival: Survival = { names: 'seen', content: 'seen' };

  const cutPower = (after: number): void => {
    const { steps } = disk;
    const last = steps.length + after;
    disk.before = () => {
      off ||= steps.length > last;
      if (off) throw new Error('the power is off');
    };
  };

  const act = async (one: Action): Promise<void> => {
    if (one.kind === 'power cut') {
      survival = one.survival;
      cutPower(one.after);
    } else if (one.kind === 'reopen') {
      await store.close();
      store = await openModelStore(disk);
    } else {
      if (!one.fails) possible = [model, one.changes.reduce(changed, model)];
      model = await transact(store, model, one);
    }
  };

  const powerBack = async (): Promise<void> => {
    off = false;
    disk = disk.afterPowerCut(survival);
    store = await openModelStore(disk);
    const found = await store.find('units', { index: 'byId' });
    expect(possible.map((one) => inOrder(one, ({ id }) => id))).toContainEqual(found);
    model = new Map(found.map((one) => [one.id, one]));
  };

  for (const one of actions) {
    possible = [model];
    try {
      await act(one);
      possible = [model];
    } catch (error) {
      if (error !== failure && !off) throw error;
    }
    if (off) await powerBack();
    await expectSame(store, model);
  }
  await store.close();
};

test('the embedded store is a plain map, however often it is reopened and wherever the power goes', async () => {
  await fc.assert(fc.asyncProperty(fc.array(action, { maxLength: 40 }), play), { numRuns: 150 });
});
