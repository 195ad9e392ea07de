import { checks as phrases } from '../../../config/phrases/sheets.js';
import { code, day, instant, list, name, oneOf, period, positive, text } from '../cells.js';
import { checkAddress, inOrder } from '../cross-checks.js';
import { inSheetOrder, known, optional, recordId, required, type Sheet, sheet } from '../sheet.js';

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
    url: optional('网址', code),
    closing: optional('结束语', text),
  },
  {
    make: (row, tools) => {
      const { signedOn, publishedAt } = row;
      // The day of signing begins before anything is published on it.
      const signedAt = signedOn === undefined ? undefined : instant.read(signedOn);
      inOrder(
        tools,
        ['成文日期', signedAt?.ok === true ? signedAt.value : undefined],
        ['发布时间', publishedAt],
      );
      checkAddress(tools, '网址', row.url);
      return [
        {
          collection: 'notices',
          record: known({ ...row, id: row.periodId, addressees: row.addressees ?? [] }),
        },
      ];
    },
    list: (reader) => reader.find('notices', { index: 'byId' }),
  },
);

const awards = sheet(
  '评优',
  {
    periodId: required('期间', period),
    accountName: required('账号名称', name),
    platform: optional('平台', name),
    host: optional('主办单位', name),
    grade: optional('等次', text),
    recordId,
  },
  {
    make: ({ host, recordId, ...row }, tools) => [
      {
        collection: 'awards',
        record: known({
          ...row,
          id: recordId ?? tools.digest(row.periodId, row.accountName, row.platform),
          hostUnitId: host === undefined ? undefined : tools.unit(host, '主办单位'),
        }),
      },
    ],
    list: async (reader) =>
      (await reader.find('awards', { index: 'byPeriod' })).map(({ id, hostUnitId, ...award }) => ({
        ...award,
        host: hostUnitId,
        recordId: id,
      })),
  },
);

const requirements = sheet(
  '要求',
  {
    periodId: required('期间', period),
    section: required('章节', text),
    addressee: optional('对象', text),
    content: required('内容', text),
    recordId,
  },
  {
    make: ({ recordId, ...row }, tools) => [
      {
        collection: 'requirements',
        record: known({
          ...row,
          id: recordId ?? tools.digest(row.periodId, row.section, row.content),
          order: tools.number,
        }),
      },
    ],
    list: async (reader) =>
      inSheetOrder(await reader.find('requirements', { index: 'byPeriod' })).map(
        ({ id, order, ...requirement }) => ({ ...requirement, recordId: id }),
      ),
  },
);

/** A path that leads out of the data directory, as nobody types it by accident. */
const leadsOut = (file: string): boolean =>
  !/^https?:\/\//i.test(file) && (/^([/\\~]|[A-Za-z]:)/.test(file) || file.split(/[/\\]/).includes('..'));

const attachments = sheet(
  '附件',
  {
    periodId: required('期间', period),
    number: required('序号', positive),
    title: required('标题', text),
    file: optional('文件', code),
    audience: optional(
      '公开范围',
      oneOf({ 公开: 'public', 主送单位: 'recipients', 内部: 'office' } as const),
    ),
  },
  {
    make: ({ audience, ...row }, tools) => {
      if (row.file !== undefined && leadsOut(row.file)) {
        tools.fault('文件', phrases.filePath, phrases.filePathExpected);
      }
      return [
        {
          collection: 'attachments',
          // Nobody said who may have it: then only the office.
          record: known({
            ...row,
            id: `${row.periodId}/${row.number}`,
            audience: audience ?? ('office' as const),
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('attachments', { index: 'byPeriod' })).map(({ id, audience, ...attachment }) => ({
        ...attachment,
        // No sheet has a word for what only the unit may have; nothing imported is that.
        audience: audience === 'unit' ? ('office' as const) : audience,
      })),
  },
);

export const noticeSheets: readonly Sheet[] = [notices, awards, requirements, attachments];
