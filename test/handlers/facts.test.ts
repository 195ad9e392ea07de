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
  ['中原区排名', ['第1名', '未公布得分', '附件1']],
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
  ['金水区哪些方面被表扬', ['政策解读、数据发布、找错效率、信息报送质量']],
  ['市长信箱8到11月收到多少来信', ['3771封']],
  ['这次检查覆盖了多少网站', ['56个']],
  ['政务新媒体有哪些毛病', ['5类', '郑州网警']],
  ['找错留言涉及哪些网站', ['9个', '11个']],
  ['数据发布栏目3个月内有更新的是哪些', ['中原区、金水区、上街区']],
  ['惠济发布受到表扬了吗', ['惠济发布(微信)', '信息更新及时']],
  ['县级政府门户网站得分前5位的单位有哪些', [/中原区、上街区、管城回族区、新密市、登封市/]],
  ['市政府门户网站安全吗', ['运行安全、平稳、有序']],
  ['门户网站的统计区间', ['8月10日至11月10日']],
  ['区县和部门向门户网站报了多少信息', ['2300余条']],
  ['市政府及办公厅文件多少份', ['其中市政府及办公厅文件35份']],
  ['意见征集几期', ['其中意见征集1期']],
  ['通知公告多少条', ['其中通知公告3条']],
  ['公报几期', ['其中市政府公报3期']],
  ['在线访谈几期', ['其中在线访谈9期']],
  ['门户网站信息发布总数', ['2479条']],
  ['模拟咨询1个工作日办结的单位', ['中原区、上街区、登封市、新密市等', '等21个市级部门网站']],
  ['哪些单位找错留言1个工作日内办结', ['市住房保障局、公共资源交易中心']],
  ['心理健康教育', ['中原区、登封市']],
  ['十四五', ['金水区、管城回族区、巩义市、新密市、新郑市']],
  ['户籍制度改革是谁解读的', ['市公安局']],
  ['谁提供数据集下载', ['中原区、金水区、上街区']],
  ['生态环境局数据发布怎么样', ['新增数据发布栏目更新维护较好']],
  ['照抄文件标题的是谁', ['市城建局、市粮食和储备局等']],
  ['政务新媒体存在什么问题', ['5类', '郑州惠济公安', '功能不可用']],
  ['错别字', ['错字别字', '没有点名']],
  ['更新不及时的账号', ['没有点名']],
  ['谁退步了', ['没有写明位次下降的单位', '登封市']],
  ['第三名', ['县级政府门户网站第3名：管城回族区', '市级部门网站第3名：市生态环境局']],
  ['区县第二名', ['上街区']],
  ['转办信件多少', ['3352']],
  ['解答咨询多少', ['558']],
  ['意见建议多少条', ['3213']],
  ['部门排名', [/市发展和改革委、市城管局、市生态环境局、市科技局、市工信局/]],
  ['得分情况在哪看', ['附件1', '第四季度政府网站检查得分情况']],
  ['主管单位的要求', ['督促整改存在的各类问题']],
  ['主办单位要做什么', ['日常监测', '定期维护开设的栏目']],
  ['个人信息保护有什么要求', ['严格保护个人信息安全']],
  ['这个通报发给谁', ['主送：各开发区管委会']],
  ['标题是什么', ['关于2023年第四季度全市政府网站与政务新媒体自查及整改情况的通报']],
  ['落款日期', ['2023年11月27日']],
  ['通报依据', ['国家和省政府相关文件要求']],
  ['结束语', ['认真学习借鉴']],
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

describe('before the notice is out, staff hear that and no fact', () => {
  const eve = '2023-11-29T01:00:00.000Z';
  let first: Desk;
  beforeAll(async () => {
    first = await openDesk({ examples: ['zhengzhou-2023q4'] });
  });

  test.each(facts)('%s', async (question, words) => {
    const lines = linesOf(await first.say(question, { now: eve }));
    expect(lines[0]).toBe('2023年第四季度通报尚未公布，公布后即可查询。');
    for (const word of words) expect(lines.slice(1).join('\n')).not.toMatch(word);
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

test.each([
  ['税务局排名', '税务局'],
  ['金水区政务中心逾期几条', '金水区政务中心'],
  ['惠济区税务局栏目多久没更新', '惠济区税务局'],
  ['金水区科技馆栏目', '金水区科技馆'],
  ['金水区公安局逾期几条', '金水区公安局'],
  ['金水区公安局有什么问题', '金水区公安局'],
  ['金水区公安局的账号备案了吗', '金水区公安局'],
  ['惠济区教育局排名升了没', '惠济区教育局'],
  ['惠济区教育局报送了几条信息', '惠济区教育局'],
  ['惠济区教育局留言', '惠济区教育局'],
])('of %s it is said that no list holds %s, and nothing of the asker’s own unit', async (question, body) => {
  const answer = await desk.say(question, { as: 'zhongyuan' });
  expect(answer.document.title).toBe('没有这个单位');
  expect(linesOf(answer).join('\n')).toContain(`单位名单里没有“${body}”`);
  expect(linesOf(answer).join('\n')).not.toContain('中原区');
});

test('what a message is about, and how things are done, are asked of the own unit', async () => {
  for (const question of ['反映金水区公安局的来信逾期几条', '金水区公安局的公众号怎么备案']) {
    expect((await desk.say(question, { as: 'zhongyuan' })).document.title).not.toBe('没有这个单位');
  }
});
