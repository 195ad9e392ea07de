import { givenLevel } from './given-names.js';
import { evidenceAfter, evidenceBefore, isSignature } from './name-context.js';
import { surnameLevel, surnameSigns } from './surnames.js';
import { isWordLikeName } from './words-like-names.js';

/** A stretch of a text that may be a name, with the evidence for it. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Signs of the surname, which stays. */
  readonly surname: number;
  readonly score: number;
}

/** So much evidence makes a name; found by the lines of `test/fixtures/personal-data*.jsonl` and by texts without names. */
export const enough = 6;
/** Less than this no neighbour makes up for. */
const least = 2;
/** The most that the words after a name, and its place at the end of a letter, can tell. */
const mostAfter = 7;

/** 王主任, 李大妈, 周太太: the surname alone, which stays. */
const title =
  /^(?:先生|女士|小姐|太太|夫人|老太|老汉|同志|师傅|老师|老板|主任|书记|支书|经理|医生|大夫|会计|教授|警官|法官|律师|大妈|大爷|大娘|大叔|大姐|大哥|大嫂|阿姨|叔叔|伯伯|奶奶|爷爷|家[人的里门]|[局科院校站队村镇乡处组班园行厂市县区所]长)/u;
const placeEnds = new Set('镇州洲县');

/** What surname and given name tell by themselves; `undefined` = it is no name. */
const ownEvidence = (text: string, start: number, surname: number, end: number): number | undefined => {
  const level = surnameLevel(text.slice(start, start + surname));
  if (level === undefined) return undefined;
  let score = level;
  for (let at = start + surname; at < end; at += 1) {
    const sign = givenLevel(text.charAt(at));
    if (sign === undefined) return undefined;
    score += sign;
  }
  if (surname === 1) {
    // One sign tells less than two.
    if (end - start === 2) score -= 1;
    if (isWordLikeName(text.slice(start, start + 2))) score -= 4;
  }
  return placeEnds.has(text.charAt(end - 1)) ? undefined : score;
};

const lengths = [
  { surname: 1, given: 1 },
  { surname: 1, given: 2 },
  { surname: 2, given: 1 },
  { surname: 2, given: 2 },
];

const candidatesAt = (text: string, start: number): Candidate[] => {
  const own = lengths.flatMap(({ surname, given }) => {
    const end = start + surname + given;
    const score = end > text.length ? undefined : ownEvidence(text, start, surname, end);
    return score === undefined ? [] : [{ start, end, surname, score }];
  });
  if (own.length === 0) return [];
  const before = evidenceBefore(text, start);
  return own.flatMap((one) => {
    const { end, surname } = one;
    let score = one.score + before;
    if (score + mostAfter < least || title.test(text.slice(start + surname, start + surname + 4))) return [];
    const after = evidenceAfter(text, end);
    // Once announced, a whole name need not be set off from what goes on: 物业经理聂海龙跑路了.
    const isSetOff = before > 3 && end - start > 2 && after > -6;
    score += (isSetOff ? Math.max(0, after) : after) + (isSignature(text, start, end) ? 1 : 0);
    return score < least ? [] : [{ ...one, score }];
  });
};

/** 姓名：何 平 — typed with a gap, as forms are; only where a word announces it. */
const withGap = new RegExp(`[${[...surnameSigns].join('')}] \\p{Script=Han}(?!\\p{Script=Han})`, 'gu');

const gapped = (text: string): Candidate[] =>
  [...text.matchAll(withGap)].flatMap(({ 0: name, index }) =>
    evidenceBefore(text, index) >= 5
      ? [{ start: index, end: index + name.length, surname: 2, score: enough }]
      : [],
  );

/** Every stretch that begins with a surname and goes on with signs of given names, with evidence that can be enough. */
export const candidatesOf = (text: string): Candidate[] => {
  const found: Candidate[] = gapped(text);
  for (let start = 0; start < text.length - 1; start += 1) {
    if (surnameSigns.has(text.charAt(start))) found.push(...candidatesAt(text, start));
  }
  return found;
};
