import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { instantAt } from '../../src/domain/day.js';
import { messageStatus } from '../../src/domain/messages.js';
import type { PublicMessage } from '../../src/domain/records/index.js';

const calendar = loadCalendar();
const clocks = loadRules().answerClocks;

/** The wall clock of Shanghai as stored. */
const at = (day: string, time = '10:00') => instantAt(day, time).toISOString();

const statusOf = (message: Omit<PublicMessage, 'id' | 'unitId'>, day: string, time = '10:00') =>
  messageStatus(
    { id: 'ZC-1', unitId: '示例局', ...message },
    clocks.find(({ channel }) => channel === message.channel),
    calendar,
    instantAt(day, time),
    1,
  );

describe('an error report (找错) transferred on Friday 10 November', () => {
  const open = {
    channel: 'error_report',
    receivedAt: at('2023-11-08'),
    transferredAt: at('2023-11-10'),
  } as const;

  test.each([
    ['2023-11-10', 'on_time', { workdaysLeft: 3 }],
    ['2023-11-12', 'on_time', { workdaysLeft: 3 }],
    ['2023-11-13', 'on_time', { workdaysLeft: 2 }],
    ['2023-11-14', 'due_soon', { workdaysLeft: 1 }],
    ['2023-11-15', 'due_soon', { workdaysLeft: 0 }],
    ['2023-11-16', 'overdue', { workdaysOverdue: 1 }],
    ['2023-11-20', 'overdue', { workdaysOverdue: 3 }],
  ] as const)('open on %s it is %s', (day, state, rest) => {
    expect(statusOf(open, day)).toEqual({ state, dueOn: '2023-11-15', provisional: false, ...rest });
  });

  test('may be answered until the last minute of the third working day', () => {
    expect(statusOf(open, '2023-11-15', '23:59').state).toBe('due_soon');
    expect(statusOf({ ...open, repliedAt: at('2023-11-15', '23:59') }, '2023-12-04').state).toBe(
      'answered_on_time',
    );
    expect(statusOf({ ...open, repliedAt: at('2023-11-16', '00:00') }, '2023-12-04').state).toBe(
      'answered_late',
    );
  });

  test('counts as answered when it was closed and no reply is recorded', () => {
    const closedAt = at('2023-11-17');
    expect(statusOf({ ...open, closedAt }, '2023-12-04')).toMatchObject({
      state: 'answered_late',
      answeredAt: closedAt,
    });
  });

  test('answered in time and closed later, after its review, is answered in time', () => {
    const answered = { ...open, repliedAt: at('2023-11-14'), closedAt: at('2023-11-20') };
    expect(statusOf(answered, '2023-12-04')).toMatchObject({
      state: 'answered_on_time',
      answeredAt: at('2023-11-14'),
    });
  });

  test('due on a Friday is overdue on the Saturday, with no working day past', () => {
    const friday = { ...open, transferredAt: at('2023-11-14') };
    expect(statusOf(friday, '2023-11-18')).toMatchObject({ state: 'overdue', workdaysOverdue: 0 });
  });

  test('transferred late in the evening in Shanghai starts on that day, whatever the day is in UTC', () => {
    expect(statusOf({ ...open, transferredAt: at('2023-11-10', '23:50') }, '2023-11-13')).toMatchObject({
      dueOn: '2023-11-15',
    });
    expect(statusOf({ ...open, transferredAt: at('2023-11-11', '00:10') }, '2023-11-13')).toMatchObject({
      dueOn: '2023-11-15',
    });
  });
});

describe('the four clocks', () => {
  const start = { receivedAt: at('2023-11-10'), transferredAt: at('2023-11-13') };

  test('an error report runs from its transfer, a simulated question from its receipt', () => {
    expect(statusOf({ channel: 'error_report', ...start }, '2023-11-13')).toMatchObject({
      dueOn: '2023-11-16',
    });
    expect(statusOf({ channel: 'simulated', ...start }, '2023-11-13')).toMatchObject({ dueOn: '2023-11-17' });
  });

  test.each(['site_consult', 'mailbox'] as const)('%s has no limit in working days', (channel) => {
    expect(statusOf({ channel, ...start }, '2024-11-13')).toEqual({ state: 'no_limit' });
  });

  test('an error report that was not transferred has not started, however old it is', () => {
    const message = { channel: 'error_report', receivedAt: at('2023-01-10') } as const;
    expect(statusOf(message, '2023-11-13')).toEqual({ state: 'unknown_start' });
    expect(statusOf({ ...message, repliedAt: at('2023-01-11') }, '2023-11-13')).toEqual({
      state: 'unknown_start',
      answeredAt: at('2023-01-11'),
    });
  });

  test('a limit that ends in a year without a holiday notice is provisional', () => {
    expect(
      statusOf({ channel: 'error_report', transferredAt: at('2026-12-30') }, '2026-12-31'),
    ).toMatchObject({
      dueOn: '2027-01-04',
      provisional: true,
    });
  });

  test('a channel without a clock has no limit', () => {
    const message = { id: '1', unitId: '示例局', channel: 'mailbox' } as const;
    expect(messageStatus(message, undefined, calendar, new Date(), 1)).toEqual({ state: 'no_limit' });
  });
});
