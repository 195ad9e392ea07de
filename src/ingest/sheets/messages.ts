import { code, count, day, instant, name, percent, period, prose } from '../cells.js';
import { inOrder, notFuture } from '../cross-checks.js';
import { known, optional, recordId, required, type Sheet, sheet } from '../sheet.js';
import { messageChannel } from '../words.js';

const messages = sheet(
  '留言',
  {
    id: required('留言编号', code),
    channel: required('渠道', messageChannel),
    unit: required('单位', name),
    site: optional('网站', name),
    receivedAt: optional('收到时间', instant),
    transferredAt: optional('转办时间', instant),
    repliedAt: optional('答复时间', instant),
    closedAt: optional('办结时间', instant),
    publishedAt: optional('公开时间', instant),
    content: optional('内容', prose),
  },
  {
    make: ({ unit, site, content, ...row }, tools) => {
      const { receivedAt, transferredAt, repliedAt, closedAt, publishedAt } = row;
      inOrder(tools, ['收到时间', receivedAt], ['转办时间', transferredAt]);
      inOrder(tools, ['收到时间', receivedAt], ['答复时间', repliedAt], ['办结时间', closedAt]);
      notFuture(
        tools,
        ['收到时间', receivedAt],
        ['转办时间', transferredAt],
        ['答复时间', repliedAt],
        ['办结时间', closedAt],
        ['公开时间', publishedAt],
      );
      return [
        {
          collection: 'messages',
          record: known({
            ...row,
            unitId: tools.unit(unit, '单位'),
            siteId: site === undefined ? undefined : tools.site(site, '网站').id,
            maskedContent: content,
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('messages', { index: 'byChannel' })).map(
        ({ unitId, siteId, maskedContent, ...message }) => ({
          ...message,
          unit: unitId,
          site: siteId,
          content: maskedContent,
        }),
      ),
  },
);

const messageStats = sheet(
  '留言统计',
  {
    periodId: required('期间', period),
    channel: required('渠道', messageChannel),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    received: optional('收到数', count),
    countySites: optional('涉及县级网站数', count),
    departmentSites: optional('涉及部门网站数', count),
    overdue: optional('逾期数', count),
    onTimeRate: optional('按时率', percent),
    recordId,
  },
  {
    make: ({ recordId, ...row }, tools) => {
      inOrder(tools, ['起始日期', row.from], ['截止日期', row.to]);
      return [
        {
          collection: 'messageStats',
          record: known({ ...row, id: recordId ?? tools.digest(row.periodId, row.channel, row.from) }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('messageStats', { index: 'byPeriod' })).map(({ id, ...stats }) => ({
        ...stats,
        recordId: id,
      })),
  },
);

export const messageSheets: readonly Sheet[] = [messages, messageStats];
