import { describe, expect, test } from 'vitest';
import { withoutMentions } from '../../../src/channels/wecom/mention.js';

const names = ['通报助手', '通报', 'Tong Bao'];

describe('a line in a group without its mentions', () => {
  test.each([
    ['at the front', '@通报助手 我单位排名', '我单位排名'],
    ['full-width', '＠通报助手　我单位排名', '我单位排名'],
    ['at the end', '我单位排名 @通报助手', '我单位排名'],
    ['in the middle', '请问 @通报助手 我单位排名', '请问 我单位排名'],
    ['touching the question', '@通报助手我单位排名', '我单位排名'],
    ['at the end without a blank', '我单位排名@通报助手', '我单位排名'],
    ['followed by a comma', '@通报助手，我单位排名', '我单位排名'],
    ["followed by the client's own blank", '@通报助手\u2005我单位排名', '我单位排名'],
    ['followed by a blank without width', '@通报助手\u200b我单位排名', '我单位排名'],
    ['twice', '@通报助手 @通报助手 我单位排名', '我单位排名'],
    ['with a blank in the name', '@Tong Bao 我单位排名', '我单位排名'],
    ['in other letter case', '@tong  bao 我单位排名', '我单位排名'],
    ['with people before it', '@张三(示例) @通报助手 我单位排名', '我单位排名'],
    ['with people after the question', '@通报助手 我单位排名 @李四 @王五', '我单位排名'],
    ['of another bot at the front', '@小助手 我单位排名', '我单位排名'],
    ['of another bot at the end', '我单位排名 @小助手', '我单位排名'],
    ['of nobody: several lines stay lines', '@通报助手 第一行\n第二行', '第一行\n第二行'],
    ['and nothing else', '@通报助手', ''],
    ['and nothing else but blanks', ' ＠通报助手\u2005 ', ''],
    ['with a bare number', '@通报助手 2', '2'],
  ])('mention %s: %j', (_, line, expected) => {
    expect(withoutMentions(line, names)).toBe(expected);
  });

  test.each([
    ['an unknown name that touches the question', '@小助手我单位排名', '小助手我单位排名'],
    ['a person that touches the question', '@通报助手 问一下@张三我单位排名', '问一下@张三我单位排名'],
    ['an address', '@通报助手 邮箱 zfwz@zhengzhou.gov.cn 打不开', '邮箱 zfwz@zhengzhou.gov.cn 打不开'],
    ['an unknown name and a question mark', '@小助手我单位排名？', '小助手我单位排名？'],
    ['a question mark after the bot', '@通报助手 我单位排第几？', '我单位排第几？'],
    ['a name longer than names are', `@${'长'.repeat(21)} 排名`, `${'长'.repeat(21)} 排名`],
  ])('never eats the question: %s', (_, line, expected) => {
    expect(withoutMentions(line, names)).toBe(expected);
  });

  test('the longest configured name goes first', () => {
    expect(withoutMentions('@通报助手排名', ['通报', '通报助手'])).toBe('排名');
  });

  test('a name with signs of a pattern is only a name', () => {
    expect(withoutMentions('@助手(1.0)+ 排名', ['助手(1.0)+'])).toBe('排名');
    expect(withoutMentions('@助手a排名', ['助手.'])).toBe('助手a排名');
  });

  test('takes no time over a long line of @', () => {
    const started = performance.now();
    withoutMentions('@'.repeat(20_000), names);
    withoutMentions(`${'@a'.repeat(10_000)} ${' '.repeat(20_000)}x`, names);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
