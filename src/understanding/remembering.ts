import { shanghaiDay } from '../domain/day.js';
import type { Lexicon, Understanding, UnderstandingContext } from './reading.js';
import { understand } from './understand.js';

/** Lines kept: people ask the same few dozen things, in a few hundred spellings. */
const mostLines = 1000;
/** A longer line is hardly said twice. */
const longestLine = 60;

/**
 * `understand` that remembers what it read: the same line, names and day always give the same readings. New
 * names forget all.
 */
export const createUnderstanding = (): ((text: string, context: UnderstandingContext) => Understanding) => {
  const known = new Map<string, Understanding>();
  let lexicon: Lexicon | undefined;
  return (text, context) => {
    if (text.length > longestLine) return understand(text, context);
    if (lexicon !== context.lexicon) {
      known.clear();
      lexicon = context.lexicon;
    }
    const key = `${shanghaiDay(context.now)} ${(context.botNames ?? []).join(' ')} ${text}`;
    const remembered = known.get(key) ?? understand(text, context);
    // Put last, so that the first is always the one that was not asked for longest.
    known.delete(key);
    known.set(key, remembered);
    const [oldest] = known.size > mostLines ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return remembered;
  };
};
