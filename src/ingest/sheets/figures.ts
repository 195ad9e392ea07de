import { count, countOrYes, day, decimal, name, percent, period, positive, text, yesNo } from '../cells.js';
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

const portalStats = sheet(
  '门户运行',
  {
    periodId: required('期间', period),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    item: required('项目', name),
    quantity: required('数量', decimal),
    measureWord: optional('量词', name),
    subset: optional('其中', yesNo),
    approximate: optional('约数', yesNo),
    remark: optional('说明', text),
    recordId,
  },
  {
    make: ({ subset, approximate, recordId, ...row }, tools) => {
      inOrder(tools, ['起始日期', row.from], ['截止日期', row.to]);
      return [
        {
          collection: 'portalStats',
          record: known({
            ...row,
            id: recordId ?? tools.digest(row.periodId, row.item),
            subset: subset ?? false,
            approximate: approximate ?? false,
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('portalStats', { index: 'byPeriod' })).map(
        ({ id, subset, approximate, order, ...stat }) => ({
          ...stat,
          subset: onlyYes(subset),
          approximate: onlyYes(approximate),
          recordId: id,
        }),
      ),
  },
);

const mailboxStats = sheet(
  '市长信箱',
  {
    periodId: required('期间', period),
    from: optional('起始', name),
    to: optional('截止', name),
    received: optional('来信', count),
    transferred: optional('转办', count),
    answeredConsultations: optional('解答咨询', count),
    suggestions: optional('意见建议', count),
  },
  {
    make: (row) => [{ collection: 'mailboxStats', record: known({ ...row, id: row.periodId }) }],
    list: (reader) => reader.find('mailboxStats', { index: 'byPeriod' }),
  },
);

const submissions = sheet(
  '信息报送',
  {
    periodId: required('期间', period),
    unit: optional('单位', name),
    submitted: optional('报送量', count),
    adopted: optional('采用量', count),
    adoptionRate: optional('采用率', percent),
    rank: optional('排名', positive),
    points: optional('得分', decimal),
    adoptedAbove: optional('上级采用', countOrYes),
    highQuality: optional('质量较高', yesNo),
    returned: optional('退稿', count),
    approximate: optional('约数', yesNo),
    openEnded: optional('列举不全', yesNo),
  },
  {
    make: ({ unit, adoptedAbove, approximate, openEnded, ...row }, tools) => {
      const unitId = unit === undefined || unit === wholeCity ? undefined : tools.unit(unit, '单位');
      return [
        {
          collection: 'submissions',
          record: known({
            ...row,
            id: `${row.periodId}/${unitId ?? wholeCity}`,
            unitId,
            adoptedAbove: adoptedAbove === true ? undefined : adoptedAbove,
            adoptedAboveStated: adoptedAbove === true ? true : undefined,
            approximate: approximate ?? false,
            openEnded: openEnded ?? false,
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('submissions', { index: 'byPeriod' })).map(
        ({ id, unitId, adoptedAbove, adoptedAboveStated, approximate, openEnded, order, ...submission }) => ({
          ...submission,
          unit: unitId ?? wholeCity,
          adoptedAbove: adoptedAboveStated === true ? (true as const) : adoptedAbove,
          approximate: onlyYes(approximate),
          openEnded: onlyYes(openEnded),
        }),
      ),
  },
);

export const figureSheets: readonly Sheet[] = [portalStats, mailboxStats, submissions];
