import type { Sheet } from './sheet.js';
import type { RawSheet } from './source.js';

/** Something wrong with one cell, one row or one column, as the person who made the sheet can find it. */
export interface Fault {
  readonly file: string;
  readonly sheet: string;
  /** As the spreadsheet shows it; 1 is the header. */
  readonly row: number;
  readonly column: string;
  readonly problem: string;
  readonly expected: string;
}

/** A row whose cells were read, with where it stands. */
export interface ReadRow {
  readonly file: string;
  readonly sheet: Sheet;
  readonly number: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ReadSheet {
  readonly rows: readonly ReadRow[];
  /** Rows with a fault: what could be read of them is checked on, so that all faults show at once. */
  readonly broken: readonly ReadRow[];
  readonly faults: readonly Fault[];
  /** Columns that nobody knows: passed over. */
  readonly warnings: readonly string[];
}

const headerFaults = (raw: RawSheet, sheet: Sheet): Fault[] => {
  const at = (column: string, problem: string, expected: string): Fault => ({
    file: raw.file,
    sheet: sheet.name,
    row: 1,
    column,
    problem,
    expected,
  });
  const missing = Object.values(sheet.columns)
    .filter(({ title, required }) => required && !raw.header.includes(title))
    .map(({ title }) => at(title, '缺少这一列', `第一行表头里要有“${title}”`));
  const twice = [
    ...new Set(raw.header.filter((title, index) => title !== '' && raw.header.indexOf(title) !== index)),
  ];
  return [...missing, ...twice.map((title) => at(title, '这一列出现了两次', '每列只出现一次'))];
};

/** Reads the cells of one sheet; each that is wrong is a fault of its own. */
export const readRows = (raw: RawSheet, sheet: Sheet): ReadSheet => {
  const faults = headerFaults(raw, sheet);
  const titles = new Set(Object.values(sheet.columns).map(({ title }) => title));
  const strange = raw.header.filter((title) => title !== '' && !titles.has(title));
  const warnings = strange.map((title) => `${raw.file}“${sheet.name}”的列“${title}”不认识，已忽略`);
  const rows: ReadRow[] = [];
  const broken: ReadRow[] = [];
  if (faults.length > 0) return { rows, broken, faults, warnings };
  for (const { number, cells } of raw.rows) {
    const values: Record<string, unknown> = {};
    let whole = true;
    for (const [name, { title, required, cell }] of Object.entries(sheet.columns)) {
      const text = (cells[raw.header.indexOf(title)] ?? '').trim();
      const at = { file: raw.file, sheet: sheet.name, row: number, column: title };
      if (text === '') {
        if (!required) continue;
        faults.push({ ...at, problem: '没有填写', expected: '这一列必填' });
        whole = false;
        continue;
      }
      const parsed = cell(text);
      if (parsed.ok) values[name] = parsed.value;
      else {
        faults.push({ ...at, problem: parsed.problem, expected: parsed.expected });
        whole = false;
      }
    }
    (whole ? rows : broken).push({ file: raw.file, sheet, number, values });
  }
  return { rows, broken, faults, warnings };
};
