import { maskPersonalData } from '../../domain/privacy/index.js';
import { day, decimal, integer, oneOf, percent, period, positive, text, yesNo } from '../cells.js';
import { known, optional, required, type Sheet, sheet, wholeCity } from '../sheet.js';
import { breakdownColumns, breakdownKey, breakdownOf } from './breakdown.js';

const statistics = sheet(
  '统计',
  {
    periodId: required('期间', period),
    section: required('板块', text),
    item: required('项目', text),
    unit: optional('单位', text),
    ...breakdownColumns,
    quantity: required('数量', decimal),
    measureWord: optional('量词', text),
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
    remark: optional('说明', text),
  },
  ({ unit, breakdownBy, breakdownValue, subset, approximate, remark, ...row }, tools) => {
    if (row.change !== undefined && row.changeIn === undefined) {
      tools.fault('比上期单位', '写了“比上期”，没有写单位', '个百分点、% 或 数量');
    }
    const unitId = unit === undefined || unit === wholeCity ? undefined : tools.unit(unit, '单位');
    const breakdown = breakdownOf(breakdownBy, breakdownValue, tools);
    return [
      {
        collection: 'statistics',
        record: known({
          ...row,
          id: tools.digest(
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
          remark: remark === undefined ? undefined : maskPersonalData(remark),
          order: tools.number,
        }),
      },
    ];
  },
);

const reprintTasks = sheet(
  '转载任务',
  {
    periodId: required('期间', period),
    task: required('任务', text),
    unit: optional('单位', text),
    sampled: optional('是否抽查', yesNo),
    result: optional('结果', oneOf({ 按时: 'on_time', 逾期: 'late', 未转载: 'missing' } as const)),
    dueOn: optional('期限', day),
    note: optional('说明', text),
  },
  ({ unit, ...row }, tools) => {
    const unitId = unit === undefined ? undefined : tools.unit(unit, '单位');
    return [
      {
        collection: 'reprintTasks',
        record: known({
          ...row,
          id: tools.digest(row.periodId, row.task, unitId),
          unitId,
          order: tools.number,
        }),
      },
    ];
  },
);

const reminderSlips = sheet(
  '提示单',
  {
    periodId: required('期间', period),
    kind: required('类型', oneOf({ 提示单: 'slip', 工单: 'work_order', 预警: 'warning' } as const)),
    unit: optional('单位', text),
    sent: required('发出数', integer),
    done: optional('办结数', integer),
    doneRate: optional('办结率', percent),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
  },
  ({ unit, ...row }, tools) => {
    const unitId = unit === undefined || unit === wholeCity ? undefined : tools.unit(unit, '单位');
    return [
      {
        collection: 'reminderSlips',
        record: known({
          ...row,
          id: tools.digest(row.periodId, row.kind, unitId, row.from),
          unitId,
          order: tools.number,
        }),
      },
    ];
  },
);

const noticeSections = sheet(
  '正文段落',
  {
    periodId: required('期间', period),
    order: required('序号', positive),
    heading: required('标题', text),
    content: required('内容', text),
  },
  ({ content, ...row }) => [
    {
      collection: 'noticeSections',
      record: known({ ...row, id: `${row.periodId}/${row.order}`, content: maskPersonalData(content) }),
    },
  ],
);

/** Sheets for what other cities' notices carry besides those of the first one. */
export const statisticSheets: readonly Sheet[] = [statistics, reprintTasks, reminderSlips, noticeSections];
