import type { SheetWords } from '../../config/sheet-words.js';
import type { Sheet } from './sheet.js';

/** What two spellings of a name have in common: 「合格率(%)」, 「合格率 *」 and 「合格率」 are one. */
export const bareTitle = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\([^)]*\)$/, '')
    .replace(/^[*＊]+|[*＊:]+$/g, '')
    .replace(/\([^)]*\)$/, '')
    .toLowerCase();

/** Says which column of a sheet a written title is, by the contract's title or a synonym. */
export interface Titles {
  /** The key of the column, and whether the contract's own title was written. */
  find(written: string): { readonly key: string; readonly own: boolean } | undefined;
}

/** @param words synonyms; those of titles that the sheet has not are passed over */
export const titlesOf = (sheet: Sheet, words: SheetWords): Titles => {
  const columns = Object.entries(sheet.columns);
  const own = new Map(columns.map(([key, { title }]) => [bareTitle(title), key]));
  const others = new Map<string, string>();
  for (const [key, { title }] of columns) {
    for (const other of words.sheets[sheet.name]?.columns[title] ?? []) others.set(bareTitle(other), key);
  }
  return {
    find(written) {
      const bare = bareTitle(written);
      const ownKey = own.get(bare);
      if (ownKey !== undefined) return { key: ownKey, own: true };
      const key = others.get(bare);
      return key === undefined ? undefined : { key, own: false };
    },
  };
};

/** The sheet that a written name stands for. */
export const findSheet = (
  written: string,
  sheets: ReadonlyMap<string, Sheet>,
  words: SheetWords,
): Sheet | undefined => {
  const bare = bareTitle(written);
  const name = [...sheets.keys()].find(
    (one) => bareTitle(one) === bare || words.sheets[one]?.names.some((other) => bareTitle(other) === bare),
  );
  return name === undefined ? undefined : sheets.get(name);
};
