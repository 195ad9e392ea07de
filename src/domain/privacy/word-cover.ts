import { givenLevel } from './given-names.js';
import { after, before } from './name-context-words.js';
import { plainWords } from './plain-words.js';
import { surnameLevel } from './surnames.js';
import { isWord as isPublicWord } from './words.js';

/** What a word of so many signs explains of a text. */
const worth: readonly number[] = [0, 0, 4, 7, 10];
const longestWord = worth.length - 1;

/** The words that stand beside names are words as well: 司机, 代收人. */
const isWord = (signs: string): boolean =>
  before.has(signs) || after.has(signs) || plainWords.has(signs) || isPublicWord(signs);

/** How much of each beginning of a stretch words explain, chosen so that they explain the most. */
const explained = (text: string, from: number, to: number): number[] => {
  const most = [0];
  for (let end = from + 1; end <= to; end += 1) {
    let best = most[end - 1 - from] ?? 0;
    for (let length = 2; length <= longestWord && end - length >= from; length += 1) {
      const explains = (most[end - length - from] ?? 0) + (worth[length] ?? 0);
      if (explains > best && isWord(text.slice(end - length, end))) best = explains;
    }
    most.push(best);
  }
  return most;
};

/** Given names that are words as well (建国, 四海) are given because they are; others (可以) now and then. */
const ofGivenName = (signs: string): number => {
  if (signs.length < 2 || !isWord(signs) || plainWords.has(signs)) return 0;
  const level = [...signs].reduce((sum, sign) => sum + (givenLevel(sign) ?? 0), 0);
  return level > 1 ? 4 : 2;
};

/** How much a word is made as names are, by the signs of surname and given name. */
const nameLevel = (words: string, surname: number): number =>
  [...words.slice(surname)].reduce(
    (sum, sign) => sum + (givenLevel(sign) ?? 0),
    surnameLevel(words.slice(0, surname)) ?? 0,
  );

/** Whether a stretch is, or begins as, a word that is nobody's name: 高兴, 关心学生; but 高兴旺 is one. */
export const isPlain = (words: string): boolean =>
  plainWords.has(words) || (plainWords.has(words.slice(0, 2)) && (givenLevel(words.charAt(2)) ?? 0) < 2);

/** How much less words explain of a text if a name stood there: 0 = no word is broken by it. */
export const brokenWords = (text: string, start: number, end: number, surname: number): number => {
  const from = Math.max(0, start - longestWord);
  const to = Math.min(text.length, end + longestWord);
  const whole = explained(text, from, to);
  const lost = (whole.at(-1) ?? 0) - (whole[start - from] ?? 0) - (explained(text, end, to).at(-1) ?? 0);
  const ofSurname = surname > 1 && isWord(text.slice(start, start + surname)) ? (worth[surname] ?? 0) : 0;
  const words = text.slice(start, end);
  // 关注航空: the next word begins within the stretch.
  const runsOn = plainWords.has(words.slice(0, 2)) && isPublicWord(text.slice(end - 1, end + 1));
  if (runsOn || isPlain(words)) return Math.max(lost, 4) + 3;
  // A word as a whole is seldom a name (石头), unless it is made as names are: 康健, 黎明.
  if (isPublicWord(words)) {
    const level = nameLevel(words, surname);
    return level > 2 ? Math.max(0, lost - Math.min(2, level - 2)) : lost + 1;
  }
  return Math.max(0, lost - ofSurname - ofGivenName(text.slice(start + surname, end)));
};
