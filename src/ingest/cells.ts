import { cells as phrases } from '../../config/phrases/sheets.js';
import { dayOf, shanghaiDay, shanghaiTime } from '../domain/day.js';
import { maskPersonalData } from '../domain/privacy/index.js';
import { type ClockTime, type Day, type Instant, PeriodId, Points } from '../domain/records/index.js';
import { dateOfSerial } from '../spreadsheet/index.js';

/** What a cell was found to be, or what is wrong with it and what was expected. */
type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly expected: string };

/** What a column holds: how a cell that is not empty is read, and how a value is written into one. */
export interface Cell<T> {
  read(text: string): Parsed<T>;
  /** Reading what was written gives the value again. */
  write(value: T): string | number;
  /** What to write, for people who fill a sheet in. */
  readonly hint: string;
  /** How cells of the column look in a spreadsheet. */
  readonly format: 'text' | 'day' | 'instant' | 'number';
  /** The closed list of what may stand there. */
  readonly words?: readonly string[];
  /** Free text keeps its full-width signs. */
  readonly free?: boolean;
  /** Personal data are masked as it is read. */
  readonly masks?: boolean;
}

const fine = <T>(value: T): Parsed<T> => ({ ok: true, value });

const longestShown = 30;

/** A cell as reports show it: short, without personal data. */
export const shown = (cell: string): string => {
  const signs = [...maskPersonalData(cell.replace(/\s+/g, ' '))];
  return signs.length > longestShown ? `${signs.slice(0, longestShown).join('')}…` : signs.join('');
};

const wrong = (
  cell: string,
  { wrong: what, expected }: { wrong: string; expected: string },
): Parsed<never> => ({
  ok: false,
  problem: phrases.is(shown(cell), what),
  expected,
});

/** Full-width digits, letters and signs as ordinary ones. */
const narrow = (text: string): string => text.normalize('NFKC').trim();

const longestText = 10_000;
const longestName = 200;

const readText = (cell: string): Parsed<string> =>
  cell.length > longestText
    ? { ok: false, problem: phrases.textTooLong(longestText), expected: phrases.textExpected(longestText) }
    : fine(cell);

const readName = (cell: string): Parsed<string> => {
  const name = cell.replace(/\s*\n\s*/g, '');
  return name.length > longestName
    ? { ok: false, problem: phrases.name.tooLong(longestName), expected: phrases.name.expected(longestName) }
    : fine(name);
};

const same = (value: string): string => value;

export const text: Cell<string> = {
  read: readText,
  write: same,
  hint: phrases.text.hint,
  format: 'text',
  free: true,
};

/** The name of something: one line. */
export const name: Cell<string> = { ...text, read: readName, hint: phrases.name.hint };

/** Numbers and ids that are no quantities. */
export const code: Cell<string> = {
  read: (cell) => readName(narrow(cell)),
  write: same,
  hint: phrases.code.hint,
  format: 'text',
};

/** A text that citizens' data may stand in: it is masked before anything else sees it. */
export const prose: Cell<string> = {
  ...text,
  read: (cell) => readText(maskPersonalData(cell)),
  hint: phrases.prose.hint,
  masks: true,
};

/** Several values separated by 、 (also by commas and semicolons, as people type them). */
export const list: Cell<string[]> = {
  read: (cell) =>
    fine(
      cell
        .split(/[、,，;；\n]/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  write: (values) => values.join('、'),
  hint: phrases.list.hint,
  format: 'text',
  free: true,
};

const numberOf = (cell: string): number | undefined => {
  const plain = narrow(cell).replace(/(?<=\d),(?=\d{3})/g, '');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};

interface NumberRule {
  readonly wrong: string;
  readonly expected: string;
  readonly hint: string;
  fits(value: number): boolean;
}

const number = ({ fits, hint, ...rule }: NumberRule): Cell<number> => ({
  read: (cell) => {
    const value = numberOf(cell);
    if (value !== undefined && fits(value)) return fine(value);
    // 26条, 约2300, 2300余: the number is there.
    const [inside, other] = narrow(cell).match(/\d+(?:\.\d+)?/g) ?? [];
    const isAlmost =
      value === undefined && inside !== undefined && other === undefined && /[^\d.+-]/.test(cell);
    return wrong(cell, isAlmost ? { ...rule, expected: phrases.onlyNumber(inside) } : rule);
  },
  write: (value) => value,
  hint,
  format: 'number',
});

/** How many: never less than none. */
export const count = number({
  ...phrases.count,
  hint: phrases.integer.hint,
  fits: (value) => Number.isSafeInteger(value) && value >= 0,
});

export const positive = number({
  ...phrases.positive,
  fits: (value) => Number.isSafeInteger(value) && value > 0,
});

export const decimal = number({ ...phrases.decimal, fits: Number.isFinite });

/** How often: 0 = looked at, and nothing found. */
export const occurrences = number({
  ...phrases.occurrences,
  fits: (value) => Number.isSafeInteger(value) && value >= 0,
});

/** Points as people write them: never negative, at most two decimals. */
export const points = number({ ...phrases.points, fits: (value) => Points.safeParse(value).success });

/**
 * `100%`, `98.5％` or `98.5`: percent, 0 to 100. A bare number up to 1 is refused: 0.5 may be half a percent or
 * 50 % in a cell that lost its format.
 */
export const percent: Cell<number> = {
  read: (cell) => {
    const plain = narrow(cell);
    const value = numberOf(plain.replace(/\s*%$/, ''));
    if (value === undefined || value < 0 || value > 100) return wrong(cell, phrases.percent);
    if (plain.endsWith('%') || value > 1 || value === 0) return fine(value);
    const [as, hundredfold] = [`${value}%`, `${Number((value * 100).toPrecision(12))}%`];
    return wrong(cell, {
      wrong: phrases.percent.unclear(as),
      expected: phrases.percent.unclearExpected(as, hundredfold),
    });
  },
  write: (value) => `${value}%`,
  hint: phrases.percent.hint,
  format: 'text',
};

/** One of a closed list of words. Where two words mean the same, the first is written. */
export const oneOf = <T extends string | boolean>(
  words: Readonly<Record<string, T>>,
  said: { readonly wrong: string; readonly expected: string; readonly hint: string } = {
    wrong: phrases.oneOf.wrong,
    expected: Object.keys(words).join('、'),
    hint: phrases.oneOf.hint(Object.keys(words)),
  },
): Cell<T> => ({
  read: (cell) => {
    const found = Object.entries(words).find(([word]) => word === narrow(cell));
    return found === undefined ? wrong(cell, said) : fine(found[1]);
  },
  write: (value) => Object.entries(words).find(([, meant]) => meant === value)?.[0] ?? String(value),
  hint: said.hint,
  format: 'text',
  words: Object.keys(words),
});

export const yesNo: Cell<boolean> = oneOf<boolean>({ 是: true, 否: false }, phrases.yesNo);

const dayPattern = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/;
const timePattern = /^(.*?)(?:[T\s]*(?<=[T\s日])([01]?\d|2[0-3])[:时]([0-5]?\d)(?:[:分]([0-5]?\d)?秒?)?)?$/;

const dayIn = (plain: string): Day | undefined => {
  const [, year = '', month = '', date = ''] = dayPattern.exec(plain.trim()) ?? [];
  // Nothing of ours is older; 1900-01-00 is what an empty formula looks like.
  return Number(year) < 1949 ? undefined : dayOf(year, month, date);
};

/** Serials of the years 2000 to 2099: a date in a cell that lost its format. */
const looksLikeSerial = (plain: string): boolean =>
  /^\d{5}(\.\d+)?$/.test(plain) && Number(plain) >= 36_526 && Number(plain) < 73_051;

/** A day in Asia/Shanghai in any of the usual spellings; a time of day behind it is dropped. */
export const day: Cell<Day> = {
  read: (cell) => {
    const plain = narrow(cell);
    const found = dayIn(timePattern.exec(plain)?.[1] ?? plain);
    if (found !== undefined) return fine(found);
    return wrong(
      cell,
      looksLikeSerial(plain)
        ? { wrong: phrases.day.wrong, expected: phrases.day.serial(dateOfSerial(Number(plain), 'day')) }
        : phrases.day,
    );
  },
  write: same,
  hint: phrases.day.hint,
  format: 'day',
};

/** A wall time in Asia/Shanghai as an instant; a day alone is its first minute. */
export const instant: Cell<Instant> = {
  read: (cell) => {
    const [, head = '', hour = '00', minute = '00', second = '00'] = timePattern.exec(narrow(cell)) ?? [];
    const found = dayIn(head);
    if (found === undefined) return wrong(cell, phrases.instant);
    const clock = [hour, minute, second].map((part) => part.padStart(2, '0')).join(':');
    return fine(new Date(`${found}T${clock}+08:00`).toISOString());
  },
  write: (value) => {
    const clock = new Date(Date.parse(value) + 8 * 3_600_000).toISOString().slice(11, 19);
    return `${shanghaiDay(value)} ${clock.endsWith(':00') ? clock.slice(0, 5) : clock}`;
  },
  hint: phrases.instant.hint,
  format: 'instant',
};

/** A day, with the time of that day where one is written: `2025-04-16` or `2025-04-16 12:00`. */
export const deadline: Cell<{ readonly day: Day; readonly time?: ClockTime | undefined }> = {
  read: (cell) => {
    const at = instant.read(cell);
    if (!at.ok) return wrong(cell, phrases.deadline);
    const time = shanghaiTime(at.value);
    // Spreadsheets write midnight behind a day that has no time.
    return fine({ day: shanghaiDay(at.value), ...(time === '00:00' ? {} : { time }) });
  },
  write: ({ day: last, time }) => (time === undefined ? last : `${last} ${time}`),
  hint: phrases.deadline.hint,
  format: 'text',
};

const chineseDigits: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' };

/** A period in Chinese words as its id; what is none of them as it stands. */
const periodId = (plain: string): string => {
  const [, quarterYear, quarter = ''] = /^(\d{4})年?第?([1-4一二三四])季度?$/.exec(plain) ?? [];
  if (quarterYear !== undefined) return `${quarterYear}Q${chineseDigits[quarter] ?? quarter}`;
  const [, halfYear, half] = /^(\d{4})年?(上|下)半年$/.exec(plain) ?? [];
  if (halfYear !== undefined) return `${halfYear}H${half === '上' ? 1 : 2}`;
  const [, monthYear, month = ''] = /^(\d{4})年(\d{1,2})月份?$/.exec(plain) ?? [];
  if (monthYear !== undefined) return `${monthYear}-${month.padStart(2, '0')}`;
  return /^(\d{4})年度?$/.exec(plain)?.[1] ?? plain;
};

/** `2023Q4`, `2023-10`, `2023H2`, `2023`, and the same in Chinese words. */
export const period: Cell<string> = {
  read: (cell) => {
    const parsed = PeriodId.safeParse(periodId(narrow(cell).toUpperCase().replace(/\s/g, '')));
    return parsed.success ? fine(parsed.data) : wrong(cell, phrases.period);
  },
  write: same,
  hint: phrases.period.hint,
  format: 'text',
};

/** 上级采用: a number, or 是 where the notice names the unit without one. */
export const countOrYes: Cell<number | true> = {
  read: (cell) => (narrow(cell) === '是' ? fine<true>(true) : count.read(cell)),
  write: (value) => (value === true ? '是' : value),
  hint: phrases.countOrYes.hint,
  format: 'text',
};
