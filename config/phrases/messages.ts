/** Citizens' messages: numbers, classes and dates only, never their text. */
export const messages = {
  overdueTitle: '逾期留言',
  dueSoonTitle: '待办留言',
  channels: { error_report: '找错', simulated: '模拟咨询', site_consult: '网站咨询', mailbox: '市长信箱' },
  allChannels: '留言',

  overdue: (unit: string, count: number): string => `${unit}现有${count}条留言逾期未答复。`,
  noneOverdue: (unit: string, registered: number): string =>
    `${unit}现在没有逾期未答复的留言（台账登记${registered}条）。`,
  answeredLate: (count: number): string => `另有${count}条已答复，但超过期限。`,
  undecided: (count: number): string => `有${count}条没有时限或起算时间未登记，无法判断。`,
  notRegistered: (unit: string): string => `留言台账里没有登记${unit}的留言，无法判断。`,
  cityOverdue: (count: number, units: number): string =>
    `台账中全市现有${count}条留言逾期未答复，涉及${units}家单位。`,
  cityNoneOverdue: (registered: number): string =>
    `台账中全市现在没有逾期未答复的留言（登记${registered}条）。`,
  published: (sentence: string): string => `通报公布（全市）：${sentence}`,
  publishedUnknown: (period: string, channel: string): string =>
    `${period}通报没有公布${channel}的逾期情况。`,
  praised: (unit: string, content: string | undefined): string =>
    content === undefined ? `通报点名：${unit}办理效率较高。` : `通报点名：${unit}${content}。`,

  open: (unit: string, count: number): string => `${unit}有${count}条留言待答复`,
  openInWindow: (unit: string, window: string, count: number): string =>
    `${unit}${window}的待答复留言有${count}条`,
  soon: (count: number): string => `${count}条临期`,
  alsoLate: (count: number): string => `另有${count}条已经逾期。`,
  late: (count: number): string => `${count}条已逾期`,
  first: (day: string): string => `最早的一条${day}到期`,
  sentence: (parts: readonly string[]): string => `${parts.join('，')}。`,
  noneOpen: (unit: string, registered: number): string =>
    `${unit}没有待答复的留言（台账登记${registered}条）。`,
  noneInWindow: (unit: string, window: string, open: number): string =>
    `${unit}没有${window}的留言（待答复的共${open}条）。`,
  windows: {
    today: '今天到期',
    tomorrow: '明天到期',
    days: (days: number): string => `${days}天内到期`,
    workdays: (days: number): string => `${days}个工作日内到期`,
    week: '本周内到期',
    newToday: '今天新收到或转办',
    soon: '临期',
  },
  line: (unit: string | undefined, id: string, channel: string, state: string): string =>
    `${unit === undefined ? '' : `${unit} `}${id}（${channel}）：${state}`,
  due: (day: string, left: string): string => `${day}到期，${left}`,
  dueToday: '今天是最后一天',
  workdaysLeft: (days: number): string => `还有${days}个工作日`,
  overdueBy: (day: string, days: number): string => `应于${day}前答复，已逾期${days}个工作日`,
  answeredOn: (due: string, answered: string): string => `应于${due}前答复，${answered}已答复`,
  provisional: '（暂定，有关年份节假日安排尚未导入）',
  noLimit: '没有统一时限',
  unknownStart: '起算时间未登记',

  dueOf: (channel: string, start: string, day: string, due: string): string =>
    `${day}${start}的${channel}留言，应于${due}前答复`,
  startsAt: { received: '收到', transferred: '转办' },
  dueRule: (workdays: number): string => `${workdays}个工作日，起算当日不计`,
  everyUnit: '全市',
  bindFirst: '留言台账要绑定单位后才能查，通报不公布在办的留言。',
  openNotPublished: '通报只公布统计数，不公布在办的留言。',
  ownLabel: '查本单位留言',
  own: '我单位逾期留言',
} as const;
