import { beforeAll, describe, expect, test } from 'vitest';
import { type Desk, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** Facts of the real notice, in its order, each with a question that people ask for it. */
const facts: readonly (readonly [question: string, words: readonly (string | RegExp)[]])[] = [
  ['检查了多少个政府网站', ['56个', '100%']],
  ['政务新媒体合格率', ['88个', '100%']],
  ['区县前五名', [/中原区、上街区、管城回族区、新密市、登封市/]],
  ['市级部门前五名', [/市发展和改革委、市城管局、市生态环境局、市科技局、市工信局/]],
  ['中原区排名', ['第1名', '未公布得分']],
  ['工信局排第几', ['第5名']],
  ['金水区排名', ['只公布了县级政府门户网站前5位']],
  ['登封市排名变化', ['第5位', '未公布', '网站管理情况有所提升']],
  ['市生态环境局排名变化', ['第3位', '未公布', '新增数据发布栏目']],
  [
    '政策解读做得好的有哪些',
    ['中原区、登封市', '音频', '金水区、管城回族区、巩义市、新密市、新郑市', '“十四五”'],
  ],
  ['数据发布做得好的单位', ['中原区、金水区、上街区', '3个月']],
  ['意见征集做得好的单位', [/中原区、上街区、登封市、新密市等/]],
  ['找错留言收到多少条', ['26条', '9个', '11个', '8月10日至11月10日']],
  ['全市有没有逾期留言', ['无逾期', '100%']],
  ['门户网站发布了多少条政务信息', ['2479条']],
  ['市长信箱收到多少来信', ['3771', '3352', '558', '3213']],
  ['全市报送了多少条信息', ['2300余条']],
  ['省政府网站采用了谁的信息', ['市教育局', '市工信局', '市市场监管局']],
  ['哪些单位栏目更新不及时', ['经开区、市民政局、市卫健委、市体育局']],
  ['资源规划局有什么问题', ['图片新闻', '长期未更新']],
  ['城建局有什么问题', ['政策解读质量不高']],
  ['政策解读质量不高的是谁', [/市城建局、市粮食和储备局等/]],
  ['哪些账号变更没报备', ['“郑州网警”“郑州惠济公安”']],
  ['下一步要求', ['先审后发', '个人信息']],
  ['通报附件', ['第四季度政府网站检查得分情况', '市政府门户网站信息报送量及采用量情况']],
  ['附件4', ['第四季度政务新媒体评优结果', '没有录入']],
  ['通报什么时候发布的', ['2023年11月30日 08:42', '11月27日']],
  ['通报摘要', ['56个', '88个', '26条', '中原区', '2479条', '3771封', '2300余条']],
];

describe.each(facts)('%s', (question, words) => {
  test('is answered with what stands in the notice, its period and its source', async () => {
    const text = linesOf(await desk.say(question)).join('\n');
    for (const word of words) expect(text).toMatch(word);
    expect(text).toMatch(/2023年第四季度/);
    expect(text).toContain('来源：郑州市人民政府办公厅');
  });

  test('fits a phone and a public group', async () => {
    const answer = await desk.say(question, { in: 'shared' });
    expect(linesOf(answer).length).toBeLessThanOrEqual(16);
    expect(linesOf(answer).join('').length).toBeLessThanOrEqual(700);
    expect(answer.reach).toEqual({ kind: 'public' });
  });
});

describe('what the notice does not say is said to be unknown', () => {
  test.each([
    ['登封市原来排第几', /未公布/],
    ['后三名', /只公布了前5位，没有公布排名靠后的单位/],
    ['前十名', /只公布了前5位/],
    ['退稿几条', /没有公布退稿数/],
    ['金水区报送了多少条信息', /没有公布金水区的报送量/],
    ['中原区得分', /未公布得分/],
    ['2022年四季度前五名', /没有2022年第四季度的数据，已公布的有：/],
    ['金水区有什么问题', /没有点名指出金水区的问题/],
    ['郑州网警是哪个单位的账号', /未|没有/],
  ])('%s', async (question, words) => {
    expect(linesOf(await desk.say(question)).join('\n')).toMatch(words);
  });

  test('a qualified unit is not said to have no problem', async () => {
    expect(linesOf(await desk.say('金水区有什么问题')).join('\n')).not.toMatch(/没有问题。/);
  });
});
