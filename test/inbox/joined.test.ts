import { describe, expect, test } from 'vitest';
import type { Answer } from '../../handlers/handler.js';
import { withSecond } from '../../src/inbox/joined.js';
import { action, message, paragraph } from '../../src/message/build.js';

const answer = (text: string, more: Partial<Answer> = {}): Answer => ({
  document: message(text, [paragraph(text)]),
  reach: { kind: 'public' },
  ...more,
});
const rest = (...lines: readonly string[]) => ({ title: '留言', lines, note: '来源：台账' });

describe('two questions in one line', () => {
  test('are answered in one message, that reaches no further than the narrower answer', () => {
    const both = withSecond(answer('第1名'), answer('无逾期', { reach: { kind: 'asker' } }));
    expect(both.document.blocks).toHaveLength(2);
    expect(both.reach).toEqual({ kind: 'asker' });
  });

  test('about two units get the first answer alone, for no message may reach both', () => {
    const one = answer('一', { reach: { kind: 'unit', unitId: '中原区' } });
    expect(withSecond(one, answer('二', { reach: { kind: 'unit', unitId: '金水区' } }))).toBe(one);
  });

  test.each([
    ['the first', answer('一', { more: rest('甲') }), answer('二'), ['甲']],
    ['the second', answer('一'), answer('二', { more: rest('乙') }), ['乙']],
    ['both', answer('一', { more: rest('甲') }), answer('二', { more: rest('乙') }), ['甲', '乙']],
  ])('with a long list in %s keep its rest for 更多', (_which, first, second, lines) => {
    expect(withSecond(first, second).more).toMatchObject({ lines, note: '来源：台账' });
  });

  test('offer a step that both offer once', () => {
    const more = action('more', '看更多', '更多');
    const step = (text: string): Answer => ({
      ...answer(text),
      document: message(text, [paragraph(text)], [more]),
    });
    expect(withSecond(step('一'), step('二')).document.actions).toEqual([more]);
  });
});
