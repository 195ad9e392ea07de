import { expect, test } from 'vitest';
import { createLexiconCache } from '../../src/inbox/lexicon.js';
import { createMemoryStore } from '../support/memory-store.js';

test('names are compiled once for all who ask at the same time, and anew after an import', async () => {
  const store = createMemoryStore();
  const cache = createLexiconCache();
  const asked = () =>
    Promise.all(Array.from({ length: 16 }, () => store.transaction((tx) => cache.current(tx))));
  const before = new Set(await asked());
  expect(before.size).toBe(1);
  await store.transaction((tx) =>
    tx.put('audits', {
      id: '1',
      at: '2023-12-04T01:00:00.000Z',
      actor: 'operator',
      action: 'import',
      subject: 'data',
      detail: {},
    }),
  );
  const after = new Set(await asked());
  expect(after.size).toBe(1);
  expect([...after][0]).not.toBe([...before][0]);
});
