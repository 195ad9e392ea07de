import { TongbaoError } from '../domain/error.js';
import { explainReminders } from '../reminders/explain.js';
import { planReminders } from '../reminders/plan.js';
import { runReminders } from '../reminders/run.js';
import { parseInstant } from './arguments.js';
import type { Register } from './command.js';

interface Options {
  readonly dryRun?: boolean;
  readonly now?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `tongbao remind`: the reminder run, at once; with `--dry-run` only what it would send to whom and why. */
export const registerRemind: Register = (program, context) => {
  program
    .command('remind')
    .description('立即执行一次提醒；加 --dry-run 只看会发给谁、为什么、发什么')
    .option('--dry-run', '只看，不发')
    .option('--now <时间>', '假定的当前时间（只能与 --dry-run 一起用）')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      if (options.now !== undefined && options.dryRun !== true) {
        throw new TongbaoError(
          'cli.now_needs_dry_run',
          '--now 只能与 --dry-run 一起用：真正发送以当前时间为准。',
        );
      }
      await context.withHouse(options, async (house) => {
        const now = options.now === undefined ? house.clock.now() : parseInstant(options.now);
        if (options.dryRun === true) {
          const planned = await planReminders(house.store, { ...house, now });
          context.out(options.json === true ? `${JSON.stringify(planned)}\n` : explainReminders(planned));
          return;
        }
        const summary = await runReminders(house, now, now);
        await house.dispatcher.runDue();
        context.out(`${summary}\n`);
      });
    });
};
