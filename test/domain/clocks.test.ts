import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { addDays, instantAt } from '../../src/domain/day.js';
import { isFast, type MessageStatus, messageStatus } from '../../src/domain/messages.js';
import type { PublicMessage } from '../../src/domain/records/index.js';
import type { WorkdayCalendar } from '../../src/domain/workdays.js';

const calendar = loadCalendar();
const clocks = loadRules().answerClocks;
const at = (day: string, time = '10:00') => instantAt(day, time).toISOString();
const clockOf = (channel: PublicMessage['channel']) => {
  const clock = clocks.find((one) => one.channel === channel);
  if (clock === undefined) throw new Error(`no clock of ${channel}`);
  return clock;
};

const message = (about: Partial<PublicMessage>): PublicMessage => ({
  id: 'ZC-1',
  unitId: '示例局',
  channel: 'error_report',
  transferredAt: at('2023-11-10'),
  receivedAt: at('2023-11-10'),
  ...about,
});
const stateAt = (about: Partial<PublicMessage>, day = '2023-12-04') => {
  const one = message(about);
  return messageStatus(one, clockOf(one.channel), calendar, instantAt(day, '12:00'), 1).state;
};

describe('an error report transferred on Friday 10 November earns praise', () => {
  test('closed by the end of the next working day', () => {
    expect(stateAt({ repliedAt: at('2023-11-13'), closedAt: at('2023-11-13', '23:59') })).toBe(
      'answered_fast',
    );
  });

  test('and not closed on the day after, although it was answered at once', () => {
    expect(stateAt({ repliedAt: at('2023-11-10'), closedAt: at('2023-11-14') })).toBe('answered_on_time');
  });

  test('and not while only its reply is recorded: nobody knows when it was closed', () => {
    const replied = message({ repliedAt: at('2023-11-13') });
    expect(stateAt(replied)).toBe('answered_on_time');
    expect(
      isFast(replied, clockOf('error_report'), calendar, instantAt('2023-12-04', '12:00')),
    ).toBeUndefined();
  });

  test('and surely not once the day has passed without a reply', () => {
    const fast = (day: string) =>
      isFast(message({}), clockOf('error_report'), calendar, instantAt(day, '12:00'));
    expect([fast('2023-11-13'), fast('2023-11-14')]).toEqual([undefined, false]);
  });
});

test('a simulated question earns praise by its reply, whenever it is closed', () => {
  const about = { channel: 'simulated', closedAt: at('2023-11-20') } as const;
  expect(stateAt({ ...about, repliedAt: at('2023-11-13') })).toBe('answered_fast');
  expect(stateAt({ ...about, repliedAt: at('2023-11-14') })).toBe('answered_on_time');
});

test.each(['site_consult', 'mailbox'] as const)('%s knows neither limit nor praise', (channel) => {
  expect(stateAt({ channel, repliedAt: at('2023-11-10') })).toBe('no_limit');
  const fast = isFast(message({ channel }), clockOf(channel), calendar, instantAt('2023-12-04', '12:00'));
  expect(fast).toBeUndefined();
});

/** From best to worst. Whoever answers is never worse off than who does not. */
const worse: readonly MessageStatus['state'][] = [
  'answered_fast',
  'answered_on_time',
  'answered_late',
  'overdue',
];
const day = fc.nat({ max: 900 }).map((days) => addDays('2023-06-01', days));
const channel = fc.constantFrom('error_report', 'simulated');

test('answering earlier never makes it worse', () => {
  const late = '2027-01-01';
  fc.assert(
    fc.property(channel, day, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (channel, start, soon, more) => {
      const started = { channel, receivedAt: at(start), transferredAt: at(start) } as const;
      const rank = (answered: string | undefined) => {
        const done = answered === undefined ? {} : { repliedAt: at(answered), closedAt: at(answered) };
        return worse.indexOf(stateAt({ ...started, ...done }, late));
      };
      const [earlier, later, never] = [addDays(start, soon), addDays(start, soon + more), undefined].map(
        rank,
      );
      expect(earlier).toBeGreaterThanOrEqual(0);
      expect(earlier).toBeLessThanOrEqual(later ?? -1);
      expect(later).toBeLessThanOrEqual(never ?? -1);
    }),
  );
});

test('one more holiday never makes a limit end earlier', () => {
  fc.assert(
    fc.property(channel, day, fc.nat({ max: 20 }), (channel, start, off) => {
      const holiday = addDays(start, off);
      const withHoliday: WorkdayCalendar = {
        isWorkday: (one) => (one === holiday ? false : calendar.isWorkday(one)),
      };
      const due = (by: WorkdayCalendar) => {
        const open = message({ channel, receivedAt: at(start), transferredAt: at(start) });
        const status = messageStatus(open, clockOf(channel), by, instantAt(start, '12:00'), 1);
        return 'dueOn' in status ? status.dueOn : '';
      };
      expect(due(withHoliday) >= due(calendar)).toBe(true);
    }),
  );
});
