import { soundOf, syllablesOf } from './sound.js';
import { coreWords, otherWords, soundsLikeOurs, spokenWords, tellingWords } from './vocabulary/core.js';

const bySound: ReadonlyMap<string, string> = new Map(coreWords.map((word) => [soundOf(word), word]));
const core: ReadonlySet<string> = new Set(coreWords);
const sharesSign = (a: string, b: string): boolean => [...a].some((sign) => b.includes(sign));

/** The core word that two signs stand for: they sound like it, and one of them is right. */
const meant = (written: string, sound: string): string | undefined => {
  const word = bySound.get(sound);
  return word === undefined || !sharesSign(written, word) ? undefined : word;
};

/** The core word that two signs stand for beside another such word, though none of them is right: 蓝木超期. */
const meantBeside = (written: string, sound: string): string | undefined => {
  const word = bySound.get(sound);
  return word === undefined || !tellingWords.has(word) || soundsLikeOurs.has(written) ? undefined : word;
};

const tells = (line: string): boolean => {
  for (const word of tellingWords) if (line.includes(word)) return true;
  return false;
};

const han = /^\p{Script=Han}{2}$/u;

const respelt = (line: string): string => {
  const sounds = syllablesOf(line);
  // Signs outside the basic plane would shift the places.
  if (sounds.length !== line.length) return line;
  const isOurs = tells(line);
  let spelt = line;
  for (let at = 0; at + 1 < line.length; at += 1) {
    const written = line.slice(at, at + 2);
    const isRight = core.has(written) || otherWords.has(written);
    if (isRight) at += 1;
    if (isRight || !han.test(written)) continue;
    const sound = `${sounds[at] ?? ''}${sounds[at + 1] ?? ''}`;
    const word = meant(written, sound) ?? (isOurs ? meantBeside(written, sound) : undefined);
    if (word === undefined) continue;
    spelt = `${spelt.slice(0, at)}${word}${spelt.slice(at + 2)}`;
    at += 1;
  }
  return spelt;
};

/** Pinyin as it is typed, with its h, the longest first. */
const latin: readonly (readonly [letters: string, word: string])[] = [...coreWords, ...spokenWords]
  .map((word) => [syllablesOf(word, { folded: false }).join(''), word] as const)
  .toSorted(([a], [b]) => b.length - a.length);

/** A run of letters in words, if it is nothing else. */
const readLatin = (run: string): string | undefined => {
  if (run === '') return '';
  for (const [letters, word] of latin) {
    if (!run.startsWith(letters)) continue;
    const rest = readLatin(run.slice(letters.length));
    if (rest !== undefined) return `${word}${rest}`;
  }
  return undefined;
};

/** Verbs that ask for something, before what they ask for: cha下巩义, fa我附件. */
const askedFor: ReadonlyMap<string, string> = new Map([
  ['cha', '查'],
  ['kan', '看'],
  ['fa', '发'],
  ['wen', '问'],
  ['gei', '给'],
]);
const verbs = /(?<![a-z\d])(?:cha|kan|fa|wen|gei)(?=\s?(?:一?[下个份]|我|\p{Script=Han}))/gu;

/** Letters by themselves: those of a binding code are none. */
const runs = /(?<!绑定码?[:\s]*)(?<![a-z\d])[a-z]{4,}(?![a-z\d])/gu;
/** No longer run is read: every way to divide it would be tried. */
const longestRun = 30;

/**
 * A cleaned line with the core words of the field spelt right: 但位 = 单位, 朝期 = 超期, paiming = 排名. Only a word
 * of two signs of which one is right is taken for another, and letters only where the whole run of them reads so.
 */
export const withSpelling = (line: string): string =>
  respelt(
    line
      .replace(verbs, (verb) => askedFor.get(verb) ?? verb)
      .replace(runs, (run) => (run.length > longestRun ? run : (readLatin(run) ?? run))),
  );
