import { maskPersonalData } from '../../domain/privacy/index.js';
import { day, instant, integer, messageChannel, percent, period, text } from '../cells.js';
import { known, optional, required, type Sheet, sheet } from '../sheet.js';

const messages = sheet(
  '留言',
  {
    id: required('留言编号', text),
    channel: required('渠道', messageChannel),
    unit: required('单位', text),
    site: optional('网站', text),
    receivedAt: optional('收到时间', instant),
    transferredAt: optional('转办时间', instant),
    repliedAt: optional('答复时间', instant),
    closedAt: optional('办结时间', instant),
    publishedAt: optional('公开时间', instant),
    content: optional('内容', text),
  },
  (
    { id, channel, unit, site, receivedAt, transferredAt, repliedAt, closedAt, publishedAt, content },
    tools,
  ) => {
    if (receivedAt !== undefined && transferredAt !== undefined && transferredAt < receivedAt) {
      tools.fault('转办时间', '转办时间早于收到时间', '不早于收到时间');
    }
    if (closedAt !== undefined && repliedAt !== undefined && closedAt < repliedAt) {
      tools.fault('办结时间', '办结时间早于答复时间', '不早于答复时间');
    }
    return [
      {
        collection: 'messages',
        record: known({
          id,
          channel,
          unitId: tools.unit(unit, '单位'),
          siteId: site === undefined ? undefined : tools.site(site, '网站').id,
          receivedAt,
          transferredAt,
          repliedAt,
          closedAt,
          publishedAt,
          maskedContent: content === undefined ? undefined : maskPersonalData(content),
        }),
      },
    ];
  },
);

const messageStats = sheet(
  '留言统计',
  {
    periodId: required('期间', period),
    channel: required('渠道', messageChannel),
    from: optional('起始日期', day),
    to: optional('截止日期', day),
    received: optional('收到数', integer),
    countySites: optional('涉及县级网站数', integer),
    departmentSites: optional('涉及部门网站数', integer),
    overdue: optional('逾期数', integer),
    onTimeRate: optional('按时率', percent),
  },
  (row, tools) => [
    {
      collection: 'messageStats',
      record: known({ ...row, id: tools.digest(row.periodId, row.channel, row.from) }),
    },
  ],
);

export const messageSheets: readonly Sheet[] = [messages, messageStats];
