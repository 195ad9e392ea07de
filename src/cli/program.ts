import { Command, CommanderError } from 'commander';
import { TongbaoError } from '../domain/error.js';
import { registerAsk } from './ask.js';
import { registerCode } from './code.js';
import { CommandEnd, exitCode, type Register } from './command.js';
import type { CliContext } from './context.js';
import { registerExport } from './export.js';
import { registerFiling } from './filing.js';
import { registerImport } from './import.js';
import { registerMember } from './member.js';
import { registerNotice } from './notice.js';
import { registerProblem } from './problem.js';
import { registerRemind } from './remind.js';
import { registerScore } from './score.js';
import { registerStorage } from './storage.js';
import { registerTemplate } from './template.js';
import { registerUnderstand } from './understand.js';
import { registerWorkdays } from './workdays.js';

const commandsOnData: readonly Register[] = [
  registerImport,
  registerExport,
  registerTemplate,
  registerAsk,
  registerUnderstand,
  registerMember,
  registerCode,
  registerRemind,
  registerNotice,
  registerProblem,
  registerFiling,
  registerScore,
  registerStorage,
  registerWorkdays,
];

/** Headings of the help that commander prints. */
const headings: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** What is wrong with a command line, by commander's code; `about` is the word it complains of. */
const wrongUsage = ({ code, message }: CommanderError): string => {
  const about = /'([^']*)'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.unknownCommand':
      return `没有“${about}”这个命令`;
    case 'commander.unknownOption':
      return `没有“${about}”这个选项`;
    case 'commander.missingArgument':
      return `少了参数“${about}”`;
    case 'commander.optionMissingArgument':
      return `选项“${about}”后面要写内容`;
    case 'commander.missingMandatoryOptionValue':
      return `必须写选项“${about}”`;
    case 'commander.excessArguments':
      return '多写了参数';
    default:
      return `命令写得不对（${message}）`;
  }
};

const buildProgram = (context: CliContext, more: readonly Register[]): Command => {
  const program = new Command('tongbao');
  program
    .description('通报助手：政府网站与政务新媒体检查通报的企业微信、钉钉机器人')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out(text),
      writeErr: (text) => context.err(text),
      // A wrong command line is told below, in Chinese.
      outputError: () => undefined,
    })
    .configureHelp({ styleTitle: (title) => headings[title] ?? title })
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
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCode.done;
      // `commander.help`: a command with subcommands was called without one, and its help has been printed.
      if (error.code !== 'commander.help') context.err(`${wrongUsage(error)}。加 --help 可查看用法。\n`);
      return exitCode.wrongUsage;
    }
    if (error instanceof TongbaoError && error.code !== 'store.in_use') {
      context.err(`${error.hint}\n`);
      return exitCode.refused;
    }
    throw error;
  }
};
