import { z } from 'zod';
import { TongbaoError } from '../domain/error.js';
import { shippedUnits } from '../ingest/index.js';
import { intentLabel } from '../understanding/label.js';
import { compileLexicon } from '../understanding/lexicon.js';
import type { Lexicon } from '../understanding/reading.js';
import { understand } from '../understanding/understand.js';
import { parseInstant } from './arguments.js';
import type { Register } from './command.js';
import type { CliContext } from './context.js';

interface Options {
  readonly now?: string;
  readonly data?: string;
}

const Line = z.object({ text: z.string() });

const parseLine = (line: string, number: number): string => {
  try {
    return Line.parse(JSON.parse(line)).text;
  } catch (error) {
    throw new TongbaoError('cli.bad_line', `标准输入第 ${number} 行不是 {"text":"…"} 形式的 JSON。`, {
      cause: error,
    });
  }
};

/** Names from the data if there are any, else the shipped list of units. */
const lexiconFor = async (context: CliContext, options: Options): Promise<Lexicon> => {
  if (options.data !== undefined) {
    return await context.withHouse(options, (house) => house.lexicons.current(house.store));
  }
  return compileLexicon(await shippedUnits());
};

/** `tongbao understand`: JSON lines in, one line of intent, unit and period each out. */
export const registerUnderstand: Register = (program, context) => {
  program
    .command('understand')
    .description('从标准输入逐行读 {"text":"…"}，逐行输出读懂的意图、单位和期间')
    .option('--now <时间>', '假定的当前时间')
    .option('--data <目录>', '用这个数据目录里的单位；不写就用自带的单位名单')
    .action(async (options: Options) => {
      const lexicon = await lexiconFor(context, options);
      const now = options.now === undefined ? new Date() : parseInstant(options.now);
      const lines = (await context.stdin()).split('\n');
      for (const [index, line] of lines.entries()) {
        if (line.trim() === '') continue;
        const text = parseLine(line, index + 1);
        context.out(`${JSON.stringify(intentLabel(understand(text, { lexicon, now })))}\n`);
      }
    });
};
