/** A value that an index can hold. */
export type Scalar = string | number | boolean;

/** One value per field of an index; `undefined` where the record lacks the field. */
export type Key = readonly (Scalar | undefined)[];

/** Surrogates stand for characters beyond U+FFFF, so they go after every other UTF-16 unit. */
const unitRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/**
 * Orders well-formed text by its UTF-8 bytes, which is the order of code points. JavaScript's own `<` puts
 * emoji and rare name characters before U+E000 to U+FFFF (full-width forms among them); PostgreSQL does not.
 */
export const compareText = (a: string, b: string): number => {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return unitRank(left) - unitRank(right);
  }
  return a.length - b.length;
};

const typeRank = { boolean: 0, number: 1, string: 2 } as const;

const rankOf = (value: Scalar): number => {
  if (typeof value === 'boolean') return typeRank.boolean;
  return typeof value === 'number' ? typeRank.number : typeRank.string;
};

/** Orders two values of a field; a missing one sorts before every other. */
export const compareValues = (a: Scalar | undefined, b: Scalar | undefined): number => {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return rankOf(a) - rankOf(b) || Number(a) - Number(b);
};

/** Orders two keys of one index, field by field. */
export const compareKeys = (a: Key, b: Key): number => {
  for (let field = 0; field < a.length; field += 1) {
    const order = compareValues(a[field], b[field]);
    if (order !== 0) return order;
  }
  return 0;
};
