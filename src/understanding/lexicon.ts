import { LookIndex } from './look-alikes.js';
import { SlipIndex, SoundIndex } from './near-names.js';
import { endsInOtherCity, isOtherCity } from './other-places.js';
import type { Lexicon, NamedUnit, UnitMatch } from './reading.js';
import { bodiesAt, ShortNames } from './short-names.js';
import { hear, initialsOf } from './sound.js';
import {
  askedRightAfter,
  asksPlaceRightAfter,
  belongsToUnit,
  bodyOfPlace,
  isTopic,
  joiner,
  mayBegin,
  speaksOfUnit,
} from './unit-context.js';
import {
  cityOf,
  formsOf,
  isPlace,
  ofThePlaceItself,
  otherwiseMeant,
  partOfAnother,
  placeOtherwise,
} from './unit-names.js';

type Ids = readonly string[];
type Names = ReadonlyMap<string, Ids>;

/** Shorter names are not searched by sound or with a slip: too many other words are near them. */
const shortestHeard = 3;
/** Letters of the shortest pinyin that stands for a name of two characters: `gongyi`. */
const shortestPinyin = 5;
const shortestWithSlip = 5;
const shortestInitials = 3;

const gather = (pairs: Iterable<readonly [string, string]>): Map<string, Ids> => {
  const names = new Map<string, Ids>();
  for (const [name, id] of pairs) names.set(name, [...new Set([...(names.get(name) ?? []), id])]);
  return names;
};

/** 局 of 建局 says nothing of 监局. */
const tailOfBody = /(?:[局委办]|中心)$/u;

/** Words that sound like a name and share a sign with it. */
const soundsAlike: ReadonlySet<string> = new Set(['新政', '高薪', '惠及', '金税', '中远', '上界', '公案']);

/** 荥杨第几名, 公义的栏目: a name of two signs, one of them right, where what is asked of a unit comes right after. */
const halfRight = (name: string, words: string, after: string): boolean =>
  words.length === name.length &&
  !tailOfBody.test(name) &&
  !soundsAlike.has(words) &&
  [...words].some((sign) => name.includes(sign)) &&
  (askedRightAfter.test(after) || speaksOfUnit.test(after));

class CompiledLexicon implements Lexicon {
  readonly units: readonly NamedUnit[];
  readonly accounts: readonly string[];
  readonly city: string;
  readonly #names: Names;
  readonly #stems: Names;
  readonly #shortNames: ShortNames;
  readonly #places: ReadonlySet<string>;
  readonly #longest: number;
  readonly #sounds: SoundIndex;
  readonly #slips: SlipIndex;
  readonly #looks: LookIndex;
  readonly #initials: Names;

  constructor(units: readonly NamedUnit[], accounts: readonly string[]) {
    this.units = units;
    this.accounts = accounts.toSorted((a, b) => b.length - a.length);
    const city = cityOf(units);
    const forms = units.map((unit) => ({ unit, ...formsOf(unit, city) }));
    this.city = city.slice(0, -1);
    this.#shortNames = new ShortNames(
      units.filter(({ kind }) => kind !== 'county'),
      city,
    );
    this.#names = gather(forms.flatMap(({ unit, names }) => names.map((name) => [name, unit.id] as const)));
    this.#stems = gather(forms.flatMap(({ unit, stems }) => stems.map((stem) => [stem, unit.id] as const)));
    this.#places = new Set(units.filter(isPlace).map(({ id }) => id));
    this.#longest = [...this.#names.keys()].reduce((most, { length }) => Math.max(most, length), 0);
    const cores = new Set(forms.flatMap(({ cores }) => cores));
    this.#sounds = new SoundIndex(
      cores,
      (name, sound) => name.length >= shortestHeard || sound.length >= shortestPinyin,
    );
    this.#slips = new SlipIndex([...cores].filter(({ length }) => length >= shortestWithSlip));
    this.#looks = new LookIndex(cores);
    const short = units.flatMap((unit) => [unit.id, ...unit.aliases].map((name) => [name, unit.id] as const));
    this.#initials = gather(
      short
        .map(([name, id]) => [initialsOf(name), id] as const)
        .filter(([key]) => key.length >= shortestInitials),
    );
  }

  findUnits(text: string): readonly UnitMatch[] {
    const right = this.#looks.righted(text, (start) => this.#begins(text, start));
    const exact = right === undefined ? this.#spelt(text) : this.#spelt(right);
    if (exact.length > 0) {
      return right === undefined
        ? exact
        : exact.map((unit) => ({ ...unit, words: text.slice(unit.start, unit.end) }));
    }
    const near = this.#heard(text) ?? this.#withSlip(text);
    return near === undefined ? this.#byInitials(text) : [near];
  }

  /** Longest name first, from left to right. */
  #spelt(text: string): UnitMatch[] {
    const found: UnitMatch[] = [];
    for (let start = 0; start < text.length; ) {
      const match = this.#at(text, start) ?? this.#beside(text, start, found.at(-1));
      if (match !== undefined) found.push(match);
      start = match?.end ?? start + 1;
    }
    return found;
  }

  #at(text: string, start: number): UnitMatch | undefined {
    for (let length = Math.min(this.#longest, text.length - start); length >= 2; length -= 1) {
      const name = text.slice(start, start + length);
      const after = text.slice(start + length);
      const ids = this.#names.get(name) ?? this.#byStem(text, start, name, after);
      if (ids === undefined || this.#isOtherWord(name, text.slice(0, start), after)) continue;
      return this.#arePlaces(ids)
        ? this.#ofPlace(text, start, start + length, ids)
        : { unitIds: ids, words: name, start, end: start + length };
    }
    return this.#short(text, start);
  }

  /** A name without its tail, where what comes next can be of nothing but a unit. */
  #byStem(text: string, start: number, stem: string, after: string): Ids | undefined {
    const ids = this.#stems.get(stem);
    if (ids === undefined) return undefined;
    const isUnit = this.#begins(text, start) && (askedRightAfter.test(after) || belongsToUnit.test(after));
    return isUnit ? ids : undefined;
  }

  /** A name without its tail beside a name: 文旅和体育. */
  #beside(text: string, start: number, last: UnitMatch | undefined): UnitMatch | undefined {
    if (last === undefined || last.end !== start - 1 || !joiner.test(text.slice(start - 1))) return undefined;
    const words = text.slice(start, start + 2);
    const unitIds = this.#stems.get(words) ?? this.#shortNames.ofSigns(words);
    return unitIds.length === 0 ? undefined : { unitIds, words, start, end: start + 2 };
  }

  #begins(text: string, start: number): boolean {
    return mayBegin(text.slice(0, start), this.city);
  }

  /** 卫健局, 自规局, 政务中心; 卫健, 自规: some signs of a name, in its order. */
  #short(text: string, start: number): UnitMatch | undefined {
    if (!this.#begins(text, start)) return undefined;
    const before = text.slice(0, start);
    for (const { stem, tail, length } of bodiesAt(text, start).toReversed()) {
      const unitIds = this.#shortNames.ofBody(stem, tail);
      const isOther =
        endsInOtherCity(before, stem, this.city) ||
        partOfAnother.some(([ahead, names]) => names.test(stem) && ahead.test(before));
      if (unitIds.length > 0 && !isOther) {
        return { unitIds, words: text.slice(start, start + length), start, end: start + length };
      }
    }
    const words = text.slice(start, start + 2);
    const unitIds = this.#ofTwoSigns(words, text.slice(start + 2));
    return unitIds.length === 0 ? undefined : { unitIds, words, start, end: start + 2 };
  }

  /** 卫健 and 自规 before what belongs to a unit or beside another; 教育 before a rank. */
  #ofTwoSigns(words: string, after: string): Ids {
    const first = asksPlaceRightAfter.test(after) ? this.#shortNames.ofFirstWord(words) : [];
    const isUnit = askedRightAfter.test(after) || speaksOfUnit.test(after) || this.#goesOnWithUnit(after);
    return isUnit ? [...new Set([...first, ...this.#shortNames.ofSigns(words)])] : first;
  }

  /** Whether another name stands beside: 和体育. */
  #goesOnWithUnit(after: string): boolean {
    const next = after.slice(1, 3);
    return (
      joiner.test(after) &&
      (this.#stems.has(next) || this.#names.has(next) || this.#shortNames.ofSigns(next).length > 0)
    );
  }

  #isStemOfBureau(stem: string): boolean {
    const ids = this.#stems.get(stem);
    return ids !== undefined && !this.#arePlaces(ids);
  }

  #arePlaces(ids: Ids): boolean {
    return ids.every((id) => this.#places.has(id));
  }

  #isOtherWord(name: string, before: string, after: string): boolean {
    if (otherwiseMeant.get(name)?.test(after)) return true;
    if (!tailOfBody.test(name) && !this.#arePlaces(this.#names.get(name) ?? []) && isTopic(before, after))
      return true;
    const isPlaceName = this.#arePlaces(this.#names.get(name) ?? this.#stems.get(name) ?? []);
    if (isPlaceName ? placeOtherwise.test(after) : endsInOtherCity(before, name, this.city)) return true;
    return partOfAnother.some(([ahead, names]) => names.test(name) && ahead.test(before));
  }

  /** A place followed by a bureau is that bureau, which is in no list: nobody, and not the city's bureau. */
  #ofPlace(text: string, start: number, end: number, ids: Ids): UnitMatch {
    const after = text.slice(end);
    const itself = ofThePlaceItself.exec(after)?.[0].length ?? 0;
    if (itself > 0) return { unitIds: ids, words: text.slice(start, end + itself), start, end: end + itself };
    for (let length = Math.min(this.#longest, after.length); length >= 2; length -= 1) {
      const bureau = this.#names.get(after.slice(0, length));
      if (bureau !== undefined && !after.startsWith('市') && !this.#arePlaces(bureau)) {
        return { unitIds: [], words: text.slice(start, end + length), start, end: end + length };
      }
    }
    const short = after.slice(0, 2);
    const isBureau = askedRightAfter.test(after.slice(2)) || speaksOfUnit.test(after.slice(2));
    if (isBureau && (this.#isStemOfBureau(short) || this.#shortNames.ofSigns(short).length > 0)) {
      return { unitIds: [], words: text.slice(start, end + 2), start, end: end + 2 };
    }
    const body = bodyOfPlace.exec(after)?.[0].length ?? 0;
    if (body > 0) return { unitIds: [], words: text.slice(start, end + body), start, end: end + body };
    return { unitIds: ids, words: text.slice(start, end), start, end };
  }

  /** The longest name that sounds in the line, the leftmost of equals. */
  #heard(text: string): UnitMatch | undefined {
    const line = hear(text);
    for (const { name, start, end } of this.#sounds.in(line)) {
      const words = text.slice(start, end);
      if (isOtherCity(words) || endsInOtherCity(text.slice(0, start), words, this.city)) continue;
      if (name.length < shortestHeard && !/^[a-z]+$/u.test(words) && !halfRight(name, words, text.slice(end)))
        continue;
      // A name that is spelt right was turned down because it means something else there.
      if (words !== name) return { unitIds: this.#names.get(name) ?? [], words, start, end };
    }
    return undefined;
  }

  /** One wrong, missing or extra character inside a long name whose ends are right. */
  #withSlip(text: string): UnitMatch | undefined {
    const found = this.#slips.in(text);
    if (found === undefined) return undefined;
    const { name, start, end } = found;
    const words = text.slice(start, end);
    if (endsInOtherCity(text.slice(0, start), words, this.city)) return undefined;
    return { unitIds: this.#names.get(name) ?? [], words, start, end };
  }

  #byInitials(text: string): UnitMatch[] {
    const found: UnitMatch[] = [];
    for (const { 0: run, index } of text.matchAll(/[a-z]+/gu)) {
      for (let length = run.length; length >= shortestInitials; length -= 1) {
        const ids = this.#initials.get(run.slice(0, length));
        if (ids === undefined) continue;
        found.push({ unitIds: ids, words: run.slice(0, length), start: index, end: index + length });
        break;
      }
    }
    return found;
  }
}

/**
 * Compiles the names of units and accounts for reading lines. The unit list and the accounts are data; an
 * alias that two units share finds both.
 */
export const compileLexicon = (units: readonly NamedUnit[], accounts: readonly string[] = []): Lexicon =>
  new CompiledLexicon(units, accounts);
