import { addDays, dayOf, daysBetween } from '../src/domain/day.js';
import type { AccountChangeKind, Day } from '../src/domain/records/index.js';
import { readNumber } from '../src/understanding/numbers.js';

/** What lines say of a planned change; what they do not say is absent. */
export interface FilingDetails {
  readonly account?: string;
  readonly platform?: string;
  readonly kind?: AccountChangeKind;
  readonly plannedOn?: Day;
  /** A day that they name and the calendar has not: 2月30日. */
  readonly badDay?: string;
}

/** Words for a kind of change, the longer ones first: 主体变更 is no 变更. */
const kinds: readonly (readonly [AccountChangeKind, RegExp])[] = [
  ['change_verification', /认证/u],
  ['change_host', /主体|主办单位|主办变更/u],
  ['rename', /更名|改名|换名|改(?:成|为)[“"《「]|名称变更/u],
  ['cancel', /注销|销号/u],
  ['close', /关停|关闭|停用/u],
  ['suspend', /停更|暂停/u],
  ['migrate', /迁移|搬迁/u],
  ['open', /开设|新开|开通|新设|新建|新增/u],
];

/** As the register of accounts calls the platforms. */
const platforms: readonly (readonly [string, RegExp])[] = [
  ['视频号', /视频号/u],
  ['微信', /微信|公众号|订阅号|服务号/u],
  ['微博', /微博/u],
  ['抖音', /抖音/u],
  ['快手', /快手/u],
  ['今日头条', /头条/u],
  ['客户端', /客户端|APP/iu],
  ['小程序', /小程序/u],
];

const first = <T>(rules: readonly (readonly [T, RegExp])[], text: string): T | undefined =>
  rules.find(([, words]) => words.test(text))?.[0];

const written =
  /(?:(?<year>\d{4})\s*[年./-]\s*)?(?<!\d)(?<month>\d{1,2})\s*[月./-]\s*(?<day>\d{1,2})(?!\d)\s*[日号]?/u;
const spoken = /(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})[日号]/u;
const near: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今日', 0],
  ['明天', 1],
  ['明日', 1],
  ['后天', 2],
]);
/** A day without a year that has passed so long ago is next year's. */
const longPast = 60;

/** The day that a line plans something for. */
const plannedDay = (text: string, today: Day): Pick<FilingDetails, 'plannedOn' | 'badDay'> => {
  const word = [...near.keys()].find((one) => text.includes(one));
  const found = written.exec(text) ?? spoken.exec(text);
  if (found === null) return word === undefined ? {} : { plannedOn: addDays(today, near.get(word) ?? 0) };
  const { year, month = '', day = '' } = found.groups ?? {};
  const inYear = (of: string | number): Day | undefined =>
    dayOf(of, readNumber(month) ?? month, readNumber(day) ?? day);
  const here = inYear(year ?? today.slice(0, 4));
  const isMeant = here !== undefined && (year !== undefined || daysBetween(here, today) <= longPast);
  const plannedOn = isMeant || year !== undefined ? here : inYear(Number(today.slice(0, 4)) + 1);
  return plannedOn === undefined ? { badDay: found[0].trim() } : { plannedOn };
};

/** A name in quotation marks, other than the one that the account is to get. */
const quoted = /(?<![为成])[“"《「『]([^”"》」』]{1,40})[”"》」』]/u;

/**
 * What the lines of a filing say. The account is the first name in quotation marks other than the new one
 * (更名为“…”), else one of the names that are known, the longest first.
 * @param accounts names that the register has for the asker's units
 */
export const readFilingDetails = (lines: string, accounts: readonly string[], today: Day): FilingDetails => {
  const text = lines.normalize('NFKC');
  const inQuotes = quoted.exec(text)?.[1]?.trim();
  const known = accounts
    .toSorted((one, other) => other.length - one.length)
    .find((name) => text.includes(name.normalize('NFKC')));
  const account = inQuotes === undefined || inQuotes === '' ? known : inQuotes;
  // The names of accounts hold such words themselves: 示例微博发布.
  const around = account === undefined ? text : text.replaceAll(account, ' ');
  const kind = first(kinds, around.replace(/[“"《「『][^”"》」』]*[”"》」』]/gu, '“'));
  const platform = first(platforms, around);
  return {
    ...(account === undefined ? {} : { account }),
    ...(platform === undefined ? {} : { platform }),
    ...(kind === undefined ? {} : { kind }),
    ...plannedDay(around, today),
  };
};
