import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importPaths } from '../../src/ingest/index.js';
import type { Store } from '../../storage/port.js';
import { createMemoryStore } from '../support/memory-store.js';

const header = '期间,单位,对象名称,指标,次数,分值,发现日期,依据,销号日期';

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tongbao-findings-'));
  store = createMemoryStore();
  await writeFile(join(dir, '单位.csv'), '单位名称,类别,别名\n示例区,区县,示例\n示例局,市级部门,\n');
  await writeFile(
    join(dir, '网站.csv'),
    '网站名称,单位,提供办事服务\n示例区网站,示例区,否\n示例局网站,示例局,\n',
  );
});
afterEach(() => rm(dir, { recursive: true }));

const run = async (...rows: readonly string[]) => {
  await writeFile(join(dir, '扣分明细.csv'), `${[header, ...rows].join('\n')}\n`);
  return await importPaths([dir], {
    store,
    now: new Date('2023-12-04T01:00:00.000Z'),
    actor: 'operator',
    newId: randomUUID,
    identities: [],
  });
};

test('a finding names its indicator by code or by name, and its site by the object', async () => {
  const report = await run(
    '2023Q4,示例,示例区网站/领导之窗,领导信息,2,1.5,2023.11.1,联系人13812345678,2023-11-20',
    '2023年第四季度,示例局,别的,deduct.domain,,,,,',
  );
  expect(report.faults).toEqual([]);
  expect(report.counts.findings).toEqual({ added: 2, changed: 0, unchanged: 0 });
  const [first, second] = await store.find('findings', { index: 'byUnit', equals: ['2023Q4'] });
  expect(first).toEqual({
    id: expect.any(String),
    periodId: '2023Q4',
    unitId: '示例区',
    siteId: '示例区网站',
    objectName: '示例区网站/领导之窗',
    indicatorCode: 'deduct.leaders',
    occurrences: 2,
    points: 1.5,
    date: '2023-11-01',
    evidence: expect.not.stringContaining('13812345678'),
    clearedOn: '2023-11-20',
  });
  expect(second).toEqual({
    id: expect.any(String),
    periodId: '2023Q4',
    unitId: '示例局',
    objectName: '别的',
    indicatorCode: 'deduct.domain',
  });
  expect(await store.get('sites', '示例区网站')).toMatchObject({ hasServices: false });
  expect(await store.get('sites', '示例局网站')).not.toHaveProperty('hasServices');
});

test('a finding whose points are corrected is the same finding', async () => {
  await run('2023Q4,示例区,,领导信息,1,1,2023-11-01,截图,');
  const report = await run('2023Q4,示例区,,领导信息,2,2,2023-11-01,截图,2023-11-20');
  expect(report.counts.findings).toEqual({ added: 0, changed: 1, unchanged: 0 });
});

test.each([
  ['2023Q4,示例区,,领导,1,1,,,', '指标', '相近的有'],
  ['2023Q4,示例区,,互动回应差,,,,,', '指标', 'site.veto.interaction（互动回应差）'],
  ['2023Q4,示例区,,领导信息,1,-1,,,', '分值', '不带负号'],
  ['2023Q4,示例区,,领导信息,1,0.125,,,', '分值', '两位小数'],
  ['2023Q4,示例区,,领导信息,1.5,1,,,', '次数', '0 或正整数'],
  ['2023Q4,示例区,,空白栏目,5,5,,,', '分值', '留空'],
  ['2023Q4,示例区,,media.veto.stale,,,,,', '对象名称', '账号名称'],
  ['2023Q4,示例区,,领导信息,1,1,2023-11-02,,2023-11-01', '销号日期', '不早于发现日期'],
  ['2023Q4,没有的区,,领导信息,1,1,,,', '单位', '“单位”表'],
])('the row %s is refused at %s', async (row, column, expected) => {
  const report = await run(row);
  expect(report.faults).toMatchObject([{ sheet: '扣分明细', row: 2, column }]);
  expect(report.faults[0]?.expected).toContain(expected);
  expect(await store.find('findings', { index: 'byPeriod' })).toEqual([]);
});

test('a period before any indicators is refused in one sentence', async () => {
  await expect(run('2015Q4,示例区,,领导信息,1,1,,,')).rejects.toThrow(/score\.no_indicator_set/);
});
