import { maskPersonalData } from '../../domain/privacy/index.js';
import { accountChangeKind, day, oneOf, period, positive, text, yesNo } from '../cells.js';
import { known, optional, required, type Sheet, sheet } from '../sheet.js';

const sites = sheet(
  '网站',
  {
    name: required('网站名称', text),
    unit: required('单位', text),
    url: optional('网址', text),
    siteIdCode: optional('网站标识码', text),
    kind: optional('类别', oneOf({ 门户: 'portal', 部门: 'department' } as const)),
    hasServices: optional('提供办事服务', yesNo),
  },
  ({ name, unit, url, siteIdCode, kind, hasServices }, tools) => {
    // Guidelines 2017: `bm` and eight digits, or ten digits.
    if (siteIdCode !== undefined && !/^(bm\d{8}|\d{10})$/.test(siteIdCode)) {
      tools.fault('网站标识码', `“${siteIdCode}”不是有效的网站标识码`, '10 位数字，或 bm 加 8 位数字');
    }
    return [
      {
        collection: 'sites',
        record: known({ id: name, unitId: tools.unit(unit, '单位'), url, siteIdCode, kind, hasServices }),
      },
    ];
  },
);

const columns = sheet(
  '栏目',
  {
    site: required('网站', text),
    name: required('栏目名称', text),
    columnType: required('栏目类型', text),
    url: optional('网址', text),
    cycleDays: optional('更新周期天数', positive),
    lastUpdatedOn: optional('最近更新日期', day),
    state: optional('状态', oneOf({ 正常: 'normal', 空白: 'empty', 停用: 'disabled' } as const)),
  },
  ({ site: siteName, name, columnType, url, cycleDays, lastUpdatedOn, state }, tools) => {
    const site = tools.site(siteName, '网站');
    return [
      {
        collection: 'columns',
        record: known({
          id: `${site.id}/${name}`,
          siteId: site.id,
          unitId: site.unitId,
          name,
          columnType,
          url,
          cycleDays,
          lastUpdatedOn,
          state: state ?? ('normal' as const),
        }),
      },
    ];
  },
);

const accounts = sheet(
  '账号',
  {
    name: required('账号名称', text),
    platform: required('平台', text),
    host: required('主办单位', text),
    filingState: optional('备案状态', text),
    lastUpdatedOn: optional('最近更新日期', day),
    state: optional('状态', text),
  },
  ({ name, platform, host, filingState, lastUpdatedOn, state }, tools) => [
    {
      collection: 'accounts',
      record: known({
        id: `${platform}/${name}`,
        name,
        platform,
        hostUnitId: tools.unit(host, '主办单位'),
        filingState,
        lastUpdatedOn,
        state,
      }),
    },
  ],
);

const accountChanges = sheet(
  '账号变更',
  {
    periodId: optional('期间', period),
    accountName: required('账号名称', text),
    platform: optional('平台', text),
    kind: required('变更类型', accountChangeKind),
    effectiveOn: optional('变更日期', day),
    observedOn: optional('发现日期', day),
    filed: optional('是否报备', yesNo),
    note: optional('说明', text),
  },
  ({ periodId, accountName, platform, kind, effectiveOn, observedOn, filed, note }, tools) => [
    {
      collection: 'accountChanges',
      record: known({
        id: tools.digest(periodId, accountName, platform, kind, effectiveOn ?? observedOn),
        periodId,
        accountName,
        platform,
        hostUnitId: tools.hostOf(accountName, platform),
        kind,
        effectiveOn,
        observedOn,
        filed,
        note: note === undefined ? undefined : maskPersonalData(note),
        order: tools.number,
      }),
    },
  ],
);

const filings = sheet(
  '备案',
  {
    accountName: required('账号名称', text),
    platform: required('平台', text),
    kind: required('变更类型', accountChangeKind),
    filedOn: required('报备日期', day),
    plannedOn: optional('拟变更日期', day),
    decision: optional(
      '结论',
      oneOf({ 同意: 'approved', 不同意: 'rejected', 待定: 'pending', 撤回: 'withdrawn' } as const),
    ),
    decidedOn: optional('结论日期', day),
  },
  (row, tools) => [
    {
      collection: 'filings',
      record: known({ ...row, id: tools.digest(row.accountName, row.platform, row.kind, row.filedOn) }),
    },
  ],
);

export const objectSheets: readonly Sheet[] = [sites, columns, accounts, accountChanges, filings];
