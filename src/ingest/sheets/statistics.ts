import { checks as phrases } from '../../../config/phrases/sheets.js';
import { count, day, decimal, name, oneOf, percent, period, positive, prose, text, yesNo } from '../cells.js';
import { inOrder } from '../cross-checks.js';
import {
  inSheetOrder,
  known,
  onlyYes,
  optional,
  recordId,
  required,
  type Sheet,
  sheet,
  wholeCity,
} from '../sheet.js';
import { breakdownCells, breakdownColumns, breakdownKey, breakdownOf } from './breakdown.js';

const statistics = sheet(
  '统计',
  {
    periodId: required('期间', period),
    section: required('板块', name),
    item: required('项目', name),
    unit: optional('单位', name),
    ...breakdownColumns,
    quantity: required('数量', decimal),
    measureWord: optional('量词', name),
    subset: optional('其中', yesNo),
    approximate: optional('约数', yesNo),
    previous: optional('上期', decimal),
    change: optional('比上期', decimal),
    changeIn: optional(
      '比上期单位',
      oneOf({ 个百分点: 'points', 百分点: 'points', '%': 'percent', 数量: 'count' } as const),
    ),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    remark: optional('说明', prose),
    recordId,
  },
  {
    make: ({ unit, breakdownBy, breakdownValue, subset, approximate, recordId, ...row }, tools) => {
      if (row.change !== undefined && row.changeIn === undefined) {
        tools.fault('比上期单位', phrases.changeWithoutUnit, phrases.changeWithoutUnitExpected);
      }
      inOrder(tools, ['起始日期', row.from], ['截止日期', row.to]);
      const unitId = unit === undefined || unit === wholeCity ? undefined : tools.unit(unit, '单位');
      const breakdown = breakdownOf(breakdownBy, breakdownValue, tools);
      return [
        {
          collection: 'statistics',
          record: known({
            ...row,
            id:
              recordId ??
              tools.digest(
                row.periodId,
                row.section,
                row.item,
                unitId,
                row.measureWord,
                ...breakdownKey(breakdown),
              ),
            unitId,
            breakdown,
            subset: subset ?? false,
            approximate: approximate ?? false,
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('statistics', { index: 'byPeriod' })).map(
        ({ id, unitId, breakdown, subset, approximate, order, ...statistic }) => ({
          ...statistic,
          ...breakdownCells(breakdown),
          unit: unitId,
          subset: onlyYes(subset),
          approximate: onlyYes(approximate),
          recordId: id,
        }),
      ),
  },
);

const reprintTasks = sheet(
  '转载任务',
  {
    periodId: required('期间', period),
    task: required('任务', text),
    unit: optional('单位', name),
    sampled: optional('是否抽查', yesNo),
    result: optional('结果', oneOf({ 按时: 'on_time', 逾期: 'late', 未转载: 'missing' } as const)),
    dueOn: optional('期限', day),
    note: optional('说明', prose),
    recordId,
  },
  {
    make: ({ unit, recordId, ...row }, tools) => {
      const unitId = unit === undefined ? undefined : tools.unit(unit, '单位');
      return [
        {
          collection: 'reprintTasks',
          record: known({
            ...row,
            id: recordId ?? tools.digest(row.periodId, row.task, unitId),
            unitId,
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('reprintTasks', { index: 'byPeriod' })).map(
        ({ id, unitId, order, ...task }) => ({ ...task, unit: unitId, recordId: id }),
      ),
  },
);

const reminderSlips = sheet(
  '提示单',
  {
    periodId: required('期间', period),
    kind: required('类型', oneOf({ 提示单: 'slip', 工单: 'work_order', 预警: 'warning' } as const)),
    unit: optional('单位', name),
    sent: required('发出数', count),
    done: optional('办结数', count),
    doneRate: optional('办结率', percent),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    recordId,
  },
  {
    make: ({ unit, recordId, ...row }, tools) => {
      inOrder(tools, ['起始日期', row.from], ['截止日期', row.to]);
      const unitId = unit === undefined || unit === wholeCity ? undefined : tools.unit(unit, '单位');
      return [
        {
          collection: 'reminderSlips',
          record: known({
            ...row,
            id: recordId ?? tools.digest(row.periodId, row.kind, unitId, row.from),
            unitId,
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('reminderSlips', { index: 'byPeriod' })).map(
        ({ id, unitId, order, ...slip }) => ({ ...slip, unit: unitId, recordId: id }),
      ),
  },
);

const noticeSections = sheet(
  '正文段落',
  {
    periodId: required('期间', period),
    order: required('序号', positive),
    heading: required('标题', text),
    content: required('内容', prose),
  },
  {
    make: (row) => [{ collection: 'noticeSections', record: { ...row, id: `${row.periodId}/${row.order}` } }],
    list: async (reader) => inSheetOrder(await reader.find('noticeSections', { index: 'byPeriod' })),
  },
);

/** Sheets for what other cities' notices carry besides those of the first one. */
export const statisticSheets: readonly Sheet[] = [statistics, reprintTasks, reminderSlips, noticeSections];
