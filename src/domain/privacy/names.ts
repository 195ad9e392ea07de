import { type Candidate, candidatesOf, enough } from './name-candidates.js';
import { evidenceAfter, evidenceBefore } from './name-context.js';
import type { PersonalData, Span } from './rule.js';
import { surnameSigns } from './surnames.js';

/** One of several needs less: 苗雨欣、苗雨泽, 孙磊和孙淼. */
const besideName = 3;
const separator = /^[、，,和与跟及同/ ;；]{0,2}$/u;
const longestSeparator = 2;

const byPlace = (
  candidates: readonly Candidate[],
  placeOf: (one: Candidate) => number,
): Map<number, Candidate[]> => {
  const at = new Map<number, Candidate[]>();
  for (const one of candidates) {
    const there = at.get(placeOf(one));
    if (there === undefined) at.set(placeOf(one), [one]);
    else there.push(one);
  }
  return at;
};

/** The best of the candidates that do not overlap, then those beside them in a list. */
const chosen = (text: string, candidates: readonly Candidate[]): Candidate[] => {
  const best = candidates.toSorted((one, other) => other.score - one.score || one.start - other.start);
  const taken = new Uint8Array(text.length);
  const names: Candidate[] = [];
  const take = (one: Candidate): void => {
    if (taken.subarray(one.start, one.end).includes(1)) return;
    taken.fill(1, one.start, one.end);
    names.push(one);
  };
  for (const one of best) if (one.score >= enough) take(one);
  if (names.length === 0) return names;

  const near = best.filter(({ score }) => score < enough && score + besideName >= enough);
  const starting = byPlace(near, ({ start }) => start);
  const ending = byPlace(near, ({ end }) => end);
  const wordsOf = ({ start, end }: Candidate): string => text.slice(start, end);
  const told = names.map(wordsOf);
  for (const one of near) if (told.some((name) => isLike(name, wordsOf(one)))) take(one);
  // Grows while it is walked: a name found beside another one has neighbours as well.
  for (const { start, end } of names) {
    for (let gap = 0; gap <= longestSeparator; gap += 1) {
      if (separator.test(text.slice(end, end + gap))) starting.get(end + gap)?.forEach(take);
      if (separator.test(text.slice(start - gap, start))) ending.get(start - gap)?.forEach(take);
    }
  }
  return names;
};

/** 杨柳依 and 杨柳衣, 项羽辰 and 项羽庭: a slip of the pen, or brothers. */
const isLike = (one: string, other: string): boolean =>
  one.length > 2 && one.length === other.length && one.slice(0, -1) === other.slice(0, -1);

/** Two signs may be the middle of other words, 高峰 of 早高峰. */
const standsAlone = (text: string, at: number, end: number): boolean =>
  end - at > 2 || evidenceBefore(text, at) + evidenceAfter(text, end) > 0;

/** A name that was told once is the same name wherever it stands. */
const everywhere = (text: string, names: readonly Candidate[]): Span[] => {
  const surnames = new Map(names.map(({ start, end, surname }) => [text.slice(start, end), surname]));
  const found: Span[] = names.map(({ start, end, surname }) => ({ start: start + surname, end, mask: '**' }));
  for (const [name, surname] of surnames) {
    const end = (at: number): number => at + name.length;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, end(at))) {
      if (standsAlone(text, at, end(at))) found.push({ start: at + surname, end: end(at), mask: '**' });
    }
  }
  return found;
};

/**
 * Names of persons, by their surname, the signs of their given name, and what stands before and after. The
 * surname stays.
 */
export const names: PersonalData = {
  mayHold: new RegExp(`[${[...surnameSigns].join('')}][ \\p{Script=Han}]`, 'u'),
  find: (text) => {
    const candidates = candidatesOf(text);
    return candidates.length === 0 ? [] : everywhere(text, chosen(text, candidates));
  },
};
