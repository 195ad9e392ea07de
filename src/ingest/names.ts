import { distance } from 'fastest-levenshtein';
import type { Unit } from '../domain/records/index.js';
import { cityOf } from '../understanding/unit-names.js';

/** What a unit's name in a cell stands for. */
type FoundUnit =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** Resolves the names of units in sheets, by any known alias. */
export interface UnitNames {
  find(name: string): FoundUnit;
  /** Names that several units share, with those units. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
}

const bareName = (name: string): string => name.replace(/\s/g, '').normalize('NFKC');

/** The city's name or a bare 市 before a unit's is left out and added freely in tables. */
const spellings = (name: string, city: string): string[] => {
  const bare = bareName(name);
  const withoutCity = city !== '' && bare.startsWith(city) ? bare.slice(city.length) : bare;
  return [bare, `市${bare}`, withoutCity, withoutCity.replace(/^市/, ''), `市${withoutCity}`];
};

const nearestShown = 3;
/** Less alike than this is another name, not a slip. */
const leastAlike = 0.34;
/** Characters in common count a little less than the same characters in the same places. */
const sharedWeight = 0.9;

const signsShared = (typed: string, known: string): number => {
  const left = [...known];
  return [...typed].filter((sign) => {
    const at = left.indexOf(sign);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
};

/** 0 to 1: slips of the pen by edit distance, short forms (发改委) by the characters that they share. */
const alike = (typed: string, known: string): number => {
  const edits = 1 - distance(typed, known) / Math.max(typed.length, known.length, 1);
  const shared = (signsShared(typed, known) / Math.max([...typed].length, 1)) * sharedWeight;
  return Math.max(edits, shared - 0.01 * Math.abs(known.length - typed.length));
};

/** @param units all units that may be named: those stored and those in the same import */
export const createUnitNames = (units: readonly Unit[]): UnitNames => {
  const byName = new Map<string, Set<string>>();
  const add = (name: string, id: string): void => {
    const key = bareName(name);
    byName.set(key, (byName.get(key) ?? new Set()).add(id));
  };
  const ids = new Set(units.map(({ id }) => id));
  for (const { id, officialName, aliases } of units) {
    for (const name of [id, ...(officialName === undefined ? [] : [officialName]), ...aliases]) add(name, id);
  }
  const city = cityOf(units);
  const nearest = (name: string): string[] => {
    const best = new Map<string, number>();
    for (const [known, unitIds] of byName) {
      const score = alike(bareName(name), known);
      for (const id of unitIds) best.set(id, Math.max(best.get(id) ?? 0, score));
    }
    return [...best]
      .filter(([, score]) => score >= leastAlike)
      .sort(([, a], [, b]) => b - a)
      .slice(0, nearestShown)
      .map(([id]) => id);
  };
  const look = (name: string): FoundUnit => {
    // A notice name is that unit, even where another unit has it as an alias.
    if (ids.has(name.trim())) return { kind: 'found', id: name.trim() };
    for (const spelling of spellings(name, city)) {
      const [id, ...others] = byName.get(spelling) ?? [];
      if (id === undefined) continue;
      return others.length === 0 ? { kind: 'found', id } : { kind: 'ambiguous', ids: [id, ...others] };
    }
    return { kind: 'unknown', nearest: nearest(name) };
  };
  // A sheet names the same few units thousands of times.
  const found = new Map<string, FoundUnit>();
  return {
    find(name) {
      const known = found.get(name) ?? look(name);
      found.set(name, known);
      return known;
    },
    shared: new Map(
      [...byName]
        .filter(([name, sharing]) => sharing.size > 1 && !ids.has(name))
        .map(([name, sharing]) => [name, [...sharing]]),
    ),
  };
};
