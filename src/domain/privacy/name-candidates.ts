import { givenLevel } from './given-names.js';
import { evidenceAfter, evidenceBefore, signature } from './name-context.js';
import { after as wordsAfter, before as wordsBefore } from './name-context-words.js';
import { isRareSurname, surnameLevel, surnameSigns } from './surnames.js';
import { brokenWords, isPlain } from './word-cover.js';
import { isKindOfThing, isWord } from './words.js';

/** A stretch of a text that may be a name, with the evidence for it. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Signs of the surname, which stays. */
  readonly surname: number;
  readonly score: number;
}
type Own = Pick<Candidate, 'start' | 'end' | 'surname'>;

/** So much evidence makes a name; found by the lines of `test/fixtures/personal-data*.jsonl` and by texts without names. */
export const enough = 5;
/** Less than this no neighbour makes up for. */
const least = 2;
/** The most that the words after a name, or its place at the end of a letter, can tell. */
const mostAfter = 11;

/** 王主任, 李大妈, 周太太: the surname alone, which stays. */
const title =
  /^(?:先生|女士|小姐|太太|夫人|老太|老汉|同志|师傅|老师|老板|主任|书记|支书|经理|医生|大夫|会计|教授|警官|法官|律师|大妈|大爷|大娘|大叔|大姐|大哥|大嫂|阿姨|叔叔|伯伯|奶奶|爷爷|家[人的里门]|[姐哥叔婶姨嫂总](?!\p{Script=Han})|[姐哥叔婶姨嫂总](?=[说来在的是给打]|让我)|护士|[民交辅]警|警察|保安|司机|助理|秘书|某|[局科院校站队村镇乡处组班园行厂市县区所]长)/u;
const placeEnds = new Set('镇州洲县乡村');
/** After a surname: 郑政办〔2023〕12号, 东关小学, 羊三天, 陈家祠堂, 霍家沟. */
const unlikePerson =
  /^(?:\p{Script=Han}{1,5}[〔［[（(]\s?(?:19|20)\d{2}|[小中大]学|[一二两三四五六七八九十几半冬夏春秋]天|家(?:祠堂?|宗祠|大院|老[宅屋]|祖坟|[庄沟村湾坟坝寨营屯岗洼堡坡塘桥港楼集店台窑畈冲坪岭埠巷胡弄]))/u;
/** 毛庄, 万和城, 麻醉科: a place or a unit rather than a person. */
const unitEnds = new Set(
  '庄寨屯营堡集湾沟坡岗店坊塘坝冲坳畈埠墩浜圩坎坨嘴岙塆坑洼窑垭垸庙城园苑府寺塔桥科处局厅院校站所组队厂部馆区',
);
/** 贾鲁河, 龙子湖: a river or a hill, and a name now and then. */
const waterEnds = new Set('河湖岭坪峪');
const lane = '胡同';
const han = /\p{Script=Han}/u;

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
  const last = text.charAt(end - 1);
  if (placeEnds.has(last) || text.startsWith(lane, end - 1)) return undefined;
  if (unitEnds.has(last)) score -= 4;
  if (waterEnds.has(last)) score -= 3;
  // The same sign twice tells more: 乐乐.
  if (end - start === surname + 2 && text.charAt(end - 2) === last) score += 2;
  return score;
};

const lengths = [
  { surname: 1, given: 1 },
  { surname: 1, given: 2 },
  { surname: 2, given: 1 },
  { surname: 2, given: 2 },
];

/** By how much what is said around a stretch lessens the doubt that it is a word: 叫高兴, but 居民幸福感不强. */
const doubtOf = (text: string, { start, end, surname }: Own, before: number, after: number): number => {
  const isSetOff = !han.test(text.charAt(end));
  const isOutright = (before > 4 && isSetOff) || after > 6;
  if (isRareSurname(text.slice(start, start + surname))) return before > 6 && isSetOff ? 2 : 1;
  if (isPlain(text.slice(start, end))) return isOutright ? 2 : 1;
  if (isOutright) return 6;
  // 方可领取: a name does not end within the next word.
  if (end - start > 2 && isWord(text.slice(end - 1, end + 1))) return 1;
  const isTold = before > 3 || after > 5 || (before > 1 && before + after > 6);
  return isTold ? 2 : 1;
};

/** 代表, 师傅: what stands beside names is none, and begins none (代表王组长). */
const isBesideNames = (words: string): boolean => wordsBefore.has(words) || wordsAfter.has(words);

const candidatesAt = (text: string, start: number): Candidate[] => {
  const own = lengths.flatMap(({ surname, given }) => {
    const end = start + surname + given;
    const score = end > text.length ? undefined : ownEvidence(text, start, surname, end);
    if (score === undefined) return [];
    const words = text.slice(start, end);
    return isBesideNames(words) || isBesideNames(words.slice(0, 2)) || isKindOfThing(words)
      ? []
      : [{ start, end, surname, score }];
  });
  if (own.length === 0 || unlikePerson.test(text.slice(start + 1, start + 12))) return [];
  const before = evidenceBefore(text, start);
  return own.flatMap((one) => {
    const { end, surname } = one;
    if (
      one.score + before + mostAfter < least ||
      title.test(text.slice(start + surname, start + surname + 4))
    )
      return [];
    const after = evidenceAfter(text, end);
    // One sign tells less than two.
    const short = end - start > 2 ? 0 : before > 2 || after > 5 ? 1 : 2;
    let score = one.score + before - short;
    // Once announced, a whole name need not be set off from what goes on: 物业经理聂海龙跑路了.
    const isSetOff = before > 3 && end - start > 2 && after > -6;
    score += (isSetOff ? Math.max(0, after) : after) + signature(text, start, end);
    if (score >= least) {
      score -= brokenWords(text, start, end, surname) / doubtOf(text, one, before, after);
    }
    return score < least ? [] : [{ ...one, score }];
  });
};

/** 姓名：何 平 — typed with a gap, as forms are; only where a word announces it. */
const withGap = new RegExp(`[${[...surnameSigns].join('')}] \\p{Script=Han}(?!\\p{Script=Han})`, 'gu');

const gapped = (text: string): Candidate[] =>
  !text.includes(' ')
    ? []
    : [...text.matchAll(withGap)].flatMap(({ 0: name, index }) =>
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
