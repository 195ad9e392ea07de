/** New-media accounts: who hosts them, what is filed, and which changes were not. */
export const accounts = {
  filingTitle: '账号备案',
  changesTitle: '未报备的账号变更',
  account: (name: string, platform: string | undefined): string =>
    platform === undefined ? `“${name}”` : `“${name}”（${platform}）`,

  count: (unit: string, count: number, states: readonly string[]): string =>
    states.length === 0
      ? `${unit}登记了${count}个政务新媒体账号。`
      : `${unit}登记了${count}个政务新媒体账号，其中${states.join('、')}。`,
  state: (state: string, count: number): string => `${state}${count}个`,
  stateUnknown: '备案状态未登记',
  notRegistered: (unit: string): string => `账号台账里没有登记${unit}的账号。`,
  cityCount: (count: number, states: readonly string[]): string =>
    `台账登记了${count}个政务新媒体账号，其中${states.join('、')}。`,
  line: (account: string, parts: readonly string[]): string => `${account}：${parts.join('，')}`,
  hostedBy: (unit: string): string => `主办单位${unit}`,
  updated: (day: string): string => `最近更新${day}`,
  stale: (over: number, cycle: number): string => `超期${over}天未更新（周期${cycle}天）`,
  notPerUnit: '通报没有分单位公布账号数量和备案情况。',
  nothingPublished: (period: string): string => `${period}通报没有公布政务新媒体数量和备案情况。`,

  host: (account: string, unit: string): string => `${account}的主办单位是${unit}。`,
  hostUnknown: (account: string): string => `${account}的主办单位没有登记，通报也没有注明。`,
  unknownAccount: (name: string): string => `台账和通报里都没有“${name}”这个账号。`,
  praised: (kind: string): string => `该账号受到通报表扬（${kind}）。`,
  ownFiling: (account: string, state: string): string => `${account}备案状态：${state}。`,
  filingNotYours: (office: string): string => `备案情况只对主办单位和${office}开放。`,

  rule: '账号开设、变更（更名、主体、认证等）、停更、关停、注销都要向主管单位备案，并且先报备、后变更。',
  inAdvance: (days: number): string =>
    days <= 1
      ? '国家文件没有规定提前几天，生效日之前报备即为提前。'
      : `本地规定至少在生效日前${days}天报备。`,
  hostInVerification: '账号认证信息里要公开写明主办单位，主体变更后要及时修改并告知公众。',
  closing: '停更、关停、注销的账号，备案后要及时办理注销并告知公众；没有注销的仍按在运行管理。',
  form: (contact: string): string => `备案表和办理流程请联系${contact}。`,
  rulesSource: (source: string): string => `依据：${source}`,

  kinds: {
    open: '开设',
    rename: '更名',
    change_host: '主体变更',
    change_verification: '认证变更',
    suspend: '停更',
    close: '关停',
    cancel: '注销',
    migrate: '迁移',
    unspecified: '变更（类型未注明）',
  },
  states: {
    filed_in_advance: '已提前报备',
    pending_decision: '已提前报备',
    filed_late: '变更后才报备',
    filed: '已报备',
    unfiled: '未报备',
    pending: '尚未报备，变更还没有生效',
    unknown: '没有报备记录，变更日期未登记',
  },
  fileBy: (day: string): string => `请在${day}前报备`,
  rejected: '报备未获同意',
  undecided: '主管单位尚未批复',
  effective: (day: string): string => `${day}生效`,
  observed: (day: string): string => `${day}发现`,
  changeLine: (account: string, parts: readonly string[]): string => `${account}：${parts.join('，')}`,
  unfiled: (unit: string, count: number): string => `${unit}有${count}个账号变更未提前报备`,
  pendingCount: (count: number): string => `${count}个变更待报备`,
  noneUnfiled: (unit: string, count: number): string => `${unit}登记的${count}个账号变更都没有发现未报备的。`,
  noChanges: (unit: string): string => `账号台账里没有登记${unit}的账号变更。`,
  sentence: (parts: readonly string[]): string => `${parts.join('，')}。`,

  published: (count: number, names: string): string => `通报点名${count}个账号变更未提前报备：${names}。`,
  notStated: (what: readonly string[]): string => `通报未注明${what.join('、')}。`,
  missing: { host: '主办单位', kind: '变更类型', platform: '平台' },
  publishedOne: (account: string, parts: readonly string[]): string =>
    `通报指出${account}账号变更未提前报备${parts.length === 0 ? '' : `（${parts.join('，')}）`}。`,
  publishedNotNamed: (account: string): string => `通报没有点名${account}变更未报备。`,
  unitNotNamed: (unit: string): string =>
    `通报没有写明${unit}有账号变更未报备（点名的账号未注明主办单位的，不作推断）。`,
  nonePublished: (period: string): string => `${period}通报没有点名账号变更未报备。`,
  everyUnit: '全市',
  own: '我单位未报备的账号变更',
  ownAccounts: '我单位账号备案状态',
  ownLabel: '查本单位账号',
} as const;
