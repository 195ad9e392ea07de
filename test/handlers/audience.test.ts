import { beforeAll, describe, expect, test } from 'vitest';
import { type Desk, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** What a unit keeps to itself: its open messages, columns, accounts and changes. */
const ownDuties = [
  ['我单位逾期留言', 'SL-001'],
  ['待回复留言', 'SL-002'],
  ['哪些栏目没更新', '通知公告'],
  ['我单位账号备案状态', '示例区融媒'],
  ['我单位未报备的账号变更', '认证变更'],
  ['问题整改情况', '图片新闻'],
] as const;

describe.each(ownDuties)('%s', (question, detail) => {
  test('reaches the own unit only', async () => {
    const answer = await desk.say(question, { as: 'shiliqu' });
    expect(answer.reach).toEqual({ kind: 'unit', unitId: '示例区' });
    expect(linesOf(answer).join()).toContain(detail);
  });

  test.each([
    ['another unit', 'jinshui'],
    ['an unbound person', 'xinren'],
  ])('shows %s nothing of it, in any place', async (_who, as) => {
    for (const place of [undefined, '示例区', 'shared']) {
      const text = question.replace('我单位', '示例区');
      const named = text.includes('示例区') ? text : `示例区${text}`;
      const answer = await desk.say(named, { as, ...(place === undefined ? {} : { in: place }) });
      expect(linesOf(answer).join()).not.toContain(detail);
    }
  });

  test('an unbound person in the group of the unit gets no more than the notice says', async () => {
    const answer = await desk.say(question, { as: 'xinren', in: '示例区' });
    expect(answer.reach).toEqual({ kind: 'public' });
    expect(linesOf(answer).join()).not.toContain(detail);
  });
});

test('staff who ask about all units get what the notice says of all, not their own duties', async () => {
  for (const question of ['哪些单位栏目更新不及时', '全市有没有逾期', '谁的账号变更没报备']) {
    const answer = await desk.say(question, { as: 'shiliqu' });
    expect(answer.reach).toEqual({ kind: 'public' });
    expect(linesOf(answer).join()).toMatch(/通报(?:指出|公布|点名)/);
  }
});

test('the office sees the duties of every unit, in its direct chat', async () => {
  const answer = await desk.say('各单位逾期留言', { as: 'guanli' });
  expect(answer.reach).toEqual({ kind: 'asker' });
  expect(linesOf(answer).join()).toMatch(/SL-101.*SL-001/s);
});

test('the text of a message is never shown', async () => {
  for (const [question] of ownDuties) {
    for (const as of ['shiliqu', 'shiliju', 'guanli']) {
      expect(linesOf(await desk.say(question, { as })).join()).not.toMatch(
        /电话过期|图片不显示|错别字|搜索无结果|页面错位/,
      );
    }
  }
});

describe('a period whose notice is not out', () => {
  const questions = [
    '示例区2024年一季度排名',
    '2024年一季度前五名',
    '2024年一季度问题清单',
    '2024年一季度通报主要内容',
    '示例区2024年一季度排名变化',
    '2024年一季度信息报送情况',
    '2024年一季度通报附件',
  ];

  test.each(questions)('%s: staff hear 尚未公布 and nothing else', async (question) => {
    for (const as of ['shiliqu', 'zhongyuan', 'xinren']) {
      for (const place of [undefined, '示例区', 'shared']) {
        const answer = await desk.say(question, { as, ...(place === undefined ? {} : { in: place }) });
        const text = linesOf(answer).join('\n');
        expect(text).toContain('尚未公布');
        expect(text).not.toMatch(/第6名|98\.5|留言选登|第15名/);
      }
    }
  });

  test('the office is told, for itself alone', async () => {
    for (const as of ['guanli', 'shenhe']) {
      const answer = await desk.say('示例区2024年一季度排名', { as });
      expect(answer.reach).toEqual({ kind: 'asker' });
      expect(linesOf(answer).join()).toMatch(/第6名.*98\.5分.*请勿转发/s);
    }
  });

  test('without a period named, the latest that is out answers, and says that a newer one is not', async () => {
    const eve = { as: 'shiliqu', now: '2023-11-29T01:00:00.000Z' };
    const text = linesOf(await desk.say('我单位排名', eve)).join('\n');
    expect(text).toContain('2023年第四季度通报尚未公布，以下是2023年第三季度的情况');
    expect(text).toContain('第9名');
  });

  test('with nothing published at all, the same questions get nothing but 尚未公布', async () => {
    const first = await openDesk({ examples: ['zhengzhou-2023q4'] });
    for (const question of ['中原区排名', '前五名', '市长信箱收到多少来信', '通报摘要', '本季度问题清单']) {
      const answer = await first.say(question, { now: '2023-11-29T01:00:00.000Z' });
      expect(linesOf(answer)).toEqual(['2023年第四季度通报尚未公布，公布后即可查询。']);
    }
    expect(linesOf(await first.say('中原区排名', { now: '2023-11-30T00:42:00.000Z' })).join()).toContain(
      '第1名',
    );
  });
});
