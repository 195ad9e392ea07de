import { checks as phrases } from '../../config/phrases/sheets.js';
import type { RowTools } from './sheet.js';

/** A cell with its column's title. */
type Titled<T> = readonly [title: string, value: T | undefined];

/** Notes each day or instant that comes before one that it follows; the titles are in their due order. */
export const inOrder = (tools: RowTools, ...moments: readonly Titled<string>[]): void => {
  for (const [at, [title, value]] of moments.entries()) {
    if (value === undefined) continue;
    const before = moments.slice(0, at).findLast(([, earlier]) => earlier !== undefined && earlier > value);
    if (before !== undefined) {
      tools.fault(title, `${title}${phrases.earlier(before[0])}`, phrases.earlierExpected(before[0]));
    }
  }
};

/** Warns of what is said to have happened after the import. */
export const notFuture = (tools: RowTools, ...moments: readonly Titled<string>[]): void => {
  for (const [title, value] of moments) {
    if (value !== undefined && value.slice(0, 10) > tools.today) tools.warn(title, phrases.future);
  }
};

/** Warns of an address that cannot be opened with a click. */
export const checkAddress = (tools: RowTools, title: string, url: string | undefined): void => {
  if (url !== undefined && !/^https?:\/\/[^\s]+$/i.test(url)) tools.warn(title, phrases.address);
};
