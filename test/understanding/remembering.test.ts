import { describe, expect, test } from 'vitest';
import { compileLexicon } from '../../src/understanding/lexicon.js';
import type { UnderstandingContext } from '../../src/understanding/reading.js';
import { createReading } from '../../src/understanding/remembering.js';
import { understand } from '../../src/understanding/understand.js';

const unit = (id: string, ...aliases: string[]) => ({ id, kind: 'county', aliases });
const now = new Date('2023-12-04T01:00:00.000Z');
const lexicon = compileLexicon([unit('中原区')]);

/** Reads lines that nothing was said before. */
const createUnderstanding = () => {
  const read = createReading();
  return (text: string, context: UnderstandingContext) => read(text, undefined, context).understood;
};

describe('what was read once', () => {
  test('is read the same again, and not anew', () => {
    const remembering = createUnderstanding();
    const context = { lexicon, now };
    const first = remembering('中原区排名', context);
    expect(first).toEqual(understand('中原区排名', context));
    expect(remembering('中原区排名', { ...context })).toBe(first);
  });

  test('is read anew with new names, on another day, or by another name of the bot', () => {
    const remembering = createUnderstanding();
    const before = remembering('新名称排名', { lexicon, now });
    const renamed = compileLexicon([unit('中原区', '新名称')]);
    expect(before.readings[0]?.slots.unitIds).toBeUndefined();
    expect(remembering('新名称排名', { lexicon: renamed, now }).readings[0]?.slots.unitIds).toEqual([
      '中原区',
    ]);

    const line = '9月份通报';
    const inDecember = remembering(line, { lexicon: renamed, now });
    const inMarch = remembering(line, { lexicon: renamed, now: new Date('2024-03-04T01:00:00.000Z') });
    expect(inMarch).toEqual(
      understand(line, { lexicon: renamed, now: new Date('2024-03-04T01:00:00.000Z') }),
    );
    expect(inMarch).not.toBe(inDecember);
    expect(remembering('@小通 排名', { lexicon, now, botNames: ['小通'] })).not.toBe(
      remembering('@小通 排名', { lexicon, now }),
    );
  });

  test('is forgotten when much else was said since', () => {
    const remembering = createUnderstanding();
    const context = { lexicon, now };
    const first = remembering('中原区排名', context);
    for (let at = 0; at < 1000; at += 1) remembering(`${at}`, context);
    expect(remembering('中原区排名', context)).not.toBe(first);
  });

  test('after one question is not taken for what it means after another', () => {
    const read = createReading();
    const context = { lexicon, now };
    const afterRank = read('那上季度呢', '中原区排名', context);
    expect(afterRank.text).toBe('上季度 中原区排名');
    expect(read('那上季度呢', '中原区排名', context)).toBe(afterRank);
    expect(read('那上季度呢', '中原区逾期留言', context).text).toBe('上季度 中原区逾期留言');
    expect(read('那上季度呢', undefined, context).text).toBe('那上季度呢');
    // The same signs, cut elsewhere into a line and the one before it.
    expect(read('那上季度呢中原区', '排名', context).text).toBe('那上季度呢中原区');
  });
});
