import { join } from 'node:path';
import { packageRoot } from '../../config/root.js';
import { loadSheetWords } from '../../config/sheet-words.js';
import type { NamedUnit } from '../understanding/reading.js';
import { Warnings } from './faults.js';
import { readRows } from './read-rows.js';
import { sheets } from './sheets/index.js';
import { readSource } from './source.js';

/** The list of units that comes with the package, for reading lines before any data is imported. */
export const shippedUnits = async (): Promise<NamedUnit[]> => {
  const [raw] = await readSource(join(packageRoot, 'examples', 'zhengzhou-2023q4', '单位.csv'));
  const sheet = sheets.get('单位');
  if (raw === undefined || sheet === undefined) return [];
  const { rows } = await readRows(raw, sheet, loadSheetWords(), new Warnings());
  return rows.map(({ values: { name, officialName, kind, aliases } }) => ({
    id: String(name),
    kind: String(kind),
    aliases: Array.isArray(aliases) ? aliases.map(String) : [],
    ...(typeof officialName === 'string' ? { officialName } : {}),
  }));
};
