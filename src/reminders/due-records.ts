import type { Reader } from '../../storage/port.js';
import { addDays } from '../domain/day.js';
import type { DutyRules } from '../domain/duties.js';
import type { AccountChange, Column, Day, PublicMessage } from '../domain/records/index.js';
import { cycleOfType, shortestCycleDays } from '../domain/staleness.js';

/**
 * What may be a duty, found without what surely is none: so a run costs as much as there is to do, and not as
 * much as was ever recorded. `dutiesOf` then judges each.
 */

/** The values of an index field after those that are fixed, one after the other; `null` = the field is missing. */
async function* cyclesIn(reader: Reader): AsyncGenerator<number | null> {
  yield null;
  for (let last = 0; ; ) {
    const [next] = await reader.find('columns', {
      index: 'byCycle',
      equals: ['normal'],
      range: { gt: last },
      limit: 1,
    });
    if (next?.cycleDays === undefined) return;
    last = next.cycleDays;
    yield last;
  }
}

async function* typesIn(reader: Reader, cycleDays: number | null): AsyncGenerator<string> {
  for (let last: string | undefined; ; ) {
    const [next] = await reader.find('columns', {
      index: 'byCycle',
      equals: ['normal', cycleDays],
      range: last === undefined ? { gte: '' } : { gt: last },
      limit: 1,
    });
    if (next === undefined) return;
    last = next.columnType;
    yield last;
  }
}

/** Columns that are empty, or whose cycle has ended or ends within `columnDueSoonDays`. */
export const columnsThatMayBeDue = async (
  reader: Reader,
  { rules, columnDueSoonDays }: DutyRules,
  today: Day,
): Promise<Column[]> => {
  const found = await reader.find('columns', { index: 'byState', equals: ['empty'] });
  for await (const cycleDays of cyclesIn(reader)) {
    for await (const columnType of typesIn(reader, cycleDays)) {
      // A type without a cycle may get one from each column's name: the shortest misses none.
      const days = cycleDays ?? cycleOfType(columnType, rules)?.days ?? shortestCycleDays(rules);
      const due = await reader.find('columns', {
        index: 'byCycle',
        equals: ['normal', cycleDays, columnType],
        range: { lte: addDays(today, columnDueSoonDays - days) },
      });
      found.push(...due);
    }
  }
  return found;
};

/** Messages that nobody has answered. */
export const openMessages = (reader: Reader): Promise<PublicMessage[]> =>
  reader.find('messages', { index: 'byAnswer', equals: [null, null] });

/** Changes that the data do not call filed: not filed, or only filings can tell. */
export const changesThatMayBeUnfiled = async (reader: Reader): Promise<AccountChange[]> => [
  ...(await reader.find('accountChanges', { index: 'byFiled', equals: [null] })),
  ...(await reader.find('accountChanges', { index: 'byFiled', equals: [false] })),
];
