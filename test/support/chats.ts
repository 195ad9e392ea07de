import type { MessageView } from '../../src/emulator/api.js';
import type { Emulator } from '../../src/emulator/index.js';

const people = ['zhongyuan', 'jinshui', 'shiliqu', 'shiliju', 'shiliqu-admin', 'shenhe', 'guanli'];

/** The direct chat of everybody in the demo, on both platforms. */
export const directChats = people.flatMap((userId) =>
  ['wecom', 'dingtalk'].map((platform) => ({ userId, chatId: `${platform}:direct:${userId}` })),
);

const isSaidByBot = ({ from, format }: MessageView): boolean => from.kind === 'bot' && format !== 'system';

export const saidByBot = ({ transcript }: Emulator, chatId: string): MessageView[] =>
  transcript.of(chatId).filter(isSaidByBot);

/** Resolves when the bot has shown so many messages from now on. */
export const shown = ({ transcript }: Emulator, count: number): Promise<unknown> => {
  let seen = 0;
  return transcript.until((message) => {
    if (isSaidByBot(message)) seen += 1;
    return seen >= count;
  });
};
