import { z } from 'zod';
import { TongbaoError } from '../domain/error.js';
import { shippedUnits } from '../ingest/index.js';
import { intentLabel } from '../understanding/label.js';
import { compileLexicon } from '../understanding/lexicon.js';
import type { Lexicon, Reading, Understanding } from '../understanding/reading.js';
import { understand } from '../understanding/understand.js';
import { parseInstant } from './arguments.js';
import type { Register } from './command.js';
import type { CliContext } from './context.js';

interface Options {
  readonly now?: string;
  readonly data?: string;
  readonly explain?: boolean;
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

/** A reading with the words that led to it, as people may ask why. */
const explained = ({ intent, score, words, slots }: Reading) => ({ intent, score, words, slots });

/** Every reading of a line, best first, and whether the bot would ask back. */
const explanation = ({ command, readings, also, torn }: Understanding) => ({
  ...(command === undefined ? { readings: readings.map(explained), torn } : { command }),
  ...(also.length > 0 ? { further: also.map(explained) } : {}),
});

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
    .option('--explain', '连同每种读法的得分、依据的词语和读出的单位、期间等一起输出')
    .action(async (options: Options) => {
      const lexicon = await lexiconFor(context, options);
      const now = options.now === undefined ? new Date() : parseInstant(options.now);
      const lines = (await context.stdin()).split('\n');
      for (const [index, line] of lines.entries()) {
        if (line.trim() === '') continue;
        const text = parseLine(line, index + 1);
        const understood = understand(text, { lexicon, now });
        const label = intentLabel(understood);
        const told = options.explain === true ? { text, ...label, ...explanation(understood) } : label;
        context.out(`${JSON.stringify(told)}\n`);
      }
    });
};
