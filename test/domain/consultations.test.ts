import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { consultationStatus, publicationStatus } from '../../src/domain/consultations.js';
import { addMonths, instantAt } from '../../src/domain/day.js';
import type { PublicMessage } from '../../src/domain/records/index.js';

const at = (day: string) => instantAt(day, '10:00').toISOString();
const limits = loadRules().answerClocks.find(({ channel }) => channel === 'site_consult')?.months;
if (limits === undefined) throw new Error('the clock of consultations has no limits in months');

const consultation = (about: Partial<PublicMessage>): PublicMessage => ({
  id: 'WZ-1',
  channel: 'site_consult',
  unitId: '示例局',
  ...about,
});

describe('a consultation received on 30 November 2023', () => {
  const received = { receivedAt: at('2023-11-30') };

  test.each([
    ['2024-02-29', 'open'],
    ['2024-03-01', 'veto'],
    ['2024-11-30', 'veto'],
    ['2024-12-01', 'outside'],
  ])('and not answered on %s is %s', (today, state) => {
    expect(consultationStatus(consultation(received), limits, today).state).toBe(state);
  });

  test.each([
    ['2024-02-29', 'answered'],
    ['2024-03-01', 'answered_past_limit'],
  ])('and answered on %s is %s', (repliedOn, state) => {
    const answered = consultation({ ...received, repliedAt: at(repliedOn) });
    expect(consultationStatus(answered, limits, '2024-06-01')).toEqual({ state, vetoFrom: '2024-03-01' });
  });
});

test('a consultation whose receipt nobody recorded cannot be judged', () => {
  const transferred = consultation({ transferredAt: at('2020-01-01') });
  expect(consultationStatus(transferred, limits, '2024-03-01')).toEqual({ state: 'unknown_start' });
});

describe('publication', () => {
  const published = (...days: string[]) => days.map((day) => consultation({ publishedAt: at(day) }));

  test.each([
    ['2024-01-30', 'in_time'],
    ['2024-01-31', 'overdue'],
  ])('last made on 30 November is, on %s, %s', (today, state) => {
    const days = published('2023-10-01', '2023-11-30', '2023-09-01');
    const dueOn = '2024-01-30';
    const judged = publicationStatus(days, limits, today);
    expect(judged).toEqual({ state, lastPublishedOn: '2023-11-30', dueOn });
  });

  test('of which nothing is recorded is unknown, not missing', () => {
    expect(publicationStatus([consultation({ repliedAt: at('2023-11-30') })], limits, '2024-02-01')).toEqual({
      state: 'unknown',
    });
  });
});

test.each([
  ['2023-11-30', 3, '2024-02-29'],
  ['2022-11-30', 3, '2023-02-28'],
  ['2024-02-29', -12, '2023-02-28'],
  ['2023-12-31', 1, '2024-01-31'],
  ['2024-01-15', -1, '2023-12-15'],
])('%s and %i months is %s', (day, count, expected) => {
  expect(addMonths(day, count)).toBe(expected);
});
