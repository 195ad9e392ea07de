import { count, day, list, name, oneOf, period, prose, text, yesNo } from '../cells.js';
import { inOrder } from '../cross-checks.js';
import { inSheetOrder, known, onlyYes, optional, recordId, required, type Sheet, sheet } from '../sheet.js';

const commendations = sheet(
  '表扬',
  {
    periodId: required('期间', period),
    kind: required('类型', name),
    objectGroup: optional('对象组', name),
    units: optional('单位', list),
    accounts: optional('账号', list),
    openEnded: optional('列举不全', yesNo),
    total: optional('总数', count),
    content: optional('内容', text),
    recordId,
  },
  {
    make: ({ units: names = [], accounts, openEnded, recordId, ...row }, tools) => [
      {
        collection: 'commendations',
        record: known({
          ...row,
          id:
            recordId ??
            tools.digest(
              row.periodId,
              row.kind,
              row.objectGroup,
              names.join(),
              accounts?.join(),
              row.content,
            ),
          unitIds: tools.units(names, '单位'),
          accounts: accounts ?? [],
          openEnded: openEnded ?? false,
          order: tools.number,
        }),
      },
    ],
    list: async (reader) =>
      inSheetOrder(await reader.find('commendations', { index: 'byPeriod' })).map(
        ({ id, unitIds, openEnded, order, ...commendation }) => ({
          ...commendation,
          units: unitIds,
          openEnded: onlyYes(openEnded),
          recordId: id,
        }),
      ),
  },
);

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
    dueOn: optional('整改期限', day),
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
    make: ({ unit, openEnded, recordId, ...row }, tools) => {
      inOrder(tools, ['起始日期', row.since], ['整改期限', row.dueOn]);
      const unitId = unit === undefined ? undefined : tools.unit(unit, '单位');
      return [
        {
          collection: 'problems',
          record: known({
            ...row,
            id: recordId ?? tools.digest(row.periodId, row.kind, unitId, row.objectName, row.since),
            unitId,
            openEnded: openEnded ?? false,
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('problems', { index: 'byPeriod' })).map(
        ({ id, unitId, openEnded, order, ...problem }) => ({
          ...problem,
          unit: unitId,
          openEnded: onlyYes(openEnded),
          recordId: id,
        }),
      ),
  },
);

export const findingSheets: readonly Sheet[] = [commendations, problems];
