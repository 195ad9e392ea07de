import { type Attributes, readXml } from './xml.js';

/** How a number's format shows it, as far as its meaning depends on it. */
export type Shown = 'day' | 'instant' | 'percent' | undefined;

const shownBy = (code: string): Shown => {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  if (/[yd]/i.test(bare)) return /[hs]/i.test(bare) ? 'instant' : 'day';
  return bare.includes('%') ? 'percent' : undefined;
};

const builtIn = new Map<number, Shown>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'day'] as const),
  [22, 'instant'],
  [9, 'percent'],
  [10, 'percent'],
]);

/** How each cell style of a workbook shows numbers, by the style's index. */
export const readShown = async (part: Buffer | undefined, file: string): Promise<Shown[]> => {
  const styles: Shown[] = [];
  if (part === undefined) return styles;
  const own = new Map<number, Shown>();
  let inCellFormats = false;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'numFmt') own.set(Number(attributes.numFmtId), shownBy(attributes.formatCode ?? ''));
    if (name === 'cellXfs') inCellFormats = true;
    if (name === 'xf' && inCellFormats) {
      const id = Number(attributes.numFmtId ?? 0);
      styles.push(own.has(id) ? own.get(id) : builtIn.get(id));
    }
  };
  await readXml(part, file, {
    open,
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
};

/** Days between the two beginnings of time that workbooks know: 1899-12-30 and 1904-01-01. */
const days1904 = 1462;

/** A serial (days, wall time) as `2023-11-07`, `2023-11-07 09:30` or `2023-11-07 09:30:15`. */
export const dateOfSerial = (serial: number, style: 'day' | 'instant', from1904 = false): string => {
  const seconds = Math.round((serial + (from1904 ? days1904 : 0)) * 86_400);
  const date = new Date(Date.UTC(1899, 11, 30) + seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(serial);
  const text = date.toISOString();
  if (style === 'day') return text.slice(0, 10);
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === '00' ? 16 : 19)}`;
};

/** 0.1 + 0.2 as Excel stores it: fifteen digits are what a person sees. */
const plain = (value: number): string => String(Number(value.toPrecision(15)));

/** A number cell as its format shows it. */
export const showNumber = (text: string, style: Shown, from1904: boolean): string => {
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) return text;
  if (style === 'percent') return `${plain(value * 100)}%`;
  return style === undefined ? plain(value) : dateOfSerial(value, style, from1904);
};
