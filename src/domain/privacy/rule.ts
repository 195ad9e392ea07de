/** Finds one kind of personal data in a narrowed text. */
export interface MaskRule {
  readonly pattern: RegExp;
  /** What a text has wherever the pattern matches, and is found far sooner: most texts are spared the pattern. */
  readonly needs?: RegExp;
  /** What is masked of a match, and by what; `undefined` = it is none after all. Offsets within the match. */
  maskOf(match: RegExpMatchArray): Masked | undefined;
}

/** A stretch of a text that is personal, and what stands there instead. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

/** One kind of personal data, and the sign without which a text holds none of it: most lines are looked at no further. */
export interface PersonalData {
  readonly mayHold: RegExp;
  find(text: string): Span[];
}

const overlap = (one: Pick<Span, 'start' | 'end'>, other: Pick<Span, 'start' | 'end'>): boolean =>
  one.start < other.end && other.start < one.end;

/** As `matchAll`, which makes and compiles a pattern anew for each text: with long ones that is most of the time. */
const matchesOf = (pattern: RegExp, text: string): RegExpExecArray[] => {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return matches;
};

const spansOf = ({ pattern, maskOf }: MaskRule, text: string, taken: readonly Span[]): Span[] =>
  matchesOf(pattern, text).flatMap((match) => {
    const masked = maskOf(match);
    if (masked === undefined) return [];
    const start = match.index + masked.from;
    const span = { start, end: start + masked.length, mask: masked.mask };
    return taken.some((one) => overlap(one, span)) ? [] : [span];
  });

/** Finds by rules in their order: what an earlier one has taken is left alone by the later ones. */
export const byRules =
  (rules: readonly MaskRule[]): PersonalData['find'] =>
  (text) => {
    const spans: Span[] = [];
    for (const rule of rules) {
      if (rule.needs?.test(text) !== false) spans.push(...spansOf(rule, text, spans));
    }
    return spans;
  };

export interface Masked {
  readonly from: number;
  readonly length: number;
  readonly mask: string;
}

export const stars = (count: number): string => '*'.repeat(count);

const chineseDigits: ReadonlyMap<string, string> = new Map(
  ['零〇', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign) => [sign, String(digit)] as const),
  ),
);

/** A number spelled out digit by digit is at least so long, perhaps with marks between. */
const spelledOut =
  /[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖](?:[ ,，、·.-]?[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]){6,}/gu;

/**
 * The text with full-width signs and numbers spelled out as plain ones, character for character, so that
 * places in it are places in the text.
 */
export const narrowed = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000|\u00a0/gu, ' ')
    .replace(spelledOut, (run) => [...run].map((sign) => chineseDigits.get(sign) ?? sign).join(''));

/** Masks the whole of a match, but for so many signs at each end. */
export const allBut =
  (head: number, tail: number) =>
  ([whole]: RegExpMatchArray): Masked => {
    const length = Math.max(1, whole.length - head - tail);
    return { from: head, length, mask: stars(length) };
  };

/** Masks a named group of a match with so many stars. */
export const group = (match: RegExpMatchArray, name: string, mask: string, keep = 0): Masked | undefined => {
  const words = match.groups?.[name];
  if (words === undefined || words === '') return undefined;
  const from = match[0].indexOf(words, (match.groups?.lead ?? '').length) + keep;
  return { from, length: words.length - keep, mask };
};
