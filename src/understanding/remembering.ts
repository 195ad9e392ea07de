import { shanghaiDay } from '../domain/day.js';
import { longestLine, mostLines, Remembered } from '../domain/remembered.js';
import { followUp } from './follow-up.js';
import type { Lexicon, Understanding, UnderstandingContext } from './reading.js';
import { understand } from './understand.js';

/** A line, in the full form of the question that it asks, and how that reads. */
export interface ReadLine {
  readonly text: string;
  readonly understood: Understanding;
}

/**
 * Reads lines as `understand` does, taken together with the question before them where they go on from it, and
 * remembers what it read: the same lines, names and day always give the same readings. New names forget all.
 */
export const createReading = (): ((
  text: string,
  last: string | undefined,
  context: UnderstandingContext,
) => ReadLine) => {
  const understood = new Remembered<Understanding>(mostLines);
  const read = new Remembered<ReadLine>(mostLines);
  let lexicon: Lexicon | undefined;
  return (text, last, context) => {
    if (lexicon !== context.lexicon) {
      understood.clear();
      read.clear();
      lexicon = context.lexicon;
    }
    const when = `${shanghaiDay(context.now)} ${(context.botNames ?? []).join(' ')}`;
    const readAlone = (line: string): ReadLine => ({
      text: line,
      understood:
        line.length > longestLine
          ? understand(line, context)
          : understood.getOrMake(`${when} ${line}`, () => understand(line, context)),
    });
    const readTogether = (before: string): ReadLine => {
      const alone = readAlone(text);
      const whole = followUp(text, alone.understood, readAlone(before), context);
      return whole === undefined ? alone : readAlone(whole);
    };
    if (last === undefined) return readAlone(text);
    if (text.length + last.length > 2 * longestLine) return readTogether(last);
    return read.getOrMake(`${when} ${text.length} ${text}${last}`, () => readTogether(last));
  };
};
