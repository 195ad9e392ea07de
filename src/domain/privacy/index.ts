import { addresses } from './addresses.js';
import { names } from './names.js';
import { numbers } from './numbers.js';
import { narrowed, type PersonalData, type Span } from './rule.js';
import { transcribedNames } from './transcribed-names.js';

const kinds: readonly PersonalData[] = [numbers, addresses, transcribedNames, names];

/**
 * Takes citizens' personal data out of a text before it is stored, shown or logged. Numbers (telephone,
 * identity papers, bank cards, licence plates) are found by their form; names and addresses by the words that
 * announce them and by their own build, so those are best effort: `bench/masking.md` tells how good. The rest of
 * the text stays as it was.
 */
export const maskPersonalData = (text: string): string => {
  const plain = narrowed(text);
  const spans: Span[] = [];
  const taken = new Uint8Array(plain.length);
  for (const { mayHold, find } of kinds) {
    if (!mayHold.test(plain)) continue;
    for (const span of find(plain)) {
      if (taken.subarray(span.start, span.end).includes(1)) continue;
      taken.fill(1, span.start, span.end);
      spans.push(span);
    }
  }
  if (spans.length === 0) return text;
  let masked = text;
  for (const { start, end, mask } of spans.toSorted((one, other) => other.start - one.start)) {
    masked = `${masked.slice(0, start)}${mask}${masked.slice(end)}`;
  }
  return masked;
};
