import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Survival, survivals } from '../../support/fake-disk.js';
import { type Work, work } from './arbitrary-steps.js';
import { EmbeddedStore } from './embedded.js';
import { nothing } from './play.js';
import { SharedStore } from './shared.js';

vi.mock('../../../storage/schema.js', async (original) => {
  const actual = await original<typeof import('../../../storage/schema.js')>();
  const { specimens } = await import('./specimens.js');
  return { ...actual, schema: { ...actual.schema, specimens } };
});

type Action =
  | { readonly kind: 'transaction'; readonly work: Work }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'power cut'; readonly after: number; readonly survival: Survival };

/** What is done to stores, with transactions of up to `most` steps. */
const action = (most: number): fc.Arbitrary<Action> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('transaction' as const), work: work(most) }),
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

/**
 * Does all actions on an empty embedded store and, where there is one, on the shared store: what a power cut
 * kept of the transaction under way decides whether the shared store gets it too. Answers the number of
 * calls that each store got.
 */
const play = async (actions: readonly Action[], shared?: SharedStore): Promise<number> => {
  const embedded = await EmbeddedStore.empty();
  await shared?.clear();
  let model = nothing;
  let calls = 0;
  for (const one of actions) {
    if (one.kind === 'power cut') embedded.cutPower(one.after, one.survival);
    else if (one.kind === 'reopen') {
      await embedded.reopen(model);
      await shared?.reopen(model);
    } else {
      const before = model;
      model = await embedded.work(before, one.work);
      const isLost = model === before && one.work.ends === 'well';
      if (!isLost) await shared?.work(before, one.work);
      calls += one.work.steps.length + one.work.questions.length;
    }
  }
  await embedded.close();
  return calls;
};

let shared: SharedStore;
beforeAll(async () => {
  shared = await SharedStore.open();
});
afterAll(() => shared.close());

/** Shrinking goes on no longer than this, so that a failure is shown before the test runs out of time. */
const limits = { interruptAfterTimeLimit: 300_000, markInterruptAsFailure: true };

test('both stores are one plain map, whatever is done to them', async () => {
  let calls = 0;
  const property = fc.asyncProperty(
    fc.array(action(20), { minLength: 12, maxLength: 20, size: 'max' }),
    async (actions) => {
      calls += await play(actions, shared);
    },
  );
  await fc.assert(property, { ...limits, numRuns: 34 });
  expect(calls).toBeGreaterThan(3000);
}, 400_000);

test('the embedded store is a plain map, however often it is reopened and wherever the power goes', async () => {
  const property = fc.asyncProperty(fc.array(action(5), { maxLength: 40, size: 'max' }), async (actions) => {
    await play(actions);
  });
  await fc.assert(property, { ...limits, numRuns: 150 });
}, 400_000);
