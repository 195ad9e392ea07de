import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { escapeText } from './xml.js';

/** Text is written as text, whatever it begins with; a number as a number; `undefined` leaves the cell empty. */
export type WrittenCell = string | number | undefined;

export interface WrittenColumn {
  readonly title: string;
  /** In characters of half width; Chinese ones take two. */
  readonly width?: number;
  /** Shown in another colour. */
  readonly required?: boolean;
  /** How cells look that people fill in later; text keeps long numbers and leading zeros. */
  readonly format?: 'text' | 'day' | 'instant' | 'number';
  /** A drop-down of these, and nothing else is taken. */
  readonly words?: readonly string[];
  /** Long texts are broken into lines. */
  readonly wrap?: boolean;
}

export interface WrittenSheet {
  readonly name: string;
  /** A line above the headers, over all columns. */
  readonly title?: string;
  /** Lines between the title and the headers, over all columns. */
  readonly notes?: readonly string[];
  readonly columns: readonly WrittenColumn[];
  /** A row in grey under the headers that shows how the sheet is filled in. */
  readonly example?: readonly string[];
  readonly rows: readonly (readonly WrittenCell[])[];
}

/** Excel holds no longer text in a cell, and calls a file with one damaged. */
const longestText = 32_767;
/** Rows that drop-downs are set for. */
const lastRow = 10_000;
const formats = {
  text: { type: String, format: '@' },
  day: { type: Date, format: 'yyyy-mm-dd' },
  instant: { type: Date, format: 'yyyy-mm-dd hh:mm' },
  number: {},
} as const;
const header = { fontWeight: 'bold', borderStyle: 'thin', alignVertical: 'center', height: 20 } as const;
const styles = {
  title: { fontWeight: 'bold', fontSize: 14, textColor: '#1F3864', height: 28 },
  note: { alignVertical: 'center', height: 18 },
  example: { textColor: '#7F7F7F', fontStyle: 'italic', alignVertical: 'center', height: 18 },
  required: { ...header, backgroundColor: '#F8CBAD' },
  header: { ...header, backgroundColor: '#DDEBF7' },
} as const;
type CellStyle = (typeof styles)['title' | 'note'];

/**
 * The library keeps texts by themselves in a plain object, and loses one that every object has (`toString`): its
 * first sign is written as an escape.
 */
const unlikeProperties = (text: string): string =>
  text in Object.prototype
    ? `_x${text.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_${text.slice(1)}`
    : text;

const textOf = (text: string): string => {
  const safe = unlikeProperties(escapeText(text));
  return safe.length > longestText ? `${safe.slice(0, longestText - 1)}…` : safe;
};

const cellOf = (cell: WrittenCell, column: WrittenColumn) => {
  if (cell === undefined || cell === '') return undefined;
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'center' as const };
  return {
    value: textOf(cell),
    type: String,
    // As text, so that what begins with = stays text when somebody edits it.
    format: '@',
    alignVertical: 'center' as const,
    ...(column.wrap === true ? { wrap: true } : {}),
  };
};

/** A line over all columns. */
const lineOf = (text: string, columns: number, style: CellStyle): SheetData[number] => [
  { value: textOf(text), type: String, columnSpan: Math.max(columns, 1), ...style },
  ...Array.from({ length: Math.max(columns - 1, 0) }, () => null),
];

const linesAbove = ({ title, notes = [], columns }: WrittenSheet): SheetData => [
  ...(title === undefined ? [] : [lineOf(title, columns.length, styles.title)]),
  ...notes.map((note) => lineOf(note, columns.length, styles.note)),
];

const exampleRow = (cells: readonly string[]): SheetData[number] =>
  cells.map((cell) =>
    cell === '' ? null : { value: textOf(cell), type: String, format: '@', ...styles.example },
  );

const dataOf = (sheet: WrittenSheet): SheetData => [
  ...linesAbove(sheet),
  sheet.columns.map(({ title, required }) => ({
    value: textOf(title),
    type: String,
    ...(required === true ? styles.required : styles.header),
  })),
  ...(sheet.example === undefined ? [] : [exampleRow(sheet.example)]),
  ...sheet.rows.map((row) => sheet.columns.map((column, index) => cellOf(row[index], column))),
  // An empty row that lends its formats to the columns (see `formatColumns`).
  ...(sheet.rows.length === 0 ? [sheet.columns.map(({ format = 'text' }) => formats[format])] : []),
];

const headerRows = (sheet: WrittenSheet): number => linesAbove(sheet).length + 1;

/** Cells below the last written row look like those of the first: whole columns take its formats. */
const formatColumns = (xml: string, sheet: WrittenSheet): string => {
  const row = headerRows(sheet) + (sheet.example === undefined ? 1 : 2);
  return sheet.columns.reduce((changed, _, index) => {
    const style = new RegExp(`<c r="${getCellAddress(row - 1, index)}"[^>]*? s="(\\d+)"`).exec(xml)?.[1];
    return style === undefined
      ? changed
      : changed.replace(`<col min="${index + 1}"`, `<col style="${style}" min="${index + 1}"`);
  }, xml);
};

const validationsOf = (sheet: WrittenSheet): string => {
  const first = headerRows(sheet);
  const lists = sheet.columns.flatMap(({ words }, index) => {
    if (words === undefined) return [];
    const range = `${getCellAddress(first, index)}:${getCellAddress(lastRow, index)}`;
    const list = sanitizeTextContent(words.join(','));
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${list}"</formula1></dataValidation>`,
    ];
  });
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
};

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number];

const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
const insert = (xml: string, element: string): string =>
  element === '' ? xml : insertElementMarkupAccordingToOrderOfSiblings(xml, element, order, 'worksheet');

/** On paper all columns stand beside each other. */
const fitToPage = (xml: string): string =>
  insert(xml, '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>').replace(
    '<pageSetup ',
    '<pageSetup fitToWidth="1" fitToHeight="0" ',
  );

/** What the library leaves to its users: formats of whole columns, drop-downs, the width of the paper. */
const filledInLater = (sheets: readonly WrittenSheet[]): Feature => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) => {
          const sheet = sheets[sheetIndex];
          return sheet === undefined
            ? xml
            : fitToPage(insert(formatColumns(xml, sheet), validationsOf(sheet)));
        },
      },
    },
  },
});

const widest = 60;
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u2E80-\uFFEF]/.test(sign) ? 2 : 1), 0);

const columnWidth = ({ columns, example = [], rows }: WrittenSheet, index: number): number => {
  const { title = '', width } = columns[index] ?? {};
  if (width !== undefined) return width;
  const cells = [example, ...rows.slice(0, 200)].map((row) => widthOf(String(row[index] ?? '')));
  return Math.min(widest, Math.max(10, widthOf(title), ...cells) + 2);
};

/** A name that Excel takes for a sheet. */
const sheetNameOf = (name: string): string =>
  name
    .replace(/[[\]:*?/\\']/g, ' ')
    .slice(0, 31)
    .trim() || '表';

/** Writes an `.xlsx` of some sheets. */
export const writeWorkbook = async (sheets: readonly WrittenSheet[]): Promise<Buffer> =>
  await writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheetNameOf(sheet.name),
      data: dataOf(sheet),
      columns: sheet.columns.map((_, index) => ({ width: columnWidth(sheet, index) })),
      stickyRowsCount: headerRows(sheet),
      orientation: 'landscape' as const,
    })),
    // A font that WPS and Excel both have; without one, rows come out too low for Chinese.
    { features: [filledInLater(sheets)], fontFamily: '宋体', fontSize: 11 },
  ).toBuffer();

/** Any list as an `.xlsx` of one sheet, its title above the headers. */
export const writeList = (list: {
  readonly title: string;
  readonly columns: readonly WrittenColumn[];
  readonly rows: readonly (readonly WrittenCell[])[];
}): Promise<Buffer> => writeWorkbook([{ name: list.title, ...list }]);
