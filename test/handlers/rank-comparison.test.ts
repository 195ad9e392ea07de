import { beforeEach, expect, test } from 'vitest';
import type { Score } from '../../src/domain/records/index.js';
import { type Desk, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

// 示例区 was ninth of 县级政府门户网站 in 2023Q3, with 92.5 points.
const inFourth = (about: Partial<Score>): Promise<void> =>
  desk.store.transaction((tx) =>
    tx.put('scores', {
      id: '2023Q4/示例区',
      periodId: '2023Q4',
      group: '县级政府门户网站',
      unitId: '示例区',
      rank: 6,
      total: 92.8,
      ...about,
    }),
  );

const answer = async (): Promise<string> =>
  linesOf(await desk.say('示例区四季度比三季度排名变化')).join('\n');

test('ranks and scores of one group are compared, the scores to the hundredth', async () => {
  await inFourth({});
  expect(await answer()).toContain('由第9位升至第6位');
  expect(await answer()).toContain('92.5分变为92.8分（+0.3分）');
  await inFourth({ rank: 9, total: 92.5 });
  expect(await answer()).toContain('两期都是第9位');
  expect(await answer()).toContain('（0分）');
  await inFourth({ rank: 10, total: 92.4 });
  expect(await answer()).toContain('（-0.1分）');
});

test('those of another ranking group are not, and the answer says why', async () => {
  await inFourth({ group: '开发区' });
  expect(await answer()).toContain('不在同一个排名组，位次不能比较');
  expect(await answer()).toContain('分数不能比较');
  expect(await answer()).not.toContain('升至');
});

test('those before the indicators that hold now are not either', async () => {
  await desk.store.transaction(async (tx) => {
    const before = await tx.get('scores', '2023Q3/县级政府门户网站/示例区');
    const notice = await tx.get('notices', '2023Q3');
    if (before === undefined || notice === undefined) throw new Error('no 2023Q3');
    await tx.put('scores', { ...before, id: 'old', periodId: '2018Q4' });
    await tx.put('notices', { ...notice, id: '2018Q4', periodId: '2018Q4' });
  });
  await inFourth({});
  const said = linesOf(await desk.say('示例区2023年四季度比2018年四季度排名变化')).join('\n');
  expect(said).toContain('执行的检查指标不同');
});
