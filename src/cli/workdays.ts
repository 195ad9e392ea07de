import { resolve } from 'node:path';
import { workdays as phrases } from '../../config/phrases/workdays.js';
import { loadCalendar, readYearFile } from '../../config/workdays-load.js';
import { calendarOf, loadedYears, loadYear } from '../calendar/loaded-years.js';
import { workdaysBetween } from '../domain/workdays.js';
import type { Register } from './command.js';
import type { CliContext, DataOption } from './context.js';

type Options = DataOption & { readonly json?: boolean };

const load = async (context: CliContext, file: string, options: Options): Promise<void> => {
  const year = readYearFile(resolve(context.cwd, file));
  await context.withHouse(options, async ({ store, clock, newId, calendar: shipped }) => {
    const by = { actor: 'operator', now: clock.now(), newId };
    const { outcome, workdays } = await store.transaction(async (tx) => {
      const outcome = await loadYear(tx, year, by);
      const calendar = await calendarOf(tx, shipped);
      const [before, last] = [`${year.year - 1}-12-31`, `${year.year}-12-31`];
      return { outcome, workdays: workdaysBetween(before, last, calendar).workdays };
    });
    const told = { year: String(year.year), outcome, workdays, source: year.source };
    context.out(options.json === true ? `${JSON.stringify(told)}\n` : `${phrases.loaded(told)}\n`);
  });
};

const list = (context: CliContext, options: Options): Promise<void> =>
  context.withHouse(options, async ({ store }) => {
    const own = await loadedYears(store);
    const loaded = new Set(own.map(({ id }) => id));
    const years = [
      ...loadCalendar().years.filter(({ year }) => !loaded.has(year)),
      ...own.map(({ id, source, loadedAt }) => ({ year: id, source, loadedAt })),
    ].toSorted((one, other) => Number(one.year) - Number(other.year));
    context.out(
      options.json === true ? `${JSON.stringify(years)}\n` : `${years.map(phrases.listed).join('\n')}\n`,
    );
  });

/** `tongbao workdays load|list`: the holiday notices that limits are worked out from. */
export const registerWorkdays: Register = (program, context) => {
  const command = program
    .command('workdays')
    .description('工作日：导入一年的放假调休安排，或查看已有哪些年份');
  const withData = [
    ['--data <目录>', '数据目录'],
    ['--json', '输出 JSON'],
  ] as const;
  const loading = command
    .command('load')
    .description('导入一年的放假调休安排（JSON 或 YAML），立即对所有期限生效')
    .argument('<文件>', '含 year、source、daysOff、makeUpDays 四项，写法见《安装与运行》')
    .action((file: string, options: Options) => load(context, file, options));
  const listing = command
    .command('list')
    .description('查看已有哪些年份的安排，从哪里来')
    .action((options: Options) => list(context, options));
  for (const one of [loading, listing]) for (const [flag, about] of withData) one.option(flag, about);
};
