import { addressRules } from './addresses.js';
import { nameRules } from './names.js';
import { numberRules } from './numbers.js';
import { type MaskRule, type MaskRules, narrowed } from './rule.js';

const kinds: readonly MaskRules[] = [numberRules, addressRules, nameRules];

interface Span {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

/** What a rule finds in a text, without what an earlier rule has taken. */
const spansOf = ({ pattern, maskOf }: MaskRule, text: string, taken: readonly Span[]): Span[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const masked = maskOf(match);
    if (masked === undefined) return [];
    const start = match.index + masked.from;
    const end = start + masked.length;
    return taken.some((span) => start < span.end && span.start < end)
      ? []
      : [{ start, end, mask: masked.mask }];
  });

/**
 * Takes citizens' personal data out of a text before it is stored, shown or logged. Numbers (telephone,
 * identity papers, bank cards, licence plates) are found by their form; names and addresses by the words that
 * announce them and by their own build, so those are best effort: `test/domain/privacy.test.ts` measures how
 * good. The rest of the text stays as it was.
 */
export const maskPersonalData = (text: string): string => {
  const plain = narrowed(text);
  const spans: Span[] = [];
  for (const { mayHold, rules } of kinds) {
    if (!mayHold.test(plain)) continue;
    for (const rule of rules) spans.push(...spansOf(rule, plain, spans));
  }
  if (spans.length === 0) return text;
  let masked = text;
  for (const { start, end, mask } of spans.toSorted((one, other) => other.start - one.start)) {
    masked = `${masked.slice(0, start)}${mask}${masked.slice(end)}`;
  }
  return masked;
};
