import { hear, heardAs, soundOf } from './sound.js';
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
}

/** A word of a concept, to be found by its sound. */
interface SoundWord {
  readonly concept: Concept;
  readonly word: string;
  readonly sound: string;
}

const isConcept = (name: string): name is Concept => name in vocabulary;

/** Words of one character are in everything, by sound even more so. */
const shortestHeard = 2;

const wordsOf = (concept: Concept): readonly string[] => {
  const entry = vocabulary[concept];
  return 'words' in entry ? entry.words : [];
};

const concepts: readonly Concept[] = Object.keys(vocabulary).filter(isConcept);

const compiled: readonly CompiledConcept[] = concepts.map((concept) => {
  const entry = vocabulary[concept];
  const patterns: readonly string[] = 'patterns' in entry ? entry.patterns : [];
  // The longest word first: alternation takes the first that fits.
  const spelt = wordsOf(concept).toSorted((a, b) => b.length - a.length);
  return {
    concept,
    pattern: new RegExp([...patterns, ...spelt].map((one) => `(?:${one})`).join('|'), 'gu'),
  };
});

/** By so many letters of their sound words are looked up. */
const soundKey = 2;

/** The words of all concepts by the beginning of their sound: a line is walked once, not once for each word. */
const soundWords: ReadonlyMap<string, readonly SoundWord[]> = (() => {
  const words = new Map<string, SoundWord[]>();
  for (const concept of concepts) {
    for (const word of wordsOf(concept).filter(({ length }) => length >= shortestHeard)) {
      const sound = soundOf(word);
      const key = sound.slice(0, soundKey);
      words.set(key, [...(words.get(key) ?? []), { concept, word, sound }]);
    }
  }
  return words;
})();

const overlaps = (a: Hit, b: Hit): boolean => a.start < b.end && b.start < a.end;
const lengthOf = ({ start, end }: Hit): number => end - start;

/** 谁采用率最高: what is asked of the first and the last reaches over what they are the first of. */
const reaching: ReadonlySet<Concept> = new Set<Concept>(['topN', 'lastN']);
const objects: ReadonlySet<Concept> = new Set<Concept>([
  'submission',
  'message',
  'column',
  'account',
  'overdue',
]);

/** What lies inside something longer is part of it: the 合格 of 合格率 asks for no qualification. */
const withoutContained = (hits: readonly Hit[]): Hit[] =>
  hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.start <= hit.start &&
          other.end >= hit.end &&
          lengthOf(other) > lengthOf(hit) &&
          !(reaching.has(other.concept) && objects.has(hit.concept)),
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
  const { sound, starts } = hear(line);
  const hits: Hit[] = [];
  const found = new Set<SoundWord>();
  for (const [start, at] of starts.entries()) {
    for (const one of soundWords.get(sound.slice(at, at + soundKey)) ?? []) {
      if (found.has(one) || !sound.startsWith(one.sound, at)) continue;
      const end = starts.lastIndexOf(at + one.sound.length);
      const words = line.slice(start, end);
      if (end <= start || !heardAs(words, one.word)) continue;
      found.add(one);
      hits.push({ concept: one.concept, start, end, words });
    }
  }
  return hits.filter(
    (hit) => !taken.some((other) => overlaps(hit, other) && lengthOf(other) >= lengthOf(hit)),
  );
};

/** What a marked line speaks of, as spelt, and by sound where nothing is spelt. */
export const findConcepts = (line: string): readonly Hit[] => {
  const exact = spelt(line);
  return withoutContained([...exact, ...heard(line, exact)]).toSorted((a, b) => a.start - b.start);
};
