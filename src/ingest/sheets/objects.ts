import { checks as phrases } from '../../../config/phrases/sheets.js';
import { code, day, name, oneOf, period, positive, prose, yesNo } from '../cells.js';
import { checkAddress, inOrder, notFuture } from '../cross-checks.js';
import { inSheetOrder, known, optional, recordId, required, type Sheet, sheet } from '../sheet.js';
import { accountChangeKind } from '../words.js';

/** Guidelines 2017: `bm` and eight digits, or ten digits. */
const siteIdCodePattern = /^(bm\d{8}|\d{10})$/i;

const sites = sheet(
  '网站',
  {
    name: required('网站名称', name),
    unit: required('单位', name),
    url: optional('网址', code),
    siteIdCode: optional('网站标识码', code),
    kind: optional('类别', oneOf({ 门户: 'portal', 部门: 'department' } as const)),
    hasServices: optional('提供办事服务', yesNo),
  },
  {
    make: ({ name, unit, url, siteIdCode, kind, hasServices }, tools) => {
      if (siteIdCode !== undefined && !siteIdCodePattern.test(siteIdCode)) {
        tools.fault('网站标识码', phrases.siteIdCode(siteIdCode), phrases.siteIdCodeExpected);
      }
      checkAddress(tools, '网址', url);
      return [
        {
          collection: 'sites',
          record: known({
            id: name,
            unitId: tools.unit(unit, '单位'),
            url,
            siteIdCode,
            kind,
            hasServices,
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('sites', { index: 'byUnit' })).map(({ id, unitId, ...site }) => ({
        ...site,
        name: id,
        unit: unitId,
      })),
  },
);

const columns = sheet(
  '栏目',
  {
    site: required('网站', name),
    name: required('栏目名称', name),
    columnType: required('栏目类型', name),
    url: optional('网址', code),
    cycleDays: optional('更新周期天数', positive),
    lastUpdatedOn: optional('最近更新日期', day),
    state: optional('状态', oneOf({ 正常: 'normal', 空白: 'empty', 停用: 'disabled' } as const)),
  },
  {
    make: ({ site: siteName, state, ...row }, tools) => {
      const site = tools.site(siteName, '网站');
      checkAddress(tools, '网址', row.url);
      notFuture(tools, ['最近更新日期', row.lastUpdatedOn]);
      return [
        {
          collection: 'columns',
          record: known({
            ...row,
            id: `${site.id}/${row.name}`,
            siteId: site.id,
            unitId: site.unitId,
            state: state ?? ('normal' as const),
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('columns', { index: 'byId' })).map(({ id, siteId, unitId, ...column }) => ({
        ...column,
        site: siteId,
      })),
  },
);

const accounts = sheet(
  '账号',
  {
    name: required('账号名称', name),
    platform: required('平台', name),
    host: optional('主办单位', name),
    filingState: optional('备案状态', name),
    lastUpdatedOn: optional('最近更新日期', day),
    state: optional('状态', name),
  },
  {
    make: ({ host, ...row }, tools) => {
      notFuture(tools, ['最近更新日期', row.lastUpdatedOn]);
      return [
        {
          collection: 'accounts',
          record: known({
            ...row,
            id: `${row.platform}/${row.name}`,
            hostUnitId: host === undefined ? undefined : tools.unit(host, '主办单位'),
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('accounts', { index: 'byId' })).map(({ id, hostUnitId, ...account }) => ({
        ...account,
        host: hostUnitId,
      })),
  },
);

const accountChanges = sheet(
  '账号变更',
  {
    periodId: optional('期间', period),
    accountName: required('账号名称', name),
    platform: optional('平台', name),
    kind: required('变更类型', accountChangeKind),
    effectiveOn: optional('变更日期', day),
    observedOn: optional('发现日期', day),
    filed: optional('是否报备', yesNo),
    note: optional('说明', prose),
    recordId,
  },
  {
    make: ({ recordId, ...row }, tools) => {
      const { periodId, accountName, platform, kind, effectiveOn, observedOn } = row;
      notFuture(tools, ['发现日期', observedOn]);
      return [
        {
          collection: 'accountChanges',
          record: known({
            ...row,
            id: recordId ?? tools.digest(periodId, accountName, platform, kind, effectiveOn ?? observedOn),
            hostUnitId: tools.hostOf(accountName, platform),
            order: tools.number,
          }),
        },
      ];
    },
    list: async (reader) =>
      inSheetOrder(await reader.find('accountChanges', { index: 'byId' })).map(
        ({ id, hostUnitId, order, ...change }) => ({ ...change, recordId: id }),
      ),
  },
);

const filings = sheet(
  '备案',
  {
    accountName: required('账号名称', name),
    platform: required('平台', name),
    kind: required('变更类型', accountChangeKind),
    filedOn: required('报备日期', day),
    plannedOn: optional('拟变更日期', day),
    unit: optional('单位', name),
    filedBy: optional('报备账号', name),
    note: optional('说明', prose),
    decision: optional(
      '结论',
      oneOf({ 同意: 'approved', 不同意: 'rejected', 待定: 'pending', 撤回: 'withdrawn' } as const),
    ),
    decidedOn: optional('结论日期', day),
    recordId,
  },
  {
    make: ({ recordId, unit, ...row }, tools) => {
      inOrder(tools, ['报备日期', row.filedOn], ['结论日期', row.decidedOn]);
      notFuture(tools, ['报备日期', row.filedOn], ['结论日期', row.decidedOn]);
      if (row.decision === 'pending' && row.decidedOn !== undefined) {
        tools.warn('结论日期', phrases.pendingDecided);
      }
      return [
        {
          collection: 'filings',
          record: known({
            ...row,
            unitId: unit === undefined ? undefined : tools.unit(unit, '单位'),
            id: recordId ?? tools.digest(row.accountName, row.platform, row.kind, row.filedOn),
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('filings', { index: 'byAccount' })).map(({ id, unitId, ...filing }) => ({
        ...filing,
        unit: unitId,
        recordId: id,
      })),
  },
);

export const objectSheets: readonly Sheet[] = [sites, columns, accounts, accountChanges, filings];
