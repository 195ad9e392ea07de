/** The daily digest, what the dry run says about it, and what a run reports. */
export const reminders = {
  title: '待办提醒',
  sharedTitle: '全市待办提醒',
  summary: (unit: string, total: number, parts: readonly string[]): string =>
    `${unit}有${total}项待办：${parts.join('、')}。`,
  sharedSummary: (units: number, total: number, parts: readonly string[]): string =>
    `全市有${units}家单位共${total}项待办：${parts.join('、')}。`,
  sharedNote: '这里只有数量，明细只发给有关单位',
  notListed: (count: number): string => `另有${count}项未列出。`,
  kinds: {
    overdue_message: { heading: '留言逾期未答复', count: (count: number): string => `${count}条留言逾期` },
    message_due_soon: { heading: '留言快到期', count: (count: number): string => `${count}条留言快到期` },
    stale_column: { heading: '栏目超期未更新', count: (count: number): string => `${count}个栏目超期未更新` },
    empty_column: { heading: '空白栏目', count: (count: number): string => `${count}个空白栏目` },
    column_due_soon: { heading: '栏目快到期', count: (count: number): string => `${count}个栏目快到期` },
    unfiled_change: {
      heading: '账号变更未报备',
      count: (count: number): string => `${count}项账号变更未报备`,
    },
    filing_due: { heading: '账号变更待报备', count: (count: number): string => `${count}项账号变更待报备` },
  },
  unfiled: (account: string, kind: string, day: string | undefined): string =>
    day === undefined ? `${account}${kind}，未见报备` : `${account}${kind}：${day}生效，未见提前报备`,
  filingDue: (account: string, kind: string, day: string, last: string): string =>
    `${account}${kind}：${day}生效，最迟${last}报备`,
  actions: {
    overdue_messages: '查逾期留言',
    due_soon_messages: '查待回复留言',
    stale_columns: '查栏目更新',
    unfiled_changes: '查未报备变更',
  },
  asOf: (at: string, imported: string | undefined): string =>
    imported === undefined ? `截至${at}` : `截至${at}；台账数据导入于${imported}`,
  provisional: '标“暂定”的期限涉及尚未导入节假日安排的年份，暂按周一至周五推算',

  held: {
    not_a_workday: '今天不是工作日',
    after_hours: '今天的发送时段已过',
    no_route: '没有可以推送的群，也没有可以私信的人员，请在“群”“人员”表和配置 channels 中补上',
  },
  explain: {
    nothing: '没有需要提醒的事项，不会发送任何消息。',
    total: (sent: number, held: number): string =>
      held === 0 ? `共${sent}条提醒。` : `共${sent}条提醒，另有${held}条不会发送。`,
    audiences: {
      unit_group: (unit: string): string => `${unit}的群`,
      person: (unit: string): string => (unit === '' ? '本人，单聊' : `${unit}的联络员，单聊`),
      shared_group: (): string => '共享群，只有数量',
      administrator: (): string => '管理员，单聊',
      nobody: (unit: string): string => `${unit}，无人可发`,
    },
    to: (number: number, recipient: string, audience: string): string =>
      `【${number}】发给：${recipient}（${audience}）`,
    routes: (names: readonly string[]): string => `通道：${names.join('，其次 ')}`,
    when: (from: string, until: string): string => `时间：${from}起发送，到${until}没发出就不再发`,
    held: (why: string): string => `不发送：${why}`,
    workdayUnknown: '今年的节假日安排尚未导入，今天是不是工作日按周一至周五推算',
    why: '原因：',
    duty: (kind: string, object: string, rule: string): string => `${kind} ${object}（依据：${rule}）`,
    text: '内容：',
  },
  run: {
    nothing: '没有需要提醒的事项，没有发送。',
    stored: (names: readonly string[]): string => `已安排${names.length}条提醒：${names.join('、')}。`,
    already: (names: readonly string[]): string => `今天已提醒过，不重复发送：${names.join('、')}。`,
    held: (why: string, names: readonly string[]): string => `${why}，没有发送：${names.join('、')}。`,
    late: (planned: string): string => `补发（原定${planned}）：`,
  },
  schedule: {
    badExpression: (setting: string, expression: string): string =>
      `配置项 ${setting} 不正确：“${expression}”不是有效的 cron 表达式。请写五段“分 时 日 月 周”，例如 10 9 * * *。`,
    superseded: (planned: string): string => `停机期间错过，由${planned}那次补做。`,
    skipped: '停机期间错过，按配置跳过，没有补做。',
    installed: '首次启动，从此刻起按计划执行。',
    seeLog: '内部错误，详见日志',
    failed: (why: string): string => `执行失败：${why}`,
    dropped: (counts: readonly string[]): string =>
      counts.length === 0 ? '没有到期的记录。' : `已清理到期的记录：${counts.join('、')}`,
    backedUp: (path: string, bytes: number): string => `已备份到 ${path}（${bytes} 字节）`,
  },
} as const;
