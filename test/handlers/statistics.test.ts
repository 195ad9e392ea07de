import { beforeAll, describe, expect, test } from 'vitest';
import { reprintCount, reprintLines, slipLine, statisticLine } from '../../handlers/statistic-lines.js';
import type { ReprintTask, Statistic } from '../../src/domain/records/index.js';
import { type Desk, linesOf, openDesk } from './desk.js';

const statistic = (about: Partial<Statistic>): Statistic => ({
  id: 's',
  periodId: '2023Q4',
  section: '检查',
  item: '网站合格率',
  quantity: 97.2,
  measureWord: '%',
  subset: false,
  approximate: false,
  ...about,
});

describe('a figure as a sentence', () => {
  test.each<[Partial<Statistic>, string]>([
    [{}, '网站合格率97.2%。'],
    [{ change: 0, changeIn: 'points' }, '网站合格率97.2%，与上期持平。'],
    [{ change: 0.55, changeIn: 'points' }, '网站合格率97.2%，比上期上升0.55个百分点。'],
    [{ previous: 98 }, '网站合格率97.2%，比上期下降0.8个百分点。'],
    [
      { item: '僵尸账号', quantity: 35, measureWord: '个', previous: 65 },
      '僵尸账号35个，比上期减少30个（46.15%）。',
    ],
    [
      {
        item: '账号总数',
        quantity: 2100,
        measureWord: '个',
        approximate: true,
        change: -5.2,
        changeIn: 'percent',
      },
      '账号总数2100余个，比上期下降5.2%。',
    ],
    [
      {
        breakdown: { by: 'platform', value: '抖音' },
        item: '账号',
        quantity: 50,
        measureWord: '个',
        subset: true,
      },
      '其中抖音账号50个。',
    ],
    [
      {
        unitId: '示例局',
        item: '错误',
        quantity: 9,
        measureWord: '处',
        remark: '省级监测平台。',
        from: '2023-08-10',
        to: '2023-11-10',
      },
      '8月10日至11月10日，示例局错误9处，省级监测平台。',
    ],
  ])('%o', (about, sentence) => {
    expect(statisticLine(statistic(about))).toBe(sentence);
  });
});

test('reprint tasks: how many, how many looked at, and who did what', () => {
  const row = (id: string, about: Partial<ReprintTask>): ReprintTask => ({
    id,
    periodId: '2023Q4',
    task: '任务一',
    sampled: true,
    ...about,
  });
  const rows = [
    row('1', { unitId: '甲区', result: 'on_time' }),
    row('2', { unitId: '乙区', result: 'missing' }),
    row('3', { unitId: '丙区', result: 'missing' }),
    row('4', { task: '任务二', sampled: false }),
  ];
  expect(reprintCount(rows)).toBe('转载任务2项，抽查1项。');
  expect(reprintLines(rows)).toEqual(['转载“任务一”：按时转载甲区；未转载乙区、丙区。']);
});

test('reminder slips: sent, done, rate', () => {
  const slips = { id: 's', periodId: '2023Q4', kind: 'slip', sent: 659, done: 653, doneRate: 99.1 } as const;
  expect(slipLine(slips)).toBe('发出提示单659份，办结653份，办结率99.1%。');
  expect(slipLine({ ...slips, kind: 'work_order', unitId: '示例局', sent: 4 })).toContain(
    '向示例局发出工单4份',
  );
});

describe('figures that only some notices have', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.store.transaction(async (tx) => {
      const slips = {
        id: 's',
        periodId: '2023Q4',
        kind: 'slip',
        sent: 659,
        done: 653,
        doneRate: 99.1,
      } as const;
      await tx.put('reminderSlips', slips);
      await tx.put(
        'statistics',
        statistic({ section: 'IPv6', item: '支持IPv6访问的网站', quantity: 12, measureWord: '个' }),
      );
      const passRate = { id: 'p', periodId: '2023Q4', object: 'new_media', passRate: 92 } as const;
      await tx.put('inspectionParts', { ...passRate, breakdown: { by: 'platform', value: '抖音' } });
    });
  });

  test.each([
    ['提示单发了多少份', '发出提示单659份'],
    ['有多少网站支持IPv6', '支持IPv6访问的网站12个'],
  ])('%s', async (question, sentence) => {
    expect(linesOf(await desk.say(question)).join('\n')).toContain(sentence);
  });

  test('a part is never told as the whole', async () => {
    const lines = linesOf(await desk.say('政务新媒体合格率'));
    expect(lines.join('\n')).toContain('合格率100%');
    for (const line of lines.filter((one) => one.includes('92%'))) expect(line).toContain('抖音：');
  });
});
