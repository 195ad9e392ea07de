import { shanghaiDay, shanghaiTime } from '../domain/day.js';
import {
  AccountChangeKind,
  type ClockTime,
  type Day,
  type Instant,
  PeriodId,
  Points,
} from '../domain/records/index.js';

/** What a cell was found to be, or what is wrong with it and what was expected. */
type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly expected: string };

/** Reads one cell that is not empty. */
export type Cell<T> = (text: string) => Parsed<T>;

const fine = <T>(value: T): Parsed<T> => ({ ok: true, value });
const wrong = (problem: string, expected: string): Parsed<never> => ({ ok: false, problem, expected });

/** Full-width digits, letters and signs as ordinary ones. */
const narrow = (text: string): string => text.normalize('NFKC').trim();

export const text: Cell<string> = (cell) => fine(cell.trim());

/** Several values separated by 、 (also by commas and semicolons, as people type them). */
export const list: Cell<string[]> = (cell) =>
  fine(
    cell
      .split(/[、,，;；\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );

const numberOf = (cell: string): number | undefined => {
  const plain = narrow(cell).replace(/,/g, '');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};

export const integer: Cell<number> = (cell) => {
  const value = numberOf(cell);
  return value !== undefined && Number.isSafeInteger(value)
    ? fine(value)
    : wrong(`“${cell}”不是整数`, '整数，例如 26；不知道就留空');
};

export const positive: Cell<number> = (cell) => {
  const value = numberOf(cell);
  return value !== undefined && Number.isSafeInteger(value) && value > 0
    ? fine(value)
    : wrong(`“${cell}”不是正整数`, '大于 0 的整数');
};

/** How often: 0 = looked at, and nothing found. */
export const count: Cell<number> = (cell) => {
  const value = numberOf(cell);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
    ? fine(value)
    : wrong(`“${cell}”不是次数`, '0 或正整数；查过没有发现问题写 0，不知道就留空');
};

/** Points as people write them: never negative, at most two decimals. */
export const points: Cell<number> = (cell) => {
  const value = Points.safeParse(numberOf(cell));
  return value.success
    ? fine(value.data)
    : wrong(`“${cell}”不是有效分值`, '不带负号、最多两位小数，例如 2.5');
};

export const decimal: Cell<number> = (cell) => {
  const value = numberOf(cell);
  return value === undefined ? wrong(`“${cell}”不是数字`, '数字，例如 96.5；不知道就留空') : fine(value);
};

/** `100%`, `98.5％` or `98.5`: percent, 0 to 100. */
export const percent: Cell<number> = (cell) => {
  const value = numberOf(narrow(cell).replace(/%$/, ''));
  return value !== undefined && value >= 0 && value <= 100
    ? fine(value)
    : wrong(`“${cell}”不是百分比`, '0 到 100 之间的百分比，例如 100%');
};

export const yesNo: Cell<boolean> = (cell) => {
  const value = narrow(cell);
  if (value === '是') return fine(true);
  if (value === '否') return fine(false);
  return wrong(`“${cell}”不是“是”或“否”`, '是 或 否');
};

const isRealDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const dayPattern = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/;

const dayOf = (plain: string): Day | undefined => {
  const [, year = '', month = '', date = ''] = dayPattern.exec(plain) ?? [];
  if (!isRealDay(Number(year), Number(month), Number(date))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
};

/** A day in Asia/Shanghai in any of the usual spellings; a time of day behind it is dropped. */
export const day: Cell<Day> = (cell) => {
  const found = dayOf(narrow(cell).replace(/[T\s]+\d{1,2}:\d{2}(:\d{2})?$/, ''));
  return found === undefined ? wrong(`“${cell}”不是有效日期`, '日期，例如 2023-11-07') : fine(found);
};

/** A wall time in Asia/Shanghai as an instant; a day alone is its first minute. */
export const instant: Cell<Instant> = (cell) => {
  const plain = narrow(cell);
  const [, head = '', hour = '00', minute = '00'] =
    /^(.*?)(?:[T\s]+([01]?\d|2[0-3])[:时]([0-5]\d)(?:[:分][0-5]?\d?)?)?$/.exec(plain) ?? [];
  const found = dayOf(head.trim());
  if (found === undefined) return wrong(`“${cell}”不是有效时间`, '日期和时间，例如 2023-11-07 09:30');
  return fine(new Date(`${found}T${hour.padStart(2, '0')}:${minute}:00+08:00`).toISOString());
};

/** A day, with the time of that day where one is written: `2025-04-16` or `2025-04-16 12:00`. */
export const deadline: Cell<{ readonly day: Day; readonly time?: ClockTime }> = (cell) => {
  const at = instant(cell);
  if (!at.ok) return wrong(`“${cell}”不是有效期限`, '日期，或日期和时间，例如 2025-04-16 12:00');
  const time = shanghaiTime(at.value);
  // Spreadsheets write midnight behind a day that has no time.
  return fine({ day: shanghaiDay(at.value), ...(time === '00:00' ? {} : { time }) });
};

/** `2023Q4`, `2023-10`, `2023H2`, `2023`, and the same in Chinese words. */
export const period: Cell<string> = (cell) => {
  const plain = narrow(cell).toUpperCase().replace(/\s/g, '');
  const quarter = /^(\d{4})年?第?([1-4一二三四])季度?$/.exec(plain);
  const digits: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' };
  const half = /^(\d{4})年?(上|下)半年$/.exec(plain);
  const month = /^(\d{4})年(\d{1,2})月$/.exec(plain);
  const year = /^(\d{4})年$/.exec(plain);
  const id =
    quarter !== null
      ? `${quarter[1]}Q${digits[quarter[2] ?? ''] ?? quarter[2]}`
      : half !== null
        ? `${half[1]}H${half[2] === '上' ? 1 : 2}`
        : month !== null
          ? `${month[1]}-${(month[2] ?? '').padStart(2, '0')}`
          : year !== null
            ? (year[1] ?? '')
            : plain;
  const parsed = PeriodId.safeParse(id);
  return parsed.success
    ? fine(parsed.data)
    : wrong(`“${cell}”不是有效期间`, '2023Q4、2023-10、2023H2 或 2023');
};

/** One of a closed list of words. */
export const oneOf =
  <T extends string>(words: Readonly<Record<string, T>>): Cell<T> =>
  (cell) => {
    const value = words[narrow(cell)];
    return value === undefined
      ? wrong(`“${cell}”不在可选范围内`, Object.keys(words).join('、'))
      : fine(value);
  };

/** 上级采用: a number, or 是 where the notice names the unit without one. */
export const countOrYes: Cell<number | true> = (cell) => {
  if (narrow(cell) === '是') return fine(true);
  return integer(cell);
};

export const accountChangeKind = oneOf({
  开设: AccountChangeKind.enum.open,
  更名: AccountChangeKind.enum.rename,
  主体变更: AccountChangeKind.enum.change_host,
  认证变更: AccountChangeKind.enum.change_verification,
  停更: AccountChangeKind.enum.suspend,
  关停: AccountChangeKind.enum.close,
  注销: AccountChangeKind.enum.cancel,
  迁移: AccountChangeKind.enum.migrate,
  未注明: AccountChangeKind.enum.unspecified,
});

export const messageChannel = oneOf({
  找错: 'error_report',
  模拟咨询: 'simulated',
  网站咨询: 'site_consult',
  市长信箱: 'mailbox',
} as const);
