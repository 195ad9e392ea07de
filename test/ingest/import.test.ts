import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { explainImport, type ImportReport, importPaths } from '../../src/ingest/index.js';
import type { Store } from '../../storage/port.js';
import { demoChannels } from '../support/example-data.js';
import { createMemoryStore } from '../support/memory-store.js';
import { makeWorkbook } from '../support/xlsx.js';

let dir: string;
let store: Store;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tongbao-ingest-'));
  store = createMemoryStore();
});
afterEach(() => rm(dir, { recursive: true }));

const write = (name: string, content: string | Buffer): Promise<void> => writeFile(join(dir, name), content);

const run = (path = dir, more: { dryRun?: boolean } = {}): Promise<ImportReport> =>
  importPaths([path], {
    store,
    now: new Date('2023-12-04T01:00:00.000Z'),
    actor: 'operator',
    newId: randomUUID,
    identities: loadRules().identities,
    channelPlatforms: demoChannels,
    ...more,
  });

const units =
  '单位名称,全称,类别,排名组,上级单位,别名,来源\n中原区,,区县,,,中原,\n市市场监管局,,市级部门,,,市监局,\n市教育局,,市级部门,,,教育局,\n';

const faultsOf = (report: ImportReport): string[] =>
  report.faults.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`);

describe('a folder of CSV', () => {
  test('may have its columns in any order, a BOM, and columns that nobody knows', async () => {
    await write('单位.csv', '\uFEFF类别,备注,单位名称\n区县,随便,中原区\n');
    const report = await run();
    expect(report.ok).toBe(true);
    expect(report.warnings).toEqual(['单位.csv“单位”的列“备注”不认识，已忽略']);
    expect(await store.get('units', '中原区')).toEqual({ id: '中原区', kind: 'county', aliases: [] });
  });

  test('of thousands of rows lets others go on meanwhile, the second time as well', async () => {
    const rows = Array.from({ length: 2000 }, (_, at) => `第${at}局,市级部门,来源${at}`);
    await write('单位.csv', `单位名称,类别,来源\n${rows.join('\n')}\n`);
    for (const counted of ['added', 'unchanged'] as const) {
      let turns = 0;
      let running = true;
      const others = (): void => {
        turns += 1;
        if (running) setImmediate(others);
      };
      setImmediate(others);
      const report = await run();
      running = false;
      expect(report.sheets.map((sheet) => sheet[counted])).toEqual([2000]);
      // Rows are read, made, compared and stored: ten turns each.
      expect(turns).toBeGreaterThanOrEqual(40);
    }
  });

  test('may be GBK, rare characters of names included', async () => {
    // “单位名称,类别,别名 / 𠮷区,区县,喆” in gb18030; 𠮷 takes four bytes there.
    const header = Buffer.from('b5a5cebbc3fbb3c62cc0e0b1f02cb1f0c3fb0a', 'hex');
    const row = Buffer.from('9534b235c7f82cc7f8cfd82c86b40a', 'hex');
    await write('单位.csv', Buffer.concat([header, row]));
    expect((await run()).faults).toEqual([]);
    expect(await store.get('units', '𠮷区')).toMatchObject({ aliases: ['喆'] });
  });

  test('names units by any alias, the city before it and the leading 市 optional', async () => {
    await write('单位.csv', units.replace('中原区,,', '中原区,郑州市中原区人民政府,'));
    await write('网站.csv', '网站名称,单位\na,中原\nb,教育局\nc,市监局\nd,郑州市教育局\n');
    expect((await run()).faults).toEqual([]);
    const sites = await store.find('sites', { index: 'byUnit' });
    expect(Object.fromEntries(sites.map(({ id, unitId }) => [id, unitId]))).toEqual({
      a: '中原区',
      b: '市教育局',
      c: '市市场监管局',
      d: '市教育局',
    });
  });

  test("takes another city's bureau for none of ours", async () => {
    await write('单位.csv', units.replace('中原区,,', '中原区,郑州市中原区人民政府,'));
    await write('网站.csv', '网站名称,单位\na,新密市教育局\n');
    expect(faultsOf(await run())).toEqual(['网站 2 单位']);
  });

  test.each([
    ['2023-11-07', '2023-11-07'],
    ['2023.11.7', '2023-11-07'],
    ['2023/11/7', '2023-11-07'],
    ['2023年11月7日', '2023-11-07'],
    ['２０２３-１１-０７', '2023-11-07'],
  ])('reads the date %s', async (written, day) => {
    await write('单位.csv', units);
    await write('通报.csv', `期间,标题,发文单位,成文日期\n2023Q4,题,办公厅,${written}\n`);
    await run();
    expect((await store.get('notices', '2023Q4'))?.signedOn).toBe(day);
  });

  test('reads a wall time as Shanghai time', async () => {
    await write('通报.csv', '期间,标题,发文单位,发布时间\n2023年第四季度,题,办公厅,2023-11-30 08:42\n');
    await run();
    expect((await store.get('notices', '2023Q4'))?.publishedAt).toBe('2023-11-30T00:42:00.000Z');
  });

  test.each([
    ['2025-04-16', { dueOn: '2025-04-16' }],
    ['2025-04-16 12:00', { dueOn: '2025-04-16', dueTime: '12:00' }],
    ['2025年4月16日 12时30分', { dueOn: '2025-04-16', dueTime: '12:30' }],
    // As a spreadsheet writes a day.
    ['2025-04-16 00:00', { dueOn: '2025-04-16' }],
  ])('reads the deadline %s as %j', async (written, expected) => {
    await write(
      '问题.csv',
      `期间,问题类型,对象名称,佐证,整改期限\n2025Q1,空白栏目,图片新闻,截图1.png,${written}\n`,
    );
    expect((await run()).faults).toEqual([]);
    const [problem] = await store.find('problems', { index: 'byPeriod' });
    expect({ dueOn: problem?.dueOn, ...(problem?.dueTime && { dueTime: problem.dueTime }) }).toEqual(
      expected,
    );
    expect(problem?.evidence).toBe('截图1.png');
  });

  test('refuses a deadline that is none', async () => {
    await write('问题.csv', '期间,问题类型,整改期限\n2025Q1,空白栏目,下周五\n');
    expect(faultsOf(await run())).toEqual(['问题 2 整改期限']);
  });

  test('reads when a message was published, and a filing that was taken back', async () => {
    await write('单位.csv', units);
    await write('留言.csv', '留言编号,渠道,单位,公开时间\nL1,网站咨询,中原区,2023-11-30 08:42\n');
    await write('备案.csv', '账号名称,平台,变更类型,报备日期,结论\n示例,微信,更名,2023-11-10,撤回\n');
    expect((await run()).faults).toEqual([]);
    expect((await store.get('messages', 'L1'))?.publishedAt).toBe('2023-11-30T00:42:00.000Z');
    expect(await store.find('filings', { index: 'byAccount' })).toMatchObject([{ decision: 'withdrawn' }]);
  });

  test('keeps an empty cell unknown, never zero', async () => {
    await write('留言统计.csv', '期间,渠道,收到数,逾期数\n2023Q4,找错,26,\n');
    await run();
    const [stats] = await store.find('messageStats', { index: 'byPeriod' });
    expect(stats).not.toHaveProperty('overdue');
    expect(stats?.received).toBe(26);
  });

  test("masks citizens' data on the way in", async () => {
    await write('单位.csv', units);
    await write(
      '留言.csv',
      '留言编号,渠道,单位,内容\nL1,找错,中原区,姓名：张三丰，电话13812345678，身份证410102199001011234\n',
    );
    expect((await run()).faults).toEqual([]);
    const text = (await store.get('messages', 'L1'))?.maskedContent;
    expect(text).not.toMatch(/三丰|13812345678|19900101/);
  });
});

describe('an import with mistakes', () => {
  test('reports each of them with its place, all at once, and imports nothing', async () => {
    await write('单位.csv', `${units}二七区,,区,,,,\n,,区县,,,,\n中原区,,区县,,,,\n`);
    await write('网站.csv', '网站名称,单位,网站标识码\na,中原去,\nb,中原区,12\n');
    await write(
      '栏目.csv',
      '网站,栏目名称,栏目类型,更新周期天数,最近更新日期,状态\nx,要闻,工作动态,0,2023-02-30,坏\n',
    );
    await write('人员.csv', '平台,用户ID,单位,角色\nqq,u,中原区,科长\n');
    await write(
      '群.csv',
      '群名称,通道,群ID,范围,单位\n群,没有的通道,,单位,中原区\n群2,helper、robot,,共享,\n群3,helper,,单位,\n',
    );
    await write('检查.csv', '期间,对象,检查数,合格率\n2023年第五季度,网站,五十六,120%\n');
    await write('得分排名.csv', '期间,单位\n2023Q4,中原区\n');
    await write(
      '留言.csv',
      '留言编号,渠道,单位,收到时间,转办时间\nL1,来信,中原区,昨天,\nL2,找错,中原区,2023-11-02 09:00,2023-11-01 09:00\n',
    );
    const report = await run();
    expect(report.ok).toBe(false);
    expect(faultsOf(report).sort()).toEqual(
      [
        '单位 5 类别',
        '单位 6 单位名称',
        '单位 7 单位名称',
        '网站 2 单位',
        '网站 3 网站标识码',
        '栏目 2 更新周期天数',
        '栏目 2 最近更新日期',
        '栏目 2 状态',
        '栏目 2 网站',
        '人员 2 平台',
        '人员 2 角色',
        '群 2 通道',
        '群 3 通道',
        '群 4 单位',
        '检查 2 期间',
        '检查 2 对象',
        '检查 2 检查数',
        '检查 2 合格率',
        '得分排名 1 排名组',
        '留言 2 渠道',
        '留言 2 收到时间',
        '留言 3 转办时间',
      ].sort(),
    );
    expect(await store.find('units', { index: 'byId' })).toEqual([]);
    expect(await store.find('audits', { index: 'byTime' })).toEqual([]);
    for (const { problem, expected } of report.faults)
      expect([problem !== '', expected !== '']).toEqual([true, true]);
  });

  test('names the nearest units of one that nobody knows', async () => {
    await write('单位.csv', units);
    await write('网站.csv', '网站名称,单位\na,中原去\n');
    const [fault] = (await run()).faults;
    expect(fault?.expected).toContain('中原区');
    expect(explainImport(await run())).toContain(
      '网站.csv｜网站｜第 2 行｜单位：没有“中原去”这个单位（应为：单位名单里的名称，相近的有：中原区',
    );
  });

  test('asks which unit when two share an alias', async () => {
    await write('单位.csv', '单位名称,类别,别名\n甲局,市级部门,数据局\n乙局,市级部门,数据局\n');
    await write('网站.csv', '网站名称,单位\na,数据局\n');
    expect((await run()).faults[0]?.expected).toBe('写清楚：甲局、乙局');
  });
});

describe('a dry run', () => {
  test('tells what would be imported, and imports nothing', async () => {
    await write('单位.csv', units);
    const report = await run(dir, { dryRun: true });
    expect(report.counts.units).toEqual({ added: 3, changed: 0, unchanged: 0 });
    expect(await store.find('units', { index: 'byId' })).toEqual([]);
  });
});

describe('the same data again', () => {
  test('with one change updates that one', async () => {
    await write('单位.csv', units);
    await run();
    await write('单位.csv', units.replace('中原,', '中原、中原区政府,'));
    expect((await run()).counts.units).toEqual({ added: 0, changed: 1, unchanged: 2 });
  });
});

describe('a workbook', () => {
  test('is read like the folder: text, numbers, dates, merged cells; 说明 is passed over', async () => {
    await write(
      'data.xlsx',
      makeWorkbook(
        {
          说明: [['随便写']],
          单位: [
            ['单位名称', '类别', '排名组'],
            ['甲局', '市级部门', '市级部门网站'],
            ['乙局', '市级部门', undefined],
          ],
          通报: [
            ['期间', '标题', '发文单位', '成文日期', '发布时间'],
            ['2023Q4', '题 & <目>', '办公厅', { serial: 45257 }, { serial: 45260.3625, time: true }],
          ],
          检查: [
            ['期间', '对象', '检查数'],
            ['2023Q4', '政府网站', 56],
          ],
        },
        { 单位: ['C2:C3'] },
      ),
    );
    const report = await run(join(dir, 'data.xlsx'));
    expect(report.faults).toEqual([]);
    expect(await store.get('units', '乙局')).toMatchObject({ rankingGroup: '市级部门网站' });
    expect(await store.get('notices', '2023Q4')).toMatchObject({
      title: '题 & <目>',
      signedOn: '2023-11-27',
      publishedAt: '2023-11-30T00:42:00.000Z',
    });
    expect((await store.find('inspections', { index: 'byPeriod' }))[0]?.checked).toBe(56);
  });

  test('that unpacks to far more than a table can be is refused', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(64 * 1024 * 1024),
    });
    expect(bomb.length).toBeLessThan(300 * 1024);
    await write('bomb.xlsx', Buffer.from(bomb));
    await expect(run(join(dir, 'bomb.xlsx'))).rejects.toMatchObject({ code: 'import.expands' });
  });

  test('with a DOCTYPE in it is refused', async () => {
    const files = {
      'xl/workbook.xml': '<!DOCTYPE x><workbook/>',
      'xl/_rels/workbook.xml.rels': '<!DOCTYPE x><R/>',
    };
    const zipped = zipSync(
      Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])),
    );
    await write('bad.xlsx', Buffer.from(zipped));
    await expect(run(join(dir, 'bad.xlsx'))).rejects.toMatchObject({ code: 'import.bad_workbook' });
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['a.xls', 'import.old_format', '另存为 .xlsx'],
    ['a.et', 'import.old_format', '另存为 .xlsx'],
    ['a.txt', 'import.unknown_format', '.xlsx'],
    ['a.xlsx', 'import.bad_workbook', '重新另存为'],
    ['a.csv', 'import.bad_csv', '引号'],
  ])('%s is said so, with what to do', async (name, code, words) => {
    await write(name, 'a,"b\n');
    await expect(run(join(dir, name))).rejects.toMatchObject({ code, hint: expect.stringContaining(words) });
  });

  test('because it is not there is said so', async () => {
    await expect(run(join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'import.not_found' });
  });
});

test('figures that do not add up are told with their place, and imported as written', async () => {
  await write('市长信箱.csv', '期间,来信,转办,解答咨询,意见建议\n2023Q4,3772,3352,558,3213\n');
  await write(
    '统计.csv',
    '期间,板块,项目,数量,量词,上期,比上期,比上期单位\n2023Q4,检查,合格率,97.2,%,96.65,0.4,个百分点\n',
  );
  const report = await run();
  expect(report.ok).toBe(true);
  expect(report.warnings).toEqual([
    '市长信箱.csv“市长信箱”第 2 行：数字对不上（解答咨询 + 意见建议 = 来信；算得 3771，写的是 3772），已按写的导入，请核对',
    '统计.csv“统计”第 2 行：“比上期”与“数量”“上期”算出的变化不一致，已按写的导入，请核对',
  ]);
  expect(await store.get('mailboxStats', '2023Q4')).toMatchObject({ received: 3772 });
});

test('a part is no whole: half a breakdown is a fault', async () => {
  await write(
    '检查.csv',
    '期间,对象,合格率,细分方式,细分项\n2023Q4,政府网站,90%,平台,\n2023Q4,政府网站,91%,,微信\n',
  );
  expect(faultsOf(await run())).toEqual(['检查 2 细分项', '检查 3 细分方式']);
});
