import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { importPaths } from '../../src/ingest/index.js';
import { sheets } from '../../src/ingest/sheets/index.js';
import { exported } from '../support/exported.js';
import { createMemoryStore } from '../support/memory-store.js';
import { makeWorkbook } from '../support/xlsx.js';
import { type OtherNotice, otherNotices } from './other-notices.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongbao-notices-'));
});
afterEach(() => rm(folder, { recursive: true }));

const units = [
  { 单位名称: '示例一区', 类别: '区县' },
  { 单位名称: '示例二区', 类别: '区县' },
  { 单位名称: '示例一局', 类别: '市级部门' },
  { 单位名称: '示例二局', 类别: '市级部门' },
];

const tableOf = (rows: readonly Readonly<Record<string, string>>[]): string[][] => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
};

const imported = async (notice: OtherNotice) => {
  const store = createMemoryStore();
  const all = Object.entries({ 单位: units, ...notice.sheets });
  const book = join(folder, '通报.xlsx');
  await writeFile(book, makeWorkbook(Object.fromEntries(all.map(([name, rows]) => [name, tableOf(rows)]))));
  const run = () =>
    importPaths([book], {
      store,
      now: new Date('2025-07-01T00:00:00.000Z'),
      actor: 'operator',
      newId: randomUUID,
      identities: loadRules().identities,
    });
  const report = await run();
  const { bytes } = await exported(store, ['全部']);
  await writeFile(book, bytes);
  const again = await run();
  const held = (collection: string): Promise<unknown[]> =>
    store.find(collection as 'inspections', {
      index: (collection === 'notices' ? 'byId' : 'byPeriod') as 'byPeriod',
    });
  return { report, again, held };
};

test.each(otherNotices.map((notice) => [notice.name, notice] as const))('%s', async (_name, notice) => {
  const { report, again, held } = await imported(notice);
  expect(report.faults).toEqual([]);
  // Every sheet and column is one of the contract: nothing of the notice is left out, and its figures add up.
  expect(report.warnings).toEqual([]);
  for (const [collection, expected] of Object.entries(notice.holds)) {
    const records = await held(collection);
    for (const one of expected) expect(records).toContainEqual(expect.objectContaining(one));
  }
  // What was exported and imported again is what was there.
  expect(again.faults).toEqual([]);
  const changed = again.sheets.filter((sheet) => sheet.added + sheet.changed > 0);
  expect(changed).toEqual([]);
  const rowsOf = (all: typeof report.sheets): number =>
    all.reduce((sum, { added, unchanged }) => sum + added + unchanged, 0);
  expect(rowsOf(again.sheets)).toBe(rowsOf(report.sheets));
});

test('each sheet that other notices brought is used by one of them', () => {
  const used = new Set(otherNotices.flatMap((notice) => Object.keys(notice.sheets)));
  for (const name of ['统计', '转载任务', '提示单', '正文段落'])
    expect([used.has(name), sheets.has(name)]).toEqual([true, true]);
});
