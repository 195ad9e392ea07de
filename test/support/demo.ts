import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandServer } from '../../src/cli/hand-over.js';
import { type Demo, startDemo } from '../../src/demo.js';
import type { SayRequest } from '../../src/emulator/api.js';
import { silentLogger } from '../../src/log/logger.js';

/** Chats of the demo, as tests name them. */
export const chats = {
  wecom: {
    zhongyuan: 'wrZhongyuanGroup01',
    shiliqu: 'wrShiliquGroup0001',
    city: 'wrCityGroup0000001',
    direct: (userId: string) => `wecom:direct:${userId}`,
  },
  dingtalk: {
    zhongyuan: 'cidZhongyuanGroup01==',
    shiliju: 'cidShilijuGroup0001==',
    city: 'cidCityGroup000001==',
    direct: (userId: string) => `dingtalk:direct:${userId}`,
  },
} as const;

/** A demo in a folder of its own, with words to talk to it. */
export interface RunningDemo extends Demo {
  readonly dataDir: string;
  /** Says a line (in groups with the bot's mention) and returns what the bot answered in that chat. */
  ask(
    chatId: string,
    userId: string,
    text: string,
    options?: Pick<SayRequest, 'quote' | 'nick' | 'pictures' | 'to'>,
  ): Promise<string>;
  /** Everything the bot has said in a chat, oldest first. */
  saidIn(chatId: string): string[];
  remove(): Promise<void>;
}

export const runDemo = async (
  options: { start?: Date; dataDir?: string; bot?: 'callback' | 'connection' } = {},
): Promise<RunningDemo> => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'tongbao-test-')));
  const demo = await startDemo({
    dataDir,
    port: 0,
    log: silentLogger(),
    commands: commandServer({ env: {} }),
    ...(options.bot === undefined ? {} : { bot: options.bot }),
    ...(options.start === undefined ? {} : { start: options.start }),
  });
  const saidIn = (chatId: string): string[] =>
    demo.emulator.transcript
      .of(chatId)
      .filter(({ from }) => from.kind === 'bot')
      .map(({ content }) => content);
  return {
    ...demo,
    dataDir,
    saidIn,
    ask: async (chatId, userId, text, options = {}) => {
      const messages = await demo.emulator.say({ chatId, userId, text, mentionBot: true, ...options });
      return messages
        .filter(({ from, format }) => from.kind === 'bot' || format === 'system')
        .map(({ content }) => content)
        .join('\n');
    },
    remove: async () => {
      await demo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
