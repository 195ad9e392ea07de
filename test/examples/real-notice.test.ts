import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { importPaths } from '../../src/ingest/index.js';
import type { Store } from '../../storage/port.js';
import { demoChannels, demoData, importedExamples, realNotice } from '../support/example-data.js';

type Row = Readonly<Record<string, string>>;

const sheet = async (folder: string, name: string): Promise<Row[]> =>
  parse(await readFile(join(folder, `${name}.csv`)), { columns: true });

/** Facts of the notice, read off its text: sheet, what identifies the row, and what the row must say. */
const facts: readonly [name: string, row: Row, says: Row][] = [
  [
    '通报',
    { 期间: '2023Q4' },
    { 成文日期: '2023-11-27', 发布时间: '2023-11-30 08:42', 发文单位: '郑州市人民政府办公厅' },
  ],
  ['检查', { 对象: '政府网站' }, { 检查数: '56', 合格率: '100%', 方式: '全覆盖' }],
  ['检查', { 对象: '政务新媒体' }, { 在运行数: '88', 合格率: '100%' }],
  ['得分排名', { 单位: '中原区' }, { 排名: '1', 排名组: '县级政府门户网站', 总分: '' }],
  ['得分排名', { 单位: '上街区' }, { 排名: '2' }],
  ['得分排名', { 单位: '管城回族区' }, { 排名: '3' }],
  ['得分排名', { 单位: '新密市' }, { 排名: '4' }],
  ['得分排名', { 单位: '登封市' }, { 排名: '5' }],
  ['得分排名', { 单位: '市发展和改革委' }, { 排名: '1', 排名组: '市级部门网站' }],
  ['得分排名', { 单位: '市城管局' }, { 排名: '2' }],
  ['得分排名', { 单位: '市生态环境局' }, { 排名: '3' }],
  ['得分排名', { 单位: '市科技局' }, { 排名: '4' }],
  ['得分排名', { 单位: '市工信局' }, { 排名: '5' }],
  ['排名变化', { 单位: '登封市' }, { 现排名: '5', 原排名: '', 方向: '上升' }],
  ['排名变化', { 单位: '市生态环境局' }, { 现排名: '3', 原排名: '', 方向: '上升' }],
  ['表扬', { 类型: '政策解读', 单位: '中原区、登封市' }, { 列举不全: '' }],
  ['表扬', { 类型: '政策解读', 单位: '金水区、管城回族区、巩义市、新密市、新郑市' }, {}],
  ['表扬', { 类型: '政策解读', 单位: '市公安局' }, {}],
  ['表扬', { 类型: '数据发布', 单位: '中原区、金水区、上街区' }, {}],
  ['表扬', { 类型: '意见征集', 单位: '中原区、上街区、登封市、新密市' }, { 列举不全: '是' }],
  ['表扬', { 类型: '意见征集', 单位: '市发展和改革委、市工信局' }, { 列举不全: '' }],
  ['表扬', { 类型: '模拟咨询', 单位: '中原区、上街区、登封市、新密市' }, { 列举不全: '是', 总数: '' }],
  [
    '表扬',
    { 类型: '模拟咨询', 单位: '市发展和改革委、市科技局、市工信局、市公安局、市司法局、市财政局' },
    { 列举不全: '是', 总数: '21' },
  ],
  [
    '表扬',
    { 类型: '账号运维' },
    {
      账号: '金水发布(微信)、新郑发布(微信)、惠济发布(微信)、郑州教育(微信)、健康郑州(微信)、郑州交警(微信服务号)、平安郑州(微博)、郑警发布(今日头条)',
    },
  ],
  [
    '表扬',
    { 类型: '找错效率' },
    { 单位: '金水区、上街区、新郑市、市发展和改革委、市卫健委、市住房保障局、公共资源交易中心' },
  ],
  [
    '表扬',
    { 类型: '信息报送质量' },
    {
      单位: '金水区、中原区、管城回族区、郑东新区、市城管局、市粮食和储备局、市发展和改革委、市教育局',
      列举不全: '是',
    },
  ],
  ['表扬', { 类型: '上级采用' }, { 单位: '市教育局、市工信局、市市场监管局' }],
  [
    '留言统计',
    { 渠道: '找错' },
    {
      起始日期: '2023-08-10',
      截止日期: '2023-11-10',
      收到数: '26',
      涉及县级网站数: '9',
      涉及部门网站数: '11',
      逾期数: '0',
    },
  ],
  ['门户运行', { 项目: '各类政务信息' }, { 数量: '2479', 量词: '条', 其中: '' }],
  ['门户运行', { 项目: '市政府及办公厅文件' }, { 数量: '35', 量词: '份', 其中: '是' }],
  ['门户运行', { 项目: '市政府公报' }, { 数量: '3', 量词: '期', 其中: '是' }],
  ['门户运行', { 项目: '通知公告' }, { 数量: '3', 量词: '条', 其中: '是' }],
  ['门户运行', { 项目: '意见征集' }, { 数量: '1', 量词: '期', 其中: '是' }],
  ['门户运行', { 项目: '在线访谈' }, { 数量: '9', 量词: '期', 其中: '是' }],
  ['市长信箱', { 期间: '2023Q4' }, { 来信: '3771', 转办: '3352', 解答咨询: '558', 意见建议: '3213' }],
  ['信息报送', { 单位: '合计' }, { 报送量: '2300', 约数: '是' }],
  ['问题', { 单位: '经开区' }, { 问题类型: '栏目更新不及时' }],
  ['问题', { 单位: '市民政局' }, { 问题类型: '栏目更新不及时' }],
  ['问题', { 单位: '市卫健委' }, { 问题类型: '栏目更新不及时' }],
  ['问题', { 单位: '市体育局' }, { 问题类型: '栏目更新不及时' }],
  ['问题', { 单位: '市资源规划局' }, { 问题类型: '栏目长期未更新', 对象名称: '图片新闻' }],
  ['问题', { 单位: '市城建局' }, { 问题类型: '政策解读质量不高', 列举不全: '是' }],
  ['问题', { 单位: '市粮食和储备局' }, { 问题类型: '政策解读质量不高', 列举不全: '是' }],
  ['问题', { 问题类型: '固定表述引用错误' }, { 单位: '' }],
  ['问题', { 问题类型: '错字别字' }, { 单位: '' }],
  ['问题', { 问题类型: '功能不可用' }, { 单位: '' }],
  ['问题', { 问题类型: '更新不及时' }, { 单位: '' }],
  ['账号变更', { 账号名称: '郑州网警' }, { 是否报备: '否', 变更类型: '未注明', 平台: '' }],
  ['账号变更', { 账号名称: '郑州惠济公安' }, { 是否报备: '否', 变更类型: '未注明', 平台: '' }],
  ['附件', { 序号: '1' }, { 标题: '第四季度政府网站检查得分情况', 文件: '' }],
  ['附件', { 序号: '2' }, { 标题: '市政府门户网站信息报送量及采用量情况' }],
  ['附件', { 序号: '3' }, { 标题: '1个工作日内在线答复留言的单位名单' }],
  ['附件', { 序号: '4' }, { 标题: '第四季度政务新媒体评优结果' }],
];

describe('the facts of the real notice', () => {
  test.each(facts)('stand in %s: %j says %j', async (name, wanted, says) => {
    const rows = (await sheet(realNotice, name)).filter((row) =>
      Object.entries(wanted).every(([column, value]) => row[column] === value),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(says);
  });

  test('are all of its rows: nothing else is claimed', async () => {
    expect(await sheet(realNotice, '得分排名')).toHaveLength(10);
    expect(await sheet(realNotice, '问题')).toHaveLength(13);
    expect(await sheet(realNotice, '要求')).toHaveLength(6);
    expect(await sheet(realNotice, '门户运行')).toHaveLength(6);
    const sheets = (await readdir(realNotice)).filter((file) => file.endsWith('.csv'));
    expect(sheets).not.toContain('留言.csv');
    expect(sheets).not.toContain('人员.csv');
  });

  test('carry no score, which was not published', async () => {
    for (const row of await sheet(realNotice, '得分排名')) {
      expect([row.扣分项得分, row.加分, row.总分]).toEqual(['', '', '']);
    }
  });
});

describe('both examples', () => {
  let store: Store;
  beforeAll(async () => {
    store = await importedExamples();
  });

  test('import without a fault, and a second time change nothing', async () => {
    const again = await importPaths([realNotice, demoData], {
      store,
      now: new Date('2023-12-05T01:00:00.000Z'),
      actor: 'operator',
      newId: () => 'again',
      identities: loadRules().identities,
      channelPlatforms: demoChannels,
    });
    const counts = Object.values(again.counts);
    expect(counts.length).toBeGreaterThan(15);
    for (const { added, changed } of counts) expect([added, changed]).toEqual([0, 0]);
  });

  test('mark everything invented as such, and give real units no duty', async () => {
    for (const member of await store.find('members', { index: 'byId' })) {
      expect((await store.get('persons', member.personId))?.name).toContain('示例');
    }
    for (const group of await store.find('groups', { index: 'byId' })) expect(group.name).toContain('示例');
    const invented = new Set(['示例区', '示例局']);
    for (const column of await store.find('columns', { index: 'byId' }))
      expect(invented.has(column.unitId)).toBe(true);
    for (const { unitId } of await store.find('messages', { index: 'byUnit' }))
      expect(invented.has(unitId)).toBe(true);
  });

  test('keep the real notice free of invented figures', async () => {
    const scores = await store.find('scores', { index: 'byPeriod', equals: ['2023Q4'] });
    expect(scores.map(({ unitId }) => unitId)).not.toContain('示例区');
    expect(scores).toHaveLength(10);
  });
});
