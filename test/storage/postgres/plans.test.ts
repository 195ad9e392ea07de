import { expect, test } from 'vitest';
import type { Column } from '../../../src/domain/records/index.js';
import { Stored } from '../../../storage/memory/stored.js';
import { openPostgresStore } from '../../../storage/postgres/index.js';
import { insertMany, selectByIndex } from '../../../storage/postgres/statements.js';
import { emptyDatabase, onServer } from '../../support/postgres.js';

/** Type and day belong together, which the statistics of single columns do not say. */
const column = (at: number): Column => ({
  id: `栏目${at}`,
  siteId: '示例局网站',
  unitId: '示例局',
  name: '动态',
  state: 'normal',
  ...(at % 2 === 0
    ? { columnType: '工作动态', lastUpdatedOn: at < 20 ? '2022-06-01' : '2023-12-03' }
    : { columnType: '人事信息', lastUpdatedOn: '2023-11-20' }),
});
const due = {
  index: 'byCycle',
  equals: ['normal', null, '工作动态'],
  range: { lte: '2023-11-23' },
} as const;

test('no query reads a whole table, however wrong the planner estimates it', async () => {
  const url = await emptyDatabase();
  await (await openPostgresStore({ url })).close();
  const { text, values } = insertMany(
    'columns',
    Array.from({ length: 20_000 }, (_, at) => Stored.value(column(at))),
  );
  await onServer(text, url, values);
  await onServer('ANALYZE', url);

  const ask = selectByIndex('columns', due);
  const plan = await onServer(`EXPLAIN ${ask.text}`, url, ask.values);
  expect(JSON.stringify(plan), 'left alone, the planner would read it all').toContain('Seq Scan');

  const scans = async (): Promise<unknown> =>
    onServer("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'columns'", url);
  const before = await scans();
  const store = await openPostgresStore({ url });
  expect(await store.find('columns', due)).toHaveLength(10);
  // A connection that ends reports what it did.
  await store.close();
  expect(await scans()).toEqual(before);
});
