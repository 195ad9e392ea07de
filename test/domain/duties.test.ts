import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { addDays, instantAt } from '../../src/domain/day.js';
import { type DutyRules, dutiesOf, type UnitRecords } from '../../src/domain/duties.js';
import type { Column, PublicMessage } from '../../src/domain/records/index.js';

const by: DutyRules = {
  rules: loadRules(),
  calendar: loadCalendar(),
  columnDueSoonDays: 3,
  messageDueSoonWorkdays: 1,
};
const now = instantAt('2023-12-04', '09:00');
const nothing: UnitRecords = { columns: [], changes: [], filings: [], messages: [] };

const column = (name: string, about: Partial<Column>): Column => ({
  id: `示例局网站/${name}`,
  siteId: '示例局网站',
  unitId: '示例局',
  name,
  columnType: '工作动态',
  state: 'normal',
  ...about,
});
const message = (id: string, transferredOn: string, about: Partial<PublicMessage> = {}): PublicMessage => ({
  id,
  channel: 'error_report',
  unitId: '示例局',
  transferredAt: instantAt(transferredOn, '10:00').toISOString(),
  maskedContent: '留言正文',
  ...about,
});

describe('what a unit still has to do', () => {
  const records: UnitRecords = {
    columns: [
      column('工作动态', { lastUpdatedOn: '2023-11-21' }),
      column('图片新闻', { lastUpdatedOn: '2023-09-01' }),
      column('领导活动', { lastUpdatedOn: '2023-11-01' }),
      column('公示', { state: 'empty' }),
      column('旧栏目', { state: 'disabled', lastUpdatedOn: '2020-01-01' }),
      column('机构', { columnType: '机构职能', lastUpdatedOn: '2020-01-01' }),
    ],
    changes: [
      { id: 'c1', accountName: '示例发布', platform: '微信', kind: 'rename', effectiveOn: '2023-11-20' },
      { id: 'c2', accountName: '示例公安', kind: 'cancel', effectiveOn: '2023-12-10' },
      { id: 'c3', accountName: '示例教育', platform: '抖音', kind: 'open', effectiveOn: '2023-11-20' },
    ],
    filings: [{ id: 'f1', accountName: '示例教育', platform: '抖音', kind: 'open', filedOn: '2023-11-01' }],
    messages: [
      message('ZC-1', '2023-11-27'),
      message('ZC-2', '2023-11-30'),
      message('ZC-3', '2023-11-24'),
      message('ZC-4', '2023-11-20', { repliedAt: '2023-12-01T00:00:00.000Z' }),
      message('XX-5', '2023-01-01', { channel: 'mailbox' }),
    ],
  };

  test('comes with the most pressing kind first, in it the earliest due day first', () => {
    expect(dutiesOf(records, by, now).map((duty) => [duty.kind, duty.object, duty.dueOn])).toEqual([
      ['overdue_message', 'ZC-3', '2023-11-29'],
      ['overdue_message', 'ZC-1', '2023-11-30'],
      ['message_due_soon', 'ZC-2', '2023-12-05'],
      ['stale_column', '示例局网站/图片新闻', '2023-09-15'],
      ['stale_column', '示例局网站/领导活动', '2023-11-15'],
      ['empty_column', '示例局网站/公示', undefined],
      ['column_due_soon', '示例局网站/工作动态', '2023-12-05'],
      ['unfiled_change', '示例发布', '2023-11-19'],
      ['filing_due', '示例公安', '2023-12-09'],
    ]);
  });

  test('says by which rule it is due', () => {
    const [overdue] = dutiesOf({ ...nothing, messages: records.messages }, by, now);
    expect(overdue).toMatchObject({ rule: expect.stringContaining('47号'), days: 3, provisional: false });
  });

  test('never holds the text of a message', () => {
    expect(JSON.stringify(dutiesOf(records, by, now))).not.toContain('留言正文');
  });

  test('marks a limit that crosses into a year without a holiday notice', () => {
    const messages = [message('ZC-9', '2026-12-30')];
    expect(dutiesOf({ ...nothing, messages }, by, instantAt('2026-12-31', '09:00'))).toMatchObject([]);
    expect(dutiesOf({ ...nothing, messages }, by, instantAt('2027-01-01', '09:00'))).toMatchObject([
      { kind: 'message_due_soon', dueOn: '2027-01-04', provisional: true },
    ]);
  });
});

test('a column inside its cycle, a message answered, and nothing recorded are no duty', () => {
  const today = '2023-12-04';
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.nat({ max: 400 }),
      fc.boolean(),
      (cycleDays, since, replied) => {
        const daysLeft = cycleDays - since;
        const answered = replied
          ? { repliedAt: '2023-01-01T00:00:00.000Z' }
          : { closedAt: '2023-12-01T00:00:00.000Z' };
        const duties = dutiesOf(
          {
            ...nothing,
            columns: [column('工作动态', { cycleDays, lastUpdatedOn: addDays(today, -since) })],
            messages: [message('ZC-1', '2023-11-01', answered)],
          },
          by,
          now,
        );
        expect(duties.length).toBe(daysLeft > 3 ? 0 : 1);
      },
    ),
  );
  expect(dutiesOf(nothing, by, now)).toEqual([]);
});
