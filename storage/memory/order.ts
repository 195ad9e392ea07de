/** A value that an index can hold. */
export type Scalar = string | number | boolean;

/**
 * What stands for a record's values of the fields of an index, one by one, `undefined` where it lacks the field; the
 * id may follow.
 */
export type Key = readonly (Scalar | undefined)[];

/** UTF-16 units from the surrogates on; those below them sort alike in UTF-16 and in UTF-8. */
const highUnits = /[\ud800-\uffff]/g;
const hasHighUnit = /[\ud800-\uffff]/;

/** Surrogates stand for characters beyond U+FFFF, so they go after every other UTF-16 unit. */
const shifted = (unit: string): string => {
  const code = unit.charCodeAt(0);
  return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
};

/**
 * What stands for a text in a key, where JavaScript's own `<` then gives the order of the text's UTF-8 bytes, that of
 * code points. As it is, `<` puts emoji and rare name characters before U+E000 to U+FFFF (full-width forms among
 * them); PostgreSQL does not. Nearly every text stands for itself.
 */
export const sortText = (text: string): string =>
  hasHighUnit.test(text) ? text.replace(highUnits, shifted) : text;

/** What stands for a value in a key. */
export const sortValue = (value: Scalar): Scalar => (typeof value === 'string' ? sortText(value) : value);

const typeRank = { boolean: 0, number: 1, string: 2 } as const;

const rankOf = (value: Scalar): number => {
  if (typeof value === 'boolean') return typeRank.boolean;
  return typeof value === 'number' ? typeRank.number : typeRank.string;
};

/** Orders what stands for two values of a field; a missing one sorts before every other. */
export const compareValues = (a: Scalar | undefined, b: Scalar | undefined): number => {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  return rankOf(a) - rankOf(b) || Number(a) - Number(b);
};

/** Orders two keys of one index, field by field. Snapshots hold this order: another one needs a format of its own. */
export const compareKeys = (a: Key, b: Key): number => {
  for (let field = 0; field < a.length; field += 1) {
    const order = compareValues(a[field], b[field]);
    if (order !== 0) return order;
  }
  return 0;
};
