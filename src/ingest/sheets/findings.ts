import { checks as phrases } from '../../../config/phrases/sheets.js';
import { day, name, occurrences, period, points, prose } from '../cells.js';
import { inOrder } from '../cross-checks.js';
import { known, optional, recordId, required, type Sheet, sheet } from '../sheet.js';

const findings = sheet(
  '扣分明细',
  {
    periodId: required('期间', period),
    unit: required('单位', name),
    objectName: optional('对象名称', name),
    indicator: required('指标', name),
    occurrences: optional('次数', occurrences),
    points: optional('分值', points),
    date: optional('发现日期', day),
    evidence: optional('依据', prose),
    clearedOn: optional('销号日期', day),
    recordId,
  },
  {
    make: ({ unit, indicator: text, recordId, ...row }, tools) => {
      const { periodId, objectName, points: own, date, clearedOn, evidence } = row;
      const unitId = tools.unit(unit, '单位');
      inOrder(tools, ['发现日期', date], ['销号日期', clearedOn]);
      const indicator = tools.indicator(text, periodId, '指标');
      if (indicator === undefined) return [];
      if (indicator.kind === 'veto' && own !== undefined) {
        tools.fault('分值', phrases.vetoPoints(indicator.name), phrases.vetoPointsExpected);
      }
      if (indicator.applies === 'account' && objectName === undefined) {
        tools.fault('对象名称', phrases.accountUnnamed(indicator.name), phrases.accountUnnamedExpected);
      }
      const { code } = indicator;
      return [
        {
          collection: 'findings',
          record: known({
            ...row,
            id: recordId ?? tools.digest(periodId, unitId, objectName, code, date, evidence),
            unitId,
            indicatorCode: code,
            siteId: objectName === undefined ? undefined : tools.siteIn(objectName, unitId),
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('findings', { index: 'byPeriod' })).map(
        ({ id, unitId, siteId, indicatorCode, ...finding }) => ({
          ...finding,
          unit: unitId,
          indicator: indicatorCode,
          recordId: id,
        }),
      ),
  },
);

export const findingSheets: readonly Sheet[] = [findings];
