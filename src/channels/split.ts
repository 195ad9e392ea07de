/** UTF-8 bytes of a text, which is what both platforms count. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Whether a text is at most so many UTF-8 bytes: one unit of JavaScript's is at most three of them. */
export const fitsIn = (text: string, maxBytes: number): boolean =>
  text.length * 3 <= maxBytes || byteLength(text) <= maxBytes;

/** A stretch of text that is not cut any more, and what stands between it and the one before. */
interface Piece {
  readonly glue: string;
  readonly text: string;
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Where the code points from `start` on have filled `maxBytes`; the end of the line if they never do. */
const filledAt = (line: string, start: number, maxBytes: number): number => {
  let end = start;
  let bytes = 0;
  while (end < line.length) {
    const character = String.fromCodePoint(line.codePointAt(end) ?? 0);
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    end += character.length;
  }
  return end;
};

/** Cuts between what people see as characters; one that is too large by itself, between its code points. */
const cutLine = (line: string, maxBytes: number): string[] => {
  if (fitsIn(line, maxBytes)) return [line];
  const characters = graphemes.segment(line);
  const cuts: string[] = [];
  for (let start = 0; start < line.length; ) {
    const filled = filledAt(line, start, maxBytes);
    const border = characters.containing(filled)?.index ?? line.length;
    const end = border > start ? border : filled;
    cuts.push(line.slice(start, end));
    start = end;
  }
  return cuts;
};

const piecesOf = (block: string, separator: string, maxBytes: number): Piece[] => {
  if (fitsIn(block, maxBytes)) return [{ glue: separator, text: block }];
  return block.split('\n').flatMap((line, lineIndex) =>
    cutLine(line, maxBytes).map((text, cutIndex) => ({
      text,
      glue: cutIndex > 0 ? '' : lineIndex > 0 ? '\n' : separator,
    })),
  );
};

const pack = (blocks: readonly string[], separator: string, maxBytes: number): string[] => {
  const parts: string[] = [];
  let current: string | undefined;
  for (const { glue, text } of blocks.flatMap((block) => piecesOf(block, separator, maxBytes))) {
    const joined: string = current === undefined ? text : current + glue + text;
    if (fitsIn(joined, maxBytes)) {
      current = joined;
      continue;
    }
    if (current !== undefined) parts.push(current);
    current = text;
  }
  return current === undefined ? parts : [...parts, current];
};

/**
 * Packs rendered blocks into parts of at most `maxBytes` UTF-8 bytes, the number included. Cuts between
 * blocks; a block that is too large for a part is cut at line ends, a line that is too large between
 * characters as people see them. Where there is more than one part each begins with its number, `(1/3)`,
 * and the separator, so that a markup that needs a line of its own still has it. Empty blocks are left
 * out; nothing in, nothing out.
 * @throws RangeError when a number and the separator would leave no room for text (under 32 bytes).
 */
export const splitByBytes = (blocks: readonly string[], separator: string, maxBytes: number): string[] => {
  if (maxBytes - byteLength(separator) < 32) throw new RangeError('maxBytes leaves no room for text');
  const filled = blocks.filter((block) => block !== '');
  const whole = pack(filled, separator, maxBytes);
  if (whole.length <= 1) return whole;
  // The number takes room, and how much depends on how many parts that makes: try one more digit each time.
  for (let digits = 1; ; digits += 1) {
    const widest = '9'.repeat(digits);
    const parts = pack(filled, separator, maxBytes - byteLength(`(${widest}/${widest})${separator}`));
    if (String(parts.length).length <= digits) {
      return parts.map((part, index) => `(${index + 1}/${parts.length})${separator}${part}`);
    }
  }
};
