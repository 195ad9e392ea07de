import { beforeAll, describe, expect, test } from 'vitest';
import { shippedUnits } from '../../src/ingest/index.js';
import { canGoOn, followUp } from '../../src/understanding/follow-up.js';
import { compileLexicon } from '../../src/understanding/lexicon.js';
import type { Reading, UnderstandingContext } from '../../src/understanding/reading.js';
import { understand } from '../../src/understanding/understand.js';

let context: UnderstandingContext;
beforeAll(async () => {
  context = { lexicon: compileLexicon(await shippedUnits()), now: new Date('2023-12-04T01:00:00.000Z') };
});

const wholeOf = (last: string, text: string): string | undefined =>
  followUp(text, understand(text, context), { text: last, understood: understand(last, context) }, context);

/** How a line reads after another: the intent, and the slots. */
const readAfter = (last: string, text: string): Pick<Reading, 'intent' | 'slots'> | undefined => {
  const whole = wholeOf(last, text);
  if (whole === undefined) return undefined;
  const { readings, torn } = understand(whole, context);
  const [best] = readings;
  if (best === undefined || torn) throw new Error(`${whole} is no question`);
  return { intent: best.intent, slots: best.slots };
};

describe('a line that goes on from a question', () => {
  test.each([
    ['我单位排名', '那上季度呢', 'my_rank', { periods: ['previous'] }],
    ['我单位排名', '上季度呢？', 'my_rank', { periods: ['previous'] }],
    ['我单位排名', '金水区呢', 'unit_rank', { unitIds: ['金水区'] }],
    ['我们局有没有逾期留言', '那教育局呢', 'overdue_messages', { unitIds: ['市教育局'] }],
    ['金水区四季度排名', '那上季度呢', 'unit_rank', { unitIds: ['金水区'], periods: ['previous'] }],
    ['金水区四季度排名', '中原区呢', 'unit_rank', { unitIds: ['中原区'], periods: ['Q4'] }],
    ['金水区和中原区的排名', '二七区呢', 'unit_rank', { unitIds: ['二七区'] }],
    ['金水区排名', '中原区和二七区呢', 'unit_rank', { unitIds: ['中原区', '二七区'] }],
    ['金水区四季度排名', '再看看惠济区上季度的', 'unit_rank', { unitIds: ['惠济区'], periods: ['previous'] }],
    ['区县前五名', '部门的呢', 'top_n', { n: 5, end: 'first', group: 'department' }],
    [
      '2023年第四季度市级部门前五名',
      '后三名呢',
      'top_n',
      { n: 3, end: 'last', group: 'department', periods: ['2023Q4'] },
    ],
    ['郑州网警备案了吗', '上季度呢', 'account_filing', { account: '郑州网警', periods: ['previous'] }],
    ['我单位排名', '为什么', 'problems', {}],
    ['金水区四季度排名', '为啥呢？', 'problems', { unitIds: ['金水区'], periods: ['Q4'] }],
  ])('%s, then %s', (last, text, intent, slots) => {
    expect(readAfter(last, text)).toEqual({ intent, slots });
  });

  test('may be gone on from in turn', () => {
    const whole = wholeOf('我单位排名', '那上季度呢') ?? '';
    expect(readAfter(whole, '金水区呢')).toEqual({
      intent: 'unit_rank',
      slots: { unitIds: ['金水区'], periods: ['previous'] },
    });
  });
});

test.each([
  ['我单位排名', '逾期留言'],
  ['我单位排名', '金水区排名'],
  ['我单位排名', '你好'],
  ['我单位排名', '那个呢'],
  ['我单位排名', '绑定 7KQ4M2XW'],
  ['我单位排名', '1'],
  ['我单位排名', '金水区哪有好吃的'],
  ['我单位排名', '留言呢'],
  ['通报附件', '为什么'],
])('%s, then %s: the line stands for itself', (last, text) => {
  expect(wholeOf(last, text)).toBeUndefined();
});

test.each([
  ['我单位排名', true],
  ['金水区', false],
  ['你好', false],
  ['帮助', false],
  ['绑定 7KQ4M2XW', false],
  ['发布2023年第四季度通报摘要', false],
])('%s can be gone on from: %s', (text, can) => {
  expect(canGoOn(understand(text, context))).toBe(can);
});
