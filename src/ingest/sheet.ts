import type { Indicator } from '../../config/indicators.js';
import type { CollectionName, RecordOf } from '../../storage/schema.js';
import type { PeriodId, Platform } from '../domain/records/index.js';
import type { Cell } from './cells.js';

/** A column as the sheet's contract names it. */
export interface Column<T, R extends boolean> {
  readonly title: string;
  readonly required: R;
  readonly cell: Cell<T>;
}

export const required = <T>(title: string, cell: Cell<T>): Column<T, true> => ({
  title,
  required: true,
  cell,
});
export const optional = <T>(title: string, cell: Cell<T>): Column<T, false> => ({
  title,
  required: false,
  cell,
});

/** What stands in place of a unit in the row of the city's total. */
export const wholeCity = '合计';

type Columns = Readonly<Record<string, Column<unknown, boolean>>>;

/** A row with every cell read: required ones are there, optional ones only when the cell is not empty. */
export type Row<C extends Columns> = {
  readonly [K in keyof C as C[K]['required'] extends true ? K : never]: C[K] extends Column<infer T, boolean>
    ? T
    : never;
} & {
  readonly [K in keyof C as C[K]['required'] extends true ? never : K]?: C[K] extends Column<infer T, boolean>
    ? T
    : never;
};

/** What a sheet needs besides its own row to make a record; what it cannot find becomes a fault of that cell. */
export interface RowTools {
  /** The unit that a name in the column stands for. */
  unit(name: string, column: string): string;
  units(names: readonly string[], column: string): string[];
  /** A site by its name, with its unit. */
  site(name: string, column: string): { readonly id: string; readonly unitId: string };
  /** The host of an account, where one account of that name (and platform) is known. */
  hostOf(accountName: string, platform: string | undefined): string | undefined;
  /** The site of a unit that an object is or is a column of (`网站/栏目`); the object may be none of either. */
  siteIn(objectName: string, unitId: string): string | undefined;
  /** An indicator of the set that the period is scored by, by its code or its name. */
  indicator(text: string, periodId: PeriodId, column: string): Indicator;
  /** The platform of configured channels. */
  platformOf(channels: readonly string[], chatId: string | undefined, column: string): Platform;
  fault(column: string, problem: string, expected: string): never;
  /** A short, stable key of texts, for rows without a key of their own. */
  digest(...parts: readonly (string | number | undefined)[]): string;
  /** Row number in the sheet. */
  readonly number: number;
  /** Instant of the import. */
  readonly now: string;
}

/** One record that a row makes. */
export type Made = {
  [C in CollectionName]: { readonly collection: C; readonly record: RecordOf<C> };
}[CollectionName];

/** A sheet of the contract, as data: what the checks, the template and the documentation are made from. */
export interface Sheet {
  readonly name: string;
  readonly columns: Columns;
  /** Makes the records of a row whose cells were read. */
  make(row: Readonly<Record<string, unknown>>, tools: RowTools): readonly Made[];
}

/** Declares a sheet with the type of its rows. */
export const sheet = <C extends Columns>(
  name: string,
  columns: C,
  make: (row: Row<C>, tools: RowTools) => readonly Made[],
): Sheet => ({
  name,
  columns,
  // The reader fills a row from these very columns, so it is of their type.
  make: (row, tools) => make(row as Row<C>, tools),
});

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** An object without the fields that are unknown: an empty cell is no field, never a zero. */
export const known = <T extends object>(fields: T): WithoutUndefined<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;
