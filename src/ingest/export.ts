import { exporting as phrases } from '../../config/phrases/template.js';
import { loadSheetWords } from '../../config/sheet-words.js';
import type { Reader } from '../../storage/port.js';
import type { WrittenSheet } from '../spreadsheet/index.js';
import type { Sheet } from './sheet.js';
import { sheets } from './sheets/index.js';
import { findSheet } from './titles.js';
import { storedSheet } from './written.js';

/** The sheets of the contract that a name stands for; 全部 = all of them, `undefined` = none. */
export const sheetsNamed = (name: string): readonly Sheet[] | undefined => {
  if (name === phrases.all) return [...sheets.values()];
  const sheet = findSheet(name, sheets, loadSheetWords());
  return sheet === undefined ? undefined : [sheet];
};

/** Names of all sheets of the contract. */
export const sheetNames = (): string[] => [...sheets.keys()];

/** Sheets of the contract with what is stored; a workbook of them can be imported as it is. */
export const storedSheets = (reader: Reader, wanted: readonly Sheet[]): Promise<WrittenSheet[]> =>
  Promise.all(wanted.map((sheet) => storedSheet(reader, sheet)));
