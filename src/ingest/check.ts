import { distance } from 'fastest-levenshtein';
import { checks as checkPhrases, sheets as phrases } from '../../config/phrases/sheets.js';
import type { SheetWords } from '../../config/sheet-words.js';
import type { Reader } from '../../storage/port.js';
import { type Fault, Warnings } from './faults.js';
import { figureWarnings } from './figures.js';
import { knownTo, type Surroundings } from './known.js';
import { letOthersIn } from './let-others-in.js';
import { type ReadRow, readRows } from './read-rows.js';
import { createRowTools } from './row-tools.js';
import { type Made, type RowTools, type Sheet, wholeCity } from './sheet.js';
import { sheets } from './sheets/index.js';
import type { RawSheet } from './source.js';
import { bareTitle, findSheet } from './titles.js';

/** The records that one row makes. */
export interface MadeRow {
  readonly sheet: Sheet;
  readonly made: readonly Made[];
}

/** What an import would bring, or everything that is wrong with it. */
export interface Checked {
  readonly rows: readonly MadeRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/** A sheet of the contract that a strange name probably means: 得份排名, 问题（11月）. */
const meantBy = (written: string): string | undefined => {
  const bare = bareTitle(written);
  return [...sheets.keys()].find(
    (name) => (name.length > 1 && bare.startsWith(name)) || (name.length > 2 && distance(name, bare) === 1),
  );
};

/** Which sheet of the contract each table is; a misnamed one is a fault where its own is missing. */
const matchSheets = (raw: readonly RawSheet[], words: SheetWords, warnings: Warnings) => {
  const faults: Fault[] = [];
  const matched = raw.map((one) => ({ raw: one, sheet: findSheet(one.name, sheets, words) }));
  const present = new Set(matched.map(({ sheet }) => sheet?.name));
  const at = { row: 1, column: '' };
  for (const { raw: one, sheet } of matched) {
    if (sheet !== undefined) continue;
    const meant = meantBy(one.name);
    if (meant === undefined || present.has(meant)) {
      if (one.rows.length > 0) warnings.add(phrases.unknownSheet(one.file, one.name));
      continue;
    }
    const [problem, expected] = [phrases.misnamedSheet, phrases.misnamedSheetExpected(meant)];
    faults.push({ ...at, file: one.file, sheet: one.name, problem, expected });
  }
  if (matched.every(({ sheet }) => sheet === undefined) && faults.length === 0) {
    const [first] = raw;
    const expected = phrases.noSheetExpected([...sheets.keys()]);
    faults.push({
      ...at,
      file: first?.file ?? '',
      sheet: first?.name ?? '',
      problem: phrases.noSheet,
      expected,
    });
  }
  return {
    faults,
    matched: matched.flatMap(({ raw: one, sheet }) => (sheet === undefined ? [] : [{ raw: one, sheet }])),
  };
};

/** Notes the names in a broken row that nobody knows; the row itself makes nothing. */
const checkNames = ({ values, sheet }: ReadRow, tools: RowTools): void => {
  for (const [key, { title }] of Object.entries(sheet.columns)) {
    const value = values[key];
    if (key === 'units' && Array.isArray(value)) tools.units(value.map(String), title);
    if (typeof value !== 'string' || value === wholeCity) continue;
    if (key === 'unit' || key === 'host' || key === 'parent') tools.unit(value, title);
    if (key === 'site') tools.site(value, title);
  }
};

/** One person may stand in several rows, once per account; anything else twice is a mistake. */
const mayRepeat = new Set<Made['collection']>(['persons']);

/** Finds records that two rows make. */
class Repeats {
  readonly #seen = new Map<string, ReadRow>();

  find(row: ReadRow, made: readonly Made[]): Fault[] {
    return made.flatMap(({ collection, record }) => {
      const key = `${collection}/${record.id}`;
      const before = this.#seen.get(key);
      this.#seen.set(key, row);
      if (before === undefined || mayRepeat.has(collection)) return [];
      const column = Object.values(row.sheet.columns).find(({ required }) => required)?.title ?? '';
      return {
        file: row.file,
        sheet: row.sheet.name,
        row: row.number,
        column,
        problem: checkPhrases.duplicate(before.file, before.number),
        expected: checkPhrases.duplicateExpected,
      };
    });
  }
}

/**
 * Checks sheets against each other and against what is stored. All faults of all sheets are found at once;
 * what the rows made counts only when there are none.
 */
export const checkSheets = async (
  raw: readonly RawSheet[],
  reader: Reader,
  words: SheetWords,
  surroundings: Surroundings,
): Promise<Checked> => {
  const warnings = new Warnings();
  const { matched, faults } = matchSheets(raw, words, warnings);
  const rows: ReadRow[] = [];
  for (const { raw: one, sheet } of matched) {
    const read = await readRows(one, sheet, words, warnings);
    for (const fault of read.faults) faults.push(fault);
    for (const row of read.rows) rows.push(row);
  }
  if (rows.length === 0 && faults.length === 0) warnings.add(phrases.nothingAtAll);
  // A name that only a broken row declares is known all the same: its own fault is enough.
  const known = await knownTo(rows, reader, surroundings);
  for (const [name, units] of known.units.shared) warnings.add(checkPhrases.sharedAlias(name, units));
  const toolsOf = createRowTools(known, { faults, warnings });
  const repeats = new Repeats();
  const madeRows: MadeRow[] = [];
  for (const [at, row] of rows.entries()) {
    await letOthersIn(at);
    if (row.state === 'broken') {
      checkNames(row, toolsOf(row));
      continue;
    }
    const made = row.sheet.make(row.values, toolsOf(row));
    // What could not be read may be what tells two rows apart.
    if (row.state === 'clean') faults.push(...repeats.find(row, made));
    for (const one of made) {
      for (const warning of figureWarnings(one, row, surroundings.identities)) warnings.add(warning);
    }
    madeRows.push({ sheet: row.sheet, made });
  }
  return { rows: madeRows, faults: inPlace(faults), warnings: warnings.all() };
};

/** Faults as somebody goes through the file: by sheet and row, the columns as they were found. */
const inPlace = (faults: readonly Fault[]): Fault[] => {
  const order = new Map<string, number>();
  for (const { file, sheet } of faults) {
    const key = `${file}\u0001${sheet}`;
    if (!order.has(key)) order.set(key, order.size);
  }
  const placeOf = ({ file, sheet }: Fault): number => order.get(`${file}\u0001${sheet}`) ?? 0;
  return faults.toSorted((a, b) => placeOf(a) - placeOf(b) || a.row - b.row);
};
