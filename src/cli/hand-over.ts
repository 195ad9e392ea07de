import { callOwner } from '../../storage/lowdb/index.js';
import type { CommandServer } from '../app.js';
import { TongbaoError } from '../domain/error.js';
import { exitCode } from './command.js';
import { type CliContext, settingsOf } from './context.js';
import { runCommand } from './program.js';

/** Runs commands that another process hands over, with the house of the running service. */
export const commandServer =
  ({ env }: Pick<CliContext, 'env'>): CommandServer =>
  (house) =>
  async ({ argv, cwd, stdin }) => {
    let stdout = '';
    let stderr = '';
    const context: CliContext = {
      env,
      cwd,
      out: (text) => {
        stdout += text;
      },
      err: (text) => {
        stderr += text;
      },
      stdin: async () => stdin ?? '',
      withHouse: (_options, work) => work(house),
    };
    try {
      const code = await runCommand(argv, context);
      return { stdout, stderr, exitCode: code };
    } catch (error) {
      house.log.error({ err: error }, 'a handed-over command failed');
      const hint = error instanceof TongbaoError ? error.hint : '命令执行出错，详见服务日志。';
      return { stdout, stderr: `${stderr}${hint}\n`, exitCode: exitCode.refused };
    }
  };

/** The value of `--data`, for finding the service that holds the directory. */
const dataOption = (argv: readonly string[]): string | undefined => {
  const at = argv.findIndex((one) => one === '--data' || one.startsWith('--data='));
  const found = argv[at];
  if (found === undefined) return undefined;
  return found === '--data' ? argv[at + 1] : found.slice('--data='.length);
};

/** Only this command reads standard input: waiting for it under cron or ssh could take for ever. */
const readsStdin = ([command]: readonly string[]): boolean => command === 'understand';

/**
 * Has the service that holds the data directory run a command line, and prints what it answers.
 * @returns the exit code; `undefined` when no service answers.
 */
export const handOver = async (argv: readonly string[], context: CliContext): Promise<number | undefined> => {
  const data = dataOption(argv);
  const { dataDir } = await settingsOf(context, data === undefined ? {} : { data });
  const answer = await callOwner(dataDir, {
    argv: [...argv],
    cwd: context.cwd,
    ...(readsStdin(argv) ? { stdin: await context.stdin() } : {}),
  });
  if (answer === undefined) return undefined;
  context.out(answer.stdout);
  context.err(answer.stderr);
  return answer.exitCode;
};
