import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';

let demo: RunningDemo;
beforeEach(async () => {
  demo = await runDemo();
});
afterEach(() => demo.remove());

const store = () => demo.service.house.store;
const filings = () => store().find('filings', { index: 'byAccount', equals: ['示例区发布'] });
const actions = async (): Promise<string[]> =>
  (await store().find('audits', { index: 'byTime' })).map(({ action, actor }) => `${actor} ${action}`);

/** What the bot said in a chat, once it holds these words. */
const until = async (chat: string, words: string): Promise<string> => {
  await expect.poll(() => demo.saidIn(chat).join('\n'), { timeout: 5000 }).toContain(words);
  return demo.saidIn(chat).join('\n');
};

describe.each(['wecom', 'dingtalk'] as const)('on %s', (platform) => {
  const { direct } = chats[platform];
  const say = (userId: string, text: string): Promise<string> => demo.ask(direct(userId), userId, text);

  test('a unit files a change in one line, an administrator decides it, and the unit is told', async () => {
    const asked = await say('shiliqu', '报备 微信“示例区发布”12月20日更名为“示例区在线”');
    expect(asked).toMatch(/示例区发布[\s\S]*更名[\s\S]*2023年12月20日[\s\S]*确认/u);
    expect(await filings()).toHaveLength(2);
    expect(await say('shiliqu', '确认')).toContain('等待批复');
    const filed = (await filings()).find(({ plannedOn }) => plannedOn === '2023-12-20');
    expect(filed).toMatchObject({
      accountName: '示例区发布',
      platform: '微信',
      kind: 'rename',
      filedOn: '2023-12-04',
      unitId: '示例区',
      decision: 'pending',
    });
    await until('wecom:direct:guanli', '示例区报备');

    expect(await say('guanli', '待审报备')).toMatch(/1\. 示例局[\s\S]*2\. 示例区/u);
    expect(await say('guanli', '不同意报备 2')).toContain('写明理由');
    expect(await say('guanli', '不同意报备2，名称与别的单位重复')).toContain('名称与别的单位重复');
    expect(await say('guanli', '确认')).toContain('不同意示例区的报备');
    await until('wecom:direct:shiliqu', '未获同意');
    expect(demo.saidIn('wecom:direct:shiliqu').join()).toContain('名称与别的单位重复');
    expect(await say('guanli', '待审报备')).not.toContain('示例区：');
    expect(await actions()).toEqual(
      expect.arrayContaining([`${platform}:shiliqu filing_submitted`, `${platform}:guanli filing_move`]),
    );
  });

  test('what a filing lacks is asked for, and a question in between is answered', async () => {
    expect(await say('shiliqu', '我要报备')).toMatch(/请补充：账号名称.*拟变更日期/u);
    const second = await say('shiliqu', '示例区融媒注销');
    expect(second).toMatch(/请补充：拟变更日期/u);
    expect(second).not.toContain('账号名称（');
    expect(await say('shiliqu', '12月20日')).toMatch(/示例区融媒[\s\S]*注销[\s\S]*12月20日/u);
    expect(await say('shiliqu', '取消')).toContain('已取消');

    await say('shiliqu', '报备');
    expect(await say('shiliqu', '逾期留言')).toContain('SL-001');
    expect(await say('shiliqu', '我单位排名')).not.toContain('请补充');
  });

  test('a day that does not exist, a second filing of the same and another unit’s account are refused', async () => {
    expect(await say('shiliqu', '报备 “示例区发布”微信 2月30日注销')).toContain('没有“2月30日”这一天');
    expect(await say('shiliqu', '报备 “示例局政务”微信 12月20日注销')).toContain('登记在别的单位名下');
    await say('shiliqu', '报备 “示例区融媒” 12月20日注销');
    await say('shiliqu', '确认');
    expect(await say('shiliqu', '报备 “示例区融媒” 12月20日注销')).toContain('已经报备');
  });

  test('a unit’s administrator hands in a report, the office rechecks, and the unit is told', async () => {
    expect(await say('shiliqu-admin', '整改')).toMatch(/1\. 栏目更新不及时（图片新闻/u);
    expect(await say('shiliqu-admin', '整改 2 已更新')).toContain('没有第2个');
    expect(await say('shiliqu-admin', '整改 1')).toContain('怎样整改');
    const report = '已更新图片新闻5条，经办人张三13812345678 https://www.example.gov.cn/TPXW';
    const asked = await say('shiliqu-admin', report);
    expect(asked).toContain('https://www.example.gov.cn/TPXW');
    expect(asked).not.toContain('13812345678');
    expect(await say('shiliqu-admin', '确认')).toContain('等待复查');
    await until('wecom:direct:guanli', '示例区提交整改');

    expect(await say('guanli', '待复查')).toMatch(/1\. 示例区：栏目更新不及时/u);
    expect(await say('guanli', '复查不通过 1')).toContain('写明原因');
    await say('guanli', '复查不通过 1 链接仍打不开');
    expect(await say('guanli', '确认')).toContain('复查不通过');
    await until('wecom:direct:shiliqu-admin', '没有通过');
    expect(await say('shiliqu-admin', '整改')).toContain('1. 栏目更新不及时');

    const audits = await store().find('audits', { index: 'byTime' });
    const moves = audits.filter(({ action }) => action === 'problem_move');
    expect(moves.map(({ detail }) => detail?.to).toSorted()).toEqual([
      'in_progress',
      'rechecked_failed',
      'submitted',
    ]);
    expect(moves.map(({ actor }) => actor)).toEqual([
      `${platform}:shiliqu-admin`,
      `${platform}:shiliqu-admin`,
      `${platform}:guanli`,
    ]);
    expect(JSON.stringify(audits)).not.toContain('13812345678');
  });

  test('staff is told who hands in a report', async () => {
    expect(await say('shiliqu', '整改 1 已更新')).toMatch(/单位管理员提交.*示例区管理员/u);
  });

  test('a question in the same words is answered as a question', async () => {
    expect(await say('shiliqu', '报备需要什么材料？')).not.toContain('请补充');
    expect(await say('shiliqu', '复查通过了吗')).toContain('复查');
    expect(await say('shiliqu', '变更要不要报备')).not.toContain('请补充');
  });
});
