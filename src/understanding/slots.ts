import type { Hit } from './concepts.js';
import type { MarkedLine } from './marks.js';
import { readNumber } from './numbers.js';
import type { Intent, PeriodMention, Slots } from './reading.js';
import type { Concept } from './vocabulary/index.js';

const firstOf = (hits: readonly Hit[], ...concepts: readonly Concept[]): Hit | undefined =>
  hits.find(({ concept }) => concepts.includes(concept));

const countIn = (words: string | undefined): number | undefined => {
  const digits = /\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]/u.exec(
    words ?? '',
  )?.[0];
  return digits === undefined ? undefined : readNumber(digits);
};

/** 第一 and 谁最高 ask for one, 前五 for five, 靠前 for as many as usual. */
const places = (words: string): number | undefined =>
  /第一|冠军|榜首|状元|最[高好低差]|最后一/u.test(words) ? 1 : countIn(words);

const groupOf = (marked: string): Slots['group'] => {
  const county = /区县|县区|县[级市]|各区|各县/u.test(marked);
  const department = /部门|市直|委局|局委|委办局/u.test(marked);
  return county === department ? undefined : county ? 'county' : 'department';
};

/** The name before 栏目: 通知公告栏目, “数据发布”栏目. */
const columnName = /[“"「《]?(?<name>\p{Script=Han}{2,8}?)[”"」》]?(?:栏目|专栏|板块|频道)/u;
const notAName = /[我俺咱们哪几个多少有的是这那些空白网站没更新未超期查看问下T]/u;

const columnOf = (marked: string, hits: readonly Hit[]): string | undefined => {
  const named = columnName.exec(marked.replace(/U的?|T的?/gu, ' '))?.groups?.name;
  if (named !== undefined && !notAName.test(named)) return named;
  return firstOf(hits, 'columnType')?.words;
};

const attachmentOf = (marked: string): number | undefined =>
  countIn(
    /附[件见建表]?\s*(?:\d+|[一二三四五六七八九])|第(?:\d+|[一二三四五六七八九])个附[件见]/u.exec(
      marked,
    )?.[0],
  );

/** 2023年二季度跟三季度比: a quarter takes the year of the one before it. */
const withYear = (mentions: readonly PeriodMention[]): readonly PeriodMention[] => {
  const [first, second, ...others] = mentions;
  const year = /^\d{4}(?=Q)/u.exec(first ?? '')?.[0];
  return first !== undefined && second !== undefined && year !== undefined && /^Q\d$/u.test(second)
    ? [first, `${year}${second}`, ...others]
    : mentions;
};

/**
 * The periods a line means, earlier first. In a comparison one period named, with the other unsaid, is
 * compared with this one: 比上季度 = previous, current.
 */
const comparedMentions = (mentions: readonly PeriodMention[], marked: string): readonly PeriodMention[] => {
  const order = (one: PeriodMention): string =>
    one === 'current' ? '~' : one === 'previous' ? '}' : /^\d/u.test(one) ? one : ` ${one}`;
  const distinct = [...new Set(mentions)].toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  const [only, other] = distinct;
  if (only === undefined || other !== undefined) return distinct.slice(0, 2);
  const comparing = /(?:[跟和与同比较]|对比|相比|比起|相较于)T|T(?:相比|对比|比|差)/u.test(marked);
  return comparing && only !== 'current' ? [only, 'current'] : [only];
};

/** Whether two periods are set against each other: ranks by their question, submissions by the words for it. */
const compares = (intent: Intent, marked: string): boolean =>
  intent === 'rank_change' ||
  (intent === 'info_submission' && /[比较]T|T.{0,3}(?:vs|对比|相比)/u.test(marked));

/** The periods as the line itself says them, joined by a comma. */
export const saidPeriods = (intent: Intent, { marked, periods }: MarkedLine): string => {
  const said = withYear(periods.flatMap((period) => (period.said === undefined ? [] : [period.said])));
  return (compares(intent, marked) ? comparedMentions(said, marked) : said.slice(0, 1)).join(',');
};

/** What a line names besides its intent, as far as this intent needs it. */
export const slotsOf = (intent: Intent, line: MarkedLine, hits: readonly Hit[]): Slots => {
  const { marked, units, account, periods } = line;
  // 不是水利局,我是林业局的; 从水利局调到林业局
  const meantUnits =
    intent === 'bind_unit' && /(?:不是|不在|从|由|离开|(?:以前|原来|之前|原先)[在是])U.*U/u.test(marked)
      ? units.slice(1)
      : units;
  // 背着办公厅改名: who was not told is not who did it.
  const isUntold =
    intent === 'unfiled_changes' &&
    /(?:背着|瞒着|(?:没有?|未|不)(?:告诉|告知|通知|报告?|说|汇报|(?:说|报|汇报)?[跟向给和]))U/u.test(marked);
  const unitIds = [...new Set((isUntold ? [] : meantUnits).flatMap((unit) => unit.unitIds))];
  const mentions = withYear(periods.map(({ mention }) => mention));
  const meant = intent === 'rank_change' ? comparedMentions(mentions, marked) : mentions;
  const top = firstOf(hits, 'topN', 'lastN');
  const n = top === undefined ? undefined : places(top.words);
  const place = top === undefined ? countIn(firstOf(hits, 'place')?.words) : undefined;
  const group = groupOf(marked);
  const column = intent === 'stale_columns' ? columnOf(marked, hits) : undefined;
  const attachment = intent === 'attachments' ? attachmentOf(marked) : undefined;
  const topic =
    intent === 'notice_summary'
      ? firstOf(hits, 'mailbox', 'figure', 'simulated', 'praise')?.words
      : undefined;
  return {
    ...(unitIds.length > 0 ? { unitIds } : {}),
    ...(meant.length > 0 ? { periods: meant } : {}),
    ...(n === undefined ? {} : { n }),
    ...(top === undefined ? {} : { end: top.concept === 'lastN' ? 'last' : 'first' }),
    ...(place === undefined ? {} : { place }),
    ...(group === undefined ? {} : { group }),
    ...(account === undefined ? {} : { account }),
    ...(column === undefined ? {} : { column }),
    ...(topic === undefined ? {} : { topic }),
    ...(attachment === undefined ? {} : { attachment }),
  };
};
