import { addDays, addMonths, dayOf, daysBetween, weekdayOf } from '../domain/day.js';
import type { Day } from '../domain/records/index.js';
import { readNumber } from './numbers.js';

/** A day that a line names, or one that it names and the calendar has not: 2月30日. */
export type FoundDay = { readonly day: Day } | { readonly badDay: string };

const written =
  /(?:(?<year>\d{4})\s*[年./-]\s*)?(?<!\d)(?<month>\d{1,2})\s*[月./-]\s*(?<day>\d{1,2})(?!\d)\s*[日号]?/gu;
const spoken = /(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})[日号]/gu;
const near: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今日', 0],
  ['明天', 1],
  ['明日', 1],
  ['大后天', 3],
  ['后天', 2],
]);
/** A day without a year that has passed so long ago is next year's. */
const longPast = 60;

const dated = ({ groups = {}, 0: words }: RegExpMatchArray, today: Day): FoundDay => {
  const { year, month = '', day = '' } = groups;
  const inYear = (of: string | number): Day | undefined =>
    dayOf(of, readNumber(month) ?? month, readNumber(day) ?? day);
  const here = inYear(year ?? today.slice(0, 4));
  const isMeant = here !== undefined && (year !== undefined || daysBetween(here, today) <= longPast);
  const found = isMeant || year !== undefined ? here : inYear(Number(today.slice(0, 4)) + 1);
  return found === undefined ? { badDay: words.trim() } : { day: found };
};

const nearDay = (text: string, today: Day): FoundDay | undefined => {
  const word = [...near.keys()].find((one) => text.includes(one));
  return word === undefined ? undefined : { day: addDays(today, near.get(word) ?? 0) };
};

/** The first day that a line (in NFKC) names by its date, or as today, tomorrow or the day after. */
export const readDay = (text: string, today: Day): FoundDay | undefined => {
  const [found] = [...text.matchAll(written), ...text.matchAll(spoken)];
  return found === undefined ? nearDay(text, today) : dated(found, today);
};

const weekday = /(?<week>下下个?|下个?|本|这个?)?(?:周的?)?(?:周|星期|礼拜)(?<day>[一二三四五六日天末])/u;
const weekdays = '一二三四五六日';

/** 周五 is the next one from today on; 本周五 and 下周五 count weeks from Monday. A 周末 ends with Sunday. */
const weekdayIn = (text: string, today: Day): FoundDay | undefined => {
  const { week, day } = weekday.exec(text)?.groups ?? {};
  if (day === undefined) return undefined;
  const at = weekdays.indexOf(/[天末]/u.test(day) ? '日' : day);
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  const weeks = week === undefined ? 0 : (week.match(/下/gu)?.length ?? 0);
  const found = addDays(monday, weeks * 7 + at);
  return { day: week === undefined && found < today ? addDays(found, 7) : found };
};

const monthEnd =
  /(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:底|末)|(?<next>下个?)?月(?:底|末)/u;

const monthEndIn = (text: string, today: Day): FoundDay | undefined => {
  const found = monthEnd.exec(text)?.groups;
  if (found === undefined) return /年底|年末/u.test(text) ? { day: `${today.slice(0, 4)}-12-31` } : undefined;
  const first = `${today.slice(0, 7)}-01`;
  const month = readNumber(found.month ?? '') ?? 0;
  // A month that has passed is next year's.
  const ahead =
    month === 0 ? (found.next === undefined ? 0 : 1) : (month - Number(today.slice(5, 7)) + 12) % 12;
  return { day: addDays(addMonths(first, ahead + 1), -1) };
};

const dayOfMonth = /(?<!\d)(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/u;

/** 20号: the next one that the calendar has, today's included. */
const dayOfMonthIn = (text: string, today: Day): FoundDay | undefined => {
  const found = dayOfMonth.exec(text);
  if (found === null) return undefined;
  const number = readNumber(found.groups?.day ?? '') ?? 0;
  const first = `${today.slice(0, 7)}-01`;
  for (const month of [first, addMonths(first, 1)]) {
    const day = dayOf(month.slice(0, 4), month.slice(5, 7), number);
    if (day !== undefined && day >= today) return { day };
  }
  return { badDay: found[0] };
};

const stretch = /(?<count>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?<unit>天|个?周|个?星期|个?礼拜|个月)/u;

/** 三天, 两周, 一个月: from today on, today counted. */
const stretchIn = (text: string, today: Day): FoundDay | undefined => {
  const { count = '', unit } = stretch.exec(text)?.groups ?? {};
  const number = readNumber(count);
  if (number === undefined || number === 0 || unit === undefined) return undefined;
  if (unit === '个月') return { day: addDays(addMonths(today, number), -1) };
  return { day: addDays(today, number * (unit === '天' ? 1 : 7) - 1) };
};

const endDayIn = (text: string, today: Day): FoundDay | undefined => {
  const date = [...text.matchAll(written), ...text.matchAll(spoken)].at(-1);
  if (date !== undefined) return dated(date, today);
  for (const read of [weekdayIn, nearDay, monthEndIn, dayOfMonthIn, stretchIn]) {
    const found = read(text, today);
    if (found !== undefined) return found;
  }
  return undefined;
};

/**
 * The last day of a stretch that a line speaks of (12月20日, 下周五, 20号, 月底, 三天): what stands behind the
 * last 至 or 到, else in the whole line. `today` is the day in Shanghai.
 */
export const readEndDay = (line: string, today: Day): FoundDay | undefined => {
  const text = line.normalize('NFKC');
  const end = text.split(/[至到~—]/u).at(-1) ?? '';
  return endDayIn(end, today) ?? endDayIn(text, today);
};
