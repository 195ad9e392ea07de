import { findConcepts, type Hit } from './concepts.js';
import { type Strangers, strangersIn } from './foreign.js';
import { type MarkedLine, markLine } from './marks.js';
import { asksOfOtherCity } from './other-places.js';
import { speaksOfOwnUnit, withOwnUnit } from './own-unit.js';
import { type Intent, ofOneUnit, type Reading, type UnderstandingContext } from './reading.js';
import { type Feature, nearestRules, rules, tornRules } from './rules.js';
import { saidPeriods, slotsOf } from './slots.js';
import { isTopic } from './unit-context.js';
import { bareLine } from './vocabulary/bare.js';

/** One clause as it was read. */
export interface ReadClause {
  readonly line: MarkedLine;
  /** Best first; empty where nothing of the field is said. */
  readonly readings: readonly Reading[];
  readonly torn: boolean;
}

/** Words that carry no question: greetings, requests, particles. */
const fillers =
  /一份|请问|请|您好|你好|麻烦|谢谢|帮忙|帮我|帮俺|给我|给俺|告诉我|我想|想要|想|知道|了解|问一?下|问|查一?下|查询|查|看一?下|看看|看|发一?下|一下|现在|目前|最近|最新|到底|关于|那个|这个|那|这|哪些|哪个|哪|什么|啥|有没有|有|没|是|的|了|吗|呢|啊|呀|吧|嘛|么|哦|喽|呗|哈|和|跟|与|就|都|还|也|要|能|可以|会|给|让|把|我们|我|俺|咱们|咱|你|您|他|们|单位|网站|领导|局长|主任|区长|在|里|上|下|个|几|多少|吧|[UTA]|\p{P}|\p{S}|\s/gu;

/** More unknown characters than these, and the line speaks of something that is not ours. */
const mostUnknown = 2;

const unknownPart = (marked: string, hits: readonly Hit[]): string => {
  const signs = marked.split('');
  for (const { start, end } of hits) signs.fill(' ', start, end);
  return signs.join('').replace(fillers, '');
};

/** Said of messages, columns and accounts alike: 超时了没, 改了没. By itself nobody knows of which. */
const bareWords =
  /^(?:改|变|换|停|关)了$|^(?:超时|超期|过期|到期|截止|更新(?!不及时|超|滞后|慢))(?!的?件|了?[没未][回答办])/u;
const asksAlone = /^[的了没吗么不呢啊吧有都还请列出到什时候\p{P}\s]*$/u;

const isBare = (marked: string, hits: readonly Hit[]): boolean => {
  const [first] = hits;
  if (first === undefined || hits.some((hit) => hit.concept !== first.concept && hit.concept !== 'vague')) {
    return false;
  }
  const signs = marked.split('');
  for (const { start, end } of hits) signs.fill(' ', start, end);
  const rest = signs.join('');
  return bareWords.test(first.words) && asksAlone.test(rest);
};

/** What a message is about says nothing of whose business it is: 咨询医保报销的留言. */
const topicOfMessage =
  /(?:咨询|反映|关于|涉及|投诉|举报|求助|有关|问)(?!题)[^,，。?？UTA我俺咱几多少哪谁]{1,10}的(?=(?:那|这)[条封件]|(?:那|这)?[一几两]?[条封件个]?(?:留言|来信|信件|信(?!箱|息|访)|件|找错|工单))/gu;
/** Nor does what a submission is about: 投的党建稿子. */
const topicOfSubmission = /(?<=(?:投|报|供|写)(?:送)?的)[^,，。?？UTA]{1,6}(?=稿|信息)/gu;

const noStrangers: Strangers = { areOthers: false };

const strangersOf = (marked: string, hits: readonly Hit[], city: string): Strangers => {
  const strangers = strangersIn(marked, hits);
  return asksOfOtherCity(marked, city) ? { ...strangers, areOthers: true } : strangers;
};

const featuresOf = (
  { marked, units, account, periods }: MarkedLine,
  hits: readonly Hit[],
  { areOthers, body }: Strangers,
): Set<Feature> => {
  const features = new Set<Feature>(hits.map(({ concept }) => concept));
  if (units.length > 0) features.add('unit');
  if (account !== undefined) features.add('account_named');
  if (periods.length > 0) features.add('time');
  if (speaksOfOwnUnit(marked)) features.add('own');
  if (areOthers) features.add('others');
  if (body !== undefined) features.add('unlisted');
  return features;
};

const holds = (when: readonly (readonly string[])[], features: ReadonlySet<string>): boolean =>
  when.every((alternatives) =>
    alternatives.some((one) => (one.startsWith('!') ? !features.has(one.slice(1)) : features.has(one))),
  );

const parse = (when: string): readonly (readonly string[])[] =>
  when.split(' ').map((part) => part.split('|'));
const parsedRules = rules.map((rule) => ({ ...rule, when: parse(rule.when) }));
const parsedNearest = nearestRules.map((one) => ({ ...one, when: parse(one.when) }));
const parsedTorn = tornRules.map((rule) => ({ ...rule, when: parse(rule.when) }));

const bestWeights = (features: ReadonlySet<Feature>): Map<Intent, number> => {
  const weights = new Map<Intent, number>();
  for (const { intent, weight, when } of parsedRules) {
    if (weight > (weights.get(intent) ?? 0) && holds(when, features)) weights.set(intent, weight);
  }
  return weights;
};

/**
 * A body of a place, where no unit is named beside it: 惠济区教育局 is in no list. What a message is about is none:
 * 反映金水区公安局的来信.
 */
const bodyOfNone = (clause: string, { units }: MarkedLine): string | undefined => {
  const [first] = units;
  if (first === undefined || units.some(({ unitIds }) => unitIds.length > 0)) return undefined;
  return isTopic(clause.slice(0, first.start), clause.slice(first.end)) ? undefined : first.words;
};

/** Questions in which 惠济公安, without the tail of a body, is an account that nobody has registered. */
const ofAccount: ReadonlySet<Intent> = new Set(['account_filing', 'unfiled_changes']);
const bodyTail = /(?:[局委办馆队院校行]|中心|[中小]学)$/u;

/** Reads one clause: what it names, what it speaks of, and which questions that can be. */
export const readClause = (clause: string, { lexicon, now }: UnderstandingContext): ReadClause => {
  const found = markLine(clause, lexicon, now);
  const asked = found.marked.replace(topicOfMessage, '');
  const line = { ...found, marked: withOwnUnit(asked.replace(topicOfSubmission, '')) };
  const hits = findConcepts(line.marked);
  const namesOurs = line.units.length > 0 || line.account !== undefined || speaksOfOwnUnit(line.marked);
  const strangers = namesOurs ? noStrangers : strangersOf(line.marked, hits, lexicon.city);
  const features = featuresOf(line, hits, strangers);
  const unlisted = strangers.body ?? bodyOfNone(clause, line);
  // 金水区公安局的账号怎么备案: how things are done is the same for everybody.
  const asksHow = hits.some(({ concept }) => concept === 'howTo');
  const isOfNone = (intent: Intent): boolean =>
    ofOneUnit.has(intent) &&
    (!asksHow || intent === 'unit_rank') &&
    (!ofAccount.has(intent) || bodyTail.test(unlisted ?? ''));
  const words = [...line.units.map((unit) => unit.words), ...hits.map((hit) => hit.words)];
  const reading = (intent: Intent, weight: number): Reading => {
    const said = saidPeriods(intent, line);
    return {
      intent,
      score: weight / 100,
      slots: {
        ...slotsOf(intent, line, hits),
        ...(isOfNone(intent) && unlisted !== undefined ? { unlisted } : {}),
      },
      ...(said === '' ? {} : { said }),
      words,
    };
  };
  if (asked !== found.marked) features.add('message');
  const bare = bareLine.test(line.marked);
  if (bare) features.add('bare');
  const weights = bare || isBare(line.marked, hits) ? new Map<Intent, number>() : bestWeights(features);
  const ranked = [...weights].toSorted(([, a], [, b]) => b - a);
  const [best, second] = ranked;
  if (best !== undefined) {
    const equal = second !== undefined && second[1] === best[1];
    return { line, readings: ranked.map(([intent, weight]) => reading(intent, weight)), torn: equal };
  }
  const between = parsedTorn.find(({ when }) => holds(when, features));
  const isKnown = bare || unknownPart(line.marked, hits).length <= mostUnknown;
  if (between === undefined || !isKnown) {
    const nearest = parsedNearest.find(({ when }) => holds(when, features));
    return {
      line,
      readings: nearest === undefined ? [] : [reading(nearest.intent, nearest.weight)],
      torn: false,
    };
  }
  return { line, readings: between.between.map((intent) => reading(intent, between.weight)), torn: true };
};
