import type { Breakdown } from '../../domain/records/index.js';
import { oneOf, text } from '../cells.js';
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
  breakdownValue: optional('细分项', text),
};

/** The breakdown of a row; a unit is named by any of its names. */
export const breakdownOf = (
  by: By | undefined,
  value: string | undefined,
  tools: RowTools,
): Breakdown | undefined => {
  if (by === undefined && value === undefined) return undefined;
  if (by === undefined) return tools.fault('细分方式', '写了细分项，没有写细分方式', '类别、地区、平台 等');
  if (value === undefined) return tools.fault('细分项', '写了细分方式，没有写细分项', '例如 微信、市级部门');
  return { by, value: by === 'unit' ? tools.unit(value, '细分项') : value };
};

/** What distinguishes the row of a part from that of the whole; nothing where there is no breakdown. */
export const breakdownKey = (breakdown: Breakdown | undefined): string[] =>
  breakdown === undefined ? [] : [breakdown.by, breakdown.value];
