import { shanghaiDay } from '../domain/day.js';
import { followUp } from './follow-up.js';
import type { Lexicon, Understanding, UnderstandingContext } from './reading.js';
import { understand } from './understand.js';

/** A line, in the full form of the question that it asks, and how that reads. */
export interface ReadLine {
  readonly text: string;
  readonly understood: Understanding;
}

/** Lines kept: people ask the same few dozen things, in a few hundred spellings. */
const mostLines = 1000;
/** A longer line is hardly said twice. */
const longestLine = 60;

/** What was made of lines; the one that was not asked for longest is forgotten first. */
class Remembered<T> {
  readonly #known = new Map<string, T>();

  get(key: string, make: () => T): T {
    const made = this.#known.get(key) ?? make();
    this.#known.delete(key);
    this.#known.set(key, made);
    const [oldest] = this.#known.size > mostLines ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
    return made;
  }

  clear(): void {
    this.#known.clear();
  }
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
  const understood = new Remembered<Understanding>();
  const read = new Remembered<ReadLine>();
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
          : understood.get(`${when} ${line}`, () => understand(line, context)),
    });
    const readTogether = (before: string): ReadLine => {
      const alone = readAlone(text);
      const whole = followUp(text, alone.understood, readAlone(before), context);
      return whole === undefined ? alone : readAlone(whole);
    };
    if (last === undefined) return readAlone(text);
    if (text.length + last.length > 2 * longestLine) return readTogether(last);
    return read.get(`${when} ${text.length} ${text}${last}`, () => readTogether(last));
  };
};
