import { pinyin } from 'pinyin-pro';

/** zh, ch, sh and z, c, s are one in many mouths, and in voice transcription; so are en and eng, in and ing. */
const fold = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/u, '$1')
    .replace('ü', 'v')
    .replace(/(?<=[ei]n)g$/u, '');

/** Toneless pinyin of each sign, folded unless asked for as it is; what is not a Chinese character stays. */
export const syllablesOf = (text: string, { folded = true } = {}): string[] => {
  const plain = pinyin(text, { toneType: 'none', type: 'array' });
  return folded ? plain.map(fold) : plain;
};

/** How a word sounds: its folded syllables, run together. */
export const soundOf = (word: string): string => syllablesOf(word).join('');

const readings = new Map<string, readonly string[]>();

/** Every reading of a sign: 牟 is mu and mou. */
const readingsOf = (sign: string): readonly string[] => {
  const known = readings.get(sign);
  if (known !== undefined) return known;
  const all = [...new Set(pinyin(sign, { toneType: 'none', type: 'array', multiple: true }).map(fold))];
  readings.set(sign, all);
  return all;
};

/** Longer names have no sign that is misread: they are known as a whole. */
const longestMisread = 4;

/** The sounds of a name: as it is read, and with one sign but the last read otherwise (中牟 as zhongmou). */
export const soundsOf = (name: string): readonly string[] => {
  const usual = syllablesOf(name);
  const sounds = new Set([usual.join('')]);
  const signs = [...name];
  if (signs.length > longestMisread || usual.length !== signs.length) return [...sounds];
  for (const [at, sign] of signs.entries()) {
    if (at > 0 && at === signs.length - 1 && signs.length > 2) break;
    for (const reading of readingsOf(sign)) sounds.add(usual.with(at, reading).join(''));
  }
  return [...sounds];
};

/** The first letters of a word's syllables: `fgw` of 发改委. */
export const initialsOf = (word: string): string =>
  pinyin(word, { toneType: 'none', type: 'array', pattern: 'first' }).join('');

/** A cleaned line by its sound. */
export interface SoundLine {
  readonly sound: string;
  /** Place in `sound` at which each sign of the line starts, and the end. */
  readonly starts: readonly number[];
  readonly line: string;
}

/** Reads a line by its sound once, to be searched for many words. */
export const hear = (line: string): SoundLine => {
  const heard = syllablesOf(line);
  // Signs outside the basic plane would shift the places: such a line is not searched by sound.
  if (heard.length !== line.length) return { sound: '', starts: [0], line };
  const starts: number[] = [];
  let sound = '';
  for (const [index, syllable] of heard.entries()) {
    starts.push(sound.length);
    // Typed pinyin comes letter by letter: its h and g are folded away like those of a syllable.
    const isFolded =
      (syllable === 'h' && /[zcs]/u.test(heard[index - 1] ?? '')) ||
      (syllable === 'g' && /[ei]n$/u.test(sound) && !/^[aeiou]/u.test(heard[index + 1] ?? ''));
    sound += isFolded ? '' : syllable;
  }
  return { sound, starts: [...starts, sound.length], line };
};

const hasHan = /\p{Script=Han}/u;

/**
 * Whether what is written where a word sounds can stand for it. At least one character has to be the right
 * one, or else all of it pinyin: any two syllables are a word of something.
 */
export const heardAs = (written: string, word: string): boolean =>
  !hasHan.test(written) || [...written].some((sign) => hasHan.test(sign) && word.includes(sign));
