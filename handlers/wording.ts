import { formatDay, formatShortDay } from '../src/domain/day.js';
import type { Day } from '../src/domain/records/index.js';

/**
 * A list of names as a notice prints it: `中原区、上街区等21个市级部门网站`. 等 stands wherever more are meant
 * than are named, so that a named subset never reads as the whole.
 */
export const namesOf = (
  names: readonly string[],
  more: { readonly openEnded: boolean; readonly total?: number; readonly noun?: string },
): string => {
  const { openEnded, total, noun = '' } = more;
  const tail = openEnded || (total !== undefined && total > names.length) ? '等' : '';
  // Names in quotation marks stand side by side.
  const joined = names.join('、').replaceAll('”、“', '”“');
  return `${joined}${tail}${total === undefined ? '' : `${total}个${noun}`}`;
};

/** `8月10日至11月10日`; with years where the two differ. `undefined` unless both days are known. */
export const betweenDays = (from: Day | undefined, to: Day | undefined): string | undefined => {
  if (from === undefined || to === undefined) return undefined;
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${formatShortDay(from)}至${formatShortDay(to)}`
    : `${formatDay(from)}至${formatDay(to)}`;
};

/** A sentence without its closing mark, to be followed by one. */
export const withoutStop = (text: string): string => text.trim().replace(/[。；;.]+$/u, '');

/** A figure as people write it: at most two decimals, none where there are none. */
export const figure = (value: number): string => String(Math.round(value * 100) / 100);
