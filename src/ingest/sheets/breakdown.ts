import { checks as phrases } from '../../../config/phrases/sheets.js';
import type { Breakdown } from '../../domain/records/index.js';
import { name, oneOf } from '../cells.js';
import { optional, type RowTools } from '../sheet.js';

type By = Breakdown['by'];

/** Two columns that say what a figure is a part by; both or neither. */
export const breakdownColumns = {
  breakdownBy: optional(
    '细分方式',
    oneOf({
      类别: 'kind',
      地区: 'area',
      平台: 'platform',
      单位: 'unit',
      问题类型: 'class',
      对象: 'object',
    } as const),
  ),
  breakdownValue: optional('细分项', name),
};

/** The breakdown of a row; a unit is named by any of its names. Half of one is a fault, and no repeat of the whole. */
export const breakdownOf = (
  by: By | undefined,
  value: string | undefined,
  tools: RowTools,
): Breakdown | undefined => {
  if (by === undefined && value === undefined) return undefined;
  if (by === undefined) {
    tools.fault('细分方式', phrases.itemWithoutBreakdown, phrases.itemWithoutBreakdownExpected);
    return { by: 'kind', value: value ?? '' };
  }
  if (value === undefined) {
    tools.fault('细分项', phrases.breakdownWithoutItem, phrases.breakdownWithoutItemExpected);
    return { by, value: '' };
  }
  return { by, value: by === 'unit' ? tools.unit(value, '细分项') : value };
};

/** What distinguishes the row of a part from that of the whole; nothing where there is no breakdown. */
export const breakdownKey = (breakdown: Breakdown | undefined): string[] =>
  breakdown === undefined ? [] : [breakdown.by, breakdown.value];

/** The two cells of a part; nothing for the whole. */
export const breakdownCells = (breakdown: Breakdown | undefined) =>
  breakdown === undefined ? {} : { breakdownBy: breakdown.by, breakdownValue: breakdown.value };
