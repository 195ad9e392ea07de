import type { Indicator, IndicatorSet } from '../../config/indicators.js';
import { TongbaoError } from './error.js';
import { lastDay } from './period.js';
import type { Day, PeriodId } from './records/index.js';

/** Which set an office scores by: that of its place, or one it names. */
export interface ScoringChoice {
  readonly region: string;
  readonly indicatorSet?: string | undefined;
}

/** The region whose set holds wherever a place has none of its own. */
const wholeCountry = '全国';

const holdsOn = ({ effectiveFrom, effectiveTo }: IndicatorSet, day: Day): boolean =>
  effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo);

/** The sets that may be meant on a day: the named one, or the newest of the region; more than one is a fault. */
const candidates = (
  sets: readonly IndicatorSet[],
  { region, indicatorSet }: ScoringChoice,
  day: Day,
): IndicatorSet[] => {
  const inEffect = sets.filter((set) => holdsOn(set, day));
  if (indicatorSet !== undefined) return inEffect.filter(({ id }) => id === indicatorSet);
  const own = inEffect.filter((set) => set.region === region);
  const found = own.length > 0 ? own : inEffect.filter((set) => set.region === wholeCountry);
  const newest = found
    .map(({ effectiveFrom }) => effectiveFrom)
    .toSorted()
    .at(-1);
  return found.filter(({ effectiveFrom }) => effectiveFrom === newest);
};

/**
 * The indicator set that a period is scored by: the one in effect on the period's last day, when what the
 * inspection found is put together; that of the region before the national one, the newest first.
 * @throws TongbaoError `score.no_indicator_set`; `score.ambiguous_indicator_set` when two sets of one region
 *   began on the same day
 */
export const indicatorSetOf = (
  sets: readonly IndicatorSet[],
  choice: ScoringChoice,
  periodId: PeriodId,
): IndicatorSet => {
  const day = lastDay(periodId);
  const [set, other] = candidates(sets, choice, day);
  if (set !== undefined && other === undefined) return set;
  if (set !== undefined && other !== undefined) {
    throw new TongbaoError(
      'score.ambiguous_indicator_set',
      `${set.region}有两套同时生效的指标：${set.id}、${other.id}。请在配置项 scoring.indicatorSet 写明用哪一套。`,
    );
  }
  const { indicatorSet } = choice;
  const known = [...new Set(sets.map(({ id }) => id))].join('、');
  throw new TongbaoError(
    'score.no_indicator_set',
    indicatorSet === undefined
      ? `没有在 ${day} 有效的检查指标。请在 config/indicators 加上当时执行的一套。`
      : `没有 ${indicatorSet} 这套指标，或它在 ${day} 无效。请核对配置项 scoring.indicatorSet；现有的是 ${known}。`,
  );
};

/** What figures of a period are measured by; nothing where no one set holds. */
export const scaleOf = (
  sets: readonly IndicatorSet[],
  choice: ScoringChoice,
  periodId: PeriodId,
): { readonly scale?: string; readonly maximum?: number } => {
  const [set, other] = candidates(sets, choice, lastDay(periodId));
  if (set === undefined || other !== undefined) return {};
  return { scale: `${set.id} ${set.version}`, maximum: set.maximum };
};

/** An indicator by its code, or by a name that only one of the set has. */
export const findIndicator = (
  { indicators }: Pick<IndicatorSet, 'indicators'>,
  text: string,
): Indicator | undefined => {
  const [only, another] = indicators.filter(({ name }) => name === text);
  return indicators.find(({ code }) => code === text) ?? (another === undefined ? only : undefined);
};
