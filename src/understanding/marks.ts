import { type FoundPeriod, findPeriods } from './periods.js';
import type { Lexicon, UnitMatch } from './reading.js';

/** A line whose names and times are each replaced by one sign: U a unit, A an account, T a span of time. */
export interface MarkedLine {
  readonly marked: string;
  readonly units: readonly UnitMatch[];
  readonly account?: string;
  readonly periods: readonly FoundPeriod[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly sign: 'U' | 'A' | 'T';
}

/** Names in the way official accounts are called, for those that no list holds. */
const accountLike =
  /^\p{Script=Han}{2,5}(?:发布|网警|融媒|警方|交警|普法|应急|消防)$|^(?:平安|健康|文明|法治|美丽|智慧|数字|文旅|清风|阳光|幸福|活力|文化|微(?!博|信|视))(?!.{0,3}(?:[局委证码了吗没呢的怎咋几哪谁]|中心|排|第|得|分|名|逾|超|过期|到期|创建)|(?<=文明)(?:单位|城市|校园|家庭|村镇|窗口|办公?|行为|创建))\p{Script=Han}{2,4}$/u;
const accountBefore =
  /(?<name>(?!数据|信息|新闻|政策|统计|内容|法规|[^发]{0,3}[没未不要局委办])\p{Script=Han}{2,4}(?:发布|网警|融媒))(?=是|归|谁|咋|怎么|呢|什么情况|啥情况|(?:的)?情况|属于|的?主[办管]|的?(?:账号|公众号|微信|微博|备案|报备))/u;

const findAccount = (line: string, lexicon: Lexicon): Span | undefined => {
  for (const name of lexicon.accounts) {
    const start = line.indexOf(name.toLowerCase());
    if (start >= 0) return { start, end: start + name.length, sign: 'A' };
  }
  if (accountLike.test(line)) return { start: 0, end: line.length, sign: 'A' };
  const named = accountBefore.exec(line);
  return named === null ? undefined : { start: named.index, end: named.index + named[0].length, sign: 'A' };
};

/** 金水发布: the account of a unit; but 金水区发布了, 金水区发布的信息. */
const accountTail =
  /^(?:发布|融媒体?|网警|普法)(?!了|过|得|到|会|信息|稿|多少|几|量|通报|通知|公告|什么|啥|时间|日期|次|条|不|率|的(?:信息|稿|通知|公告|文|内容|数|几|多|东西|栏|政策)|平台)/u;

/** 平安中原, 文明二七. */
const accountHead = /(?:平安|文明|健康|法治|智慧|美丽|清廉|清风|活力|幸福|阳光|数字|文旅|微观|微游)$/u;
const tailOfBody = /(?:[局委办厅府]|中心)$/u;

/** An account that is called by its unit, without the unit's tail. */
const accountOf = (line: string, units: readonly UnitMatch[]): Span | undefined => {
  for (const { start, end, words } of units) {
    if (tailOfBody.test(words)) continue;
    const head = accountHead.exec(line.slice(0, start))?.[0];
    if (head !== undefined && words.length === 2) return { start: start - head.length, end, sign: 'A' };
    const tail = accountTail.exec(line.slice(end))?.[0];
    if (tail !== undefined) return { start, end: end + tail.length, sign: 'A' };
  }
  return undefined;
};

const overlapping = (a: Omit<Span, 'sign'>, b: Omit<Span, 'sign'>): boolean =>
  a.start < b.end && b.start < a.end;

/** Finds names and times in a cleaned line. An account's name comes first: 郑州惠济公安 names no unit. */
export const markLine = (line: string, lexicon: Lexicon, now: Date): MarkedLine => {
  const named = lexicon.findUnits(line);
  const account = findAccount(line, lexicon) ?? accountOf(line, named);
  const free = (span: Omit<Span, 'sign'>): boolean => account === undefined || !overlapping(span, account);
  const { periods, spans: times } = findPeriods(line, now);
  const units = named.filter((unit) => free(unit) && !times.some((time) => overlapping(unit, time)));
  const spans: Span[] = [
    ...(account === undefined ? [] : [account]),
    ...units.map(({ start, end }) => ({ start, end, sign: 'U' as const })),
    ...times.filter(free).map(({ start, end }) => ({ start, end, sign: 'T' as const })),
  ];
  let marked = line;
  for (const { start, end, sign } of spans.toSorted((a, b) => b.start - a.start)) {
    marked = `${marked.slice(0, start)}${sign}${marked.slice(end)}`;
  }
  return {
    marked,
    units,
    periods: periods.filter(free),
    ...(account === undefined ? {} : { account: line.slice(account.start, account.end) }),
  };
};
