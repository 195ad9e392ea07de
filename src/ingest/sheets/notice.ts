import { maskPersonalData } from '../../domain/privacy/index.js';
import {
  countOrYes,
  day,
  deadline,
  decimal,
  instant,
  integer,
  list,
  oneOf,
  percent,
  period,
  positive,
  text,
  yesNo,
} from '../cells.js';
import { known, optional, required, type Sheet, sheet, wholeCity } from '../sheet.js';
import { breakdownColumns, breakdownKey, breakdownOf } from './breakdown.js';

const notices = sheet(
  '通报',
  {
    periodId: required('期间', period),
    title: required('标题', text),
    number: optional('文号', text),
    issuer: required('发文单位', text),
    assessor: optional('检查机构', text),
    addressees: optional('主送', list),
    basis: optional('依据', text),
    signedOn: optional('成文日期', day),
    publishedAt: optional('发布时间', instant),
    url: optional('网址', text),
    closing: optional('结束语', text),
  },
  (row) => [
    { collection: 'notices', record: known({ ...row, id: row.periodId, addressees: row.addressees ?? [] }) },
  ],
);

const inspections = sheet(
  '检查',
  {
    periodId: required('期间', period),
    object: required('对象', oneOf({ 政府网站: 'site', 政务新媒体: 'new_media' } as const)),
    method: optional(
      '方式',
      oneOf({ 全覆盖: 'full', 抽查: 'sample', 自查: 'self', 复查: 'recheck' } as const),
    ),
    running: optional('在运行数', integer),
    filed: optional('备案数', integer),
    checked: optional('检查数', integer),
    sampleRatio: optional('抽查比例', percent),
    qualified: optional('合格数', integer),
    unqualified: optional('不合格数', integer),
    passRate: optional('合格率', percent),
    ...breakdownColumns,
    from: optional('起始日期', day),
    to: optional('截止日期', day),
  },
  ({ breakdownBy, breakdownValue, ...row }, tools) => {
    const breakdown = breakdownOf(breakdownBy, breakdownValue, tools);
    const key = [row.periodId, row.object, row.method, ...breakdownKey(breakdown)];
    const record = known({ ...row, id: tools.digest(...key), order: tools.number });
    return [
      breakdown === undefined
        ? { collection: 'inspections', record }
        : { collection: 'inspectionParts', record: { ...record, breakdown } },
    ];
  },
);

const scores = sheet(
  '得分排名',
  {
    periodId: required('期间', period),
    group: required('排名组', text),
    unit: required('单位', text),
    rank: optional('排名', positive),
    deductionScore: optional('扣分项得分', decimal),
    bonus: optional('加分', decimal),
    total: optional('总分', decimal),
    qualified: optional('是否合格', yesNo),
  },
  ({ unit, ...row }, tools) => {
    const unitId = tools.unit(unit, '单位');
    return [
      {
        collection: 'scores',
        record: known({ ...row, id: `${row.periodId}/${row.group}/${unitId}`, unitId }),
      },
    ];
  },
);

const rankChanges = sheet(
  '排名变化',
  {
    periodId: required('期间', period),
    unit: required('单位', text),
    toRank: required('现排名', positive),
    fromRank: optional('原排名', positive),
    direction: optional('方向', oneOf({ 上升: 'up', 下降: 'down', 持平: 'same', 新进: 'new' } as const)),
    reason: optional('原因', text),
  },
  ({ unit, ...row }, tools) => {
    const unitId = tools.unit(unit, '单位');
    return [
      {
        collection: 'rankChanges',
        record: known({ ...row, id: `${row.periodId}/${unitId}`, unitId, order: tools.number }),
      },
    ];
  },
);

const commendations = sheet(
  '表扬',
  {
    periodId: required('期间', period),
    kind: required('类型', text),
    objectGroup: optional('对象组', text),
    units: optional('单位', list),
    accounts: optional('账号', list),
    openEnded: optional('列举不全', yesNo),
    total: optional('总数', integer),
    content: optional('内容', text),
  },
  ({ units: names, accounts, openEnded, ...row }, tools) => [
    {
      collection: 'commendations',
      record: known({
        ...row,
        id: tools.digest(
          row.periodId,
          row.kind,
          row.objectGroup,
          names?.join(),
          accounts?.join(),
          row.content,
        ),
        unitIds: tools.units(names ?? [], '单位'),
        accounts: accounts ?? [],
        openEnded: openEnded ?? false,
        order: tools.number,
      }),
    },
  ],
);

const problems = sheet(
  '问题',
  {
    periodId: required('期间', period),
    kind: required('问题类型', text),
    objectType: optional('对象类型', oneOf({ 网站: 'site', 栏目: 'column', 账号: 'account' } as const)),
    unit: optional('单位', text),
    objectName: optional('对象名称', text),
    openEnded: optional('列举不全', yesNo),
    severity: optional('严重程度', text),
    since: optional('起始日期', day),
    note: optional('说明', text),
    evidence: optional('佐证', text),
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
  },
  ({ unit, openEnded, note, evidence, due, ...row }, tools) => {
    const unitId = unit === undefined ? undefined : tools.unit(unit, '单位');
    return [
      {
        collection: 'problems',
        record: known({
          ...row,
          id: tools.digest(row.periodId, row.kind, unitId, row.objectName, row.since),
          unitId,
          openEnded: openEnded ?? false,
          note: note === undefined ? undefined : maskPersonalData(note),
          evidence: evidence === undefined ? undefined : maskPersonalData(evidence),
          dueOn: due?.day,
          dueTime: due?.time,
          order: tools.number,
        }),
      },
    ];
  },
);

const portalStats = sheet(
  '门户运行',
  {
    periodId: required('期间', period),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    item: required('项目', text),
    quantity: required('数量', decimal),
    measureWord: optional('量词', text),
    subset: optional('其中', yesNo),
    approximate: optional('约数', yesNo),
    remark: optional('说明', text),
  },
  ({ subset, approximate, ...row }, tools) => [
    {
      collection: 'portalStats',
      record: known({
        ...row,
        id: tools.digest(row.periodId, row.item),
        subset: subset ?? false,
        approximate: approximate ?? false,
        order: tools.number,
      }),
    },
  ],
);

const mailboxStats = sheet(
  '市长信箱',
  {
    periodId: required('期间', period),
    from: optional('起始', text),
    to: optional('截止', text),
    received: optional('来信', integer),
    transferred: optional('转办', integer),
    answeredConsultations: optional('解答咨询', integer),
    suggestions: optional('意见建议', integer),
  },
  (row) => [{ collection: 'mailboxStats', record: known({ ...row, id: row.periodId }) }],
);

const submissions = sheet(
  '信息报送',
  {
    periodId: required('期间', period),
    unit: optional('单位', text),
    submitted: optional('报送量', integer),
    adopted: optional('采用量', integer),
    adoptionRate: optional('采用率', percent),
    rank: optional('排名', positive),
    points: optional('得分', decimal),
    adoptedAbove: optional('上级采用', countOrYes),
    highQuality: optional('质量较高', yesNo),
    returned: optional('退稿', integer),
    approximate: optional('约数', yesNo),
    openEnded: optional('列举不全', yesNo),
  },
  ({ unit, adoptedAbove, approximate, openEnded, ...row }, tools) => {
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
);

const awards = sheet(
  '评优',
  {
    periodId: required('期间', period),
    accountName: required('账号名称', text),
    platform: optional('平台', text),
    host: optional('主办单位', text),
    grade: optional('等次', text),
  },
  ({ host, ...row }, tools) => [
    {
      collection: 'awards',
      record: known({
        ...row,
        id: tools.digest(row.periodId, row.accountName, row.platform),
        hostUnitId: host === undefined ? undefined : tools.unit(host, '主办单位'),
      }),
    },
  ],
);

const requirements = sheet(
  '要求',
  {
    periodId: required('期间', period),
    section: required('章节', text),
    addressee: optional('对象', text),
    content: required('内容', text),
  },
  (row, tools) => [
    {
      collection: 'requirements',
      record: known({
        ...row,
        id: tools.digest(row.periodId, row.section, row.content),
        order: tools.number,
      }),
    },
  ],
);

const attachments = sheet(
  '附件',
  {
    periodId: required('期间', period),
    number: required('序号', positive),
    title: required('标题', text),
    file: optional('文件', text),
    audience: optional(
      '公开范围',
      oneOf({ 公开: 'public', 主送单位: 'recipients', 内部: 'office' } as const),
    ),
  },
  ({ audience, ...row }) => [
    {
      collection: 'attachments',
      // Nobody said who may have it: then only the office.
      record: known({
        ...row,
        id: `${row.periodId}/${row.number}`,
        audience: audience ?? ('office' as const),
      }),
    },
  ],
);

export const noticeSheets: readonly Sheet[] = [
  notices,
  inspections,
  scores,
  rankChanges,
  commendations,
  problems,
  portalStats,
  mailboxStats,
  submissions,
  awards,
  requirements,
  attachments,
];
