import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedUnits } from '../../src/ingest/index.js';
import { intentLabel } from '../../src/understanding/label.js';
import { compileLexicon } from '../../src/understanding/lexicon.js';
import { intents } from '../../src/understanding/reading.js';
import { understand } from '../../src/understanding/understand.js';
import { labelledLines, lineFiles } from './labelled-lines.js';

const lexicon = compileLexicon(await shippedUnits(), ['郑州网警', '郑州惠济公安']);
const now = new Date('2023-12-04T01:00:00Z');
const read = (text: string) => understand(text, { lexicon, now, botNames: ['通报助手'] });
const label = (text: string) => intentLabel(read(text));
const best = (text: string) => read(text).readings[0];

describe.each(lineFiles)('the labelled lines of %s', (name) => {
  const lines = labelledLines(name);

  test('are read as labelled, all but a few in a hundred', () => {
    const otherwise = lines.filter(({ text, intent }) => label(text).intent !== intent);
    expect(otherwise.length / lines.length, JSON.stringify(otherwise)).toBeLessThanOrEqual(0.025);
  });

  test('name their units and periods', () => {
    const otherwise = lines.filter(({ text, unit, period }) => {
      const read = label(text);
      return read.unit !== unit || read.period !== period;
    });
    expect(otherwise.length / lines.length, JSON.stringify(otherwise)).toBeLessThanOrEqual(0.01);
  });
});

describe('one line', () => {
  test.each([
    ['中原区排名', 'unit_rank', ['中原区']],
    ['惠济区教育局排第几', 'unit_rank', undefined],
    ['郑州惠济公安变更报备了吗', 'account_filing', undefined],
    ['上街买菜', 'out_of_scope', undefined],
    ['新郑机场怎么走', 'out_of_scope', undefined],
    ['ＪＳＱ排名', 'unit_rank', ['金水区']],
    ['市场监管局得分', 'unit_rank', ['市市场监管局']],
  ])('%s → %s of %j', (text, intent, unitIds) => {
    const reading = best(text);
    expect(reading?.slots.unitIds).toEqual(unitIds);
    if (intent !== 'unit_rank' || unitIds !== undefined) expect(reading?.intent).toBe(intent);
  });

  test.each([
    ['税务局排名', '税务局'],
    ['气象局这次得了多少分', '气象局'],
    ['交警支队现在排第几', '交警支队'],
    ['惠济区教育局排第几', '惠济区教育局'],
    ['市残联得了多少分', '残联'],
    ['信息中心排名', '信息中心'],
    ['请问信息中心排第几', '信息中心'],
    ['我们局排第几', undefined],
    ['各局排名', undefined],
    ['你们局排第几', undefined],
    ['市教育局排名', undefined],
    ['我们市教育局第几', undefined],
    ['通报里市教育局第几', undefined],
  ])('%s names the body %s that no list holds', (text, unlisted) => {
    const reading = best(text);
    expect(reading?.slots.unlisted).toBe(unlisted);
    if (unlisted !== undefined) expect(reading?.intent).toBe('unit_rank');
  });

  test('questions of one such body are one, and an account or a bare 中心 is none', () => {
    expect(read('金水区公安局逾期几条,栏目更新没')).toMatchObject({
      readings: [{ intent: 'overdue_messages', slots: { unlisted: '金水区公安局' } }],
      also: [],
    });
    expect(read('金水区公安局排名,前五名').also).toMatchObject([{ intent: 'top_n' }]);
    const unregistered = understand('郑州惠济公安改了啥没报备', {
      lexicon: compileLexicon(lexicon.units),
      now,
    });
    expect(unregistered.readings[0]?.slots.unlisted).toBeUndefined();
    expect(best('中心逾期几条')?.slots.unlisted).toBeUndefined();
  });

  test('河南队现在排第几 is nobody here', () => {
    expect(best('河南队现在排第几')?.intent).toBe('out_of_scope');
  });

  test.each([
    ['12345工单超期几件', 'out_of_scope'],
    ['网民12345转来的留言逾期几条', 'overdue_messages'],
    ['学校网站栏目没更新', 'out_of_scope'],
    ['学校公众号也要备案吗', 'account_filing'],
    ['小程序报错500了', 'out_of_scope'],
    ['小程序注销要报备吗', 'account_filing'],
    ['银行账户变更要报备吗', 'out_of_scope'],
    ['年度目标考核我们排第几', 'out_of_scope'],
    ['网站考核得分多少', 'my_rank'],
    ['督查通报里有我们吗', 'out_of_scope'],
    ['营商环境专栏多久更新一次', 'stale_columns'],
    ['借阅档案超期了', 'out_of_scope'],
    ['反映档案丢失的来信几号到期', 'due_soon_messages'],
    ['咨询医保报销的留言逾期没', 'overdue_messages'],
    ['投的党建稿子被退了几篇', 'info_submission'],
    ['红绿灯坏了找谁', 'out_of_scope'],
    ['排名错了找谁改', 'help'],
    ['二七和中原哪个高', 'unit_rank'],
    ['@教育局 赶紧回留言', 'admin_broadcast'],
    ['几号之前', 'ambiguous'],
    ['报没报', 'ambiguous'],
    ['还差多久', 'ambiguous'],
    ['有新的没', 'ambiguous'],
    ['期限是几天', 'ambiguous'],
    ['我们学校网站合格不', 'my_rank'],
    ['学校网站合格不', 'out_of_scope'],
    ['我们学校食堂几点开', 'out_of_scope'],
    ['我们是一所中学,怎么绑单位', 'bind_unit'],
    ['领导简介那栏多长时间没动了', 'stale_columns'],
    ['要盖章扫描版通报', 'attachments'],
    ['三季度通报下下来给我', 'attachments'],
    ['支持问啥问题', 'help'],
    ['头条号改头像算变更吗', 'account_filing'],
    ['没备案会咋样', 'account_filing'],
    ['迁移公众号需要什么', 'account_filing'],
    ['招呼没打就停用的账号', 'unfiled_changes'],
    ['转发这个通知给各医院各学校', 'admin_broadcast'],
    ['大家把整改报告交一下,帮我发群里', 'admin_broadcast'],
    ['谁信息采用率最高', 'info_submission'],
    ['欧冠前四都有谁', 'out_of_scope'],
    ['个税咋算的', 'out_of_scope'],
    ['语音识别错了别理', 'out_of_scope'],
    ['信阳网站排名', 'out_of_scope'],
    ['洛阳留言逾期几条', 'out_of_scope'],
    ['群众反映洛阳游客的留言逾期几条', 'overdue_messages'],
    ['我们小区排第几', 'out_of_scope'],
  ])('%s is read as %s', (text, intent) => {
    expect(label(text).intent).toBe(intent);
  });

  test('who moves from one unit to another means the other', () => {
    expect(label('我从公安局调到司法局')).toMatchObject({ intent: 'bind_unit', unit: '市司法局' });
  });

  test.each(['金水发布备过案没有', '平安中原备案了吗'])('%s asks of an account and names no unit', (text) => {
    expect(label(text)).toEqual({ intent: 'account_filing' });
    expect(best(text)?.slots.account).toMatch(/^(?:金水发布|平安中原)$/u);
  });

  test('who was not told of a change is not who made it', () => {
    expect(label('背着办公厅改名的账号')).toEqual({ intent: 'unfiled_changes' });
    expect(label('教育局改名没报备')).toEqual({ intent: 'unfiled_changes', unit: '市教育局' });
  });

  test('when something was last updated asks of no period', () => {
    expect(label('公义网站机构职能栏目上次更新到啥时候')).toEqual({
      intent: 'stale_columns',
      unit: '巩义市',
    });
    expect(label('上次通报').period).toBe('previous');
  });

  test.each([
    ['前3名', { n: 3, end: 'first' }],
    ['市级部门后五名', { n: 5, end: 'last', group: 'department' }],
    ['区县前十', { n: 10, end: 'first', group: 'county' }],
    ['谁排第一', { n: 1, end: 'first' }],
  ])('%s asks for %j', (text, slots) => {
    expect(best(text)).toMatchObject({ intent: 'top_n', slots });
  });

  test('names the attachment, the column and the account it asks for', () => {
    expect(best('附件2')?.slots.attachment).toBe(2);
    expect(best('第三个附件')?.slots.attachment).toBe(3);
    expect(best('通知公告栏目多久没更新了')?.slots.column).toBe('通知公告');
    expect(best('郑州网警是哪个单位的账号')).toMatchObject({
      intent: 'account_filing',
      slots: { account: '郑州网警' },
    });
  });

  test('says which words led to its reading', () => {
    expect(best('金水区逾期留言')?.words).toEqual(expect.arrayContaining(['金水区', '逾期', '留言']));
  });

  test('keeps the year of 去年 for the answer and out of the label', () => {
    expect(best('去年四季度排名')?.slots.periods).toEqual(['2022Q4']);
    expect(label('去年四季度排名').period).toBe('Q4');
  });

  test('compares with this period where it names one only', () => {
    expect(best('我单位排名比上季度怎么样')?.slots.periods).toEqual(['previous', 'current']);
  });
});

describe('two questions in one line', () => {
  test.each([
    ['我单位排名,还有逾期留言', ['my_rank', 'overdue_messages']],
    ['我单位排名和逾期留言', ['my_rank', 'overdue_messages']],
    ['前五名有谁?通报附件也发我', ['top_n', 'attachments']],
  ])('%s', (text, expected) => {
    const { readings, also } = read(text);
    expect([readings[0]?.intent, ...also.map(({ intent }) => intent)]).toEqual(expected);
  });

  test('the second is about the unit and period of the first', () => {
    expect(read('中原区四季度排名,有没有逾期留言').also[0]?.slots).toMatchObject({
      unitIds: ['中原区'],
      periods: ['Q4'],
    });
  });

  test('what is dictated for sending is no question', () => {
    expect(read('群发提醒:逾期留言请尽快答复,栏目及时更新').also).toEqual([]);
  });
});

describe('typed commands', () => {
  test.each([
    ['绑定 abcd2345', { name: 'bind', code: 'ABCD2345' }],
    ['绑定ＡＢＣＤＥＦＧＨ', { name: 'bind', code: 'ABCDEFGH' }],
    ['解绑', { name: 'unbind' }],
    ['确认', { name: 'confirm' }],
    ['取消。', { name: 'cancel' }],
    ['更多', { name: 'more' }],
    ['2', { name: 'choose', number: 2 }],
    ['@通报助手 1', { name: 'choose', number: 1 }],
    ['第二个', { name: 'choose', number: 2 }],
    ['转人工', { name: 'human' }],
    ['发布2023年第四季度通报摘要', { name: 'post_summary', period: '2023Q4' }],
    ['发布通报摘要', { name: 'post_summary' }],
  ])('%s', (text, command) => {
    expect(read(text).command).toEqual(command);
  });

  test('a unit in letters is no code', () => {
    expect(read('绑定 jinshui').command).toBeUndefined();
    expect(label('bangding jinshui')).toEqual({ intent: 'bind_unit', unit: '金水区' });
  });

  test.each(['绑定单位', '666', '绑定系统', '确认一下排名', '怎么取消绑定'])('%s is none', (text) => {
    expect(read(text).command).toBeUndefined();
  });
});

test('whatever is typed gets a reading with a known intent, and always the same one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const once = read(text);
      expect(read(text)).toEqual(once);
      expect(once.readings.length).toBeGreaterThan(0);
      for (const { intent } of [...once.readings, ...once.also]) expect(intents).toContain(intent);
    }),
  );
});
