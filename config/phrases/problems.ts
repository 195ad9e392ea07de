/** Problems that a notice states, and what is known of their rectification. */
export const problems = {
  title: '存在问题',
  count: (period: string, kinds: number): string => `${period}通报指出${kinds}类问题。`,
  none: (period: string): string => `${period}通报没有列出问题。`,
  line: (kind: string, who: string): string => `${kind}：${who}`,
  unnamed: '未点名',
  kindUnnamed: (kind: string): string => `“${kind}”通报没有点名，未公布涉及的单位和账号。`,
  kindNamed: (kind: string, who: string): string => `“${kind}”涉及：${who}。`,
  object: (unit: string, object: string): string => `${unit}（${object}）`,
  account: (name: string): string => `“${name}”`,
  ofUnit: (unit: string, count: number, kinds: string): string => `通报指出${unit}${count}个问题：${kinds}。`,
  /** Not named is not the same as without problems. */
  notNamed: (unit: string, why: { readonly unnamed: boolean; readonly isOpen: boolean }): string => {
    const reasons = [
      ...(why.unnamed ? ['有的问题未点名'] : []),
      ...(why.isOpen ? ['有的名单以“等”结尾，未全部列出'] : []),
    ];
    return `通报没有点名指出${unit}的问题${reasons.length === 0 ? '' : `（${reasons.join('，')}）`}。`;
  },
  detail: (kind: string, parts: readonly string[]): string =>
    parts.length === 0 ? kind : `${kind}（${parts.join('，')}）`,
  since: (day: string): string => `自${day}起`,
  dueOn: (day: string): string => `整改期限${day}`,
  noDueOn: '通报没有规定整改期限。',
  dueLine: (unit: string, kind: string, day: string): string => `${unit}${kind}${day}前`,
  dueDates: (lines: string): string => `通报规定的整改期限：${lines}。`,
  states: {
    open: '未整改',
    in_progress: '整改中',
    submitted: '已报整改、待复查',
    rechecked_ok: '复查通过',
    rechecked_failed: '复查未通过',
  },
  stateUnknown: '整改情况未登记',
  stateLine: (unit: string, period: string, state: string, problem: string): string =>
    `${unit}（${period}）${state}：${problem}`,
  stateOf: (unit: string, count: number, open: number): string =>
    open === 0
      ? `${unit}登记的${count}个问题都已复查通过。`
      : `${unit}登记了${count}个问题，${open}个还没有复查通过。`,
  stateCount: (count: number, open: number): string =>
    `登记了整改情况的问题有${count}个，${open}个还没有复查通过。`,
  noneRegistered: (unit: string): string => `没有登记${unit}的问题，也就没有整改情况。`,
  noStates: '没有登记任何问题的整改情况，通报也没有公布整改结果。',
  statesNotPublished: (office: string): string =>
    `通报没有公布整改结果，各单位的整改情况只对该单位和${office}开放。`,
  stateNotYours: (unit: string, office: string): string =>
    `通报没有公布整改结果，${unit}的整改情况只对该单位和${office}开放。`,
  howToReport: (contact: string): string =>
    `通报没有规定整改情况的报送格式，整改后请报${contact}，由其复查、销号。`,
  howLabel: '怎么报整改',
  how: '问题整改好了怎么销号',
  noDeductions: '通报没有公布扣分项明细，指出的问题如下。',
  noUnqualified: (objects: string, rate: string): string =>
    `本期没有不合格的${objects}（合格率${rate}%），合格不等于没有问题。`,
  objects: { site: '政府网站', new_media: '政务新媒体' },
  unqualifiedCount: {
    site: (count: number): string => `政府网站${count}个`,
    new_media: (count: number): string => `政务新媒体${count}个`,
  },
  unqualified: (names: string): string => `不合格的单位：${names}。`,
  unqualifiedCounts: (parts: string): string => `不合格：${parts}，通报没有列出名单。`,
  unqualifiedUnknown: '通报没有公布不合格名单。',
} as const;
