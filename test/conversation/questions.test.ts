import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.remove());

const { wecom, dingtalk } = chats;

describe('in the 中原区 group', () => {
  test.each([
    ['WeCom', wecom.zhongyuan],
    ['DingTalk', dingtalk.zhongyuan],
  ])('on %s, 我单位排名 is answered with the rank and its source', async (_platform, chat) => {
    const answer = await demo.ask(chat, 'zhongyuan', '我单位排名');
    expect(answer).toContain('第1名');
    expect(answer).toContain('中原区');
    expect(answer).toMatch(/2023年第四季度/);
    expect(answer).toContain('郑州市人民政府办公厅');
    expect(answer).toContain('未公布得分');
  });

  test('of a body that no list holds, the own ledger tells nothing', async () => {
    const answer = await demo.ask(wecom.zhongyuan, 'zhongyuan', '金水区公安局逾期几条');
    expect(answer).toContain('单位名单里没有“金水区公安局”');
    expect(answer).not.toContain('中原区');
  });

  test('an unbound person gets the published facts of that unit, and is told so', async () => {
    const answer = await demo.ask(wecom.zhongyuan, 'xinren', '我单位排名');
    expect(answer).toContain('第1名');
    expect(answer).toContain('绑定');
  });

  test('a line that does not mention the bot is not heard', async () => {
    const before = demo.emulator.transcript.of(wecom.zhongyuan).length;
    await demo.emulator.say({
      chatId: wecom.zhongyuan,
      userId: 'zhongyuan',
      text: '我单位排名',
      mentionBot: false,
    });
    expect(demo.emulator.transcript.of(wecom.zhongyuan)).toHaveLength(before + 1);
  });
});

/** Each section of the real notice, asked in the shared groups of both platforms. */
describe.each([
  ['WeCom', wecom.city],
  ['DingTalk', dingtalk.city],
])('every section of the real notice, asked in the shared group on %s', (_platform, chat) => {
  test.each([
    ['检查了几个政府网站', ['56', '100%']],
    ['区县前五名', ['中原区', '上街区', '管城回族区', '新密市', '登封市']],
    ['市级部门前五名', ['市发展和改革委', '市城管局', '市生态环境局', '市科技局', '市工信局']],
    ['登封市排名变化', ['第5位', '未公布']],
    ['生态环境局排名', ['第3名']],
    ['金水区排名', ['未公布']],
    ['政策解读哪些单位做得好', ['中原区', '登封市', '音频']],
    ['政务新媒体有多少个', ['88']],
    ['找错留言收到多少条', ['26', '8月10日', '11月10日']],
    ['2023年四季度逾期留言', ['无逾期']],
    ['门户网站发布了多少条信息', ['2479']],
    ['市长信箱收到多少来信', ['3771']],
    ['全市报送了多少条信息', ['2300余条']],
    ['省政府网站采用了谁的信息', ['市教育局', '市工信局', '市市场监管局']],
    ['哪些单位栏目更新不及时', ['经开区', '市民政局', '市卫健委', '市体育局']],
    ['资源规划局有什么问题', ['图片新闻']],
    ['政策解读质量不高的有哪些', ['市城建局', '市粮食和储备局', '等']],
    ['哪些账号变更没报备', ['郑州网警', '郑州惠济公安']],
    ['下一步要求', ['先审后发']],
    ['通报附件', ['第四季度政府网站检查得分情况', '第四季度政务新媒体评优结果']],
    ['2023年第四季度通报主要内容', ['56', '88', '26']],
    ['帮助', ['涉密']],
  ])('%s → %j', async (question, words) => {
    const answer = await demo.ask(chat, 'jinshui', question);
    for (const word of words) expect(answer).toContain(word);
  });
});

describe('before a notice is published', () => {
  test.each([
    ['WeCom', wecom.city, wecom.direct('shiliqu')],
    ['DingTalk', dingtalk.city, dingtalk.direct('shiliqu')],
  ])('on %s staff get nothing but 尚未公布, in the group and privately', async (_platform, group, direct) => {
    for (const question of [
      '我单位2024年一季度排名',
      '2024年一季度区县排名',
      '2024年一季度有什么问题',
      '2024年一季度通报主要内容',
    ]) {
      for (const chat of [group, direct]) {
        const answer = await demo.ask(chat, 'shiliqu', question);
        expect(answer).toContain('尚未公布');
        expect(answer).not.toMatch(/第6名|98\.5|留言选登/);
      }
    }
  });

  test('the office gets it in the direct chat, and in a group only that it was answered privately', async () => {
    expect(await demo.ask(dingtalk.direct('guanli'), 'guanli', '示例区2024年一季度排名')).toContain('第6名');
    const shown = await demo.ask(wecom.city, 'guanli', '示例区2024年一季度排名');
    expect(shown).toContain('已私信回复');
    expect(shown).not.toContain('第6名');
    await demo.runDue();
    expect(demo.saidIn(wecom.direct('guanli')).at(-1)).toContain('第6名');
  });

  test('the same holds on the eve of the real notice', async () => {
    const eve = await runDemo({ start: new Date('2023-11-29T09:00:00+08:00') });
    try {
      for (const question of [
        '我单位2023年四季度排名',
        '2023年四季度市长信箱收到多少来信',
        '2023年四季度问题清单',
      ]) {
        const answer = await eve.ask(wecom.zhongyuan, 'zhongyuan', question);
        expect(answer).toContain('尚未公布');
        expect(answer).not.toMatch(/第1名|3771|经开区/);
      }
    } finally {
      await eve.remove();
    }
  });
});

describe("a unit's own state", () => {
  test("is shown in the unit's own group", async () => {
    const answer = await demo.ask(wecom.shiliqu, 'shiliqu', '逾期留言');
    expect(answer).toContain('SL-001');
    expect(answer).not.toContain('链接打不开');
  });

  test('asked in a shared group goes to the direct chat', async () => {
    for (const [group, direct] of [
      [wecom.city, wecom.direct('shiliju')],
      [dingtalk.city, dingtalk.direct('shiliju')],
    ] as const) {
      const answer = await demo.ask(group, 'shiliju', '我单位逾期留言');
      expect(answer).toContain('已私信回复');
      expect(answer).toContain('没收到时');
      expect(answer).not.toContain('SL-101');
      await demo.runDue();
      expect(demo.saidIn(direct).at(-1)).toContain('SL-101');
    }
  });

  test('is not given to another unit', async () => {
    for (const chat of [wecom.direct('jinshui'), wecom.city]) {
      expect(await demo.ask(chat, 'jinshui', '示例区逾期留言')).not.toMatch(/SL-00\d/);
      expect(await demo.ask(chat, 'jinshui', '示例区栏目更新情况')).not.toContain('部门动态');
    }
  });

  test('lists the columns that are stale and those about to be', async () => {
    const answer = await demo.ask(dingtalk.shiliju, 'shiliju', '哪些栏目没更新');
    expect(answer).toContain('办事指南');
  });
});

describe('what is not our business', () => {
  test('is said in one line, with examples of what is', async () => {
    const answer = await demo.ask(wecom.direct('zhongyuan'), 'zhongyuan', '今天天气怎么样');
    expect(answer).toContain('我单位排名');
    expect(answer.split('\n').length).toBeLessThanOrEqual(6);
  });

  test('a line between two meanings is asked back, and a number answers', async () => {
    const asked = await demo.ask(dingtalk.direct('shiliqu'), 'shiliqu', '有没有超期的');
    expect(asked).toContain('1');
    expect(asked).toContain('2');
    const answer = await demo.ask(dingtalk.direct('shiliqu'), 'shiliqu', '1');
    expect(answer).toMatch(/留言|栏目/);
    expect(answer).not.toContain('没有需要选择的问题');
  });
});
