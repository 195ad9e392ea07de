import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gathering, OffHeapText } from '../../../storage/memory/off-heap-text.js';

const text = fc.string({ unit: 'grapheme', maxLength: 200 });

const bytesOf = (one: OffHeapText): string => {
  const target = Buffer.alloc(one.length + 2, '#');
  one.copy(target, 1);
  return target.toString();
};

const gather = (texts: Iterable<OffHeapText>): void => {
  const gathering = new Gathering();
  for (const one of texts) one.gather(gathering);
};

describe('a text outside of the heap', () => {
  test('is what it was, as text and as bytes, however often and with whatever others it is gathered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.nat({ max: 400 })), { maxLength: 60 }),
        fc.array(fc.array(fc.nat()), { maxLength: 5 }),
        (given, walks) => {
          const kept = given.map(([one, times]) => ({
            text: one.repeat(times),
            kept: OffHeapText.of(one.repeat(times)),
          }));
          for (const walk of walks) {
            gather(walk.flatMap((at) => kept[at % Math.max(kept.length, 1)]?.kept ?? []));
            for (const one of kept) {
              expect(String(one.kept)).toBe(one.text);
              expect(bytesOf(one.kept)).toBe(`#${one.text}#`);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([0, 1, 8191, 8192, 43_690, 43_691, 131_072, 400_000])(
    'of %i characters of three bytes comes back whole',
    (length) => {
      const one = OffHeapText.of('汉'.repeat(length));
      expect(one.length).toBe(3 * length);
      expect(String(one)).toBe('汉'.repeat(length));
    },
  );
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  /** Bytes outside of the heap, once what nobody needs has gone. */
  const outside = (): number => {
    if (typeof collect !== 'function') return expect.fail();
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const soon = { timeout: 5000 };
  const kilobyte = 'k'.repeat(1000);
  /** The texts of which one in so many is kept. */
  const sparse = (count: number, oneIn: number): OffHeapText[] => {
    const kept: OffHeapText[] = [];
    for (let at = 0; at < count; at += 1) {
      const one = OffHeapText.of(`${at} ${kilobyte}`);
      if (at % oneIn === 0) kept.push(one);
    }
    return kept;
  };

  test('is given back when no text in it is needed any more', async () => {
    const before = outside();
    expect(sparse(30_000, 30_001)).toHaveLength(1);
    await expect.poll(() => outside() - before, soon).toBeLessThan(1_000_000);
  });

  test('is given back by gathering when few texts in it are still needed', async () => {
    const before = outside();
    const kept = sparse(30_000, 100);
    expect(outside() - before).toBeGreaterThan(25_000_000);
    // The first walk counts, the second moves.
    gather(kept);
    gather(kept);
    await expect.poll(() => outside() - before, soon).toBeLessThan(2_000_000);
    expect(kept.map(String)).toEqual(kept.map((_, at) => `${at * 100} ${kilobyte}`));
  });

  test('of texts that are nearly all needed is left as it is', () => {
    const kept = sparse(3000, 1);
    gather(kept);
    const before = outside();
    for (let walk = 0; walk < 5; walk += 1) gather(kept);
    expect(outside() - before).toBeLessThan(300_000);
  });
});
