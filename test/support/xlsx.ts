import { strToU8, zipSync } from 'fflate';

/**
 * A cell of a made workbook: text, a number, a date serial, a share shown as a percentage, a formula with the value
 * that was stored for it (an error begins with #), or nothing.
 */
export type MadeCell =
  | string
  | number
  | { readonly serial: number; readonly time?: boolean }
  | { readonly share: number }
  | { readonly formula: string; readonly value?: string | number }
  | undefined;

/** What of a made workbook nobody sees. */
export interface Hidden {
  readonly sheets?: readonly string[];
  /** Row numbers by sheet. */
  readonly rows?: Readonly<Record<string, readonly number[]>>;
  /** Column numbers from 1 by sheet. */
  readonly columns?: Readonly<Record<string, readonly number[]>>;
}

const letter = (index: number): string => String.fromCharCode(65 + index);
const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const cellXml = (cell: MadeCell, row: number, column: number): string => {
  const at = `${letter(column)}${row}`;
  if (cell === undefined) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
  if ('share' in cell) return `<c r="${at}" s="3"><v>${cell.share}</v></c>`;
  if ('formula' in cell) {
    const { formula, value } = cell;
    const type = typeof value !== 'string' ? '' : value.startsWith('#') ? ' t="e"' : ' t="str"';
    const stored = value === undefined ? '' : `<v>${escapeXml(String(value))}</v>`;
    return `<c r="${at}"${type}><f>${escapeXml(formula)}</f>${stored}</c>`;
  }
  return `<c r="${at}" s="${cell.time === true ? 2 : 1}"><v>${cell.serial}</v></c>`;
};

/** A small `.xlsx` with the given sheets; the first style is plain, then a date, a date with time, a percentage. */
export const makeWorkbook = (
  sheets: Readonly<Record<string, readonly (readonly MadeCell[])[]>>,
  merged: Readonly<Record<string, readonly string[]>> = {},
  hidden: Hidden = {},
): Buffer => {
  const names = Object.keys(sheets);
  const files: Record<string, Uint8Array> = {
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns="m" xmlns:r="r"><sheets>${names
        .map(
          (name, index) =>
            `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden.sheets?.includes(name) === true ? ' state="hidden"' : ''}/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="p">${names
        .map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`)
        .join('')}</Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      '<styleSheet xmlns="m"><numFmts><numFmt numFmtId="164" formatCode="yyyy/m/d h:mm"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    ),
  };
  for (const [index, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map(
      (cells, row) =>
        `<row r="${row + 1}"${hidden.rows?.[name]?.includes(row + 1) === true ? ' hidden="1"' : ''}>${cells.map((cell, column) => cellXml(cell, row + 1, column)).join('')}</row>`,
    );
    const merges = (merged[name] ?? []).map((range) => `<mergeCell ref="${range}"/>`).join('');
    const columns = (hidden.columns?.[name] ?? []).map((at) => `<col min="${at}" max="${at}" hidden="1"/>`);
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(
      `<?xml version="1.0"?><worksheet xmlns="m"><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`,
    );
  }
  return Buffer.from(zipSync(files));
};
