import { describe, expect, test } from 'vitest';
import { changesSince, type EarlierPeriod, type Place } from '../../src/domain/rank-changes.js';

const place = (rank?: number, total?: number, about: Partial<Place> = {}): Place => ({
  group: '县',
  scale: 'national 2019',
  maximum: 130,
  ...(rank === undefined ? {} : { rank }),
  ...(total === undefined ? {} : { total }),
  ...about,
});
const since = (earlier: Place | undefined, later: Place, about: Partial<EarlierPeriod> = {}) =>
  changesSince(
    { known: true, whole: false, ...(earlier === undefined ? {} : { place: earlier }), ...about },
    later,
  );

describe('a change', () => {
  test('of rank is a rise where the number falls, of score where it grows', () => {
    expect(since(place(5, 92.3), place(2, 92.6))).toEqual({
      rank: { kind: 'up', by: 3, from: 5, to: 2 },
      total: { kind: 'up', by: 0.3, from: 92.3, to: 92.6 },
    });
    expect(since(place(2, 92.6), place(5, 92.3))).toMatchObject({
      rank: { kind: 'down', by: 3 },
      total: { kind: 'down', by: 0.3 },
    });
    expect(since(place(2, 0.3), place(2, 0.1 + 0.2))).toMatchObject({
      rank: { kind: 'same' },
      total: { kind: 'same' },
    });
  });

  test('is 新进 only where the earlier ranking is known as a whole', () => {
    expect(since(undefined, place(3), { whole: true }).rank).toEqual({ kind: 'new', to: 3 });
    expect(since(undefined, place(3)).rank).toEqual({
      kind: 'not_comparable',
      reason: 'earlier_figure_missing',
    });
  });

  test.each<[string, Place | undefined, Place, Partial<EarlierPeriod>, string]>([
    ['a period nobody has', undefined, place(3, 90), { known: false, whole: true }, 'earlier_period_missing'],
    ['an earlier period without the figure', place(), place(3, 90), {}, 'earlier_figure_missing'],
    ['a later period without it', place(3, 90), place(), {}, 'later_figure_missing'],
    ['neither with it', place(), place(), { known: false }, 'both_figures_missing'],
    ['another group', place(3, 90, { group: '部门' }), place(2, 91), {}, 'other_group'],
    ['another indicator set', place(3, 90, { scale: 'x' }), place(2, 91), {}, 'other_indicator_set'],
    ['another maximum', place(3, 90, { maximum: 100 }), place(2, 91), {}, 'other_maximum'],
  ])('is not made up from %s', (_what, earlier, later, about, reason) => {
    const expected = { kind: 'not_comparable', reason };
    expect(since(earlier, later, about)).toEqual({ rank: expected, total: expected });
  });

  test('with a scale that is known for one period only is not comparable', () => {
    const { scale: _, ...unknown } = place(3, 90);
    expect(since(unknown, place(2, 91)).rank).toMatchObject({ reason: 'other_indicator_set' });
  });
});
