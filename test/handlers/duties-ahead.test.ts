import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantAt } from '../../src/domain/day.js';
import type { Column } from '../../src/domain/records/index.js';
import { moveFiling, moveProblem } from '../../src/proceedings/move.js';
import { operator } from '../../src/proceedings/mover.js';
import { type Desk, linesOf, openDesk } from './desk.js';

/** The demo's day, a Monday. */
const today = '2023-12-04';
const site = '示例局网站';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

/** Columns of the example bureau's site, updated so many days ago. */
const update = (ages: readonly number[]) =>
  desk.store.transaction(async (tx) => {
    for (const [index, days] of ages.entries()) {
      const column: Column = {
        id: `${site}/动态${index}`,
        siteId: site,
        unitId: '示例局',
        name: `动态${index}`,
        columnType: '工作动态',
        lastUpdatedOn: addDays(today, -days),
        state: 'normal',
      };
      await tx.put('columns', column);
    }
  });
const asked = async () => linesOf(await desk.say('我单位栏目更新情况', { as: 'shiliju' })).join('\n');

describe('a unit that asks for its columns hears', () => {
  test('how many working days are left, and which one it would be on the way to a veto', async () => {
    await update([20, 20, 20, 11]);
    const answer = await asked();
    expect(answer).toContain('“动态3”再过3个工作日将超期，这将是第4个，满5个即单项否决。');
    expect(answer).toContain('规定：监测时间点前2周内未更新的动态、要闻类栏目');
    expect(answer).toContain('国办秘函〔2019〕19号');
    expect(answer).toContain('应于12月7日前更新（周期14天），再过3个工作日将超期');
  });

  test('that the limit is reached', async () => {
    await update([20, 20, 20, 20, 15]);
    expect(await asked()).toContain(
      `${site}的未更新的动态要闻、通知公告、政策文件类栏目已有5个，满5个即单项否决`,
    );
  });

  test('nothing of vetoes that are far away', async () => {
    await update([20, 1]);
    expect(await asked()).not.toContain('单项否决');
  });

  test('which columns are stale for whole cycles', async () => {
    await update([20, 40]);
    const answer = await asked();
    expect(answer).toMatch(/“动态1”：.*属长期未更新/);
    expect(answer).not.toMatch(/“动态0”：.*属长期未更新/);
  });
});

test('a unit that asks for its accounts hears which are stale', async () => {
  const answer = linesOf(await desk.say('我单位账号备案情况', { as: 'shiliqu' })).join('\n');
  expect(answer).toMatch(/示例区发布”（微博）.*超期10天未更新（周期14天）/);
  expect(answer).not.toMatch(/示例区发布”（微信）.*超期/);
});

describe('what was moved is what is told', () => {
  const context = { mover: operator, now: instantAt(today, '09:00'), newId: () => 'audit' };

  test('of a problem', async () => {
    const [problem] = await desk.store.find('problems', { index: 'byUnit', equals: ['示例区', '2023Q3'] });
    await desk.store.transaction((tx) => moveProblem(tx, problem?.id ?? '', 'in_progress', context));
    const answer = linesOf(await desk.say('我单位问题整改情况', { as: 'shiliqu' })).join('\n');
    expect(answer).toContain('示例区（2023年第三季度）整改中：栏目更新不及时');
  });

  test('of a filing', async () => {
    const question = () => desk.say('我单位哪些账号变更没报备', { as: 'shiliju' });
    expect(linesOf(await question()).join('\n')).not.toContain('报备未获同意');
    const [filing] = await desk.store.find('filings', { index: 'byAccount', equals: ['示例局政务'] });
    await desk.store.transaction((tx) => moveFiling(tx, filing?.id ?? '', 'rejected', context));
    expect(linesOf(await question()).join('\n')).toContain('报备未获同意');
  });
});
