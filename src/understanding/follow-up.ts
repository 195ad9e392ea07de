import { cleanLine } from './clean.js';
import { type MarkedLine, markLine } from './marks.js';
import { ownWords } from './own-unit.js';
import {
  type Intent,
  ofOneUnit,
  type Reading,
  type Understanding,
  type UnderstandingContext,
} from './reading.js';

/** A line no surer than this names things and asks nothing by itself: 金水区呢, 那上季度呢. */
const elliptic = 0.5;

/** Questions that a later line may go on from. */
const goesOn: ReadonlySet<Intent> = new Set([...ofOneUnit, 'top_n', 'notice_summary', 'attachments']);
const ranks: ReadonlySet<Intent> = new Set(['my_rank', 'unit_rank', 'rank_change']);

const why =
  /^[那这]?(?:是|又|到底)?(?:为什么|为啥|咋回事|怎么回事|怎么会|什么原因|啥原因|原因是?|凭什么|凭啥)(?:呢|啊|呀|是这样|这样)?[?？]*$/u;
const group = /区县|县区|县[级市]|市直部门|市级部门|部门|委局|局委/u;
/** Words that only say that the line goes on: 那…呢, 再看看, 换成. */
const goingOn = /^(?:那么?|再)?(?:看看|看一?下|查一?下|换成?|换到)?|[的呢吗啊呀?？\s]+$/gu;

const wordsAt = (line: string, { start, end }: { readonly start: number; readonly end: number }): string =>
  line.slice(start, end);

/** Whether a reading is a question that a later line can go on from. */
export const canGoOn = ({ readings: [best], torn, command }: Understanding): boolean =>
  command === undefined && !torn && best !== undefined && goesOn.has(best.intent);

interface Parts {
  readonly unit?: string;
  readonly period?: string;
  readonly group?: string;
}

const partsOf = (line: string, { units, periods }: MarkedLine): Parts => {
  const [unit] = units;
  const [period] = periods;
  const named = group.exec(line)?.[0];
  return {
    ...(unit === undefined ? {} : { unit: units.map((one) => wordsAt(line, one)).join('和') }),
    ...(period === undefined ? {} : { period: period.words.trim() }),
    ...(named === undefined ? {} : { group: named }),
  };
};

/** Several names beside each other stand for one: U和U. */
const places = { U: /U(?:[和与跟、]U)*/u, T: /T/u, A: /A/u } as const;

/** Puts words in the place of a sign, else before the line, set off so that no name runs into another. */
const put = (line: string, sign: keyof typeof places, words: string | undefined): string => {
  if (words === undefined) return line.replace(places[sign], '');
  return places[sign].test(line) ? line.replace(places[sign], words) : `${words} ${line}`;
};

/** The last question with other names: each takes the place of what stood there. */
const withParts = (last: MarkedLine, before: Parts, parts: Parts): string => {
  const { unit, period, group: named } = parts;
  let line = last.marked;
  if (unit !== undefined || named !== undefined) line = line.replace(ownWords, 'U');
  if (named !== undefined) line = put(line.replace(group, ''), 'U', named);
  else line = put(line, 'U', unit ?? before.unit);
  return put(put(line, 'T', period ?? before.period), 'A', last.account);
};

const isElliptic = ({ torn }: Understanding, best: Reading): boolean => torn && best.score <= elliptic;

/** Whether the line leaves nothing but the names in it. */
const saysOnlyNames = ({ marked }: MarkedLine): boolean =>
  marked
    .replace(goingOn, '')
    .replace(group, '')
    .replace(/[UT和与跟、,，的]/gu, '') === '';

/**
 * The question that a line asks when it goes on from the one before it: 那上季度呢, 金水区呢, 部门的呢, 为什么,
 * 前十呢. `undefined` = the line stands for itself.
 * @param understood how the line reads by itself
 * @param last the question before, as it was typed or made here
 */
export const followUp = (
  text: string,
  understood: Understanding,
  last: { readonly text: string; readonly understood: Understanding },
  { lexicon, now, botNames }: UnderstandingContext,
): string | undefined => {
  const [best] = understood.readings;
  const [asked] = last.understood.readings;
  if (understood.command !== undefined || best === undefined || asked === undefined) return undefined;
  const [line, lastLine] = [cleanLine(text, botNames), cleanLine(last.text, botNames)];
  const [marked, lastMarked] = [markLine(line, lexicon, now), markLine(lastLine, lexicon, now)];
  const before = partsOf(lastLine, lastMarked);
  if (why.test(line)) {
    if (!ranks.has(asked.intent)) return undefined;
    return `${before.unit ?? '我单位'}${before.period ?? ''}扣分原因`;
  }
  const parts = partsOf(line, marked);
  if (isElliptic(understood, best)) {
    const namesNothing = Object.keys(parts).length === 0;
    return namesNothing || !saysOnlyNames(marked) ? undefined : withParts(lastMarked, before, parts);
  }
  const isShort = best.intent === asked.intent && /呢[?？]*$/u.test(line);
  if (!isShort) return undefined;
  return [
    ...(parts.period === undefined ? [before.period] : []),
    ...(parts.group === undefined && parts.unit === undefined ? [before.unit ?? before.group] : []),
    line,
  ].join('');
};
