import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { instantAt } from '../../src/domain/day.js';
import { dutiesOf, type UnitRecords } from '../../src/domain/duties.js';
import { documentToPlain } from '../../src/message/plain.js';
import { unitDigest } from '../../src/reminders/digest.js';
import { monday, overdueMessage, staleColumn, unit } from './city.js';

const nothing: UnitRecords = { columns: [], changes: [], filings: [], messages: [] };

const digestOf = (records: Partial<UnitRecords>, now = monday, importedAt?: string): string => {
  const by = {
    rules: loadRules(),
    calendar: loadCalendar(),
    columnDueSoonDays: 3,
    messageDueSoonWorkdays: 1,
  };
  const [first, ...others] = dutiesOf({ ...nothing, ...records }, by, now);
  if (first === undefined) throw new Error('nothing is due');
  return documentToPlain(
    unitDigest({ unit: unit('示例局'), duties: [first, ...others] }, { now, importedAt }),
  );
};

describe('the digest of a unit', () => {
  test('merges everything that is due, each kind under its heading, next steps last', () => {
    const records = {
      messages: [
        overdueMessage('ZC-1', '示例局'),
        { ...overdueMessage('MN-2', '示例局'), channel: 'simulated', receivedAt: '2023-11-27T02:00:00.000Z' },
      ],
      columns: [
        staleColumn('示例局'),
        { ...staleColumn('示例局', '领导活动'), lastUpdatedOn: '2023-11-21' },
        { ...staleColumn('示例局', '公示'), state: 'empty' },
      ],
      changes: [
        { id: 'c1', accountName: '示例发布', platform: '微信', kind: 'rename', effectiveOn: '2023-11-20' },
        { id: 'c2', accountName: '示例公安', kind: 'cancel', effectiveOn: '2023-12-10' },
        { id: 'c3', accountName: '示例教育', kind: 'unspecified', filed: false },
      ],
    } as const;
    expect(digestOf(records, monday, '2023-12-03T09:20:00.000Z').split('\n')).toEqual([
      '示例局有8项待办：1条留言逾期、1条留言快到期、1个栏目超期未更新、1个空白栏目、1个栏目快到期、2项账号变更未报备、1项账号变更待报备。',
      '【留言逾期未答复】',
      '· ZC-1（找错）：应于11月30日前答复，已逾期2个工作日',
      '【留言快到期】',
      '· MN-2（模拟咨询）：12月4日到期，今天是最后一天',
      '【栏目超期未更新】',
      '· 示例局网站“工作动态”：11月1日后未更新，超期19天（周期14天）',
      '【空白栏目】',
      '· 示例局网站“公示”：空白栏目',
      '【栏目快到期】',
      '· 示例局网站“领导活动”：最近更新11月21日，应于12月5日前更新（周期14天）',
      '【账号变更未报备】',
      '· “示例发布”（微信）更名：11月20日生效，未见提前报备',
      '· “示例教育”变更（类型未注明），未见报备',
      '【账号变更待报备】',
      '· “示例公安”注销：12月10日生效，最迟12月9日报备',
      '截至12月4日 09:10；台账数据导入于12月3日 17:20',
      '查逾期留言：示例局逾期留言',
      '查待回复留言：示例局待回复留言',
      '查栏目更新：示例局栏目更新不及时的有哪些',
      '查未报备变更：示例局未报备的账号变更',
    ]);
  });

  test('lists five of a kind and counts the rest', () => {
    const columns = Array.from({ length: 7 }, (_, at) => staleColumn('示例局', `栏目${at + 1}`));
    const lines = digestOf({ columns }).split('\n');
    expect(lines.filter((line) => line.startsWith('·'))).toHaveLength(5);
    expect(lines).toContain('另有2项未列出。');
  });

  test('prints the year of a day that is not of this year', () => {
    const columns = [{ ...staleColumn('示例局'), lastUpdatedOn: '2021-03-01' }];
    expect(digestOf({ columns })).toContain('2021年3月1日后未更新');
  });

  test('marks a limit that nobody knows for certain yet, and says why', () => {
    const messages = [
      { ...overdueMessage('ZC-9', '示例局'), transferredAt: instantAt('2026-12-30', '10:00').toISOString() },
    ];
    const text = digestOf({ messages }, instantAt('2027-01-04', '09:10'));
    expect(text).toContain('1月4日到期，今天是最后一天（暂定');
    expect(text).toContain('暂按周一至周五推算');
  });
});
