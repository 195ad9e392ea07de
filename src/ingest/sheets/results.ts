import { checks as phrases } from '../../../config/phrases/sheets.js';
import { count, day, decimal, name, oneOf, percent, period, positive, text, yesNo } from '../cells.js';
import { inOrder, isRate, partOf, percentOf } from '../cross-checks.js';
import {
  inSheetOrder,
  known,
  optional,
  type RowTools,
  recordId,
  required,
  type Sheet,
  sheet,
} from '../sheet.js';

interface Counts {
  readonly checked?: number | undefined;
  readonly qualified?: number | undefined;
  readonly unqualified?: number | undefined;
  readonly passRate?: number | undefined;
}

/** What the numbers of an inspection say against each other; odd sums are printed as given. */
const checkCounts = (tools: RowTools, { checked, qualified, unqualified, passRate }: Counts): void => {
  partOf(tools, ['合格数', qualified], ['检查数', checked]);
  partOf(tools, ['不合格数', unqualified], ['检查数', checked]);
  if (checked === undefined || checked === 0 || qualified === undefined) return;
  if (unqualified !== undefined && qualified + unqualified !== checked) {
    tools.warn('不合格数', phrases.partsDiffer);
  }
  if (passRate !== undefined && !isRate(passRate, qualified, checked)) {
    tools.warn('合格率', phrases.rateDiffers(percentOf(qualified, checked)));
  }
};

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
    checked: optional('检查数', count),
    qualified: optional('合格数', count),
    unqualified: optional('不合格数', count),
    passRate: optional('合格率', percent),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    recordId,
  },
  {
    make: ({ recordId, ...row }, tools) => {
      checkCounts(tools, row);
      inOrder(tools, ['起始日期', row.from], ['截止日期', row.to]);
      return [
        {
          collection: 'inspections',
          record: known({
            ...row,
            id: recordId ?? tools.digest(row.periodId, row.object, row.method),
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('inspections', { index: 'byPeriod' })).map(
        ({ id, order, ...inspection }) => ({ ...inspection, recordId: id }),
      ),
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
      const { deductionScore, bonus, total } = row;
      if (deductionScore !== undefined && bonus !== undefined && total !== undefined) {
        if (Math.abs(deductionScore + bonus - total) > 0.005) tools.warn('总分', phrases.sumDiffers);
      }
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
