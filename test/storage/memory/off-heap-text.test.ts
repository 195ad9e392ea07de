import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gathering, OffHeapText } from '../../../storage/memory/off-heap-text.js';
import { bytesOutsideHeap } from '../../support/collect-garbage.js';

const text = fc.string({ unit: 'grapheme', maxLength: 200 });

const bytesOf = (one: OffHeapText): string => {
  const target = Buffer.alloc(one.length + 2, '#');
  one.copy(target, 1);
  return target.toString();
};

/** Gathers texts; answers how many bytes of them were moved. */
const gather = (texts: readonly OffHeapText[]): number => {
  const gathering = new Gathering();
  for (const one of texts) gathering.count(one);
  for (const one of texts) gathering.moveIfSparse(one);
  return gathering.moved;
};

const kilobyte = 'k'.repeat(1000);

/** Texts of a kilobyte, of which `isKept` says which are kept. */
const some = (count: number, isKept: (at: number) => boolean): OffHeapText[] => {
  const kept: OffHeapText[] = [];
  for (let at = 0; at < count; at += 1) {
    const one = OffHeapText.of(kilobyte);
    if (isKept(at)) kept.push(one);
  }
  return kept;
};

describe('a text outside of the heap', () => {
  test('is what it was, as text and as bytes, whichever others it is moved with', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.nat({ max: 400 })), { minLength: 1, maxLength: 60 }),
        fc.array(fc.array(fc.nat()), { maxLength: 5 }),
        (given, moves) => {
          const texts = given.map(([one, times]) => one.repeat(times));
          const kept = texts.map((one) => OffHeapText.of(one));
          for (const moved of moves) {
            for (const at of moved) kept[at % kept.length]?.move();
            expect(kept.map(String)).toEqual(texts);
            expect(kept.map(bytesOf)).toEqual(texts.map((one) => `#${one}#`));
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

describe('gathering', () => {
  // Whoever came first may lie in one page with texts of somebody else, who came last in one that is still being filled.
  const inner = (texts: readonly OffHeapText[]): readonly OffHeapText[] => texts.slice(300, -300);

  test.each([
    ['moves nothing where all texts are needed', 10, 0],
    ['moves nothing where six in ten are needed', 6, 0],
    ['moves all where four in ten are needed', 4, 1],
    ['moves all where one in ten is needed', 1, 1],
  ])('%s', (_what, ofTen, share) => {
    const kept = some(10_000, (at) => at % 10 < ofTen);
    const gathering = new Gathering();
    for (const one of kept) gathering.count(one);
    for (const one of inner(kept)) gathering.moveIfSparse(one);
    expect(gathering.moved).toBe(share * inner(kept).length * kilobyte.length);
    expect(kept.every((one) => String(one) === kilobyte)).toBe(true);
  });

  test('leaves what was moved together where it is', () => {
    const kept = some(20_000, (at) => at % 10 === 0);
    expect(gather(kept)).toBeGreaterThan(1_000_000);
    expect(gather(kept)).toBeLessThan(300_000);
  });

  test('leaves a page that is still being filled', () => {
    const { page } = OffHeapText.of(kilobyte);
    let first = OffHeapText.of(kilobyte);
    while (first.page === page) first = OffHeapText.of(kilobyte);
    const last = some(9, (at) => at === 8);
    expect(last[0]?.page).toBe(first.page);
    expect(gather(last)).toBe(0);
  });

  test('that was given up, or runs beside another, makes no page seem empty', () => {
    const kept = some(3000, () => true);
    const givenUp = new Gathering();
    for (const one of kept.slice(0, 1000)) givenUp.count(one);
    const [first, second] = [new Gathering(), new Gathering()];
    for (const one of kept) first.count(one);
    for (const one of kept.toReversed()) second.count(one);
    for (const one of inner(kept)) first.moveIfSparse(one);
    for (const one of inner(kept)) second.moveIfSparse(one);
    expect([first.moved, second.moved]).toEqual([0, 0]);
  });
});

describe('memory', () => {
  const soon = { timeout: 5000 };

  test('is given back when no text in it is needed any more', async () => {
    const before = bytesOutsideHeap();
    expect(some(30_000, () => false)).toEqual([]);
    await expect.poll(() => bytesOutsideHeap() - before, soon).toBeLessThan(1_000_000);
  });

  test('is given back by gathering when few texts in it are still needed', async () => {
    const before = bytesOutsideHeap();
    const kept = some(30_000, (at) => at % 100 === 0);
    expect(bytesOutsideHeap() - before).toBeGreaterThan(25_000_000);
    gather(kept);
    await expect.poll(() => bytesOutsideHeap() - before, soon).toBeLessThan(2_000_000);
    expect(kept.every((one) => String(one) === kilobyte)).toBe(true);
  });
});
