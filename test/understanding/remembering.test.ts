import { describe, expect, test } from 'vitest';
import { compileLexicon } from '../../src/understanding/lexicon.js';
import { createUnderstanding } from '../../src/understanding/remembering.js';
import { understand } from '../../src/understanding/understand.js';

const unit = (id: string, ...aliases: string[]) => ({ id, kind: 'county', aliases });
const now = new Date('2023-12-04T01:00:00.000Z');
const lexicon = compileLexicon([unit('中原区')]);

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
});
