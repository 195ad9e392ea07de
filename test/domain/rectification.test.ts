import { describe, expect, test } from 'vitest';
import { instantAt } from '../../src/domain/day.js';
import type { Move, Problem, Proceeding } from '../../src/domain/records/index.js';
import { deadlineStanding, problemNow, rectificationState } from '../../src/domain/rectification.js';
import { recurrenceOf } from '../../src/domain/recurrence.js';

const problem = (about: Partial<Problem> = {}): Problem => ({
  id: 'p1',
  periodId: '2023Q4',
  kind: '栏目更新不及时',
  objectType: 'column',
  unitId: '示例局',
  objectName: '图片新闻',
  openEnded: false,
  ...about,
});
const at = (day: string, time = '10:00') => instantAt(day, time).toISOString();
const made = (to: string, day: string, time?: string): Move => ({
  from: 'any',
  to,
  at: at(day, time),
  role: 'operator',
  by: 'operator',
});
const proceeding = (stated: string | undefined, ...moves: [Move, ...Move[]]): Proceeding => ({
  id: 'problem/p1',
  ...(stated === undefined ? {} : { stated }),
  moves,
});

describe('the state of a rectification', () => {
  const moved = proceeding('open', made('in_progress', '2023-12-01'), made('submitted', '2023-12-04'));

  test('is what the data say until somebody moves it', () => {
    expect(rectificationState(problem(), undefined)).toBeUndefined();
    expect(rectificationState(problem({ rectification: 'submitted' }), undefined)).toBe('submitted');
  });

  test('is that of the last move, also when the same data come once more', () => {
    expect(rectificationState(problem({ rectification: 'open' }), moved)).toBe('submitted');
    expect(problemNow(problem({ rectification: 'open' }), moved).rectification).toBe('submitted');
  });

  test('is not lost when data come that say nothing of it', () => {
    expect(rectificationState(problem(), moved)).toBe('submitted');
  });

  test('that the data state as well is still the move, with its time', () => {
    const about = { dueOn: '2023-12-04', rectification: 'submitted' } as const;
    expect(deadlineStanding(problem(about), moved, instantAt('2024-01-01', '09:00'))).toBe('in_time');
  });

  test('is what newer data say, once they say something else', () => {
    expect(rectificationState(problem({ rectification: 'rechecked_ok' }), moved)).toBe('rechecked_ok');
  });
});

describe('a deadline', () => {
  const standing = (about: Partial<Problem>, day: string, time = '12:00', done?: Proceeding) =>
    deadlineStanding(problem(about), done, instantAt(day, time));

  test.each([
    ['2023-12-15', '23:59', 'running'],
    ['2023-12-16', '00:00', 'overdue'],
  ])('on 15 December is, at %s %s, %s', (day, time, expected) => {
    expect(standing({ dueOn: '2023-12-15' }, day, time)).toBe(expected);
  });

  test.each([
    ['11:59', 'running'],
    ['12:00', 'running'],
    ['12:01', 'overdue'],
  ])('at noon of that day in Shanghai is, at %s, %s', (time, expected) => {
    expect(standing({ dueOn: '2023-12-15', dueTime: '12:00' }, '2023-12-15', time)).toBe(expected);
  });

  test('that nobody set is none', () => {
    expect(standing({}, '2099-01-01')).toBe('no_deadline');
  });

  test('is kept by the report, however late the recheck', () => {
    const reported = proceeding(undefined, made('submitted', '2023-12-15', '11:00'));
    expect(standing({ dueOn: '2023-12-15', dueTime: '12:00' }, '2024-03-01', '12:00', reported)).toBe(
      'in_time',
    );
    const rechecked = proceeding(
      undefined,
      made('submitted', '2023-12-15'),
      made('rechecked_ok', '2024-01-20'),
    );
    expect(standing({ dueOn: '2023-12-15' }, '2024-03-01', '12:00', rechecked)).toBe('in_time');
  });

  test('is missed by a report that came after it', () => {
    const reported = proceeding(undefined, made('submitted', '2023-12-15', '12:01'));
    expect(standing({ dueOn: '2023-12-15', dueTime: '12:00' }, '2024-03-01', '12:00', reported)).toBe('late');
  });

  test('is open again after a failed recheck, and overdue once it has passed', () => {
    const failed = proceeding(
      undefined,
      made('submitted', '2023-12-10'),
      made('rechecked_failed', '2023-12-12'),
    );
    expect(standing({ dueOn: '2023-12-15' }, '2023-12-13', '12:00', failed)).toBe('running');
    expect(standing({ dueOn: '2023-12-15' }, '2023-12-16', '12:00', failed)).toBe('overdue');
  });

  test('counts the last report: the one that failed does not keep it', () => {
    const twice = proceeding(
      undefined,
      made('submitted', '2023-12-10'),
      made('rechecked_failed', '2023-12-12'),
      made('in_progress', '2023-12-13'),
      made('submitted', '2023-12-20'),
    );
    expect(standing({ dueOn: '2023-12-15' }, '2024-03-01', '12:00', twice)).toBe('late');
  });

  test('of which only the data say that a report came: nobody knows whether in time', () => {
    const about = { dueOn: '2023-12-15', rectification: 'submitted' } as const;
    expect(standing(about, '2024-03-01')).toBe('submitted');
    const older = proceeding('open', made('submitted', '2023-12-10'), made('rechecked_failed', '2023-12-12'));
    expect(standing(about, '2024-03-01', '12:00', older)).toBe('submitted');
  });
});

describe('recurrence', () => {
  const known = ['2023Q1', '2023Q2', '2023Q3', '2023Q4'];
  const of = (...others: Problem[]) => recurrenceOf(problem(), [problem(), ...others], known);

  test('counts back over any number of periods without a break', () => {
    expect(of(problem({ periodId: '2023Q3' }), problem({ periodId: '2023Q2' }))).toEqual({
      periods: ['2023Q2', '2023Q3', '2023Q4'],
      before: 'absent',
    });
  });

  test('crosses the year', () => {
    const first = problem({ periodId: '2024Q1' });
    expect(recurrenceOf(first, [first, problem()], known)?.periods).toEqual(['2023Q4', '2024Q1']);
  });

  test('ends at a period without it', () => {
    expect(of(problem({ periodId: '2023Q2' }))).toEqual({ periods: ['2023Q4'], before: 'absent' });
  });

  test.each([
    ['another unit', { unitId: '乙局' }],
    ['another kind', { kind: '空白栏目' }],
    ['another object', { objectName: '通知公告' }],
    ['another type of object', { objectType: 'site' }],
    ['a half-year', { periodId: '2023H1' }],
  ] as const)('is not made by %s', (_what, about) => {
    expect(of(problem({ periodId: '2023Q3', ...about }))?.periods).toEqual(['2023Q4']);
  });

  test('cannot be denied where the period before is not at hand', () => {
    expect(recurrenceOf(problem(), [problem()], ['2023Q4'])?.before).toBe('unknown');
  });

  test('cannot be denied where the list of the period before ended in 等', () => {
    const others = problem({ periodId: '2023Q3', unitId: '乙局', openEnded: true });
    expect(of(others)?.before).toBe('unknown');
    expect(of({ ...others, kind: '空白栏目' })?.before).toBe('absent');
  });

  test('of a problem that names nobody is not to be told', () => {
    const { unitId: _, objectName: __, ...unnamed } = problem();
    expect(recurrenceOf(unnamed, [unnamed, { ...unnamed, periodId: '2023Q3' }], known)).toBeUndefined();
  });
});
