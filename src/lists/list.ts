import type { Rules } from '../../config/rules.js';
import type { Settings } from '../../config/settings.js';
import type { Reader } from '../../storage/port.js';
import { shanghaiDay, shanghaiTime } from '../domain/day.js';
import type { Instant } from '../domain/records/index.js';
import type { WorkdayCalendar } from '../domain/workdays.js';
import type { WrittenCell, WrittenColumn } from '../spreadsheet/index.js';

/** What a list is made from. */
export interface ListParts {
  readonly reader: Reader;
  readonly rules: Rules;
  readonly settings: Pick<Settings, 'reminders' | 'scoring'>;
  /** The working days as of now. */
  readonly calendar: WorkdayCalendar;
  readonly now: Date;
}

/**
 * A list as people take it away: rows as they stand at a moment, with what was concluded from them. Other than
 * a sheet of the contract it is not read in again.
 */
export interface List {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  rows(parts: ListParts): Promise<WrittenCell[][]>;
}

/** A moment as a file shows it: with its year, in Asia/Shanghai. */
export const writtenTime = (instant: Date | Instant): string =>
  `${shanghaiDay(instant)} ${shanghaiTime(instant)}`;

/** A column of a list with its cell of an entry. */
export interface ListColumn<Entry> extends WrittenColumn {
  readonly of: (entry: Entry) => WrittenCell;
}

/** A list by its columns and its entries. */
export const listOf = <Entry>(
  name: string,
  columns: readonly ListColumn<Entry>[],
  entries: (parts: ListParts) => Promise<readonly Entry[]>,
): List => ({
  name,
  columns,
  rows: async (parts) => (await entries(parts)).map((entry) => columns.map(({ of }) => of(entry))),
});
