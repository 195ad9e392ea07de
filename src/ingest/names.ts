import { distance } from 'fastest-levenshtein';
import type { Unit } from '../domain/records/index.js';

/** What a unit's name in a cell stands for. */
type FoundUnit =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** Resolves the names of units in sheets, by any known alias. */
export interface UnitNames {
  find(name: string): FoundUnit;
}

/** The leading 市 or 郑州市 is left out and added freely in tables. */
const spellings = (name: string): string[] => {
  const bare = name.replace(/\s/g, '').normalize('NFKC');
  return [bare, `市${bare}`, bare.replace(/^郑州市/, ''), bare.replace(/^(郑州)?市/, '')];
};

const nearestShown = 3;

/** @param units all units that may be named: those stored and those in the same import */
export const createUnitNames = (units: readonly Unit[]): UnitNames => {
  const byName = new Map<string, Set<string>>();
  const add = (name: string, id: string): void => {
    const key = name.replace(/\s/g, '').normalize('NFKC');
    byName.set(key, (byName.get(key) ?? new Set()).add(id));
  };
  const ids = new Set(units.map(({ id }) => id));
  for (const { id, officialName, aliases } of units) {
    for (const name of [id, ...(officialName === undefined ? [] : [officialName]), ...aliases]) add(name, id);
  }
  return {
    find(name) {
      // A notice name is that unit, even where another unit has it as an alias.
      if (ids.has(name.trim())) return { kind: 'found', id: name.trim() };
      for (const spelling of spellings(name)) {
        const [id, ...others] = byName.get(spelling) ?? [];
        if (id === undefined) continue;
        return others.length === 0 ? { kind: 'found', id } : { kind: 'ambiguous', ids: [id, ...others] };
      }
      const nearest = [...byName]
        .map(([known, known_ids]) => ({ ids: [...known_ids], far: distance(known, name.trim()) }))
        .sort((a, b) => a.far - b.far)
        .flatMap((one) => one.ids);
      return { kind: 'unknown', nearest: [...new Set(nearest)].slice(0, nearestShown) };
    },
  };
};
