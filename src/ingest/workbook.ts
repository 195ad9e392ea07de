import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { TongbaoError } from '../domain/error.js';
import type { RawRow } from './source.js';

interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly RawRow[];
}

/** A workbook of ours unpacks to a few megabytes; a 300 KB file that claims 300 MB is an attack. */
const mostUnpacked = 200 * 1024 * 1024;
const mostRatio = 200;
/** Columns beyond this hold nothing of ours, and a far stray cell must not cost memory. */
const mostColumns = 200;
/** Cells a merged range may fill; a whole column merged by accident must not cost minutes. */
const mostMerged = 100_000;

const bad = (file: string, reason: string): TongbaoError =>
  new TongbaoError('import.bad_workbook', `${file} 打不开：${reason}。请用 WPS 或 Excel 重新另存为 .xlsx。`);

const unpack = (bytes: Buffer, file: string): Map<string, string> => {
  let total = 0;
  const wanted =
    /^(xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/[^/]+\.xml)$/;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.test(name)) return false;
        total += originalSize;
        if (total > mostUnpacked || total > bytes.length * mostRatio) {
          throw new TongbaoError('import.expands', `${file} 解开后过大，不像正常的表格，没有导入。`);
        }
        return true;
      },
    });
    return new Map(Object.entries(parts).map(([name, part]) => [name, new TextDecoder().decode(part)]));
  } catch (error) {
    if (error instanceof TongbaoError) throw error;
    throw bad(file, '不是有效的 .xlsx 文件');
  }
};

type Attributes = Readonly<Record<string, string>>;

/** Walks one XML part strictly; a DOCTYPE is refused. Prefixes of names are dropped. */
const walk = (
  xml: string,
  file: string,
  on: {
    open?: (name: string, attributes: Attributes) => void;
    close?: (name: string) => void;
    text?: (text: string) => void;
  },
): void => {
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('error', () => {
    throw bad(file, '内容已损坏');
  });
  parser.on('doctype', () => {
    throw bad(file, '含有不允许的 DOCTYPE');
  });
  parser.on('opentag', ({ name, attributes }) => on.open?.(local(name), attributes));
  parser.on('closetag', ({ name }) => on.close?.(local(name)));
  parser.on('text', (text) => on.text?.(text));
  parser.write(xml).close();
};

const readSharedStrings = (xml: string | undefined, file: string): string[] => {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let current = '';
  let inText = false;
  let inPhonetic = false;
  walk(xml, file, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') inPhonetic = true;
      if (name === 't') inText = true;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') strings.push(current);
    },
    text: (text) => {
      if (inText && !inPhonetic) current += text;
    },
  });
  return strings;
};

/** Formats by index that show a date or a date with time. */
type DateStyle = 'day' | 'instant' | undefined;

const styleOfFormat = (code: string): DateStyle => {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (!/[yd]/i.test(bare) && !/m.*d|y.*m/i.test(bare)) return undefined;
  return /[hs]/i.test(bare) ? 'instant' : 'day';
};

const builtInDates = new Map<number, DateStyle>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'day'] as const),
  [22, 'instant'],
]);

const readDateStyles = (xml: string | undefined, file: string): DateStyle[] => {
  const styles: DateStyle[] = [];
  if (xml === undefined) return styles;
  const own = new Map<number, DateStyle>();
  let inCellFormats = false;
  walk(xml, file, {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), styleOfFormat(attributes.formatCode ?? ''));
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(own.has(id) ? own.get(id) : builtInDates.get(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
};

/** An Excel serial (days since 1899-12-30, wall time) as `2023-11-07` or `2023-11-07 09:30`. */
const excelDate = (serial: number, style: 'day' | 'instant'): string => {
  const minutes = Math.round(serial * 1440);
  const text = new Date(Date.UTC(1899, 11, 30) + minutes * 60_000).toISOString();
  return style === 'day' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
};

const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference.replace(/\d.*$/, '')) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
};

const rowOf = (reference: string): number => Number(reference.replace(/^\D+/, ''));

class Grid {
  readonly rows = new Map<number, string[]>();

  set(row: number, column: number, value: string): void {
    if (column < 0 || column >= mostColumns || row < 1) return;
    const cells = this.rows.get(row) ?? [];
    while (cells.length <= column) cells.push('');
    cells[column] = value;
    this.rows.set(row, cells);
  }

  get(row: number, column: number): string {
    return this.rows.get(row)?.[column] ?? '';
  }

  /** Cells of a merged range take the value of its first one, as a person reads them. */
  merge(range: string, file: string): void {
    const [from, to] = range.split(':');
    if (from === undefined || to === undefined) return;
    const [top, bottom, left, right] = [
      rowOf(from),
      rowOf(to),
      columnOf(from),
      Math.min(columnOf(to), mostColumns - 1),
    ];
    if ((bottom - top + 1) * (right - left + 1) > mostMerged) throw bad(file, '有过大的合并单元格');
    const value = this.get(top, left);
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) this.set(row, column, value);
    }
  }
}

const readSheet = (
  xml: string,
  file: string,
  strings: readonly string[],
  styles: readonly DateStyle[],
): RawRow[] => {
  const grid = new Grid();
  const merged: string[] = [];
  let cell: { row: number; column: number; type: string; style: DateStyle } | undefined;
  let value = '';
  let reading = false;
  const readValue = (type: string, style: DateStyle): string => {
    if (type === 's') return strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? '是' : '否';
    if (type === 'n' && style !== undefined && value !== '') return excelDate(Number(value), style);
    // 0.1 + 0.2 as Excel stores it: fifteen digits are what a person sees.
    if (type === 'n' && value !== '') return String(Number(Number(value).toPrecision(15)));
    return value;
  };
  walk(xml, file, {
    open: (name, attributes) => {
      if (name === 'c') {
        const reference = attributes.r ?? '';
        cell = {
          row: rowOf(reference),
          column: columnOf(reference),
          type: attributes.t ?? 'n',
          style: styles[Number(attributes.s ?? -1)],
        };
        value = '';
      }
      if (name === 'v' || name === 't') reading = cell !== undefined;
      if (name === 'mergeCell' && attributes.ref !== undefined) merged.push(attributes.ref);
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c' && cell !== undefined) {
        grid.set(cell.row, cell.column, readValue(cell.type, cell.style));
        cell = undefined;
      }
    },
    text: (text) => {
      if (reading) value += text;
    },
  });
  for (const range of merged) grid.merge(range, file);
  return [...grid.rows].sort(([a], [b]) => a - b).map(([number, cells]) => ({ number, cells }));
};

/**
 * The sheets of an `.xlsx`: text, numbers, dates by their style, merged cells filled.
 * @throws TongbaoError when it is damaged, or unpacks to more than a table can be
 */
export const readWorkbook = (bytes: Buffer, file: string): WorkbookSheet[] => {
  const parts = unpack(bytes, file);
  const workbook = parts.get('xl/workbook.xml');
  const relations = parts.get('xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined) throw bad(file, '缺少工作簿内容');
  const targets = new Map<string, string>();
  walk(relations, file, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) {
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
      }
    },
  });
  const strings = readSharedStrings(parts.get('xl/sharedStrings.xml'), file);
  const styles = readDateStyles(parts.get('xl/styles.xml'), file);
  const sheets: WorkbookSheet[] = [];
  walk(workbook, file, {
    open: (name, attributes) => {
      if (name !== 'sheet') return;
      const xml = parts.get(targets.get(attributes['r:id'] ?? '') ?? '');
      if (xml !== undefined)
        sheets.push({ name: attributes.name ?? '', rows: readSheet(xml, file, strings, styles) });
    },
  });
  return sheets;
};
