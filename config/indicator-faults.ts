import { toHundredths } from '../src/domain/points.js';
import type { IndicatorSet } from './indicators.js';

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) !== at)),
];

const sum = (points: readonly number[]): number => points.reduce((all, one) => all + toHundredths(one), 0);

/** Names that stand for nothing, or for two things. */
const namingFaults = (set: IndicatorSet): string[] => {
  const { parts, groups, indicators, qualified, bonus, withoutServices: scaling, overlaps } = set;
  const partCodes = new Set(parts.map(({ code }) => code));
  const groupNames = new Set(groups.map(({ name }) => name));
  const codes = new Set(indicators.map(({ code }) => code));
  const usedParts = [
    ...groups.flatMap(({ part }) => part ?? []),
    ...qualified.flatMap((bound) => bound.parts),
    ...(bonus?.from.parts ?? []),
    ...(scaling === undefined ? [] : [scaling.part]),
  ];
  const usedGroups = [...indicators.map(({ group }) => group), ...(scaling?.skipGroups ?? [])];
  const yielding = overlaps.flatMap(({ indicator, yieldsTo }) => [indicator, ...yieldsTo]);
  return [
    ...twice(parts.map(({ code }) => code)).map((code) => `分项 ${code} 写了两次`),
    ...twice(groups.map(({ name }) => name)).map((name) => `指标组“${name}”写了两次`),
    ...twice(indicators.map(({ code }) => code)).map((code) => `指标 ${code} 写了两次`),
    ...twice(yielding).map((code) => `指标 ${code} 在 overlaps 里只能出现一次`),
    ...usedParts.filter((code) => !partCodes.has(code)).map((code) => `没有分项 ${code}`),
    ...usedGroups.filter((name) => !groupNames.has(name)).map((name) => `没有指标组“${name}”`),
    ...yielding.filter((code) => !codes.has(code)).map((code) => `overlaps 里的指标 ${code} 不存在`),
  ];
};

/** Points of a part's groups, each as far as it can cost; `undefined` while one of them is not filled in. */
const pointsOfPart = ({ groups, indicators }: IndicatorSet, part: string): number | undefined => {
  const each = groups
    .filter((group) => group.part === part)
    .map(({ name, maxPoints }) => {
      const all = indicators.flatMap((one) =>
        one.kind === 'deduction' && one.group === name ? [one.maxPoints] : [],
      );
      const filled = all.filter((points) => points !== undefined);
      if (filled.length < all.length) return undefined;
      return Math.min(sum(filled), maxPoints === undefined ? Infinity : toHundredths(maxPoints));
    });
  const known = each.filter((points) => points !== undefined);
  return known.length < each.length ? undefined : known.reduce((all, one) => all + one, 0);
};

/** Points that do not add up. */
const sumFaults = (set: IndicatorSet): string[] => {
  const { parts, groups, indicators, bonus, withoutServices: scaling, maximum } = set;
  const homeless = indicators.filter(
    (one) =>
      one.kind === 'deduction' && groups.some(({ name, part }) => name === one.group && part === undefined),
  );
  const unequal = parts.flatMap(({ code, name, maxPoints }) => {
    const points = pointsOfPart(set, code);
    return points === undefined || points === toHundredths(maxPoints)
      ? []
      : [`分项“${name}”是 ${maxPoints} 分，各指标合计却是 ${points / 100} 分`];
  });
  const highest = sum([...parts.map(({ maxPoints }) => maxPoints), bonus?.maxPoints ?? 0]);
  const scaledPart = parts.find(({ code }) => code === scaling?.part);
  const scalingFits =
    scaling === undefined ||
    scaledPart === undefined ||
    toHundredths(scaling.maxPoints) * scaling.numerator ===
      toHundredths(scaledPart.maxPoints) * scaling.denominator;
  return [
    ...homeless.map(({ code, group }) => `扣分指标 ${code} 所在的指标组“${group}”没有写分项 part`),
    ...unequal,
    ...(highest === toHundredths(maximum)
      ? []
      : [`maximum 是 ${maximum} 分，各分项与加分合计却是 ${highest / 100} 分`]),
    ...(scalingFits ? [] : ['withoutServices 折算后的满分与分项的满分不同']),
    ...(bonus === undefined && indicators.some(({ kind }) => kind === 'bonus')
      ? ['有加分指标，却没有 bonus']
      : []),
  ];
};

/** What is wrong with an indicator set beyond the form of its fields; nothing when it is whole. */
export const faultsOfSet = (set: IndicatorSet): string[] => [...namingFaults(set), ...sumFaults(set)];
