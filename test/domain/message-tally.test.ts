import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { addDays, instantAt } from '../../src/domain/day.js';
import {
  figuresOf,
  judgeMessages,
  messagesIn,
  talliesByUnit,
  tallyOf,
  withoutStart,
} from '../../src/domain/message-tally.js';
import type { MessageStats, PublicMessage } from '../../src/domain/records/index.js';
import { lastDayOf, windowOf } from '../../src/domain/window.js';

const rules = { answerClocks: loadRules().answerClocks, calendar: loadCalendar(), dueSoonWorkdays: 1 };
const at = (day: string, time = '10:00') => instantAt(day, time).toISOString();
const judge = (messages: readonly PublicMessage[], day = '2023-12-04') =>
  judgeMessages(messages, rules, instantAt(day, '12:00'));

let number = 0;
/** An error report transferred on a day, answered and closed on another. */
const report = (
  transferredOn: string,
  doneOn?: string,
  about: Partial<PublicMessage> = {},
): PublicMessage => {
  number += 1;
  return {
    id: `ZC-${number}`,
    channel: 'error_report',
    unitId: '示例局',
    transferredAt: at(transferredOn),
    ...(doneOn === undefined ? {} : { repliedAt: at(doneOn), closedAt: at(doneOn) }),
    ...about,
  };
};

describe('a tally', () => {
  const judged = judge([
    report('2023-11-10', '2023-11-13'),
    report('2023-11-10', '2023-11-15'),
    report('2023-11-10', '2023-11-16'),
    report('2023-11-27'),
    report('2023-12-01'),
    report('2023-11-10', '2023-11-10', { channel: 'simulated', receivedAt: at('2023-11-10') }),
  ]);

  test('counts one channel by its states, and leaves out the others', () => {
    const tally = tallyOf('error_report', judged);
    expect(tally.total).toBe(5);
    expect(tally.counts).toMatchObject({
      answered_fast: 1,
      answered_on_time: 1,
      answered_late: 1,
      overdue: 1,
      on_time: 1,
    });
  });

  test('takes its rate on time of those whose limit has decided, and of praise of those known', () => {
    expect(tallyOf('error_report', judged)).toMatchObject({ onTimeRate: 50, fastRate: 25 });
  });

  test('over no messages knows no rate: nothing of nothing is not all', () => {
    const empty = tallyOf('error_report', []);
    expect(empty.total).toBe(0);
    expect(empty).not.toHaveProperty('onTimeRate');
    expect(empty).not.toHaveProperty('fastRate');
  });

  test('over messages that are all still in time knows no rate either', () => {
    expect(tallyOf('error_report', judge([report('2023-12-01')]))).not.toHaveProperty('onTimeRate');
  });

  test('of a channel without a limit has messages and no rate', () => {
    const letters = judge([
      report('2023-11-10', '2023-11-13', { channel: 'mailbox', receivedAt: at('2023-11-10') }),
    ]);
    expect(tallyOf('mailbox', letters)).toMatchObject({ total: 1, counts: { no_limit: 1 } });
    expect(tallyOf('mailbox', letters)).not.toHaveProperty('onTimeRate');
  });

  test('says when a holiday notice is missing', () => {
    expect(tallyOf('error_report', judge([report('2026-12-30')], '2026-12-31')).provisional).toBe(true);
    expect(tallyOf('error_report', judged).provisional).toBe(false);
  });

  test('is made for each unit apart', () => {
    const two = judge([
      report('2023-11-10', '2023-11-13', { unitId: '乙局' }),
      report('2023-11-10', '2023-11-20'),
    ]);
    expect(talliesByUnit('error_report', two).map(({ unitId, onTimeRate }) => [unitId, onTimeRate])).toEqual([
      ['乙局', 100],
      ['示例局', 0],
    ]);
  });
});

describe('a window', () => {
  const window = windowOf('2023-08-10', '2023-11-10');

  test('holds both its days, as people write them, and not the day after', () => {
    expect(window).toEqual({ from: '2023-08-10', until: '2023-11-11' });
    expect(lastDayOf(window)).toBe('2023-11-10');
    const ids = (...days: string[]) => messagesIn(window, judge(days.map((day) => report(day)))).length;
    expect(ids('2023-08-09', '2023-08-10', '2023-11-10', '2023-11-11')).toBe(2);
  });

  test('written backwards is refused', () => {
    expect(() => windowOf('2023-11-10', '2023-08-10')).toThrow(/window\.backwards/);
    expect(windowOf('2023-11-10', '2023-11-10')).toEqual({ from: '2023-11-10', until: '2023-11-11' });
  });

  test('takes a message by the start of its clock: the transfer of an error report, not its receipt', () => {
    const late = report('2023-11-11', undefined, { receivedAt: at('2023-11-10') });
    expect(messagesIn(window, judge([late]))).toEqual([]);
    const simulated = { ...late, channel: 'simulated' } as const;
    expect(messagesIn(window, judge([simulated]))).toHaveLength(1);
  });

  test('counts by the day in Shanghai', () => {
    const justAfterMidnight = { ...report('2023-11-10'), transferredAt: at('2023-11-11', '00:10') };
    expect(messagesIn(window, judge([justAfterMidnight]))).toEqual([]);
  });

  test('loses no message whose start nobody recorded: it is told apart', () => {
    const { transferredAt: _, ...unknown } = report('2023-11-10');
    expect(messagesIn(window, judge([unknown]))).toEqual([]);
    expect(withoutStart(judge([unknown]))).toHaveLength(1);
  });

  test('and the next share no message, and miss none', () => {
    const days = fc.array(fc.nat({ max: 200 }), { maxLength: 20 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 199 }), (offsets, cut) => {
        const first = '2023-06-01';
        const judged = judge(offsets.map((days) => report(addDays(first, days))));
        const one = windowOf(first, addDays(first, cut - 1));
        const other = windowOf(addDays(first, cut), addDays(first, 200));
        expect(one.until).toBe(other.from);
        expect(messagesIn(one, judged).length + messagesIn(other, judged).length).toBe(offsets.length);
      }),
    );
  });
});

describe('published totals', () => {
  const window = windowOf('2023-08-10', '2023-11-10');
  const stats = (about: Partial<MessageStats>): MessageStats => ({
    id: 's',
    periodId: '2023Q4',
    channel: 'error_report',
    from: '2023-08-10',
    to: '2023-11-10',
    received: 26,
    overdue: 0,
    ...about,
  });

  test('stand beside what is counted and change nothing of it', () => {
    const judged = judge([report('2023-11-10', '2023-11-20')]);
    const figures = figuresOf('error_report', window, judged, [stats({})]);
    expect(figures.counted).toMatchObject({ total: 1, onTimeRate: 0 });
    expect(figures.published).toEqual([{ stats: stats({}), sameWindow: true }]);
  });

  test('with no message behind them leave the count at none and the rate unknown', () => {
    const { counted } = figuresOf('error_report', window, [], [stats({ onTimeRate: 100 })]);
    expect(counted.total).toBe(0);
    expect(counted).not.toHaveProperty('onTimeRate');
  });

  test.each([
    ['other days', { to: '2023-11-09' }],
    ['no days', { from: undefined }],
  ])('of %s are not of the same window', (_what, about) => {
    const { from, ...rest } = { ...stats({}), ...about };
    const one = from === undefined ? rest : { ...rest, from };
    expect(figuresOf('error_report', window, [], [one]).published).toMatchObject([{ sameWindow: false }]);
  });

  test('of another channel are left out', () => {
    expect(figuresOf('mailbox', window, [], [stats({})]).published).toEqual([]);
  });
});
