import { indicatorSetOf } from '../domain/indicator-sets.js';
import { explainImport, importPaths } from '../ingest/index.js';
import { CommandEnd, exitCode, type Register } from './command.js';

interface Options {
  readonly data?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `tongbao import PATH…`: checks everything first; with any fault nothing is imported. */
export const registerImport: Register = (program, context) => {
  program
    .command('import')
    .description('导入数据：.xlsx 工作簿、.csv 文件，或放着它们的文件夹；有一处错误就什么也不导入')
    .argument('<路径...>', '可以一次给多个，互相引用的单位会一起核对')
    .option('--dry-run', '只检查，不导入')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (paths: string[], options: Options) => {
      await context.withHouse(options, async (house) => {
        const report = await importPaths(paths, {
          cwd: context.cwd,
          store: house.store,
          now: house.clock.now(),
          actor: 'operator',
          newId: house.newId,
          identities: house.rules.identities,
          ...(house.channels.size === 0
            ? {}
            : { channelPlatforms: new Map([...house.channels].map(([name, one]) => [name, one.platform])) }),
          indicators: (periodId) =>
            indicatorSetOf(house.rules.indicatorSets, house.settings.scoring, periodId),
          dryRun: options.dryRun === true,
        });
        context.out(options.json === true ? `${JSON.stringify(report)}\n` : explainImport(report));
        if (!report.ok) throw new CommandEnd(exitCode.refused);
      });
    });
};
