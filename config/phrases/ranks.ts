/** Ranks, scores and what became of them. Groups are printed as the data name them. */
export const ranks = {
  title: (unit: string): string => `${unit}排名`,
  topTitle: '排名',
  changeTitle: '排名变化',
  rank: (unit: string, group: string, rank: number): string => `${unit}在${group}中排第${rank}名。`,
  scoreThenRank: (unit: string, total: string | undefined, group: string, rank: number): string =>
    `${unit}${total === undefined ? '' : `总分${total}分，`}在${group}中排第${rank}名。`,
  rankUnknown: (unit: string): string => `通报没有公布${unit}的位次。`,
  /** Only a leading part was published, and the unit is not in it: nothing follows for the unit. */
  onlyFirst: (group: string, listed: number, unit: string): string =>
    `通报只公布了${group}前${listed}位，未公布${unit}的位次。`,
  onlySome: (group: string, unit: string): string =>
    `通报只公布了${group}部分单位的位次，未公布${unit}的位次。`,
  groupsPublished: (groups: readonly string[]): string => `已公布的是：${groups.join('、')}。`,
  groupFirst: (group: string, listed: number): string => `${group}前${listed}位`,
  noScore: (attachment: number | undefined): string =>
    attachment === undefined ? '未公布得分。' : `正文未公布得分，得分情况在附件${attachment}。`,
  deduction: (points: string): string => `扣分项得分${points}分`,
  bonus: (points: string): string => `加分${points}分`,
  total: (points: string): string => `总分${points}分`,
  scores: (parts: readonly string[]): string => `${parts.join('，')}。`,
  qualified: (unit: string): string => `${unit}检查结果为合格（合格不等于没有问题）。`,
  unqualified: (unit: string): string => `${unit}检查结果为不合格。`,
  qualifiedOverall: (rate: string, unit: string): string =>
    `本期政府网站检查合格率${rate}%，通报未单独列出${unit}（合格不等于没有问题）。`,

  top: (group: string, count: number, names: string): string => `${group}前${count}位：${names}。`,
  last: (group: string, count: number, names: string): string => `${group}后${count}位：${names}。`,
  place: (group: string, place: number, names: string): string => `${group}第${place}名：${names}。`,
  placeUnknown: (group: string, known: number, place: number, whole: boolean): string =>
    whole
      ? `${group}共${known}家，没有第${place}名。`
      : `${group}只公布了前${known}位，没有公布第${place}名。`,
  whole: (group: string, count: number, names: string): string => `${group}共${count}家，依次为：${names}。`,
  onlyListed: (group: string, listed: number): string => `${group}只公布了前${listed}位。`,
  lastUnknown: (group: string, listed: number): string =>
    `${group}只公布了前${listed}位，没有公布排名靠后的单位。`,
  noneInGroup: (group: string): string => `${group}没有公布前几位的单位。`,
  noneAtAll: (period: string): string => `${period}没有公布排名。`,
  kinds: { county: '区县（市）', department: '市级部门' },
  withTotal: (unit: string, total: string): string => `${unit}（${total}分）`,
  places: (group: string, count: number): string => `${group}公布了${count}家单位的排名。`,
  line: (group: string, rank: number, unit: string): string => `${group}第${rank}名 ${unit}`,

  /** The period right before, by the letter of its id: Q quarter, - month, H half-year. */
  previous: { Q: '上季度', '-': '上月', H: '上个半年' },
  rose: (unit: string, from: number, to: number): string =>
    `${unit}由第${from}位升至第${to}位，上升${from - to}位。`,
  fell: (unit: string, from: number, to: number): string =>
    `${unit}由第${from}位降至第${to}位，下降${to - from}位。`,
  same: (unit: string, rank: number): string => `${unit}两期都是第${rank}位，持平。`,
  statedUp: (unit: string, to: number, earlier: string): string =>
    `${unit}提升至第${to}位，${earlier}位次未公布。`,
  statedDown: (unit: string, to: number, earlier: string): string =>
    `${unit}下降至第${to}位，${earlier}位次未公布。`,
  statedNew: (unit: string, to: number): string => `${unit}新进入排名，列第${to}位。`,
  statedSame: (unit: string, to: number): string => `${unit}位次持平，仍列第${to}位。`,
  statedPlain: (unit: string, to: number, earlier: string): string =>
    `${unit}现列第${to}位，${earlier}位次未公布。`,
  reason: (reason: string): string => `通报说明：${reason}。`,
  earlierUnknown: (unit: string, later: string, rank: number, earlier: string): string =>
    `${unit}${later}排第${rank}名，${earlier}位次未公布，无法比较。`,
  laterUnknown: (unit: string, later: string, earlier: string, rank: number): string =>
    `${unit}${earlier}排第${rank}名，${later}位次未公布，无法比较。`,
  bothUnknown: (unit: string, later: string, earlier: string): string =>
    `${unit}${later}和${earlier}的位次都未公布，无法比较。`,
  /** Figures that are both known, and still do not compare. */
  otherTerms: {
    other_group: (unit: string, later: string, earlier: string): string =>
      `${unit}${later}和${earlier}不在同一个排名组，位次不能比较。`,
    other_indicator_set: (unit: string, later: string, earlier: string): string =>
      `${unit}${later}和${earlier}执行的检查指标不同，位次不能比较。`,
    other_maximum: (unit: string, later: string, earlier: string): string =>
      `${unit}${later}和${earlier}的满分不同，位次不能比较。`,
  },
  totalsOtherTerms: '两期的排名组、检查指标或满分不同，分数不能比较。',
  totalChange: (from: string, to: string, difference: string): string =>
    `总分由${from}分变为${to}分（${difference}分）。`,
  totalsUnknown: '未公布得分，无法比较分数。',
  statedChanges: (count: number, units: string): string => `通报写明位次变化的单位有${count}家：${units}。`,
  noStatedFalls: '通报没有写明位次下降的单位。',
  noStatedChanges: (period: string): string => `${period}通报没有写明单位的位次变化。`,
  leftTop: (group: string, count: number, names: string): string => `${group}退出前${count}位的：${names}。`,
  nobodyLeftTop: (group: string, count: number): string => `${group}前${count}位没有单位退出。`,
  leftTopUnknown: (earlier: string): string => `没有${earlier}前几位的数据，无法判断哪些单位退出了前列。`,
} as const;
