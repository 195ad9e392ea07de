import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainImport, type ImportReport } from '../../src/ingest/index.js';
import type { CollectionName } from '../../storage/port.js';
import { schema } from '../../storage/schema.js';
import { type MadeCell, makeWorkbook } from '../support/xlsx.js';
import { type Desk, openDesk } from './desk.js';

const header = {
  单位: ['单位名称', '全称', '类别', '排名组', '上级单位', '别名'],
  网站: ['网站名称', '单位', '网址', '网站标识码', '类别'],
  栏目: ['网站', '栏目名称', '栏目类型', '更新周期天数', '最近更新日期', '状态'],
  人员: ['平台', '用户ID', '姓名', '自然人编号', '单位', '角色', '有效期至'],
  群: ['群名称', '通道', '群ID', '范围', '单位'],
  检查: ['期间', '对象', '方式', '检查数', '合格数', '不合格数', '合格率', '起始日期', '截止日期'],
  排名变化: ['期间', '单位', '现排名', '原排名', '方向'],
  留言: ['留言编号', '渠道', '单位', '收到时间', '转办时间', '答复时间', '办结时间', '内容'],
  留言统计: ['期间', '渠道', '收到数', '逾期数', '按时率'],
  备案: ['账号名称', '平台', '变更类型', '报备日期', '结论', '结论日期'],
  问题: ['期间', '问题类型', '单位', '起始日期', '整改期限', '说明'],
  通报: ['期间', '标题', '发文单位', '成文日期', '发布时间'],
  附件: ['期间', '序号', '标题', '文件'],
} as const;

/** Each mistake: where it stands, what is wrong, and what is expected. */
const mistakes: readonly (readonly [kind: string, place: string, problem: string, expected: string])[] = [
  ['a misspelt sheet', '得份排名 1 ', '表名不认识', '得分排名'],
  ['a missing column', '要求 1 章节', '缺少这一列', '章节'],
  ['a column twice', '评优 1 账号名称', '出现了两次', '只出现一次'],
  ['two columns that may both be it', '信息报送 1 单位', '有几列都像', '只留一列'],
  ['an unknown word of a closed list', '单位 4 类别', '不在可选范围', '区县、开发区'],
  ['a required cell left empty', '单位 5 单位名称', '没有填写', '必填'],
  ['a unit twice', '单位 6 单位名称', '第 3 行重复', '只写一行'],
  ['its own superior', '单位 7 上级单位', '它自己', '另一个单位'],
  ['an unknown unit', '网站 2 单位', '没有“中原去”', '中原区'],
  ['an unknown unit unlike any', '网站 3 单位', '没有“Xyz”', '先在“单位”表'],
  ['an ambiguous alias', '网站 4 单位', '多个单位', '市甲局、市乙局'],
  ['a bad site id', '网站 5 网站标识码', '标识码', '10 位数字'],
  ['a formula error', '网站 6 网站名称', '#REF!', '改好公式'],
  ['a formula that was never calculated', '网站 7 网址', '还没有算出', '保存一次'],
  ['an unknown site', '栏目 2 网站', '没有“别的网站”', '“网站”表'],
  ['zero where one is least', '栏目 2 更新周期天数', '不是正整数', '大于 0'],
  ['a day that is none', '栏目 2 最近更新日期', '“2023-02-30”不是有效日期', '2023-11-07'],
  ['an American date', '栏目 3 最近更新日期', '“11/7/2023”', '2023-11-07'],
  ['a date without a year', '栏目 4 最近更新日期', '“11月7日”', '2023-11-07'],
  ['a date that lost its format', '栏目 5 最近更新日期', '“45237”', '就是 2023-11-07'],
  ['a date in words', '栏目 6 最近更新日期', '“昨天”', '2023-11-07'],
  ['an unknown platform', '人员 2 平台', '“qq”', 'wecom'],
  ['an unknown role', '人员 2 角色', '“科长”', '工作人员'],
  ['one person with two names', '人员 4 姓名', '张三', '姓名相同'],
  ['an unknown channel', '群 2 通道', '“没有的通道”', '已配置'],
  ['channels of two platforms', '群 3 通道', '两个平台', '同一平台'],
  ["a unit's group without a unit", '群 4 单位', '没有写单位', '所属的单位'],
  ['a period that does not parse', '检查 2 期间', '2023年第五季度', '2023Q4'],
  ['text in a number cell', '检查 2 检查数', '“五十六”', '整数'],
  ['a number with its measure word', '检查 3 检查数', '“56家”', '只写数字 56'],
  ['a rate above 100', '检查 3 合格率', '“120%”', '0 到 100'],
  ['a rate of 50 % written as 0.5', '检查 4 合格率', '“0.5”', '50%'],
  ['less than none', '检查 4 检查数', '“-3”', '0 或正整数'],
  ['an end before its beginning', '检查 5 截止日期', '早于起始日期', '不早于起始日期'],
  ['a rise that is a fall', '排名变化 2 方向', '原第 3，现第 8', '下降'],
  ['an unknown message channel', '留言 2 渠道', '“来信”', '找错'],
  ['handed on before it came', '留言 3 转办时间', '早于收到时间', '不早于收到时间'],
  ['answered before it came', '留言 4 答复时间', '早于收到时间', '不早于收到时间'],
  ['closed before it was answered', '留言 5 办结时间', '早于答复时间', '不早于答复时间'],
  ['a message number twice', '留言 6 留言编号', '第 5 行重复', '只写一行'],
  ['a number of more digits than are kept', '留言 7 留言编号', '15 位', '文本'],
  ['garbled text', '留言 8 内容', '乱码', '核对文字'],
  ['decided before it was filed', '备案 2 结论日期', '早于报备日期', '不早于报备日期'],
  ['due before it began', '问题 2 整改期限', '早于起始日期', '不早于起始日期'],
  ['a text as long as a file', '问题 3 说明', '超过 10000 个字', '不超过'],
  ['published before it was signed', '通报 2 发布时间', '早于成文日期', '不早于成文日期'],
  ['a file outside of the data', '附件 2 文件', '不在数据目录', '相对路径'],
];

const tables: Readonly<Record<string, readonly (readonly MadeCell[])[]>> = {
  得份排名: [['期间', '排名组', '单位']],
  要求: [
    ['期间', '内容'],
    ['2023Q4', '自查'],
  ],
  评优: [
    ['期间', '账号名称', '账号名称'],
    ['2023Q4', 'a', 'b'],
  ],
  信息报送: [
    ['期间', '报送单位', '责任单位'],
    ['2023Q4', '中原区', '市甲局'],
  ],
  单位: [
    header.单位,
    ['中原区', undefined, '区县'],
    ['市甲局', undefined, '市级部门', undefined, undefined, '数据局'],
    ['市乙局', undefined, '局', undefined, undefined, '数据局'],
    [undefined, '某某局', '市级部门'],
    ['市甲局', undefined, '市级部门'],
    ['市丙局', undefined, '市级部门', undefined, '市丙局'],
  ],
  网站: [
    header.网站,
    ['a', '中原去'],
    ['b', 'Xyz'],
    ['c', '数据局'],
    ['d', '中原区', undefined, '12'],
    [{ formula: 'A1', value: '#REF!' }, '中原区'],
    ['f', '中原区', { formula: 'HYPERLINK(A1)' }],
  ],
  栏目: [
    header.栏目,
    ['别的网站', '要闻', '动态', 0, '2023-02-30'],
    ['a', '栏目1', '动态', undefined, '11/7/2023'],
    ['a', '栏目2', '动态', undefined, '11月7日'],
    ['a', '栏目3', '动态', undefined, 45237],
    ['a', '栏目4', '动态', undefined, '昨天'],
  ],
  人员: [
    header.人员,
    ['qq', 'u1', undefined, undefined, '中原区', '科长'],
    ['wecom', 'u2', '张三', 'p', '中原区', '工作人员'],
    ['dingtalk', 'u3', '李四', 'p', '中原区', '工作人员'],
  ],
  群: [
    header.群,
    ['群1', '没有的通道', undefined, '共享'],
    ['群2', 'helper、robot', undefined, '共享'],
    ['群3', 'helper', undefined, '单位'],
  ],
  检查: [
    header.检查,
    ['2023年第五季度', '政府网站', '自查', '五十六'],
    ['2023Q4', '政府网站', '全覆盖', '56家', undefined, undefined, '120%'],
    ['2023Q4', '政务新媒体', '抽查', -3, undefined, undefined, 0.5],
    ['2023Q4', '政务新媒体', '复查', 10, 11, undefined, undefined, '2023-11-10', '2023-08-10'],
  ],
  排名变化: [header.排名变化, ['2023Q4', '中原区', 8, 3, '上升']],
  留言: [
    header.留言,
    ['L1', '来信', '中原区'],
    ['L2', '找错', '中原区', '2023-11-02 09:00', '2023-11-01 09:00'],
    ['L3', '找错', '中原区', '2023-11-02 09:00', undefined, '2023-11-01 09:00'],
    ['L4', '找错', '中原区', '2023-11-02 09:00', undefined, '2023-11-03 09:00', '2023-11-02 10:00'],
    ['L4', '找错', '中原区'],
    // More digits than a spreadsheet keeps.
    [Number('20231127000012345'), '找错', '中原区'],
    ['L6', '找错', '中原区', undefined, undefined, undefined, undefined, '锟斤拷锟斤拷'],
  ],
  留言统计: [header.留言统计, ['2023Q4', '找错', 10, 11]],
  备案: [header.备案, ['示例', '微信', '更名', '2023-11-10', '同意', '2023-11-09']],
  问题: [
    header.问题,
    ['2023Q4', '更新不及时', '中原区', '2023-11-10', '2023-11-01'],
    ['2023Q4', '链接不可用', '中原区', undefined, undefined, '长'.repeat(10_001)],
  ],
  通报: [header.通报, ['2023Q4', '题', '办公厅', '2023-11-27', '2023-11-26 09:00']],
  附件: [header.附件, ['2023Q4', 1, '得分', '../../etc/passwd']],
};

describe('a workbook with every kind of mistake', () => {
  let desk: Desk;
  let report: ImportReport;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.write('错.xlsx', makeWorkbook(tables));
    report = await desk.import('错.xlsx');
  });
  afterAll(() => desk.clear());

  test.each(mistakes)('is told of %s', (_kind, place, problem, expected) => {
    const at = report.faults.filter(({ sheet, row, column }) => `${sheet} ${row} ${column}` === place);
    expect(at).toEqual([
      expect.objectContaining({
        file: '错.xlsx',
        problem: expect.stringContaining(problem),
        expected: expect.stringContaining(expected),
      }),
    ]);
  });

  test('is told of nothing else, and of all at once', () => {
    const places = report.faults.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`);
    expect(places.toSorted()).toEqual(mistakes.map(([, place]) => place).toSorted());
    const text = explainImport(report);
    expect(text).toContain(`发现 ${mistakes.length} 处错误，没有导入任何内容`);
    expect(text).toContain('错.xlsx｜网站｜第 2 行｜单位：没有“中原去”这个单位');
    expect(text).toContain('错.xlsx｜得份排名：表名不认识');
  });

  test('leaves nothing behind', async () => {
    const byId: Partial<Record<CollectionName, readonly unknown[]>> = {
      units: await desk.store.find('units', { index: 'byId' }),
      members: await desk.store.find('members', { index: 'byId' }),
      messages: await desk.store.find('messages', { index: 'byChannel' }),
      audits: await desk.store.find('audits', { index: 'byTime' }),
    };
    expect(Object.keys(byId).every((name) => name in schema)).toBe(true);
    expect(Object.values(byId).flat()).toEqual([]);
  });
});

describe('what can be borne with', () => {
  let desk: Desk;
  let report: ImportReport;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.write(
      '数据.xlsx',
      makeWorkbook(
        {
          随手记: [['今天的事'], ['别忘了']],
          单位: [
            ['单位名单（2023年）', '单位名单（2023年）', '单位名单（2023年）', '单位名单（2023年）'],
            ['单位', '单位类别', '别名', '备注'],
            ['中原区', '区县', '数据局'],
            ['市甲局', '市级部门', '数据局'],
            ['填表人：张三'],
          ],
          网站: [
            ['网站名称', '单位', '网址'],
            ['a', '中原区', 'www.a.gov.cn'],
          ],
          栏目: [
            ['网站', '栏目名', '栏目类型', '最后更新时间'],
            ['a', '要闻', '动态', '２０２３-１１-０７'],
            ['a', '公告', '动态', '2024-01-01'],
            ['a', '图片', '动态', { formula: 'TODAY()', value: '2023-11-06' }],
          ],
          检查: [
            ['期间', '对象', '检查数', '合格数', '不合格数', '合格率'],
            ['2023Q4', '政府网站', 56, 50, 5, { share: 0.982 }],
          ],
          得分排名: [
            ['期间', '排名组', '单位', '扣分项得分', '加分', '总分'],
            ['2023Q4', '组', '中原区', 80, 5, 86],
          ],
          留言统计: [
            ['期间', '渠道', '收到数', '逾期数', '按时率'],
            ['2023Q4', '找错', 10, 1, '95%'],
          ],
          备案: [
            ['账号名称', '平台', '变更类型', '报备日期', '结论', '结论日期'],
            ['示例', '微信', '更名', '2023-11-10', '待定', '2023-11-11'],
          ],
          群: [
            ['群名称', '通道', '范围', '单位'],
            ['全市群', 'helper', '共享', '中原区'],
          ],
          留言: [
            ['留言编号', '渠道', '单位', '内容'],
            ['L1', '找错', '中原区', '请打13812345678'],
            ['L2', '找错', '中原区', '链接打不开'],
            ['L3', '找错', '中原区', '身份证410102199001011234'],
          ],
        },
        { 单位: ['A1:D1', 'A5:D5'] },
        { sheets: ['备案'], rows: { 栏目: [3, 4] }, columns: { 得分排名: [6] } },
      ),
    );
    report = await desk.import('数据.xlsx');
  });
  afterAll(() => desk.clear());

  test('is imported', async () => {
    expect(report.faults).toEqual([]);
    expect(report.ok).toBe(true);
    const columns = await desk.store.find('columns', { index: 'byId' });
    expect(columns.map(({ lastUpdatedOn }) => lastUpdatedOn).toSorted()).toEqual([
      '2023-11-06',
      '2023-11-07',
      '2024-01-01',
    ]);
    expect((await desk.store.find('inspections', { index: 'byPeriod' }))[0]?.passRate).toBe(98.2);
    expect(await desk.store.find('units', { index: 'byId' })).toHaveLength(2);
  });

  test.each([
    ['an unknown sheet', '表“随手记”不认识，已忽略'],
    ['an unknown column', '的列“备注”不认识，已忽略'],
    ['a line below the table', '“单位”第 5 行像是表尾的说明，没有导入'],
    ['an alias of two units', '别名“数据局”属于多个单位（中原区、市甲局）'],
    ['an address without its beginning', '“网站”第 2 行的“网址”：不像网址'],
    ['full-width digits', '“栏目”第 2 行的“最近更新日期”：是全角字符，已按半角读取'],
    ['a day to come', '“栏目”第 3 行的“最近更新日期”：晚于今天'],
    ['hidden rows', '“栏目”第 3-4 行是隐藏的，也导入了'],
    ['a hidden column', '“得分排名”的列“总分”是隐藏的，也导入了'],
    ['a hidden sheet', '“备案”是隐藏的表，也导入了'],
    [
      'parts that are not the whole',
      '“检查”第 2 行：数字对不上（合格数 + 不合格数 = 检查数；算得 55，写的是 56）',
    ],
    [
      'a rate that is another',
      '“检查”第 2 行：数字对不上（合格率 = 合格数 ÷ 检查数；算得 89.29，写的是 98.2）',
    ],
    [
      'a sum that is another',
      '“得分排名”第 2 行：数字对不上（扣分项得分 + 加分 = 总分；算得 85，写的是 86）',
    ],
    [
      'a rate of overdue messages that is another',
      '“留言统计”第 2 行：数字对不上（按时率 = (收到数 − 逾期数) ÷ 收到数',
    ],
    ['a decision that is none yet', '“备案”第 2 行的“结论日期”：结论是“待定”'],
    ['a shared group with a unit', '“群”第 2 行的“单位”：范围是“共享”'],
    ["citizens' data", '“留言”第 2、4 行的“内容”：含电话、证件号码等个人信息，已遮盖'],
  ])('with a word on %s', (_kind, words) => {
    expect(report.warnings.filter((warning) => warning.includes(words))).toHaveLength(1);
  });

  test('and on nothing else', () => {
    expect(report.warnings).toHaveLength(18);
  });
});

describe('nothing of ours', () => {
  test('is refused, with the names of our sheets', async () => {
    const desk = await openDesk();
    await desk.write(
      'x.xlsx',
      makeWorkbook({
        Sheet1: [
          ['a', 'b'],
          ['1', '2'],
        ],
      }),
    );
    const { ok, faults } = await desk.import('x.xlsx');
    expect(ok).toBe(false);
    expect(faults[0]).toMatchObject({
      problem: '没有一张认得的表',
      expected: expect.stringContaining('得分排名'),
    });
    await desk.clear();
  });

  test('and a fault shows no more of a cell than is needed, without personal data', async () => {
    const desk = await openDesk();
    await desk.write(
      '单位.csv',
      '单位名称,类别\n中原区,13812345678的机主张三说他不知道应该填写哪一个类别所以先这样写着\n',
    );
    const [fault] = (await desk.import()).faults;
    expect(fault?.problem).toContain('138****5678');
    expect(fault?.problem).toContain('…');
    await desk.clear();
  });
});
