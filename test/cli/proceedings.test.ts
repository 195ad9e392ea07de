import { rm } from 'node:fs/promises';
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

const day = z.iso.date();
const Moves = z.array(
  z.strictObject({
    from: z.string(),
    to: z.string(),
    at: z.iso.datetime(),
    role: z.enum(['unit_staff', 'unit_admin', 'office_admin', 'operator']),
    by: z.string(),
    onBehalfOf: z.string().optional(),
    note: z.string().optional(),
  }),
);

/** The fields that docs/cli.md promises. */
const Problems = z.array(
  z.strictObject({
    id: z.string(),
    period: z.string(),
    unit: z.string().optional(),
    kind: z.string(),
    objectType: z.enum(['site', 'column', 'account']).optional(),
    object: z.string().optional(),
    severity: z.string().optional(),
    since: day.optional(),
    note: z.string().optional(),
    evidence: z.string().optional(),
    dueOn: day.optional(),
    dueTime: z.string().optional(),
    state: z.enum(['unknown', 'open', 'in_progress', 'submitted', 'rechecked_ok', 'rechecked_failed']),
    standing: z.enum(['no_deadline', 'running', 'overdue', 'in_time', 'late', 'submitted']),
    submittedAt: z.iso.datetime().optional(),
    recurrence: z
      .strictObject({ periods: z.array(z.string()).min(1), before: z.enum(['absent', 'unknown']) })
      .nullable(),
    pictures: z.int().nonnegative(),
    moves: Moves,
  }),
);

const Filings = z.strictObject({
  filings: z.array(
    z.strictObject({
      id: z.string(),
      account: z.string(),
      platform: z.string(),
      kind: z.string(),
      unit: z.string().optional(),
      filedOn: day,
      plannedOn: day.optional(),
      state: z.enum(['filed', 'approved', 'rejected', 'withdrawn']),
      decidedOn: day.optional(),
      moves: Moves,
    }),
  ),
  changes: z.array(
    z.strictObject({
      id: z.string(),
      account: z.string(),
      platform: z.string().optional(),
      kind: z.string(),
      unit: z.string().optional(),
      effectiveOn: day.optional(),
      observedOn: day.optional(),
      state: z.enum([
        'filed_in_advance',
        'pending_decision',
        'filed_late',
        'filed',
        'unfiled',
        'pending',
        'unknown',
      ]),
      basis: z.enum(['data', 'filings']),
      fileBy: day.optional(),
      filing: z.string().optional(),
    }),
  ),
});

const problems = async (...argv: readonly string[]) => Problems.parse(await json('problem', 'list', ...argv));
const filings = async (...argv: readonly string[]) => Filings.parse(await json('filing', 'list', ...argv));

describe('problem list', () => {
  test('has every problem, the newest period first', async () => {
    const periods = (await problems()).map(({ period }) => period);
    expect(periods.length).toBeGreaterThan(10);
    expect(periods).toEqual(periods.toSorted().reverse());
  });

  test('can be restricted to a unit, a period, a state, and what is overdue', async () => {
    expect((await problems('--unit', '示例区', '--period', '2023Q3')).map(({ state }) => state)).toEqual([
      'rechecked_failed',
    ]);
    const states = new Set((await problems('--state', '未整改')).map(({ state }) => state));
    expect([...states].toSorted()).toEqual(['open', 'unknown']);
    const standings = new Set((await problems('--overdue')).map(({ standing }) => standing));
    expect([...standings]).toEqual(['overdue']);
  });

  test('says in words what comes next', async () => {
    const { out } = await shell.run(['problem', 'list', '--unit', '示例区', '--period', '2023Q3']);
    expect(out).toContain('复查未通过；已超期 2023年9月30日；下一步：请按复查意见重新整改。');
    const nothing = await shell.run(['problem', 'list', '--unit', '金水区']);
    expect(nothing.out).toBe('没有符合条件的问题。\n');
  });
});

describe('problem move', () => {
  const idOf = async (): Promise<string> => {
    const [found] = await problems('--unit', '示例区', '--period', '2024Q1');
    return found?.id ?? '';
  };

  test('goes step by step, each with its history, and an import undoes none', async () => {
    const id = await idOf();
    const refused = await shell.run(['problem', 'move', id, '复查通过']);
    expect([refused.code, refused.err]).toEqual([
      1,
      '现在是“未整改”，不能改为“复查通过”。可以改为“整改中”。\n',
    ]);
    const Moved = z.strictObject({
      id: z.literal(id),
      from: z.literal('open'),
      to: z.literal('in_progress'),
    });
    Moved.parse(await json('problem', 'move', id, '整改中', '--for', 'wecom:shiliqu'));
    const staff = await shell.run(['problem', 'move', id, '已提交', '--for', 'wecom:shiliqu']);
    expect([staff.code, staff.err]).toEqual([1, expect.stringContaining('单位工作人员不能')]);
    const admin = ['problem', 'move', id, '已提交', '--for', 'wecom:shiliqu-admin', '--note', '已更新'];
    expect((await shell.run(admin)).out).toBe(`${id}：整改中 → 已提交。\n下一步：请等待主管单位复查。\n`);
    expect((await shell.run(['import', demoData])).code).toBe(0);
    const [after] = await problems('--unit', '示例区', '--period', '2024Q1');
    expect(after).toMatchObject({
      state: 'submitted',
      standing: 'late',
      moves: [
        { to: 'in_progress', by: 'operator', onBehalfOf: 'wecom:shiliqu', role: 'unit_staff' },
        { to: 'submitted', onBehalfOf: 'wecom:shiliqu-admin', role: 'unit_admin', note: '已更新' },
      ],
    });
  });

  test.each([
    [['没有', '整改中'], '没有编号为 没有 的问题'],
    [['没有', '好了'], '没有“好了”这个状态'],
    [['没有', '整改中', '--for', 'wecom:nobody'], '没有登记过 wecom:nobody'],
    [['没有', '整改中', '--for', 'nobody'], '不是有效的人员'],
    [['没有', '整改中', '--at', '昨天'], '不是有效的时间'],
  ])('%j is refused with what to do', async (argv, words) => {
    const { code, err } = await shell.run(['problem', 'move', ...argv]);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  test('refuses a time to come', async () => {
    const [found] = await problems('--unit', '示例区', '--period', '2023Q3');
    const argv = ['problem', 'move', found?.id ?? '', '整改中', '--at', '2999-01-01T00:00:00Z'];
    expect((await shell.run(argv)).err).toContain('办理时间不能晚于现在');
  });
});

describe('filing list', () => {
  test('has filings, and changes with whether they were filed', async () => {
    const { filings: listed, changes } = await filings('--unit', '示例区');
    expect(listed.map(({ account, state }) => [account, state])).toEqual([
      ['示例区发布', 'approved'],
      ['示例区发布', 'approved'],
    ]);
    expect(changes.map(({ state }) => state).toSorted()).toEqual([
      'filed_in_advance',
      'filed_late',
      'unfiled',
    ]);
  });

  test('can be restricted to a state of filings', async () => {
    const { filings: listed, changes } = await filings('--state', '待定');
    expect([listed.map(({ account }) => account), changes]).toEqual([['示例局政务'], []]);
  });

  test('says in words what comes next', async () => {
    const { out } = await shell.run(['filing', 'list', '--unit', '示例局']);
    expect(out).toContain(
      '待定；2023年12月1日报备；拟2023年12月20日变更；下一步：请等待主管单位批复，批复前不要变更。',
    );
  });
});

test('filing decide enters a decision once, and takes it back only by the table', async () => {
  const { filings: listed } = await filings('--state', '待定');
  const id = listed[0]?.id ?? '';
  const unit = await shell.run(['filing', 'decide', id, '同意', '--for', 'wecom:shiliqu-admin']);
  expect([unit.code, unit.err]).toEqual([1, expect.stringContaining('这一项是示例局的')]);
  expect((await shell.run(['filing', 'decide', id, '同意'])).out).toBe(
    `${id}：待定 → 同意。\n下一步：请按报备的日期和内容变更。\n`,
  );
  const again = await shell.run(['filing', 'decide', id, '不同意']);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('可以改为“撤回”、“待定”')]);
  expect(await json('filing', 'decide', id, '待定')).toEqual({ id, from: 'approved', to: 'filed' });
  const [after] = (await filings('--state', '待定')).filings;
  expect(after).toMatchObject({ id, moves: [{ to: 'approved' }, { to: 'filed' }] });
  expect(after).not.toHaveProperty('decidedOn');
});

test.each(['problem', 'filing'])('%s has help in plain words', async (name) => {
  const { code, out } = await shell.run([name, '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/用法：/);
  expect((await shell.run([name])).code).toBe(2);
});
