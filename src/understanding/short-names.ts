import type { NamedUnit } from './reading.js';

/** Tails of bodies, the longer before the shorter. */
const tail = /(?:委员会|办公室|中心|局|委|办|馆|社|区)$/u;
/** Tails that people put for one another: 卫健局, 教育委, 口岸办. */
const office = /^(?:委员会|办公室|局|委|办)$/u;

/** A name in two parts: 卫健|局. */
interface Parts {
  readonly stem: string;
  readonly tail: string;
}

const partsOf = (name: string): Parts => {
  const found = tail.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - found.length), tail: found };
};

/** Whether the signs of `short` stand in `long` in this order: 卫健 in 卫生健康. */
const keepsOrder = (short: string, long: string): boolean => {
  let at = -1;
  for (const sign of short) {
    at = long.indexOf(sign, at + 1);
    if (at < 0) return false;
  }
  return true;
};

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** A name that short forms are held against. */
class LongName implements Parts {
  readonly stem: string;
  readonly tail: string;
  readonly ids = new Set<string>();
  #beginnings: readonly number[] | undefined;

  constructor({ stem, tail }: Parts) {
    this.stem = stem;
    this.tail = tail;
  }

  /** Where its words begin; told apart on first use, for that takes long. */
  get #wordsAt(): readonly number[] {
    this.#beginnings ??= Array.from(words.segment(this.stem), ({ index }) => index);
    return this.#beginnings;
  }

  /** Whether each sign of a short form begins a word: 自规 in 自然资源规划, but not 国产 in 国有资产. */
  beginsWordsWith(short: string): boolean {
    return keepsOrder(short, this.#wordsAt.map((at) => this.stem.charAt(at)).join(''));
  }

  /** Whether a short form begins with the first sign of a word: 规划 in 自然资源规划. */
  hasWordWith(short: string): boolean {
    if (short.length > 2 && this.stem.includes(short)) return true;
    return this.#wordsAt.some(
      (at) => this.stem.startsWith(short.slice(0, 1), at) && keepsOrder(short, this.stem.slice(at)),
    );
  }

  /** Whether a short form is the first words: 教育 in 教育体育, but not 农 in 农业. */
  beginsAs(short: string): boolean {
    return this.stem.startsWith(short) && this.#wordsAt.includes(short.length);
  }
}

/** 开发区 and 新区 are said of many: two signs before 区 are no name. */
const shortestOf = (tail: string): number => (tail === '' ? Number.POSITIVE_INFINITY : tail === '区' ? 3 : 2);

/** What fits more units than this stands for none of them. */
const mostUnits = 3;
/** Nor does what so many names can be by its signs, before their words are told apart. */
const mostLikely = 40;
/** Nor do signs that so many names hold. */
const mostHolding = 3000;
/** 和, 与 and 及 are said or not. */
const joining = /[和与及]/gu;

/** A name without its city, wherever that stands: 国家税务总局绵阳市税务局 is 税务局. */
const afterCity = (name: string, city: string): string => {
  const at = city === '' ? -1 : name.lastIndexOf(city);
  const short = city.slice(0, -1);
  const rest =
    at >= 0
      ? name.slice(at + city.length)
      : name.slice(short !== '' && name.startsWith(short) ? short.length : 0);
  return rest
    .replace(/管理委员会$/u, '')
    .replace(/^(?:市(?!场))?(?:委(?=\p{Script=Han}{3})|人民政府(?=\p{Script=Han}))?/u, '')
    .replace(joining, '');
};

/**
 * The units whose names a short form keeps some signs of, in order: 卫健局, 文旅局, 自规局, 政务中心. Offices list
 * few of these, and each has its own.
 */
export class ShortNames {
  readonly #byFirst = new Map<string, LongName[]>();
  readonly #bySign = new Map<string, LongName[]>();
  readonly #byStem = new Map<string, LongName[]>();

  constructor(units: readonly NamedUnit[], city: string) {
    const names = new Map<string, LongName>();
    for (const { id, officialName = id, aliases } of units) {
      for (const name of new Set([id, officialName, ...aliases].map((one) => afterCity(one, city)))) {
        const parts = partsOf(name);
        if (parts.stem.length < shortestOf(parts.tail)) continue;
        const key = `${parts.stem} ${parts.tail}`;
        const known = names.get(key) ?? new LongName(parts);
        known.ids.add(id);
        names.set(key, known);
      }
    }
    const push = (map: Map<string, LongName[]>, sign: string, name: LongName): void => {
      const known = map.get(sign);
      if (known === undefined) map.set(sign, [name]);
      else known.push(name);
    };
    for (const name of names.values()) {
      push(this.#byStem, name.stem, name);
      push(this.#byFirst, name.stem.slice(0, 1), name);
      for (const sign of new Set(name.stem)) push(this.#bySign, sign, name);
    }
  }

  /** Ids of the units that a body with this stem and tail can be: first of those whose name begins alike. */
  ofBody(said: string, saidTail: string): readonly string[] {
    const stem = said.replace(joining, '');
    if (stem.length < shortestOf(saidTail)) return [];
    const isSwap = (own: string): boolean => office.test(own) && office.test(saidTail);
    const fits = (name: LongName, swaps: boolean): boolean =>
      (name.tail === saidTail || (swaps && isSwap(name.tail))) && keepsOrder(stem, name.stem);
    const alike = this.#byFirst.get(stem.slice(0, 1)) ?? [];
    const within = this.#holding(stem);
    return (
      this.#few(this.#byStem.get(stem) ?? [], (name) => isSwap(name.tail)) ??
      this.#few(alike, (name) => fits(name, true)) ??
      this.#few(
        within,
        (name) => fits(name, saidTail !== '办'),
        (name) => name.hasWordWith(stem),
      ) ??
      []
    );
  }

  /** Ids of the units that two signs without a tail stand for: 卫健, 自规, 人社; no word by itself (教育). */
  ofSigns(signs: string): readonly string[] {
    return (
      this.#few(
        this.#holding(signs),
        ({ stem, tail: own }) =>
          // 新开公众号: some signs of a zone are verbs.
          (own !== '区' || stem.startsWith(signs.slice(0, 1))) &&
          keepsOrder(signs, stem) &&
          !stem.includes(signs),
        (name) => name.beginsWordsWith(signs),
      ) ?? []
    );
  }

  /** Ids of the units whose name begins with this word: 教育 of 教育体育局. A unit only where a rank is asked. */
  ofFirstWord(word: string): readonly string[] {
    return (
      this.#few(
        this.#byFirst.get(word.slice(0, 1)) ?? [],
        ({ stem, tail: own }) => own !== '区' && stem.startsWith(word),
        (name) => name.beginsAs(word),
      ) ?? []
    );
  }

  /** The names that hold the rarest of some signs: none where one of them is in no name. */
  #holding(signs: string): readonly LongName[] {
    let fewest: readonly LongName[] | undefined;
    for (const sign of signs) {
      const names = this.#bySign.get(sign) ?? [];
      if (fewest === undefined || names.length < fewest.length) fewest = names;
    }
    return fewest ?? [];
  }

  /**
   * `undefined` = none fits; nothing where too many do, or too many may.
   * @param byWords what also has to hold, and is asked of few names only
   */
  #few(
    names: readonly LongName[],
    fits: (name: LongName) => boolean,
    byWords: (name: LongName) => boolean = () => true,
  ): readonly string[] | undefined {
    if (names.length > mostHolding) return [];
    const likely: LongName[] = [];
    for (const name of names) {
      if (!fits(name)) continue;
      likely.push(name);
      if (likely.length > mostLikely) return [];
    }
    const ids = new Set(likely.filter(byWords).flatMap((name) => [...name.ids]));
    return ids.size === 0 ? undefined : ids.size > mostUnits ? [] : [...ids];
  }
}

/** A body said at the beginning of a text: its stem and its tail. */
export interface SaidBody extends Parts {
  readonly length: number;
}

const longestStem = 10;
const tails = ['委员会', '办公室', '中心', '局', '委', '办', '馆', '社', '区'] as const;
/** 办 that is a verb: 办结, 办好; and signs that go on with another word: 局长, 委托, 社会. */
const goesOn: ReadonlyMap<string, RegExp> = new Map([
  ['办', /^[理完结好得不没过件事证成]/u],
  ['局', /^[长面势部限]/u],
  ['委', /^[托员]/u],
  ['社', /^[会区保]/u],
]);
const ofStem = /^\p{Script=Han}$/u;

/** Bodies that a text may begin with, the shortest first; none where no tail follows. */
export const bodiesAt = (text: string, start: number): SaidBody[] => {
  const bodies: SaidBody[] = [];
  for (let at = start; at < text.length && at - start <= longestStem; at += 1) {
    const found = at - start < 2 ? undefined : tails.find((one) => text.startsWith(one, at));
    if (found !== undefined && goesOn.get(found)?.test(text.slice(at + found.length)) !== true) {
      bodies.push({ stem: text.slice(start, at), tail: found, length: at - start + found.length });
    }
    if (!ofStem.test(text.charAt(at))) break;
  }
  return bodies;
};
