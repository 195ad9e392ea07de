import type { AccountChangeKind, Day } from '../src/domain/records/index.js';
import { type FoundDay, readDay } from '../src/understanding/days.js';

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

/** The day that a line plans something for. */
const plannedOn = (found: FoundDay | undefined): Pick<FilingDetails, 'plannedOn' | 'badDay'> => {
  if (found === undefined) return {};
  return 'day' in found ? { plannedOn: found.day } : found;
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
    ...plannedOn(readDay(around, today)),
  };
};
