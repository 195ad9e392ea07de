/** Columns of sites: how long ago they were updated, and what the notice said of them. */
export const columns = {
  title: '栏目更新',
  stale: (count: number): string => `${count}个栏目超期未更新`,
  empty: (count: number): string => `${count}个空白栏目`,
  dueSoon: (count: number): string => `${count}个栏目即将到期`,
  counts: (unit: string, parts: readonly string[]): string => `${unit}有${parts.join('、')}。`,
  allFresh: (unit: string, known: number): string => `${unit}登记的${known}个栏目现在都在更新周期内。`,
  nothingJudged: (unit: string, count: number): string =>
    `${unit}登记了${count}个栏目，更新日期或周期都不全，无法判断。`,
  unknown: (count: number): string => `另有${count}个栏目的更新日期或周期未登记，无法判断。`,
  notRegistered: (unit: string): string => `栏目台账里没有登记${unit}的栏目。`,
  noSuchColumn: (unit: string, column: string): string => `栏目台账里没有登记${unit}的“${column}”栏目。`,
  named: (unit: string, column: string, count: number): string =>
    `${unit}登记的“${column}”栏目有${count}个，更新情况如下。`,
  cityCounts: (parts: readonly string[], units: number): string =>
    `台账中全市有${parts.join('、')}，涉及${units}家单位。`,
  cityFresh: (known: number): string => `台账登记的${known}个栏目现在都在更新周期内。`,
  line: (site: string, column: string, state: string): string => `${site}“${column}”：${state}`,
  staleLine: (updated: string, over: number, cycle: number): string =>
    `${updated}后未更新，超期${over}天（周期${cycle}天）`,
  longStale: '，属长期未更新',
  dueLine: (updated: string, due: string, cycle: number): string =>
    `最近更新${updated}，应于${due}前更新（周期${cycle}天）`,
  freshLine: (updated: string, since: number, cycle: number): string =>
    `最近更新${updated}，距今${since}天（周期${cycle}天）`,
  sinceLine: (updated: string, since: number): string => `最近更新${updated}，距今${since}天，更新周期未登记`,
  emptyLine: '空白栏目',
  disabledLine: '已停用',
  unknownLine: '最近更新日期未登记',

  published: (classes: readonly string[]): string => `通报指出${classes.join('；')}。`,
  publishedClass: (kind: string, who: string): string => `${kind}的有${who}`,
  publishedOfUnit: (unit: string, lines: string): string => `通报指出${unit}${lines}。`,
  notNamed: (unit: string): string => `通报没有指出${unit}的栏目更新问题（不等于没有问题）。`,
  nonePublished: (period: string): string => `${period}通报没有指出栏目更新问题。`,
  noneOfColumn: (column: string): string => `通报没有指出“${column}”栏目的更新问题。`,
  ownLabel: '查本单位栏目',
  own: '我单位栏目更新情况',
} as const;
