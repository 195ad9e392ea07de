import { shanghaiDay } from '../domain/day.js';
import { readDigits, readNumber } from './numbers.js';
import type { PeriodMention } from './reading.js';

/** A period found in a line. */
export interface FoundPeriod {
  /** To be resolved against the data: the year of a relative one (去年四季度) is filled in from the clock. */
  readonly mention: PeriodMention;
  /** What the line itself says, whatever the clock: absent for months, 今年 and 去年. */
  readonly said?: PeriodMention;
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

const han = '[零〇一二三四五六七八九]';
const year = `(?<year>\\d{4}年?|\\d{2}年|\\d{2}(?=\\s?q[1-4])|${han}{4}年?|${han}{2}年)`;
const relative = '(?<relative>今年|去年|前年|明年|本年度?|上年度?)';
const quarter =
  '(?:第?(?<quarter>(?<=第)[一二三四1-4](?=个)|[一二三四1-4](?!个))个?(?:季[度渡]?|[计际]度)|q(?<q>[1-4]))';
const half = '(?<half>[上下])半年';

const withPart = new RegExp(`(?:(?:${year}|${relative})[度的]?)?\\s*-?(?:${quarter}|${half})`, 'gu');
const wholeYear =
  /(?<!\d)(?<year>20\d{2}|[二][零〇][零〇一二三四五六七八九]{2})年(?!\s*\d{1,2}月)(?:度|全年)?/gu;
const relativeYear = /今年|去年|前年|本年度|上年度/gu;
const month =
  /(?:(?<year>\d{4})年|(?<relative>今年|去年))?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\s*[\d一二三四五六七八九十]+[日号])/gu;
const day =
  /(?:\d{4}年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?[\d一二三四五六七八九十]+[日号]/gu;
const current = /[本这当]一?个?(?:季[度渡]?|计度)|[本这此]一?[次回期轮趟](?!来)|本轮|当期|这个?季|当前季度/gu;
const previous =
  /上一?个?(?:季[度渡]?|计度)|上一?(?:[次回轮趟](?!(?:是|都)?(?:更新?(?!不|超|滞|慢|情)|维护|换|动|登录?|上新|发文|改版|通过|填|说|问|问的|你说))|期(?!限))|前一(?:个?[季期]度?|次|回)|前次/gu;
/** 前三季度 is a stretch, 近几个季度 a number of them: neither is one period. */
const stretch =
  /前[一二三四1-4]个?季度|[近最过][近去]?[\d几一二三四五六七八九]+个?季度|各季度|每个?季度|[几哪]个?季度/gu;

const yearsBack: ReadonlyMap<string, number> = new Map([
  ['今年', 0],
  ['本年', 0],
  ['本年度', 0],
  ['去年', 1],
  ['上年', 1],
  ['上年度', 1],
  ['前年', 2],
  ['明年', -1],
]);

const readYear = (text: string): number | undefined => {
  if (text === '') return undefined;
  const value = readDigits(text.replace('年', ''));
  if (value === undefined) return undefined;
  return value < 100 ? 2000 + value : value;
};

const relativeTo = (now: Date, word: string): number =>
  Number(shanghaiDay(now).slice(0, 4)) - (yearsBack.get(word) ?? 0);

/** A month without a year is the latest one that has begun. */
const monthMention = (number: number, year: number | undefined, now: Date): PeriodMention => {
  const today = shanghaiDay(now);
  const thisYear = Number(today.slice(0, 4));
  const name = String(number).padStart(2, '0');
  return `${year ?? (number <= Number(today.slice(5, 7)) ? thisYear : thisYear - 1)}-${name}`;
};

/** 8月10日至11月10日, 8到11月: the window of a figure, unless ranks are compared. */
const window =
  /(?:\d{4}年)?\d{1,2}(?:月份?)?(?:\d{1,2}[日号])?[到至~～—-](?:\d{4}年)?\d{1,2}月份?(?:\d{1,2}[日号])?(?!.*(?:排|名次|变化|[升降]))/gu;

type Parse = (
  match: RegExpMatchArray,
) => { readonly mention: PeriodMention; readonly said?: PeriodMention } | undefined;

/** In this order: what an earlier pattern took, a later one does not read again. */
const patterns = (now: Date): readonly (readonly [RegExp, Parse])[] => [
  [stretch, () => undefined],
  [window, () => undefined],
  [previous, () => ({ mention: 'previous', said: 'previous' })],
  [current, () => ({ mention: 'current', said: 'current' })],
  [
    withPart,
    ({ groups = {} }) => {
      const part =
        groups.half === undefined
          ? `Q${readNumber(groups.quarter ?? groups.q ?? '') ?? 0}`
          : `H${groups.half === '上' ? 1 : 2}`;
      if (groups.relative !== undefined) {
        return { mention: `${relativeTo(now, groups.relative)}${part}`, said: part };
      }
      const year = groups.year === undefined ? undefined : readYear(groups.year);
      const mention = `${year ?? ''}${part}`;
      return { mention, said: mention };
    },
  ],
  [day, () => undefined],
  [
    month,
    ({ groups = {} }) => {
      const number = readNumber((groups.month ?? '').replace(/^0/u, ''));
      if (number === undefined) return undefined;
      const year =
        groups.relative === undefined
          ? groups.year && readYear(groups.year)
          : relativeTo(now, groups.relative);
      return { mention: monthMention(number, year === '' ? undefined : year, now) };
    },
  ],
  [
    wholeYear,
    ({ groups = {} }) => {
      const year = readYear(groups.year ?? '');
      return year === undefined ? undefined : { mention: String(year), said: String(year) };
    },
  ],
  [relativeYear, ([word]) => ({ mention: String(relativeTo(now, word)) })],
];

/** The periods that a cleaned line names, in its order, and every span that speaks of time. */
export const findPeriods = (
  line: string,
  now: Date,
): {
  readonly periods: readonly FoundPeriod[];
  readonly spans: readonly { readonly start: number; readonly end: number }[];
} => {
  const periods: FoundPeriod[] = [];
  const spans: { start: number; end: number }[] = [];
  for (const [pattern, parse] of patterns(now)) {
    for (const match of line.matchAll(pattern)) {
      const [words] = match;
      const start = match.index;
      const end = start + words.length;
      if (words === '' || spans.some((span) => start < span.end && end > span.start)) continue;
      spans.push({ start, end });
      const parsed = parse(match);
      if (parsed !== undefined) periods.push({ ...parsed, start, end, words });
    }
  }
  return { periods: periods.toSorted((a, b) => a.start - b.start), spans };
};
