/** Scores and ranks at the shell: what was imported, what the findings make of it, and why. */
export const scores = {
  title: (period: string, set: string, verified: boolean): string =>
    `${period}得分与排名，按《${set}》${verified ? '' : '（未核实，请与正式文件核对）'}`,
  noGroup: '没有排名组',
  subject: (unit: string, site: string | undefined): string =>
    site === undefined ? unit : `${unit}（${site}）`,
  imported: '导入',
  computed: '按扣分明细计算',
  rank: (rank: number): string => `第${rank}名`,
  base: (points: string): string => `扣分项得分${points}分`,
  bonus: (points: string): string => `加分${points}分`,
  total: (points: string): string => `总分${points}分`,
  qualified: '合格',
  unqualified: '不合格',
  figures: (basis: string, parts: readonly string[]): string => `${basis}：${parts.join('，')}`,
  differs: '两个总分不同：以导入的为准，请核对扣分明细。',
  vetoed: (names: readonly string[]): string =>
    `单项否决（${names.join('、')}），不合格，不再计分，不参加排名`,
  vetoOnly:
    '没有适用的得分指标，只判断单项否决，没有发现；不参加排名。要计分，请核对“网站”表的类别，或换一套指标',
  /** Why stands at the end, once for all units that it holds for. */
  refused: '无法计算得分（原因见末尾）',
  notInspected: '没有扣分明细，也不能认定查过，无法计算，不参加排名',
  account: (name: string, vetoes: readonly string[]): string =>
    `账号“${name}”不合格：${vetoes.join('、')}（不影响网站得分）`,
  failed: (parts: string, bound: number, inclusive: boolean): string =>
    `${parts}${inclusive ? '低于' : '没有超过'}${bound}分，不合格`,
  bonusLeftOut: (earned: string, parts: string, bound: number, inclusive: boolean): string =>
    `可加${earned}分，但${parts}${inclusive ? '没有达到' : '没有超过'}${bound}分，不计加分`,
  scaled: (part: string, from: string, to: string): string => `没有公共服务：${part}由${from}分折算为${to}分`,

  charge: {
    deducted: (points: string): string => `扣${points}分`,
    earned: (points: string): string => `加${points}分`,
    veto: (occurrences: number): string => `单项否决，共${occurrences}处`,
    line: (date: string, indicator: string, object: string, points: string): string =>
      `${date} ${indicator}${object === '' ? '' : `｜${object}`}：${points}`,
    rule: (rule: string): string => `规则：${rule}`,
    evidence: (text: string): string => `依据：${text}`,
    cleared: (day: string): string => `${day} 已销号`,
    noDate: '日期不详',
    item: (code: string, id: string): string => `指标代码 ${code}，明细编号 ${id}`,
  },
  reasons: {
    full: '',
    indicator_cap: '已到这个指标的上限',
    group_cap: '已到这个指标组的上限',
    whole_cap: '已到总上限',
    overlap: '同一处问题已在别的指标扣分，不重复扣',
    nothing_found: '查过，没有发现问题',
    cleared: '已销号，不扣分',
    group_skipped: '没有公共服务，不查这一组',
    not_applicable: '这个指标不适用于这类网站',
  },

  whatIf: (count: number, items: string): string => `假如 ${items} 的${count}条明细都已整改：`,
  among: (rank: number, ranked: number): string => `第${rank}名（组内有得分的共${ranked}家）`,

  change: (against: string, rank: string, total: string): string =>
    `与${against}相比：名次${rank}，总分${total}`,
  up: (by: string, unit: string): string => `上升${by}${unit}`,
  down: (by: string, unit: string): string => `下降${by}${unit}`,
  same: '持平',
  new: '新进',
  place: '位',
  point: '分',
  notComparable: (why: string): string => `不能比较（${why}）`,
  incomparable: {
    earlier_period_missing: '没有那一期的数据',
    earlier_figure_missing: '那一期没有这个数',
    later_figure_missing: '这一期没有这个数',
    both_figures_missing: '两期都没有这个数',
    other_group: '排名组不同',
    other_indicator_set: '检查指标不同',
    other_maximum: '满分不同',
  },
  withoutNeedsUnit: '--without 要和 --unit 一起用：写明假设哪个单位整改。',
} as const;
