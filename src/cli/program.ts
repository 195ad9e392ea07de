import { Command, CommanderError } from 'commander';
import { TongbaoError } from '../domain/error.js';
import { registerAsk } from './ask.js';
import { registerCode } from './code.js';
import { CommandEnd, exitCode, type Register } from './command.js';
import type { CliContext } from './context.js';
import { registerImport } from './import.js';
import { registerMember } from './member.js';
import { registerNotice } from './notice.js';
import { registerRemind } from './remind.js';
import { registerUnderstand } from './understand.js';

const commandsOnData: readonly Register[] = [
  registerImport,
  registerAsk,
  registerUnderstand,
  registerMember,
  registerCode,
  registerRemind,
  registerNotice,
];

const buildProgram = (context: CliContext, more: readonly Register[]): Command => {
  const program = new Command('tongbao');
  program
    .description('通报助手：政府网站与政务新媒体检查通报的企业微信、钉钉机器人')
    .exitOverride()
    .showHelpAfterError('（用 --help 查看用法）')
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: (text) => context.err(text) })
    .helpCommand('help [命令]', '查看一个命令的用法')
    .helpOption('-h, --help', '查看用法');
  for (const register of [...more, ...commandsOnData]) register(program, context);
  return program;
};

/** Runs one command line (without `node` and the script) and says its exit code. */
export const runCommand = async (
  argv: readonly string[],
  context: CliContext,
  more: readonly Register[] = [],
): Promise<number> => {
  try {
    await buildProgram(context, more).parseAsync([...argv], { from: 'user' });
    return exitCode.done;
  } catch (error) {
    if (error instanceof CommandEnd) return error.code;
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
    if (error instanceof TongbaoError && error.code !== 'store.in_use') {
      context.err(`${error.hint}\n`);
      return exitCode.refused;
    }
    throw error;
  }
};
