import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openShell, type Shell } from './shell.js';

const files = {
  '单位.csv': '单位名称,类别,排名组,别名\n甲区,区县,县级,甲城区\n乙区,区县,县级,乙\n丙区,区县,县级,\n',
  '得分排名.csv': '期间,排名组,单位,排名,总分\n2023Q4,县级,甲区,1,99\n2023Q3,县级,甲区,2,\n',
  '扣分明细.csv': `期间,单位,对象名称,指标,次数,分值,发现日期,依据,销号日期
2023Q4,甲区,要闻栏,动态要闻,2,,2023-11-01,页面截图，联系人13812345678,2023-11-20
2023Q4,甲区,要闻栏,其他栏目,1,,2023-11-02,,
2023Q4,乙区,,链接,3,,2023-11-03,,
2023Q4,乙区,,实时互动,,,,,
2023Q4,丙区,,空白栏目,5,,2023-11-04,,
`,
};

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
  await mkdir(join(shell.cwd, 'config'));
  await writeFile(
    join(shell.cwd, 'config', 'tongbao.yaml'),
    'office: { name: 示例, contact: 示例 }\nscoring: { indicatorSet: example }\n',
  );
  await mkdir(join(shell.cwd, 'in'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(shell.cwd, 'in', name), text);
  const { code, out } = await shell.run(['import', 'in']);
  expect([code, out]).toEqual([0, expect.stringContaining('扣分明细：新增 5')]);
});
afterAll(() => rm(shell.cwd, { recursive: true, force: true }));

const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['up', 'down']), by: z.number(), from: z.number(), to: z.number() }),
  z.strictObject({ kind: z.literal('same'), from: z.number(), to: z.number() }),
  z.strictObject({ kind: z.literal('new'), to: z.number() }),
  z.strictObject({
    kind: z.literal('not_comparable'),
    reason: z.enum([
      'earlier_period_missing',
      'earlier_figure_missing',
      'later_figure_missing',
      'both_figures_missing',
      'other_group',
      'other_indicator_set',
      'other_maximum',
    ]),
  }),
]);
const found = {
  id: z.string(),
  object: z.string().optional(),
  date: z.iso.date().optional(),
  occurrences: z.int().optional(),
  evidence: z.string().optional(),
  clearedOn: z.iso.date().optional(),
};
const Charge = z.strictObject({
  ...found,
  indicator: z.string(),
  name: z.string(),
  kind: z.enum(['deduction', 'bonus']),
  rule: z.string(),
  asked: z.number(),
  charged: z.number(),
  reason: z.enum([
    'full',
    'indicator_cap',
    'group_cap',
    'whole_cap',
    'overlap',
    'nothing_found',
    'cleared',
    'group_skipped',
    'not_applicable',
  ]),
});
const Veto = z.strictObject({
  indicator: z.string(),
  name: z.string(),
  occurrences: z.int(),
  rule: z.string().optional(),
  findings: z.array(z.strictObject(found)).optional(),
});
const verdict = {
  vetoes: z.array(Veto),
  accounts: z.array(z.strictObject({ name: z.string(), vetoes: z.array(Veto) })),
};
const Computed = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('scored'),
    qualified: z.boolean(),
    ...verdict,
    rank: z.int().optional(),
    ranked: z.int().optional(),
    parts: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        points: z.number(),
        maxPoints: z.number(),
        unscaled: z.number().optional(),
      }),
    ),
    base: z.number(),
    bonusEarned: z.number(),
    bonusCounts: z.boolean(),
    bonus: z.number(),
    total: z.number(),
    maximum: z.number(),
    failed: z.array(
      z.strictObject({ parts: z.array(z.string()), points: z.number(), inclusive: z.boolean() }),
    ),
    faults: z.int(),
    charges: z.array(Charge).optional(),
  }),
  z.strictObject({ state: z.enum(['vetoed', 'veto_only']), qualified: z.boolean(), ...verdict }),
  z.strictObject({ state: z.literal('not_inspected') }),
  z.strictObject({
    state: z.literal('refused'),
    code: z.string(),
    hint: z.string(),
    vetoes: verdict.vetoes.optional(),
    accounts: verdict.accounts.optional(),
  }),
]);
const Report = z.strictObject({
  period: z.string(),
  indicatorSet: z.strictObject({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    region: z.string(),
    verified: z.boolean(),
    maximum: z.number(),
  }),
  lines: z.array(
    z.strictObject({
      unit: z.string(),
      site: z.string().optional(),
      group: z.string().optional(),
      imported: z
        .strictObject({
          group: z.string(),
          rank: z.int().optional(),
          deductionScore: z.number().optional(),
          bonus: z.number().optional(),
          total: z.number().optional(),
          qualified: z.boolean().optional(),
        })
        .nullable(),
      computed: Computed,
      differs: z.boolean(),
      change: z.strictObject({
        against: z.string(),
        basis: z.enum(['imported', 'computed']),
        rank: Change,
        total: Change,
      }),
    }),
  ),
  whatIf: z
    .strictObject({
      items: z.array(z.string()),
      cleared: z.array(z.string()),
      lines: z.array(z.strictObject({ unit: z.string(), site: z.string().optional(), computed: Computed })),
    })
    .optional(),
});

const json = async (...argv: readonly string[]): Promise<z.infer<typeof Report>> => {
  const { out, code } = await shell.run(['score', ...argv, '--json']);
  expect(code).toBe(0);
  return Report.parse(JSON.parse(out));
};

describe('score', () => {
  test('has a line for each unit, imported beside computed', async () => {
    const { indicatorSet, lines } = await json('2023Q4');
    expect(indicatorSet).toMatchObject({ id: 'example', verified: false });
    expect(lines).toMatchObject([
      {
        unit: '甲区',
        imported: { rank: 1, total: 99 },
        computed: { state: 'scored', rank: 2, ranked: 2, base: 95, total: 95 },
        differs: true,
        change: { against: '2023Q3', basis: 'imported', rank: { kind: 'up', by: 1 } },
      },
      {
        unit: '乙区',
        imported: null,
        computed: { rank: 1, base: 99.7, bonus: 10, total: 109.7 },
        differs: false,
      },
      { unit: '丙区', computed: { state: 'vetoed', qualified: false, vetoes: [{ occurrences: 5 }] } },
    ]);
    expect(lines.every(({ computed }) => !('charges' in computed))).toBe(true);
  });

  test('of one unit, by any name, explains each point and masks who was named', async () => {
    const { lines } = await json('2023Q4', '--unit', '甲城区', '--explain');
    const [line] = lines;
    expect(lines).toHaveLength(1);
    expect(line?.computed).toMatchObject({
      charges: [
        {
          indicator: 'news',
          object: '要闻栏',
          date: '2023-11-01',
          asked: 5,
          charged: 5,
          reason: 'full',
          clearedOn: '2023-11-20',
        },
        { indicator: 'other', asked: 2, charged: 0, reason: 'overlap' },
      ],
    });
    const { out } = await shell.run(['score', '2023Q4', '--unit', '甲城区', '--explain']);
    expect(out).toContain('2023-11-01 动态要闻｜要闻栏：扣5分');
    expect(out).toContain('规则：一个栏目超期扣2.5分');
    expect(out).toContain('页面截图');
    expect(out).toContain('不重复扣');
    expect(out).toContain('两个总分不同');
    expect(out).not.toContain('13812345678');
  });

  test('says what would be without chosen items', async () => {
    const { whatIf } = await json('2023Q4', '--unit', '甲区', '--without', 'news,other');
    expect(whatIf).toMatchObject({
      items: ['news', 'other'],
      lines: [{ unit: '甲区', computed: { total: 100, rank: 2 } }],
    });
    expect(whatIf?.cleared).toHaveLength(2);
    const { out } = await shell.run(['score', '2023Q4', '--unit', '甲区', '--without', 'news、other']);
    expect(out).toContain(
      '假如 news、other 的2条明细都已整改：\n  甲区\n    按扣分明细计算：第2名（组内有得分的共2家）',
    );
  });

  test('compares with any period', async () => {
    const { lines } = await json('2023Q4', '--unit', '甲区', '--against', '2022Q4');
    expect(lines[0]?.change).toMatchObject({ against: '2022Q4', rank: { reason: 'earlier_period_missing' } });
  });

  test.each([
    [['2023Q5'], '不是有效的期间'],
    [['2022Q1'], '还没有得分、排名或扣分明细'],
    [['2023Q4', '--unit', '没有的区'], '没有找到单位'],
    [['2023Q4', '--without', 'news'], '--unit'],
    [['2023Q4', '--unit', '甲区', '--without', 'guide'], '有明细的指标是：news、other'],
  ])('of %j is refused with what to do', async (argv, words) => {
    const { code, err } = await shell.run(['score', ...argv]);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test('by indicators without points says so once, judges the vetoes, and ends with 1', async () => {
    await writeFile(join(shell.cwd, 'config', 'tongbao.yaml'), 'office: { name: 示例, contact: 示例 }\n');
    await rm(join(shell.cwd, 'data'), { recursive: true });
    await writeFile(
      join(shell.cwd, 'in', '扣分明细.csv'),
      '期间,单位,对象名称,指标,次数,分值\n2023Q4,甲区,,领导信息,1,1\n2023Q4,乙区,,机构职能,1,1\n2023Q4,丙区,,空白栏目,5,\n2023Q4,乙区,乙区发布,media.veto.stale,,\n',
    );
    expect((await shell.run(['import', 'in'])).code).toBe(0);
    const { code, out } = await shell.run(['score', '2023Q4']);
    expect(code).toBe(1);
    expect(out.match(/填上 maxPoints/g)).toHaveLength(1);
    expect(out).toContain('单项否决（空白栏目）');
    expect(out).toContain('账号“乙区发布”不合格');
    const own = await shell.run(['score', '2023Q4', '--unit', '甲区', '--json']);
    expect(own.code).toBe(0);
    expect(Report.parse(JSON.parse(own.out)).lines).toMatchObject([
      { imported: { rank: 1 }, computed: { state: 'refused', code: 'score.points_missing' } },
    ]);
    expect((await shell.run(['score', '2023Q4', '--unit', '甲区', '--explain'])).code).toBe(1);
  });
});
