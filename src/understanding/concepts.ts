import { findHeard, hear, soundOf } from './sound.js';
import { type Concept, vocabulary } from './vocabulary/index.js';

/** A place in a marked line where something of the field is spoken of. */
export interface Hit {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

interface CompiledConcept {
  readonly concept: Concept;
  readonly pattern: RegExp;
  readonly heard: readonly { readonly word: string; readonly sound: string }[];
}

const isConcept = (name: string): name is Concept => name in vocabulary;

/** Words of one character are in everything, by sound even more so. */
const shortestHeard = 2;

const compiled: readonly CompiledConcept[] = Object.entries(vocabulary).flatMap(([concept, entry]) => {
  if (!isConcept(concept)) return [];
  const words: readonly string[] = 'words' in entry ? entry.words : [];
  const patterns: readonly string[] = 'patterns' in entry ? entry.patterns : [];
  // The longest word first: alternation takes the first that fits.
  const spelt = words.toSorted((a, b) => b.length - a.length);
  return [
    {
      concept,
      pattern: new RegExp([...patterns, ...spelt].map((one) => `(?:${one})`).join('|'), 'gu'),
      heard: words
        .filter((word) => word.length >= shortestHeard)
        .map((word) => ({ word, sound: soundOf(word) })),
    },
  ];
});

const overlaps = (a: Hit, b: Hit): boolean => a.start < b.end && b.start < a.end;
const lengthOf = ({ start, end }: Hit): number => end - start;

/** What lies inside something longer is part of it: the 合格 of 合格率 asks for no qualification. */
const withoutContained = (hits: readonly Hit[]): Hit[] =>
  hits.filter(
    (hit) =>
      !hits.some(
        (other) => other.start <= hit.start && other.end >= hit.end && lengthOf(other) > lengthOf(hit),
      ),
  );

/** By `exec`, not `matchAll`, which copies a pattern each time: that took most of the time of a line. */
const spelt = (line: string): Hit[] => {
  const hits: Hit[] = [];
  for (const { concept, pattern } of compiled) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      const [words] = match;
      if (words === '') pattern.lastIndex += 1;
      else hits.push({ concept, start: match.index, end: match.index + words.length, words });
    }
  }
  return hits;
};

const heard = (line: string, taken: readonly Hit[]): Hit[] => {
  const sounds = hear(line);
  const found = compiled.flatMap(({ concept, heard: words }) =>
    words.flatMap(({ word, sound }) => {
      const span = findHeard(sounds, word, sound);
      return span === undefined ? [] : [{ concept, ...span, words: line.slice(span.start, span.end) }];
    }),
  );
  return found.filter(
    (hit) => !taken.some((other) => overlaps(hit, other) && lengthOf(other) >= lengthOf(hit)),
  );
};

/** What a marked line speaks of, as spelt, and by sound where nothing is spelt. */
export const findConcepts = (line: string): readonly Hit[] => {
  const exact = spelt(line);
  return withoutContained([...exact, ...heard(line, exact)]).toSorted((a, b) => a.start - b.start);
};
