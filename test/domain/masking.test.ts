import { describe, expect, test } from 'vitest';
import { maskPersonalData } from '../../src/domain/privacy/index.js';
import { createMasking } from '../../src/domain/privacy/masking.js';

describe('masking with a memory', () => {
  test.each([
    '我单位排名',
    '电话13812345678',
    '',
    `${'今年第三季度的通报出来了没有。'.repeat(6)}电话13812345678`,
  ])('%j is masked as without it, each time', (text) => {
    const masked = createMasking();
    for (let time = 0; time < 3; time += 1) expect(masked(text)).toBe(maskPersonalData(text));
  });
});
