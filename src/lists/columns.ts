import { lists as phrases } from '../../config/phrases/lists.js';
import { shanghaiDay } from '../domain/day.js';
import type { Column } from '../domain/records/index.js';
import { type ColumnStatus, columnStatus, isLongStale } from '../domain/staleness.js';
import { type ListColumn, type ListParts, listOf } from './list.js';

interface Entry {
  readonly column: Column;
  readonly status: ColumnStatus;
  readonly isLongStale: boolean;
}

const titles = phrases.columns;

const columns: readonly ListColumn<Entry>[] = [
  { title: titles.unit, of: ({ column }) => column.unitId },
  { title: titles.site, of: ({ column }) => column.siteId },
  { title: titles.column, of: ({ column }) => column.name },
  { title: titles.columnType, of: ({ column }) => column.columnType },
  { title: titles.updated, of: ({ column }) => column.lastUpdatedOn },
  { title: titles.cycle, of: ({ status }) => status.cycleDays },
  { title: titles.due, of: ({ status }) => ('dueOn' in status ? status.dueOn : undefined) },
  {
    title: titles.overdueDays,
    of: ({ status }) => (status.state === 'stale' ? status.overdueDays : undefined),
  },
  {
    title: titles.state,
    of: (entry) => phrases.columnStates[entry.isLongStale ? 'long_stale' : entry.status.state],
  },
  { title: titles.rule, of: ({ status }) => status.source, width: 40, wrap: true },
];

const entriesOf = async ({ reader, rules, settings, now }: ListParts): Promise<Entry[]> => {
  const today = shanghaiDay(now);
  return (await reader.find('columns', { index: 'byUnit' })).map((column) => {
    const status = columnStatus(column, rules, today, settings.reminders.columnDueSoonDays);
    return { column, status, isLongStale: isLongStale(status, rules.longStale) };
  });
};

const late: readonly ColumnStatus['state'][] = ['stale', 'empty'];

/** 栏目: all of them, and those that are stale or empty. */
export const columnLists = [
  listOf(phrases.names.columns, columns, entriesOf),
  listOf(phrases.names.staleColumns, columns, async (parts) =>
    (await entriesOf(parts)).filter(({ status }) => late.includes(status.state)),
  ),
] as const;
