import type { CommandServer } from '../app.js';
import { TongbaoError } from '../domain/error.js';
import type { CliContext } from './context.js';
import { exitCode, runCommand } from './program.js';

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
