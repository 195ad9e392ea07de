import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Demo, startDemo } from '../demo.js';
import { TongbaoError } from '../domain/error.js';
import { createLogger } from '../log/logger.js';
import { CommandEnd, exitCode, type Register } from './command.js';
import type { CliContext } from './context.js';
import { commandServer } from './hand-over.js';
import { untilSignal } from './signal.js';

interface Options {
  readonly port?: string;
  readonly data?: string;
  readonly check?: boolean;
  readonly longConnection?: boolean;
}

const usualPort = 8080;

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TongbaoError('cli.bad_port', `“${text}”不是有效的端口。请写 0 到 65535 之间的整数。`);
  }
  return port;
};

/** Without `--port` any free port will do when the usual one is taken. */
const start = async (context: CliContext, dataDir: string, options: Options): Promise<Demo> => {
  const parts = {
    dataDir,
    log: createLogger('error'),
    commands: commandServer(context),
    bot: options.longConnection === true ? ('connection' as const) : ('callback' as const),
  };
  if (options.port !== undefined) return await startDemo({ ...parts, port: parsePort(options.port) });
  try {
    return await startDemo({ ...parts, port: options.check === true ? 0 : usualPort });
  } catch (error) {
    if (!(error instanceof TongbaoError) || error.code !== 'server.cannot_listen') throw error;
    return await startDemo({ ...parts, port: 0 });
  }
};

/** One question per platform, as a member of 中原区 in the unit's own group; both must get the rank. */
const check = async (context: CliContext, demo: Demo): Promise<void> => {
  const chats = [
    ['企业微信', 'wrZhongyuanGroup01'],
    ['钉钉', 'cidZhongyuanGroup01=='],
  ] as const;
  for (const [platform, chatId] of chats) {
    const messages = await demo.emulator.say({
      chatId,
      userId: 'zhongyuan',
      text: '我单位排名',
      mentionBot: true,
    });
    const answer = messages.find(({ from }) => from.kind === 'bot');
    context.out(`${platform} 中原区群：@通报助手 我单位排名\n${answer?.content ?? '（没有回答）'}\n\n`);
    if (answer === undefined || !answer.content.includes('第1名')) {
      context.err(`${platform}没有得到应有的回答（中原区，第1名）。\n`);
      throw new CommandEnd(exitCode.refused);
    }
  }
  context.out('演示检查通过：两个平台都得到了回答。\n');
};

/** `tongbao demo`: the whole service with emulated platforms and a chat page, no account and no network. */
export const registerDemo: Register = (program, context) => {
  program
    .command('demo')
    .description('演示：在浏览器里试用，不需要任何账号和网络')
    .option('--port <端口>', `默认 ${usualPort}，被占用时自动换一个`)
    .option('--data <目录>', '数据目录；不写就用临时目录，停止即清除')
    .option('--long-connection', '企业微信智能机器人改用长连接（不需要公网地址的那种接法）')
    .option('--check', '在两个平台各问一句，然后退出')
    .action(async (options: Options) => {
      const temporary = options.data === undefined;
      const dataDir = temporary
        ? await mkdtemp(join(tmpdir(), 'tongbao-demo-'))
        : resolve(context.cwd, options.data ?? '');
      try {
        const demo = await start(context, dataDir, options);
        try {
          if (options.check === true) {
            await check(context, demo);
            return;
          }
          context.out(`演示已启动，请用浏览器打开：${demo.pageUrl}\n`);
          context.out('您是中原区的联络员，问一句“我单位排名”试试。按 Ctrl+C 停止。\n');
          await untilSignal();
        } finally {
          await demo.stop();
        }
      } finally {
        if (temporary) await rm(dataDir, { recursive: true, force: true });
      }
    });
};
