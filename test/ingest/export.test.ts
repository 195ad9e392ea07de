import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { sheets } from '../../src/ingest/sheets/index.js';
import { readWorkbook, writeList } from '../../src/spreadsheet/index.js';
import type { Store } from '../../storage/port.js';
import { type CollectionName, schema } from '../../storage/schema.js';
import { importedExamples } from '../support/example-data.js';
import { exported } from '../support/exported.js';
import { type Desk, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.clear());

/** What an import makes and its time does not tell apart. */
const contentOf = async (store: Store): Promise<Record<string, unknown[]>> => {
  const all: Record<string, unknown[]> = {};
  for (const name of Object.keys(schema) as CollectionName[]) {
    if (name === 'audits') continue;
    const [index] = Object.keys(schema[name].indexes);
    if (index === undefined) continue;
    const records: object[] = await store.find(name as 'units', { index: index as 'byId' });
    all[name] = records.map((record) => ({ ...record, boundAt: undefined, order: undefined }));
  }
  return all;
};

describe('an export', () => {
  test('of everything, imported into an empty store, makes the same records', async () => {
    const store = await importedExamples();
    const { bytes, sheets: written } = await exported(store, ['全部']);
    expect(written.map(({ sheet }) => sheet)).toEqual([...sheets.keys()]);
    await desk.write('全部.xlsx', bytes);
    expect((await desk.import('全部.xlsx')).faults).toEqual([]);
    expect(await contentOf(desk.store)).toEqual(await contentOf(store));
  });

  test('takes the words that offices use for a sheet, and each sheet once', async () => {
    const store = await importedExamples();
    const { sheets: written } = await exported(store, ['单位名单', '单位', '问题清单']);
    expect(written.map(({ sheet }) => sheet)).toEqual(['单位', '问题']);
  });

  test('of a sheet that there is not names those that there are', async () => {
    await expect(exported(desk.store, ['工资'])).rejects.toThrow(/export\.unknown_sheet.*单位/);
  });
});

describe('a list as a workbook', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '=1+1',
      '+86',
      '-1',
      '@所有人',
      '00123',
      '410102199001011234',
      '2023-11-07',
      '1e5',
      'TRUE',
    ),
    fc.constantFrom('两行\n文字', '尖括号<b>&amp;', '_x0041_', '𠮷', 'toString', '__proto__', ' 前后空格 '),
  );

  test('holds every text as it was, whatever it begins with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const numbered = rows.map((row, at) => [String(at), ...row]);
        const columns = ['号', '甲', '乙'].map((title) => ({ title }));
        const [sheet] = await readWorkbook(
          await writeList({ title: '清单', columns, rows: numbered }),
          '清单.xlsx',
        );
        const read = sheet?.rows.slice(2).map(({ cells }) => [0, 1, 2].map((at) => cells[at] ?? ''));
        expect(read).toEqual(numbered.map((row) => row.map(asKept)));
      }),
      { numRuns: 100 },
    );
  });
});

/** A cell holds no control signs and nothing that stands for nothing; a line has one end, and no cell a tab. */
const asKept = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\uFFFD/gu, '');
