import { count, list, name, period, text, yesNo } from '../cells.js';
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

export const commendationSheets: readonly Sheet[] = [commendations];
