import { fromHundredths, toHundredths } from './points.js';

/** Where a unit stands in one period, as far as it is known. */
export interface Place {
  readonly group?: string;
  readonly rank?: number;
  readonly total?: number;
  /** What it is scored by: indicator set and version. Absent = not known. */
  readonly scale?: string;
  /** The highest total there was. */
  readonly maximum?: number;
}

/** Why two periods do not compare. */
type Incomparable =
  | 'earlier_period_missing'
  | 'earlier_figure_missing'
  | 'later_figure_missing'
  | 'both_figures_missing'
  | 'other_group'
  | 'other_indicator_set'
  | 'other_maximum';

/** A change of rank (in places) or of score (in points); a rise in rank is a smaller number. */
export type Change =
  | { readonly kind: 'up' | 'down'; readonly by: number; readonly from: number; readonly to: number }
  | { readonly kind: 'same'; readonly from: number; readonly to: number }
  /** 新进: the earlier ranking is known as a whole, and the unit is not in it. */
  | { readonly kind: 'new'; readonly to: number }
  | { readonly kind: 'not_comparable'; readonly reason: Incomparable };

/** What is known of the earlier period besides the unit's own place. */
export interface EarlierPeriod {
  /** Absent = nothing of the unit is known. */
  readonly place?: Place;
  /** Whether anything at all is known of that period. */
  readonly known: boolean;
  /** Whether the places of the whole group are known, so that one without a place had none. */
  readonly whole: boolean;
}

/** Why figures of two periods do not compare though both are known; what is not known of one is no agreement. */
const otherTerms = (earlier: Place, later: Place): Incomparable | undefined => {
  if (earlier.group !== later.group) return 'other_group';
  if (earlier.scale !== later.scale) return 'other_indicator_set';
  return earlier.maximum === later.maximum ? undefined : 'other_maximum';
};

const notComparable = (reason: Incomparable): Change => ({ kind: 'not_comparable', reason });

const change = (earlier: EarlierPeriod, later: Place, figure: 'rank' | 'total'): Change => {
  const { place = {}, known, whole } = earlier;
  const [from, to] = [place[figure], later[figure]];
  if (to === undefined) {
    return notComparable(from === undefined ? 'both_figures_missing' : 'later_figure_missing');
  }
  if (!known) return notComparable('earlier_period_missing');
  if (from === undefined) return whole ? { kind: 'new', to } : notComparable('earlier_figure_missing');
  const terms = otherTerms(place, later);
  if (terms !== undefined) return notComparable(terms);
  const by = toHundredths(to) - toHundredths(from);
  if (by === 0) return { kind: 'same', from, to };
  const rose = figure === 'rank' ? by < 0 : by > 0;
  return { kind: rose ? 'up' : 'down', by: fromHundredths(Math.abs(by)), from, to };
};

/**
 * How rank and score of a unit changed against any earlier period. Only what has the same group, the same
 * indicator set and the same maximum compares; anything else is said not to, and why.
 */
export const changesSince = (
  earlier: EarlierPeriod,
  later: Place,
): { readonly rank: Change; readonly total: Change } => ({
  rank: change(earlier, later, 'rank'),
  total: change(earlier, later, 'total'),
});
