import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength, fitsIn, splitByBytes } from '../../src/channels/split.js';

const numbered = /^\((\d+)\/(\d+)\)\n\n/;
const withoutNumber = (part: string): string => part.replace(numbered, '');

describe('a text split by bytes', () => {
  test('that fits is one part without a number', () => {
    expect(splitByBytes(['标题', '正文'], '\n\n', 100)).toEqual(['标题\n\n正文']);
  });

  test('that fits to the very byte is still one part', () => {
    const block = '字'.repeat(20);
    expect(splitByBytes([block], '\n\n', 60)).toEqual([block]);
    expect(splitByBytes([block], '\n\n', 59)).toHaveLength(2);
  });

  test('of nothing is nothing, and empty blocks leave no gap', () => {
    expect(splitByBytes([], '\n\n', 100)).toEqual([]);
    expect(splitByBytes(['', '甲', '', '乙'], '\n\n', 100)).toEqual(['甲\n\n乙']);
  });

  test('is cut between blocks and says which part of how many it is', () => {
    const blocks = ['甲'.repeat(10), '乙'.repeat(10), '丙'.repeat(10)];
    expect(splitByBytes(blocks, '\n\n', 75)).toEqual([
      `(1/2)\n\n${'甲'.repeat(10)}\n\n${'乙'.repeat(10)}`,
      `(2/2)\n\n${'丙'.repeat(10)}`,
    ]);
  });

  test('is cut at line ends where a block is too large', () => {
    const lines = Array.from({ length: 6 }, (_, index) => `${index}`.repeat(20));
    const parts = splitByBytes([lines.join('\n')], '\n\n', 60);
    expect(parts.map(withoutNumber)).toEqual([
      `${lines[0]}\n${lines[1]}`,
      `${lines[2]}\n${lines[3]}`,
      `${lines[4]}\n${lines[5]}`,
    ]);
  });

  test('never cuts a Chinese character or a family of emoji in two', () => {
    const family = '👨‍👩‍👧';
    for (let maxBytes = 40; maxBytes < 60; maxBytes += 1) {
      const parts = splitByBytes([`通报${family}`.repeat(20)], '\n\n', maxBytes);
      for (const part of parts) {
        expect(byteLength(part)).toBeLessThanOrEqual(maxBytes);
        expect(withoutNumber(part)).toMatch(/^(?:通|报|👨‍👩‍👧)+$/u);
      }
      expect(parts.map(withoutNumber).join('')).toBe(`通报${family}`.repeat(20));
    }
  });

  test('cuts a character stacked higher than a part between its code points', () => {
    const stacked = `e${'\u0301'.repeat(100)}`;
    const parts = splitByBytes([stacked], '\n\n', 40);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(withoutNumber).join('')).toBe(stacked);
  });

  test('makes room for numbers of two and three digits', () => {
    for (const count of [9, 10, 11, 99, 100, 101]) {
      const blocks = Array.from({ length: count }, () => '字'.repeat(9));
      const parts = splitByBytes(blocks, '\n\n', 40);
      expect(parts).toHaveLength(count);
      expect(parts.at(-1)).toBe(`(${count}/${count})\n\n${'字'.repeat(9)}`);
      for (const part of parts) expect(byteLength(part)).toBeLessThanOrEqual(40);
    }
  });

  test('refuses a limit that has no room for text', () => {
    expect(() => splitByBytes(['字'], '\n', 32)).toThrow(RangeError);
    expect(() => splitByBytes(['字'], '-'.repeat(40), 60)).toThrow(RangeError);
    expect(splitByBytes(['字'.repeat(40)], '\n', 33).length).toBeGreaterThan(4);
  });

  test('keeps every text, in order and within the limit', () => {
    const block = fc.string({ unit: fc.constantFrom('字', 'a', '\n', ' ', '😀', 'é', '🏳️‍🌈'), maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 12 }),
        fc.integer({ min: 40, max: 120 }),
        (blocks, maxBytes) => {
          const parts = splitByBytes(blocks, '\n\n', maxBytes);
          for (const part of parts) expect(byteLength(part)).toBeLessThanOrEqual(maxBytes);
          const numbers = parts.length > 1 ? parts.map((part) => numbered.exec(part)?.slice(1, 3)) : [];
          expect(numbers).toEqual(
            parts.length > 1 ? parts.map((_, index) => [`${index + 1}`, `${parts.length}`]) : [],
          );
          const bare = parts.map((part) => (parts.length > 1 ? withoutNumber(part) : part)).join('');
          expect(bare.replaceAll('\n', '')).toBe(blocks.join('').replaceAll('\n', ''));
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a text fits in its bytes and not in one less', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = Buffer.byteLength(text);
      expect([fitsIn(text, bytes), fitsIn(text, bytes - 1), fitsIn(text, bytes * 3)]).toEqual([
        true,
        false,
        true,
      ]);
    }),
  );
});
