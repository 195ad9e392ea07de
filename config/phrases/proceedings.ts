/** What is done about problems and filings: states, who moves, and what comes next. */
export const proceedings = {
  actors: {
    unit_staff: '单位工作人员',
    unit_admin: '单位管理员',
    office_admin: '主管单位管理员',
    operator: '运维人员',
  },
  rectification: {
    open: '未整改',
    in_progress: '整改中',
    submitted: '已提交',
    rechecked_ok: '复查通过',
    rechecked_failed: '复查未通过',
  },
  filing: {
    filed: '待定',
    approved: '同意',
    rejected: '不同意',
    withdrawn: '撤回',
  },
  standings: {
    no_deadline: '没有规定期限',
    running: '期限未到',
    overdue: '已超期',
    in_time: '按期提交',
    late: '超期提交',
    submitted: '提交时间未登记',
  },
  /** What the unit does next about a problem. */
  nextForProblem: {
    open: '请安排整改，并登记为“整改中”',
    in_progress: '整改完成后，由单位管理员提交整改情况',
    submitted: '请等待主管单位复查',
    rechecked_ok: '已销号，请保持',
    rechecked_failed: '请按复查意见重新整改',
  },
  /** What the unit does next about a filing. */
  nextForFiling: {
    filed: '请等待主管单位批复，批复前不要变更',
    approved: '请按报备的日期和内容变更',
    rejected: '请按意见修改后重新报备，变更前必须完成',
    withdrawn: '不再变更的无需处理，仍要变更的请重新报备',
  },
  /** What the unit does next about a change of an account. */
  nextForChange: {
    filed_in_advance: '无需处理',
    pending_decision: '请等待主管单位批复，批复前不要变更',
    filed_late: '已补报，今后请先报备、后变更',
    filed: '请补登变更日期和报备日期',
    unfiled: '请立即补报，并说明未提前报备的原因',
    pending: '请在变更前报备',
    unknown: '请登记变更日期，没有报备的请报备',
  },
  stateUnknown: '整改情况未登记',
  moved: (what: string, from: string, to: string): string => `${what}：${from} → ${to}。`,
  next: (what: string): string => `下一步：${what}。`,
  recurring: (periods: number): string => `连续${periods}期出现`,
  filedOn: (day: string): string => `${day}报备`,
  plannedOn: (day: string): string => `拟${day}变更`,
  none: { problems: '没有符合条件的问题。', filings: '没有符合条件的报备。' },
  filings: '报备：',
  changes: '账号变更：',
} as const;
