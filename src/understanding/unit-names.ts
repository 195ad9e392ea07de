import type { NamedUnit } from './reading.js';

/** The forms by which a unit is called. */
export interface UnitForms {
  /** Certain wherever they stand. */
  readonly names: readonly string[];
  /** Those of them without the city or a 市 put before them: what is looked for by sound and with a slip. */
  readonly cores: readonly string[];
  /** Stems without 局, 委 or 县 (教育, 水利, 江油): a unit only where what is asked right after can be of nothing else. */
  readonly stems: readonly string[];
}

/** The city whose units these are (郑州市): what most official names of departments begin with. */
export const cityOf = (units: readonly NamedUnit[]): string => {
  const counts = new Map<string, number>();
  for (const { officialName = '' } of units) {
    const city = /^\p{Script=Han}{2,3}?市/u.exec(officialName)?.[0];
    if (city !== undefined) counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '';
};

const oneSignAndTail = /^\p{Script=Han}[局委办]$/u;

/** The name without the city before it, in full (郑州市), in short (郑州), or as a bare 市; two signs stay. */
const withoutCity = (name: string, city: string): string => {
  // The leading 市 of 市场 is none: 市市场监管局 has one to spare.
  const prefix = [city, city.slice(0, -1), '市'].find((one) => one !== '' && name.startsWith(one));
  if (prefix === undefined) return name;
  const rest = name.slice(prefix.length);
  // Nor is that of 市监局: a sign and a tail are no name.
  const isNoName = prefix === '市' && (name.startsWith('市场') || oneSignAndTail.test(rest));
  return isNoName || rest.length < 2 ? name : rest;
};

/** 和, 与 and 及 are dropped in speech, 委员会 is shortened, a government is called by its place. */
const shortened = (name: string): string[] => [
  name.replace('委员会', '委'),
  name.replace(/[和与及]/u, ''),
  name.replace('委员会', '委').replace(/[和与及]/u, ''),
  name.replace(/人民政府$/u, '政府'),
  name.replace(/(?:人民)?政府$/u, ''),
  name.replace(/管理委员会$/u, '管委会'),
  name.replace(/管理委员会$/u, ''),
];

const tail = /(?:局|委|办|中心)$/u;
const placeTail = /(?<=..)(?:自治[县区旗]|新区|管委会|[市县区旗])$/u;
/** Counties and development zones: called by their place alone. */
export const isPlace = ({ kind }: NamedUnit): boolean => kind === 'county' || kind === 'development_zone';

/**
 * Every form of a unit's names (reference: name rules of the unit list): the city and a leading 市 may be
 * left out, tails are shortened in steps.
 */
export const formsOf = (unit: NamedUnit, city: string): UnitForms => {
  const given = [unit.id, unit.officialName ?? unit.id, ...unit.aliases].map((name) =>
    name.normalize('NFKC').toLowerCase(),
  );
  const bare = given.flatMap((name) => [name, withoutCity(name, city)]);
  const short = bare
    .flatMap((name) => [name, ...shortened(name)])
    .filter((name) => name.length >= 2 && !name.endsWith('市人民') && !/^(?:人民)?政府$/u.test(name));
  const prefixes = isPlace(unit) ? [city, city.slice(0, -1)] : [city, city.slice(0, -1), '市'];
  const ofZone =
    unit.kind === 'development_zone' ? bare.map((name) => `${name.replace(placeTail, '')}管委会`) : [];
  const names = new Set([
    ...short,
    ...ofZone,
    ...short.flatMap((name) => prefixes.map((prefix) => `${prefix}${name}`)),
  ]);
  const stems = bare.map((name) => name.replace(isPlace(unit) ? placeTail : tail, ''));
  return {
    names: [...names],
    cores: [...new Set(short)],
    stems: [...new Set(stems)].filter((stem) => stem.length >= 2 && !names.has(stem)),
  };
};

/**
 * Names that are also something else, told by what follows: 上街买菜, 新郑机场, 二七塔, 公积金怎么提取.
 */
export const otherwiseMeant: ReadonlyMap<string, RegExp> = new Map([
  ['上街', /^(?:去|买|吃|逛|玩|走|溜|转|看|卖|办|遛|了|时|路)/u],
  [
    '公积金',
    /^(?:怎么|咋|如何|能|可以|还|要|最多|每月)*(?:提|取|贷|缴|交|查|余额|比例|基数|逾期|额度|利率|断|冲|转出|转移|卡|账户|还款|还贷)/u,
  ],
  ['公安', /^(?:备案|网备)/u],
  ['财政', /^(?:预算|决算|资金|收支|收入|支出|信息|数据|拨款|补贴)/u],
  ['民政', /^(?:信息|数据)/u],
  ['高新', /^(?:技术|企业|科技)/u],
]);

/** A place in the name of something that is not its government. */
export const placeOtherwise =
  /^(?:国际)?(?:机场|火车站|高铁|地铁|车站|塔|路|大道|街道|广场|公园|医院|小学|中学|大学|商场|万达|大枣|房价|的?房子|哪有|哪里有|有啥好|好吃|好玩)/u;

/** Signs before a name that make it part of another word: 重新密码, 省教育厅. */
export const partOfAnother: readonly (readonly [before: RegExp, name: RegExp])[] = [
  [/[重更最]$/u, /^新[密郑]/u],
  [/(?:省|国家|中央|国务院|全国)$/u, /./u],
];

/** The government of a place itself, not one of its bureaus: 金水区政府办, 郑东新区管委会. */
export const ofThePlaceItself =
  /^(?:(?:人民)?政府|管委会|管理委员会)?(?:办公室|办公厅|办(?=[的,，。\s]|$))?/u;
