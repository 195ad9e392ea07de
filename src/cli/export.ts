import { rename, rm, writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { exporting as phrases } from '../../config/phrases/template.js';
import { calendarOf } from '../calendar/loaded-years.js';
import { TongbaoError } from '../domain/error.js';
import { exportWorkbook } from '../lists/index.js';
import type { Register } from './command.js';

interface Options {
  readonly out: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** Writes a file as a whole: whoever opens it meanwhile sees the old one. */
const writeWhole = async (path: string, bytes: Buffer, id: string): Promise<void> => {
  const beside = `${path}.${id}`;
  try {
    await writeFile(beside, bytes, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new TongbaoError('export.not_written', phrases.notWritten(path), { cause: error });
  }
};

/** `tongbao export NAME… --out FILE`: stored data as sheets that can be imported as they are, and lists. */
export const registerExport: Register = (program, context) => {
  program
    .command('export')
    .description('把数据表（改好后可以原样导入）或清单（只供查看）导出成 .xlsx')
    .argument('<表...>', '数据表或清单的名称，例如 单位、逾期留言；可以写几个，“全部”是所有数据表')
    .requiredOption('--out <文件>', '写到哪个 .xlsx 文件')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (names: string[], options: Options) => {
      const path = resolve(context.cwd, options.out);
      if (extname(path).toLowerCase() !== '.xlsx') {
        throw new TongbaoError('export.not_xlsx', phrases.notXlsx(options.out));
      }
      await context.withHouse(options, async (house) => {
        const { store, clock, newId, rules, settings } = house;
        const now = clock.now();
        const calendar = await calendarOf(store, house.calendar);
        const { bytes, sheets } = await exportWorkbook(
          { reader: store, rules, settings, calendar, now },
          names,
        );
        await writeWhole(path, bytes, newId());
        await store.transaction((tx) =>
          tx.put('audits', {
            id: newId(),
            at: now.toISOString(),
            actor: 'operator',
            action: 'export',
            subject: 'sheets',
            detail: { path, sheets: JSON.stringify(sheets) },
          }),
        );
        const report = { path, sheets };
        context.out(options.json === true ? `${JSON.stringify(report)}\n` : phrases.written(path, sheets));
      });
    });
};
