/** Words that questions hold and facts are not told apart by. */
const questionWords =
  /有没有|是不是|怎么样|怎样|如何|什么|哪[些个家几里]?|多少|几[个条份期篇封件次家]|单位|网站|政府|情况|工作|问题|通报|季度|全市|表扬|要求|本次|这次|我们?|你们?|他们|的|了|吗|呢|在|做得?|好|谁|是|被|受到|等/gu;

/** Shorter runs are in everything. */
const shortestRun = 2;

/** A text is taken along when it fits at least this share as well as the one that fits best. */
const asGood = 0.6;

/** 一个工作日 and 1个工作日 are the same words. */
const asPrinted = (text: string): string => text.toLowerCase().replace(/一(?=个工作日)/gu, '1');

/** A run of characters that a line shares with texts, and with which of them. */
interface SharedRun {
  readonly length: number;
  readonly texts: ReadonlySet<number>;
}

const longestRunAt = (line: string, start: number, text: string): number => {
  let length = 0;
  while (start + length < line.length && text.includes(line.slice(start, start + length + 1))) length += 1;
  return length;
};

/** The longest runs of the line that some text holds, from left to right. */
const sharedRuns = (line: string, texts: readonly string[]): SharedRun[] => {
  const runs: SharedRun[] = [];
  for (const part of line.split(/[^\p{L}\p{N}]+/u)) {
    for (let start = 0; start + shortestRun <= part.length; ) {
      const length = Math.max(0, ...texts.map((text) => longestRunAt(part, start, text)));
      for (let shorter = length; shorter >= shortestRun; shorter -= 1) {
        const run = part.slice(start, start + shorter);
        const holding = texts.flatMap((text, index) => (text.includes(run) ? [index] : []));
        // A part of a run that no further text holds tells nothing new.
        if (shorter === length || holding.length > (runs.at(-1)?.texts.size ?? 0))
          runs.push({ length: shorter, texts: new Set(holding) });
      }
      start += Math.max(1, length);
    }
  }
  return runs;
};

interface Found<T> {
  readonly item: T;
  readonly score: number;
  /** Characters of the runs that few other texts hold. */
  readonly telling: number;
}

const find = <T>(line: string, items: readonly T[], wordsOf: (item: T) => string): Found<T>[] => {
  const texts = items.map((item) => asPrinted(wordsOf(item)));
  const runs = sharedRuns(asPrinted(line).replace(questionWords, ' '), texts);
  const few = Math.max(1, Math.floor(items.length / 8));
  return items.flatMap((item, index) => {
    const own = runs.filter(({ texts: holding }) => holding.has(index));
    const score = own.reduce(
      (sum, { length, texts: holding }) => sum + (length - 1) * Math.log((items.length + 1) / holding.size),
      0,
    );
    const telling = own
      .filter(({ texts: holding }) => holding.size <= few)
      .reduce((sum, { length }) => sum + length, 0);
    return score > 0 ? [{ item, score, telling }] : [];
  });
};

const best = <T>(found: readonly Found<T>[]): T[] => {
  const most = Math.max(0, ...found.map(({ score }) => score));
  return found.filter(({ score }) => score >= most * asGood).map(({ item }) => item);
};

/**
 * Which of these a line speaks of: those that share with it the longest words that the others lack. Empty
 * when it speaks of none of them, or of all alike.
 */
export const closest = <T>(line: string, items: readonly T[], wordsOf: (item: T) => string): T[] => {
  const found = best(find(line, items, wordsOf));
  return found.length === items.length ? [] : found;
};

/** Fewer characters than this are shared by chance. */
const leastTelling = 3;

/** As `closest`, for a line that may speak of something else altogether. */
export const surelyClosest = <T>(line: string, items: readonly T[], wordsOf: (item: T) => string): T[] =>
  best(find(line, items, wordsOf).filter(({ telling }) => telling >= leastTelling));
