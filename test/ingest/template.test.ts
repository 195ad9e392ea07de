import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { template as phrases } from '../../config/phrases/template.js';
import { makeTemplate } from '../../src/ingest/index.js';
import { recordId } from '../../src/ingest/sheet.js';
import { sheets } from '../../src/ingest/sheets/index.js';
import { readWorkbook } from '../../src/spreadsheet/index.js';
import { makeWorkbook } from '../support/xlsx.js';
import { type Desk, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

const columnsOf = (name: string): string[] =>
  Object.values(sheets.get(name)?.columns ?? {})
    .filter((column) => column !== recordId)
    .map(({ title }) => title);

describe('the blank workbook', () => {
  test('has every sheet with every column, and one example row that says it is one', async () => {
    const read = await readWorkbook(await makeTemplate(), '模板.xlsx');
    expect(read.map(({ name }) => name)).toEqual([phrases.instructions, ...sheets.keys()]);
    for (const { name, rows } of read.slice(1)) {
      expect(rows[0]?.cells.map((title) => title.replace('*', ''))).toEqual(columnsOf(name));
      expect(rows.filter(({ cells }) => cells.some((cell) => cell !== ''))).toHaveLength(2);
      expect(rows[1]?.cells[0]).toMatch(/^示例：./);
    }
  });

  test('imports nothing as it is', async () => {
    await desk.write('模板.xlsx', await makeTemplate());
    const report = await desk.import('模板.xlsx');
    expect(report).toMatchObject({ ok: true, faults: [], counts: {} });
    expect(report.warnings).toEqual(['没有要导入的数据']);
  });

  test('says so when somebody wrote into an example row and left its mark', async () => {
    await desk.write('单位.csv', '单位名称,类别\n示例：中原区,区县\n');
    expect((await desk.import()).warnings).toContain(
      '单位.csv“单位”第 2 行以“示例：”开头，当作示例没有导入；是正式内容就去掉“示例：”',
    );
  });

  test('has examples that are right: without their mark they are imported together', async () => {
    const tables = Object.entries(phrases.examples).map(([name, cells]) => {
      expect(Object.keys(cells)).toEqual(columnsOf(name));
      return [name, [Object.keys(cells), Object.values(cells)]] as const;
    });
    expect(tables.map(([name]) => name).toSorted()).toEqual([...sheets.keys()].toSorted());
    await desk.write('例.xlsx', makeWorkbook(Object.fromEntries(tables)));
    const report = await desk.import('例.xlsx');
    expect(report.faults).toEqual([]);
    expect(report.sheets.every(({ added }) => added === 1)).toBe(true);
    expect(report.sheets).toHaveLength(sheets.size);
  });

  test('offers the words of a closed list', async () => {
    const files = unzipSync(await makeTemplate());
    const at = 1 + [...sheets.keys()].indexOf('问题');
    const xml = strFromU8(files[`xl/worksheets/sheet${at + 1}.xml`] ?? new Uint8Array());
    expect(xml).toContain('<formula1>"未整改,整改中,已提交,复查通过,复查未通过"</formula1>');
  });
});
