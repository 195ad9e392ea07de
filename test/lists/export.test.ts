import { describe, expect, test } from 'vitest';
import { lists as phrases } from '../../config/phrases/lists.js';
import { lists } from '../../src/lists/registry.js';
import { readWorkbook, type Table } from '../../src/spreadsheet/index.js';
import type { Reader } from '../../storage/port.js';
import { importedExamples } from '../support/example-data.js';
import { exported } from '../support/exported.js';
import { createMemoryStore } from '../support/memory-store.js';

const store = await importedExamples();

const tableOf = async (name: string, reader: Reader = store, now?: Date): Promise<Table> => {
  const { bytes } = await exported(reader, [name], now);
  const [table] = await readWorkbook(bytes, `${name}.xlsx`);
  if (table === undefined) throw new Error('no sheet');
  return table;
};
/** Cells under the headers; title, moment and headers stand above. */
const rowsOf = ({ rows }: Table): string[][] => rows.slice(3).map(({ cells }) => [...cells]);

describe('a list as a workbook', () => {
  test.each([...lists.keys()])('%s says for which moment it holds, and has its headers', async (name) => {
    const { rows } = await tableOf(name);
    expect(rows[0]?.cells[0]).toBe(name);
    expect(rows[1]?.cells[0]).toContain('截至 2023-12-04 09:00');
    expect(rows[2]?.cells.slice(0, 1)).toEqual([lists.get(name)?.columns[0]?.title]);
  });

  test('holds every message once, and the overdue ones are those that the whole list calls so', async () => {
    const all = rowsOf(await tableOf(phrases.names.messages));
    const overdue = rowsOf(await tableOf(phrases.names.overdueMessages));
    expect(all).toHaveLength((await store.find('messages', { index: 'byUnit' })).length);
    expect(overdue).toEqual(all.filter((cells) => cells[7] === phrases.messageStates.overdue));
    expect(overdue.length).toBeGreaterThan(0);
  });

  test('moves with the clock: what is soon due becomes overdue', async () => {
    const soon = rowsOf(await tableOf(phrases.names.dueSoonMessages)).map((cells) => cells[1]);
    const later = await tableOf(phrases.names.overdueMessages, store, new Date('2023-12-29T01:00:00.000Z'));
    expect(rowsOf(later).map((cells) => cells[1])).toEqual(expect.arrayContaining(soon));
    expect(soon.length).toBeGreaterThan(0);
  });

  test('holds no text of a message', async () => {
    const [message] = (await store.find('messages', { index: 'byUnit' })).filter(
      ({ maskedContent = '' }) => maskedContent !== '',
    );
    expect(message).toBeDefined();
    const table = JSON.stringify((await tableOf(phrases.names.messages)).rows);
    expect(table).not.toContain(message?.maskedContent);
  });

  test('ranks without scores stand without an invented one', async () => {
    const rows = rowsOf(await tableOf(phrases.names.scores));
    const zhongyuan = rows.find((cells) => cells[0] === '2023Q4' && cells[2] === '中原区');
    expect(zhongyuan?.slice(4, 8)).toEqual(['1', '', '', '']);
  });

  test('of an empty store has no rows', async () => {
    for (const name of lists.keys()) expect(rowsOf(await tableOf(name, createMemoryStore()))).toEqual([]);
  });

  test('stands beside sheets in one workbook, each once', async () => {
    const { sheets } = await exported(store, ['单位', '逾期留言', '逾期留言']);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['单位', '逾期留言']);
  });
});
