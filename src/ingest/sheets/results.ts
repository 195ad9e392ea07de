import { checks as phrases } from '../../../config/phrases/sheets.js';
import type { Inspection, InspectionPart } from '../../domain/records/index.js';
import { count, day, decimal, name, oneOf, percent, period, positive, text, yesNo } from '../cells.js';
import { inOrder } from '../cross-checks.js';
import { inSheetOrder, known, optional, recordId, required, type Sheet, sheet } from '../sheet.js';
import { breakdownCells, breakdownColumns, breakdownKey, breakdownOf } from './breakdown.js';

const inspections = sheet(
  '检查',
  {
    periodId: required('期间', period),
    object: required('对象', oneOf({ 政府网站: 'site', 政务新媒体: 'new_media' } as const)),
    method: optional(
      '方式',
      oneOf({ 全覆盖: 'full', 抽查: 'sample', 自查: 'self', 复查: 'recheck' } as const),
    ),
    running: optional('在运行数', count),
    filed: optional('备案数', count),
    checked: optional('检查数', count),
    sampleRatio: optional('抽查比例', percent),
    qualified: optional('合格数', count),
    unqualified: optional('不合格数', count),
    passRate: optional('合格率', percent),
    ...breakdownColumns,
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    recordId,
  },
  {
    make: ({ recordId, breakdownBy, breakdownValue, ...row }, tools) => {
      inOrder(tools, ['起始日期', row.from], ['截止日期', row.to]);
      const breakdown = breakdownOf(breakdownBy, breakdownValue, tools);
      const key = [row.periodId, row.object, row.method, ...breakdownKey(breakdown)];
      const record = known({ ...row, id: recordId ?? tools.digest(...key), order: tools.number });
      return [
        breakdown === undefined
          ? { collection: 'inspections', record }
          : { collection: 'inspectionParts', record: { ...record, breakdown } },
      ];
    },
    list: async (reader) => {
      const wholes: (Inspection & Partial<InspectionPart>)[] = await reader.find('inspections', {
        index: 'byPeriod',
      });
      const parts = await reader.find('inspectionParts', { index: 'byPeriod' });
      return inSheetOrder([...wholes, ...parts]).map(({ id, order, breakdown, ...inspection }) => ({
        ...inspection,
        ...breakdownCells(breakdown),
        recordId: id,
      }));
    },
  },
);

const scores = sheet(
  '得分排名',
  {
    periodId: required('期间', period),
    group: required('排名组', name),
    unit: required('单位', name),
    rank: optional('排名', positive),
    deductionScore: optional('扣分项得分', decimal),
    bonus: optional('加分', decimal),
    total: optional('总分', decimal),
    qualified: optional('是否合格', yesNo),
  },
  {
    make: ({ unit, ...row }, tools) => {
      const unitId = tools.unit(unit, '单位');
      return [
        {
          collection: 'scores',
          record: known({ ...row, id: `${row.periodId}/${row.group}/${unitId}`, unitId }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('scores', { index: 'byPeriod' })).map(({ id, unitId, ...score }) => ({
        ...score,
        unit: unitId,
      })),
  },
);

const directions = oneOf({ 上升: 'up', 下降: 'down', 持平: 'same', 新进: 'new' } as const);

const rankChanges = sheet(
  '排名变化',
  {
    periodId: required('期间', period),
    unit: required('单位', name),
    toRank: required('现排名', positive),
    fromRank: optional('原排名', positive),
    direction: optional('方向', directions),
    reason: optional('原因', text),
  },
  {
    make: ({ unit, ...row }, tools) => {
      const { fromRank, toRank, direction } = row;
      if (fromRank !== undefined && direction !== undefined) {
        const is = toRank < fromRank ? 'up' : toRank > fromRank ? 'down' : 'same';
        if (is !== direction) {
          tools.fault(
            '方向',
            phrases.direction(fromRank, toRank),
            phrases.directionExpected(String(directions.write(is))),
          );
        }
      }
      const unitId = tools.unit(unit, '单位');
      return [
        {
          collection: 'rankChanges',
          record: known({ ...row, id: `${row.periodId}/${unitId}`, unitId, order: tools.number }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('rankChanges', { index: 'byPeriod' })).map(
        ({ id, unitId, order, ...change }) => ({ ...change, unit: unitId }),
      ),
  },
);

export const resultSheets: readonly Sheet[] = [inspections, scores, rankChanges];
