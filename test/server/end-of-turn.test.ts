import { expect, test } from 'vitest';
import { createEndOfTurn } from '../../src/server/end-of-turn.js';

test('those of one turn go on together, after all of them came; the next ones at the next end', async () => {
  const endOfTurn = createEndOfTurn();
  const seen: string[] = [];
  const come = async (name: string): Promise<void> => {
    seen.push(`${name} came`);
    await endOfTurn();
    seen.push(`${name} went on`);
    await undefined;
    seen.push(`${name} is done`);
  };
  await Promise.all([come('a'), come('b')]);
  await come('c');
  expect(seen).toEqual([
    'a came',
    'b came',
    'a went on',
    'b went on',
    'a is done',
    'b is done',
    'c came',
    'c went on',
    'c is done',
  ]);
});
