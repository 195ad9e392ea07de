import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoData, realNotice } from '../support/example-data.js';
import { openShell, type Shell } from './shell.js';

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
  expect((await shell.run(['import', realNotice, demoData])).code).toBe(0);
});
afterAll(() => rm(shell.cwd, { recursive: true, force: true }));

const json = async (...argv: readonly string[]): Promise<unknown> => {
  const { out, code } = await shell.run([...argv, '--json']);
  expect(code).toBe(0);
  return JSON.parse(out);
};

describe('ask', () => {
  test('answers as a member, in a chat', async () => {
    const { out, code } = await shell.run(['ask', '--as', 'wecom:zhongyuan', '我单位排名']);
    expect(code).toBe(0);
    expect(out).toContain('第1名');
  });

  test('without --as is somebody unbound in a direct chat', async () => {
    const answer = await json('ask', '我单位排名');
    const Ask = z.strictObject({
      place: z.enum(['direct', 'unit_group', 'shared_group']),
      bound: z.boolean(),
      answer: z.string(),
      direct: z.string().nullable(),
    });
    expect(Ask.parse(answer)).toMatchObject({ place: 'direct', bound: false });
  });

  test('shows what would go to the direct chat when it is asked in a shared group', async () => {
    const now = '2023-12-04T09:00:00+08:00';
    const argv = [
      'ask',
      '--as',
      'wecom:shiliqu',
      '--in',
      'wrCityGroup0000001',
      '--now',
      now,
      '我单位逾期留言',
    ];
    const answer = await json(...argv);
    expect(answer).toMatchObject({ place: 'shared_group', direct: expect.stringContaining('SL-001') });
    expect(answer).not.toMatchObject({ answer: expect.stringContaining('SL-001') });
  });

  test('changes nothing', async () => {
    const { code } = z.object({ code: z.string() }).parse(await json('code', '登封'));
    const bind = await shell.run(['ask', '--as', 'wecom:newcomer', `绑定 ${code}`]);
    expect(bind.out).toContain('登封市');
    const again = await shell.run(['ask', '--as', 'wecom:newcomer', '我单位排名']);
    expect(again.out).toContain('还没有绑定单位');
  });
});

describe('understand', () => {
  test('reads JSON lines and prints one line each', async () => {
    const lines = ['{"text":"金水区四季度排名"}', '', '{"text":"我单位排名和逾期留言"}', '{"text":"你好"}'];
    const { out, code } = await shell.run(['understand'], lines.join('\n'));
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      { intent: 'unit_rank', unit: '金水区', period: 'Q4' },
      { intent: 'my_rank', also: ['overdue_messages'] },
      { intent: 'out_of_scope' },
    ]);
  });

  test('with --explain also says which words led there, and what else it could be', async () => {
    const { out } = await shell.run(['understand', '--explain'], '{"text":"金水区"}\n{"text":"确认"}');
    const [unit, confirm] = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(unit).toMatchObject({ text: '金水区', intent: 'ambiguous', torn: true });
    expect(unit).toHaveProperty('readings.0.words', ['金水区']);
    expect(unit).toHaveProperty('readings.1.score', 0.5);
    expect(confirm).toMatchObject({ command: { name: 'confirm' } });
  });

  test('names the line that is not what it should be', async () => {
    const { err, code } = await shell.run(['understand'], '{"text":"a"}\n排名');
    expect([code, err]).toEqual([1, '标准输入第 2 行不是 {"text":"…"} 形式的 JSON。\n']);
  });
});

describe('member', () => {
  test('adds, lists and removes', async () => {
    const add = [
      'member',
      'add',
      'dingtalk:new',
      '--unit',
      '金水',
      '--role',
      '单位管理员',
      '--name',
      '新人（示例）',
    ];
    expect((await shell.run(add)).out).toBe('已登记 dingtalk:new：金水区，单位管理员。\n');
    const listed = await json('member', 'list', '--unit', '金水区');
    expect(listed).toContainEqual(
      expect.objectContaining({ id: 'dingtalk:new', unitIds: ['金水区'], role: 'unit_admin' }),
    );
    expect((await shell.run(['member', 'remove', 'dingtalk:new'])).out).toBe(
      '已结束 dingtalk:new 的绑定。\n',
    );
    expect((await shell.run(['member', 'list', '--unit', '金水区'])).out).toMatch(
      /^dingtalk:new {2}新人（示例） .*（已结束）$/mu,
    );
    const again = await shell.run(['member', 'remove', 'dingtalk:new']);
    expect([again.code, again.err]).toEqual([
      1,
      'dingtalk:new 的绑定早已结束。用 member list 查看已登记的人员。\n',
    ]);
    expect((await shell.run(['member', 'remove', 'dingtalk:nobody'])).err).toContain('没有登记过');
  });

  test('a person’s number is kept until another is written', async () => {
    const person = async (...more: string[]): Promise<unknown> => {
      await shell.run(['member', 'add', 'wecom:kept', '--unit', '金水', ...more]);
      const listed = z.array(z.looseObject({ id: z.string() })).parse(await json('member', 'list'));
      return listed.find(({ id }) => id === 'wecom:kept')?.personId;
    };
    expect(await person('--person', 'p1')).toBe('p1');
    expect(await person('--role', '单位管理员')).toBe('p1');
    await shell.run(['member', 'remove', 'wecom:kept']);
    expect(await person()).toBe('p1');
    expect(await person('--person', 'p2')).toBe('p2');
  });

  test('ids of WeCom are the same in capitals, those of DingTalk are not', async () => {
    for (const id of ['wecom:Abc', 'dingtalk:Abc', 'dingtalk:abc']) {
      await shell.run(['member', 'add', id, '--unit', '金水']);
    }
    const { out } = await shell.run(['member', 'list', '--unit', '金水']);
    expect(out.match(/^\S+:abc /gimu)).toEqual(['dingtalk:Abc ', 'dingtalk:abc ', 'wecom:abc ']);
  });

  test.each([
    [['wecom:x'], '没有写单位'],
    [['x', '--unit', '金水'], '不是有效的人员'],
    [['wecom:x', '--unit', '没有的区'], '没有找到单位'],
    [['wecom:x', '--unit', '金水', '--role', '领导'], '没有“领导”这个角色'],
    [['wecom:x', '--unit', '金水', '--until', '2023-13-40'], '不是有效的日期'],
  ])('add %j is refused with what to do', async (argv, words) => {
    const { code, err } = await shell.run(['member', 'add', ...argv]);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });
});

test('code prints a code once, and when it ends', async () => {
  const Code = z.strictObject({
    unit: z.literal('登封市'),
    role: z.literal('staff'),
    code: z.string().length(8),
    expiresAt: z.iso.datetime(),
  });
  Code.parse(await json('code', '登封'));
});

describe('remind', () => {
  const dry = ['remind', '--dry-run', '--now', '2023-12-04T09:10:00+08:00'];

  test('says for a given time what would be sent to whom and why', async () => {
    const { out, code } = await shell.run(dry);
    expect(code).toBe(0);
    expect(out).toMatch(/示例区.*SL-001.*依据：/s);
  });

  test('as JSON has a planned reminder each', async () => {
    const Planned = z.array(
      z.object({
        key: z.string(),
        audience: z.enum(['unit_group', 'person', 'shared_group', 'administrator', 'nobody']),
        recipient: z.string(),
        duties: z.array(z.object({ kind: z.string() })),
        sendAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        workdayUnknown: z.boolean(),
      }),
    );
    expect(Planned.parse(await json(...dry)).length).toBeGreaterThan(0);
  });

  test('a given time is for looking only', async () => {
    const { code, err } = await shell.run(['remind', '--now', '2023-12-04T09:10:00+08:00']);
    expect([code, err]).toEqual([1, expect.stringContaining('--dry-run')]);
  });
});

describe('workdays', () => {
  const notice = {
    year: 2027,
    source: '示例',
    daysOff: ['2027-01-01', '2027-01-02', '2027-01-03'],
    makeUpDays: ['2027-01-09'],
  };
  const write = async (content: object): Promise<string> => {
    const path = join(shell.cwd, '2027.json');
    await writeFile(path, JSON.stringify(content));
    return path;
  };

  test('a year is loaded, listed, and unchanged when it comes again', async () => {
    const Loaded = z.strictObject({
      year: z.literal('2027'),
      outcome: z.enum(['added', 'changed', 'unchanged']),
      workdays: z.number().int(),
      source: z.literal('示例'),
    });
    const file = await write(notice);
    // 261 days from Monday to Friday, one of them off, and a Saturday worked.
    expect(Loaded.parse(await json('workdays', 'load', file))).toMatchObject({
      outcome: 'added',
      workdays: 261,
    });
    expect(Loaded.parse(await json('workdays', 'load', file)).outcome).toBe('unchanged');
    await write({ ...notice, makeUpDays: [] });
    expect(Loaded.parse(await json('workdays', 'load', file))).toMatchObject({
      outcome: 'changed',
      workdays: 260,
    });

    const Listed = z.array(
      z.strictObject({ year: z.string(), source: z.string(), loadedAt: z.iso.datetime().optional() }),
    );
    const years = Listed.parse(await json('workdays', 'list'));
    expect(years.find(({ year }) => year === '2027')?.loadedAt).toBeDefined();
    expect(years.find(({ year }) => year === '2023')?.loadedAt).toBeUndefined();
    expect((await shell.run(['workdays', 'list'])).out).toContain('2027年：示例');
  });

  test.each([
    ['a day that does not exist', { daysOff: ['2027-02-30'] }, '没有这一天'],
    ['a day of another year', { daysOff: ['2028-01-01'] }, '2028-01-01'],
    ['a make-up day in the week', { makeUpDays: ['2027-01-04'] }, '不是周末'],
    ['a day named twice', { makeUpDays: ['2027-01-02'] }, '写了两次'],
  ])('%s is refused, and nothing is loaded', async (_what, fault, hint) => {
    const before = await json('workdays', 'list');
    const { code, err } = await shell.run(['workdays', 'load', await write({ ...notice, ...fault })]);
    expect([code, err]).toEqual([1, expect.stringContaining(hint)]);
    expect(await json('workdays', 'list')).toEqual(before);
  });
});

describe('notice summary', () => {
  test('shows the text and the groups, and sends nothing, with --dry-run', async () => {
    const Summary = z.strictObject({
      period: z.literal('2023Q4'),
      text: z.string(),
      groups: z.array(z.string()),
      already: z.array(z.string()),
      deliveries: z.array(z.never()),
    });
    expect(Summary.parse(await json('notice', 'summary', '2023Q4', '--dry-run')).text).toContain('中原区');
  });

  test.each([
    [['2023Q5'], '不是有效的期间'],
    [['2024Q1'], '尚未公布'],
    [['2022Q4'], '没有'],
    [['2023Q4', '--to', '没有的群'], '没有名为“没有的群”的群'],
  ])('of %j is refused', async (argv, words) => {
    const { code, err } = await shell.run(['notice', 'summary', ...argv]);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });
});

describe('import', () => {
  test('names every fault of a bad folder at once and imports nothing', async () => {
    const folder = join(shell.cwd, 'bad');
    await cp(realNotice, folder, { recursive: true });
    const file = join(folder, '得分排名.csv');
    const rows = (await readFile(file, 'utf8')).trimEnd();
    await writeFile(file, `${rows}\n2023Q4,县级政府门户网站,没有的区,六,,,,\n`);
    const { code, out } = await shell.run(['import', folder, '--json']);
    expect(code).toBe(1);
    const Report = z.object({
      ok: z.literal(false),
      faults: z.array(
        z.object({
          sheet: z.string(),
          row: z.number(),
          column: z.string(),
          problem: z.string(),
          expected: z.string(),
        }),
      ),
    });
    const { faults } = Report.parse(JSON.parse(out));
    expect(faults.map(({ column }) => column).sort()).toEqual(['单位', '排名']);
    expect((await shell.run(['ask', '没有的区排名'])).out).not.toContain('第六名');
  });
});

describe('template and export', () => {
  test('write workbooks, and never over a template that is there', async () => {
    const written = await shell.run(['template', '模板']);
    expect(written).toMatchObject({ code: 0, err: '' });
    expect((await readFile(join(shell.cwd, '模板', '通报数据模板.xlsx'))).subarray(0, 2).toString()).toBe(
      'PK',
    );
    const again = await shell.run(['template', '模板']);
    expect(again.code).toBe(1);
    expect(again.err).toContain('没有覆盖');
  });

  test('what was exported is imported again without a change', async () => {
    const { code, out } = await shell.run(['export', '单位', '问题', '--out', '导出.xlsx', '--json']);
    expect(code).toBe(0);
    const Report = z.strictObject({
      path: z.string(),
      sheets: z.array(z.strictObject({ sheet: z.string(), rows: z.number() })),
    });
    const report = Report.parse(JSON.parse(out));
    expect(report.sheets.map(({ sheet }) => sheet)).toEqual(['单位', '问题']);
    const imported = await shell.run(['import', '导出.xlsx', '--json']);
    const Sheets = z.object({
      sheets: z.array(
        z.object({ sheet: z.string(), added: z.literal(0), changed: z.literal(0), unchanged: z.number() }),
      ),
    });
    const { sheets } = Sheets.parse(JSON.parse(imported.out));
    expect(sheets.map(({ sheet, unchanged }) => ({ sheet, rows: unchanged }))).toEqual(report.sheets);
  });

  test.each([
    [['export', '工资', '--out', 'a.xlsx'], '没有“工资”这张表'],
    [['export', '单位', '--out', 'a.csv'], '只能导出成 .xlsx'],
    [['export', '单位', '--out', '没有/的/a.xlsx'], '写不了'],
  ])('%j is refused with what to do', async (argv, words) => {
    const { code, err } = await shell.run(argv);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });
});

describe('a wrong command line', () => {
  test.each([
    [['foo'], '没有“foo”这个命令'],
    [['code'], '少了参数“单位”'],
    [['ask', '--bogus', '排名'], '没有“--bogus”这个选项'],
    [['ask', '--as'], '后面要写内容'],
    [['code', '金水', '中原'], '多写了参数'],
  ])('%j ends with 2 and says what is wrong', async (argv, words) => {
    const { code, err } = await shell.run(argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test.each([
    'import',
    'template',
    'export',
    'ask',
    'understand',
    'member',
    'code',
    'remind',
    'notice',
    'score',
  ])('%s has help in plain words', async (name) => {
    const { code, out } = await shell.run([name, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/用法：/);
  });
});
