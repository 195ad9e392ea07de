/** Why the text of a cell is not what its author meant. */
export type CellTrouble = 'formula_without_value' | 'too_many_digits';

/** One row as the spreadsheet shows it: `number` counts from 1. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
  /** Hidden by hand or by a filter: nobody saw it. */
  readonly hidden?: boolean;
  /** By the cell's index. */
  readonly troubles?: ReadonlyMap<number, CellTrouble>;
}

/** A sheet of a workbook, or a CSV file: rows without any content are left out. */
export interface Table {
  readonly name: string;
  readonly rows: readonly TableRow[];
  readonly hidden?: boolean;
  /** Indexes of hidden columns. */
  readonly hiddenColumns?: ReadonlySet<number>;
}

/** More than any city has; a sheet above it is not one of ours. */
export const mostRows = 200_000;
