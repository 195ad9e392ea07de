import { beforeAll, describe, expect, test } from 'vitest';
import { type Desk, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const asked = async (text: string, as = 'shiliqu'): Promise<string> =>
  linesOf(await desk.say(text, { as })).join('\n');

describe('open messages within what the line says', () => {
  test.each([
    [
      '待回复留言',
      '示例区有5条留言待答复，1条已逾期，2条临期',
      ['SL-001', 'SL-002', 'SL-003', 'SL-004', 'SL-202'],
    ],
    ['今天到期的留言', '示例区今天到期的待答复留言有1条。', ['SL-001', 'SL-002']],
    ['明天到期的留言', '示例区明天到期的待答复留言有1条。', ['SL-001', 'SL-003']],
    ['3天内到期的留言', '示例区3天内到期的待答复留言有3条。', ['SL-001', 'SL-002', 'SL-003', 'SL-004']],
    ['SL-001什么时候到期', '示例区有1条留言待答复，1条已逾期。', ['SL-001']],
  ])('%s', async (question, sentence, ids) => {
    const text = await asked(question);
    expect(text).toContain(sentence);
    expect([...new Set(text.match(/SL-\d{3}/g))].toSorted()).toEqual(ids);
  });

  test('what is overdue is told beside what is asked for, and not counted into it', async () => {
    expect(await asked('今天到期的留言')).toContain('另有1条已经逾期。');
    expect(await asked('待回复留言')).not.toContain('另有');
  });

  test('a simulated inquiry has a clock of its own', async () => {
    expect(await asked('模拟咨询什么时候到期', 'shiliju')).toMatch(/SL-201（模拟咨询）：12月5日到期/);
  });
});

test('a filing that nobody decided on is not told as approved', async () => {
  expect(await asked('示例局政务变更报备了吗', 'shiliju')).toMatch(/主体变更.*已提前报备，主管单位尚未批复/);
});

test.each([
  ['你好', '您好'],
  ['收到', '好的'],
  ['谢谢', '不客气'],
])('%s is answered politely', async (line, words) => {
  expect(await asked(line)).toContain(words);
});
