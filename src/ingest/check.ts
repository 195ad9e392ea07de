import type { Identity } from '../../config/rules.js';
import type { Reader } from '../../storage/port.js';
import { figureWarnings } from './figures.js';
import { type Fault, type ReadRow, readRows } from './read-rows.js';
import { createRowTools, type Known, RowRefused } from './row-tools.js';
import { type Made, type RowTools, wholeCity } from './sheet.js';
import { sheets } from './sheets/index.js';
import type { RawSheet } from './source.js';

/** What an import would bring, or everything that is wrong with it. */
export interface Checked {
  readonly made: readonly Made[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a check needs to know besides what is stored. */
type CheckOptions = Pick<Known, 'channelPlatforms' | 'indicatorSetOf' | 'now'> & {
  /** Figures that should agree; where they do not, there is a warning. */
  readonly identities: readonly Identity[];
};

/** Names that other rows of this import may refer to, read before any record is made. */
const namesIn = (rows: readonly ReadRow[], sheet: string) =>
  rows.filter((row) => row.sheet.name === sheet).map(({ values }) => values);

const knownOf = async (rows: readonly ReadRow[], reader: Reader, options: CheckOptions): Promise<Known> => {
  const newUnits = namesIn(rows, '单位').map((values) => ({
    id: textOf(values.name) ?? '',
    kind: 'other' as const,
    aliases: Array.isArray(values.aliases) ? values.aliases.map(String) : [],
    ...(textOf(values.officialName) === undefined ? {} : { officialName: textOf(values.officialName) ?? '' }),
  }));
  const units = [...(await reader.find('units', { index: 'byId' })), ...newUnits];
  const unitNames = createRowTools({ ...options, units, sites: [], accounts: [] }, []);
  const unitOf = (row: ReadRow, column: 'unit' | 'host'): string =>
    unitNames(row).unit(textOf(row.values[column]) ?? '', '');
  const siteRows = rows.filter((row) => row.sheet.name === '网站');
  const accountRows = rows.filter((row) => row.sheet.name === '账号');
  return {
    ...options,
    units,
    sites: [
      ...(await reader.find('sites', { index: 'byUnit' })),
      ...siteRows.map((row) => ({ id: textOf(row.values.name) ?? '', unitId: unitOf(row, 'unit') })),
    ],
    accounts: [
      ...(await reader.find('accounts', { index: 'byId' })),
      ...accountRows.map((row) => ({
        name: textOf(row.values.name) ?? '',
        platform: textOf(row.values.platform) ?? '',
        hostUnitId: unitOf(row, 'host'),
      })),
    ],
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

/**
 * Checks sheets against each other and against what is stored. All faults of all sheets are found at once;
 * what is `made` counts only when there are none.
 */
export const checkSheets = async (
  raw: readonly RawSheet[],
  reader: Reader,
  options: CheckOptions,
): Promise<Checked> => {
  const faults: Fault[] = [];
  const warnings: string[] = [];
  const rows: ReadRow[] = [];
  const broken: ReadRow[] = [];
  for (const one of raw) {
    const declared = sheets.get(one.name);
    if (declared === undefined) {
      warnings.push(`${one.file}的表“${one.name}”不认识，已忽略`);
      continue;
    }
    const read = readRows(one, declared);
    faults.push(...read.faults);
    warnings.push(...read.warnings);
    rows.push(...read.rows);
    broken.push(...read.broken);
  }
  // A name that only a broken row declares is known all the same: its own fault is enough.
  const toolsOf = createRowTools(await knownOf([...rows, ...broken], reader, options), faults);
  for (const row of broken) checkNames(row, toolsOf(row));
  const made: Made[] = [];
  const seen = new Map<string, ReadRow>();
  for (const row of rows) {
    try {
      for (const one of row.sheet.make(row.values, toolsOf(row))) {
        const key = `${one.collection}/${one.record.id}`;
        const before = seen.get(key);
        if (before !== undefined && !mayRepeat.has(one.collection)) {
          const [column] = Object.values(row.sheet.columns).filter(({ required }) => required);
          faults.push({
            file: row.file,
            sheet: row.sheet.name,
            row: row.number,
            column: column?.title ?? '',
            problem: `与${before.file}第 ${before.number} 行重复`,
            expected: '同一条内容只写一行',
          });
        }
        seen.set(key, row);
        made.push(one);
        warnings.push(...figureWarnings(one, row, options.identities));
      }
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
    }
  }
  return { made, faults, warnings };
};
