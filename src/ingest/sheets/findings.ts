import { maskPersonalData } from '../../domain/privacy/index.js';
import { count, day, period, points, text } from '../cells.js';
import { known, optional, required, type Sheet, sheet } from '../sheet.js';

const findings = sheet(
  '扣分明细',
  {
    periodId: required('期间', period),
    unit: required('单位', text),
    objectName: optional('对象名称', text),
    indicator: required('指标', text),
    occurrences: optional('次数', count),
    points: optional('分值', points),
    date: optional('发现日期', day),
    evidence: optional('依据', text),
    clearedOn: optional('销号日期', day),
  },
  ({ unit, indicator: name, evidence, ...row }, tools) => {
    const { periodId, objectName, points: own, date, clearedOn } = row;
    const unitId = tools.unit(unit, '单位');
    const indicator = tools.indicator(name, periodId, '指标');
    if (indicator.kind === 'veto' && own !== undefined) {
      tools.fault('分值', `“${indicator.name}”是单项否决，没有分值`, '留空');
    }
    if (indicator.applies === 'account' && objectName === undefined) {
      tools.fault('对象名称', `“${indicator.name}”是查账号的，没有写是哪个账号`, '账号名称');
    }
    if (date !== undefined && clearedOn !== undefined && clearedOn < date) {
      tools.fault('销号日期', '销号日期早于发现日期', '不早于发现日期');
    }
    const { code } = indicator;
    const siteId = objectName === undefined ? undefined : tools.siteIn(objectName, unitId);
    return [
      {
        collection: 'findings',
        record: known({
          ...row,
          id: tools.digest(periodId, unitId, objectName, code, date, evidence),
          unitId,
          indicatorCode: code,
          siteId,
          evidence: evidence === undefined ? undefined : maskPersonalData(evidence),
        }),
      },
    ];
  },
);

export const findingSheets: readonly Sheet[] = [findings];
