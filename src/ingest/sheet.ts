import type { Indicator } from '../../config/indicators.js';
import type { Reader } from '../../storage/port.js';
import type { CollectionName, RecordOf } from '../../storage/schema.js';
import type { Day, PeriodId, Platform } from '../domain/records/index.js';
import { type Cell, code } from './cells.js';
import type { KnownMember } from './row-tools.js';

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

/**
 * The id of a record, in exported sheets whose rows have no key of their own: so that a row whose words were
 * corrected changes its record, and makes no second one. Not in the template.
 */
export const recordId = optional('系统编号', code);

/** What stands in place of a unit in the row of the city's total. */
export const wholeCity = '合计';

type Columns = Readonly<Record<string, Column<unknown, boolean>>>;
type ValueOf<C> = C extends Column<infer T, boolean> ? T : never;

type Required<C extends Columns> = {
  readonly [K in keyof C as C[K]['required'] extends true ? K : never]: ValueOf<C[K]>;
};
type OptionalKeys<C extends Columns> = keyof {
  [K in keyof C as C[K]['required'] extends true ? never : K]: K;
};

/** A row with every cell read: required ones are there, optional ones only when the cell is not empty. */
type Row<C extends Columns> = Required<C> & { readonly [K in OptionalKeys<C>]?: ValueOf<C[K]> };

/** A row to be written; `undefined` is an empty cell. */
type ListedRow<C extends Columns> = Required<C> & {
  readonly [K in OptionalKeys<C>]?: ValueOf<C[K]> | undefined;
};

/** What a sheet needs besides its own row to make a record; what it cannot find becomes a fault of that cell. */
export interface RowTools {
  /** The unit that a name in the column stands for. */
  unit(name: string, column: string): string;
  units(names: readonly string[], column: string): string[];
  /** A site by its name, with its unit. */
  site(name: string, column: string): { readonly id: string; readonly unitId: string };
  /** The site of a unit that an object is, or is on: `示例区网站/领导之窗`. */
  siteIn(objectName: string, unitId: string): string | undefined;
  /** The indicator of the period's set that a name or code stands for. */
  indicator(text: string, periodId: PeriodId, column: string): Indicator | undefined;
  /** The host of an account, where one account of that name (and platform) is known. */
  hostOf(accountName: string, platform: string | undefined): string | undefined;
  /** The platform of configured channels. */
  platformOf(channels: readonly string[], chatId: string | undefined, column: string): Platform;
  /** What is stored of an account, before this import. */
  memberBefore(memberId: string): KnownMember | undefined;
  /** The name of a person: as this row has it, else as another row or the store has. */
  personName(personId: string, name: string | undefined, column: string): string | undefined;
  /** Notes a fault; with any, nothing is imported. */
  fault(column: string, problem: string, expected: string): void;
  /** Notes what is worth a look, and imported all the same. */
  warn(column: string, what: string): void;
  /** A short, stable key of texts, for rows without a key of their own. */
  digest(...parts: readonly (string | number | undefined)[]): string;
  /** Row number in the sheet. */
  readonly number: number;
  /** Instant of the import. */
  readonly now: string;
  /** Its day in Asia/Shanghai. */
  readonly today: Day;
}

/** One record that a row makes. */
export type Made = {
  [C in CollectionName]: { readonly collection: C; readonly record: RecordOf<C> };
}[CollectionName];

/** A sheet of the contract, as data: what the checks, the template, the export and the documentation are made from. */
export interface Sheet {
  readonly name: string;
  readonly columns: Columns;
  /** Makes the records of a row whose cells were read. */
  make(row: Readonly<Record<string, unknown>>, tools: RowTools): readonly Made[];
  /** The rows of everything stored, in the order in which the sheet has them. */
  list(reader: Reader): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Declares a sheet with the type of its rows. */
export const sheet = <C extends Columns>(
  name: string,
  columns: C,
  {
    make,
    list,
  }: {
    make: (row: Row<C>, tools: RowTools) => readonly Made[];
    list: (reader: Reader) => Promise<readonly ListedRow<C>[]>;
  },
): Sheet => ({
  name,
  columns,
  // The reader fills a row from these very columns, so it is of their type.
  make: (row, tools) => make(row as Row<C>, tools),
  list,
});

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** An object without the fields that are unknown: an empty cell is no field, never a zero. */
export const known = <T extends object>(fields: T): WithoutUndefined<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;

/** 是 where it is so; an empty cell says no. */
export const onlyYes = (value: boolean): true | undefined => (value ? true : undefined);

/** Records of a period's sheet in the order in which they were imported. */
export const inSheetOrder = <
  T extends { id: string; periodId?: string | undefined; order?: number | undefined },
>(
  records: readonly T[],
): T[] =>
  records.toSorted(
    (a, b) =>
      compare(a.periodId ?? '', b.periodId ?? '') || (a.order ?? 0) - (b.order ?? 0) || compare(a.id, b.id),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
