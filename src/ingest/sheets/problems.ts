import { day, deadline, name, oneOf, period, prose, yesNo } from '../cells.js';
import { inOrder } from '../cross-checks.js';
import { inSheetOrder, known, onlyYes, optional, recordId, required, type Sheet, sheet } from '../sheet.js';

const problems = sheet(
  '问题',
  {
    periodId: required('期间', period),
    kind: required('问题类型', name),
    objectType: optional('对象类型', oneOf({ 网站: 'site', 栏目: 'column', 账号: 'account' } as const)),
    unit: optional('单位', name),
    objectName: optional('对象名称', name),
    openEnded: optional('列举不全', yesNo),
    severity: optional('严重程度', name),
    since: optional('起始日期', day),
    note: optional('说明', prose),
    evidence: optional('佐证', prose),
    due: optional('整改期限', deadline),
    rectification: optional(
      '整改状态',
      oneOf({
        未整改: 'open',
        整改中: 'in_progress',
        已提交: 'submitted',
        复查通过: 'rechecked_ok',
        复查未通过: 'rechecked_failed',
      } as const),
    ),
    recordId,
  },
  {
    make: ({ unit, openEnded, recordId, due, ...row }, tools) => {
      inOrder(tools, ['起始日期', row.since], ['整改期限', due?.day]);
      const unitId = unit === undefined ? undefined : tools.unit(unit, '单位');
      return [
        {
          collection: 'problems',
          record: known({
            ...row,
            id: recordId ?? tools.digest(row.periodId, row.kind, unitId, row.objectName, row.since),
            unitId,
            openEnded: openEnded ?? false,
            dueOn: due?.day,
            dueTime: due?.time,
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('problems', { index: 'byPeriod' })).map(
        ({ id, unitId, openEnded, order, dueOn, dueTime, ...problem }) => ({
          ...problem,
          due: dueOn === undefined ? undefined : { day: dueOn, time: dueTime },
          unit: unitId,
          openEnded: onlyYes(openEnded),
          recordId: id,
        }),
      ),
  },
);

export const problemSheets: readonly Sheet[] = [problems];
