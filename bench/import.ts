/**
 * Import of ten thousand rows into the embedded store, each in a process of its own: from the first byte of the
 * file to the commit on disk, with the peak of resident memory and the longest time for which nobody else was
 * answered. Says whether each stays within the limits; a busy machine may pass them, so nothing fails by it.
 * `npm run -s bench:import [-- --short] [-- --json]`
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeWorkbook } from '../src/spreadsheet/index.js';
import { median, report } from './report.js';

const run = promisify(execFile);
const rounds = process.argv.includes('--short') ? 1 : 5;
const limits = { milliseconds: 5000, mebibytes: 300 };
const count = 10_000;
const unitCount = 60;

const Figures = z.object({
  ms: z.number(),
  peak: z.number(),
  longestPause: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  faults: z.number(),
});
type Figures = z.infer<typeof Figures>;

const titles = ['留言编号', '渠道', '单位', '收到时间', '转办时间', '答复时间', '办结时间', '内容'];
const text = '首页“办事指南”栏目的联系电话打不通，页面也有一处错链，请核实后更正，谢谢。';

const messages = (words: string): string[][] =>
  Array.from({ length: count }, (_, at) => [
    `M-${String(at).padStart(8, '0')}`,
    '找错',
    `市${at % unitCount}号局`,
    '2023-11-20 09:00',
    '2023-11-20 10:30',
    '2023-11-21 09:15',
    '2023-11-21 10:00',
    `${words}（${at}）`,
  ]);
const units = Array.from({ length: unitCount }, (_, at) => [`市${at}号局`, '市级部门']);

const workbook = (rows: readonly string[][]): Promise<Buffer> =>
  writeWorkbook([
    { name: '单位', columns: [{ title: '单位名称' }, { title: '类别' }], rows: units },
    { name: '留言', columns: titles.map((title) => ({ title })), rows },
  ]);

const importOnce = async (dataDir: string, path: string): Promise<Figures> => {
  const script = join(fileURLToPath(new URL('.', import.meta.url)), 'import-process.js');
  const { stdout } = await run(process.execPath, [script, dataDir, path]);
  return Figures.parse(JSON.parse(stdout));
};

/** What is imported, in this order into the same data. */
interface Case {
  readonly name: string;
  readonly file: string;
  readonly expected: Pick<Figures, 'added' | 'changed' | 'unchanged' | 'faults'>;
}

const none = { added: 0, changed: 0, unchanged: 0, faults: 0 };
const cases: readonly Case[] = [
  { name: 'wrong in every row', file: 'wrong.xlsx', expected: { ...none, faults: count * 2 } },
  { name: 'new, .xlsx', file: 'new.xlsx', expected: { ...none, added: count + unitCount } },
  { name: 'the same again, .csv', file: '留言.csv', expected: { ...none, unchanged: count } },
  {
    name: 'every row changed, .xlsx',
    file: 'changed.xlsx',
    expected: { ...none, changed: count, unchanged: unitCount },
  },
];

const writeFiles = async (folder: string): Promise<void> => {
  const rows = messages(text);
  await writeFile(join(folder, 'new.xlsx'), await workbook(rows));
  await writeFile(join(folder, 'changed.xlsx'), await workbook(messages(`更正：${text}`)));
  const wrong = rows.map((row, at) =>
    row.map((cell, column) => (column === 2 ? `${at}局` : column === 3 ? '昨天' : cell)),
  );
  await writeFile(join(folder, 'wrong.xlsx'), await workbook(wrong));
  await writeFile(join(folder, '留言.csv'), [titles, ...rows].map((row) => row.join(',')).join('\n'));
};

const main = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-bench-'));
  try {
    await writeFiles(folder);
    const all = new Map<string, Figures[]>(cases.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, file, expected } of cases) {
        const figures = await importOnce(join(folder, `data-${round}`), join(folder, file));
        for (const [key, value] of Object.entries(expected)) {
          if (Object.entries(figures).find(([one]) => one === key)?.[1] !== value) {
            throw new Error(`${name}: ${key} is not ${value}: ${JSON.stringify(figures)}`);
          }
        }
        all.get(name)?.push(figures);
      }
    }
    report(
      [...all].map(([name, figures]) => ({
        import: name,
        rows: count,
        ms: Math.round(median(figures.map(({ ms }) => ms))),
        'MiB peak': Math.round(Math.max(...figures.map(({ peak }) => peak))),
        'ms longest pause': Math.round(median(figures.map(({ longestPause }) => longestPause))),
        [`within ${limits.milliseconds / 1000} s and ${limits.mebibytes} MiB`]: figures.every(
          ({ ms, peak }) => ms <= limits.milliseconds && peak <= limits.mebibytes,
        )
          ? 'yes'
          : 'no',
        rounds,
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await main();
