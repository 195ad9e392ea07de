/** The figures and praise of a notice, its summary and its attachments. Parts are joined by the caller. */
export const notice = {
  titles: {
    summary: '通报摘要',
    figures: '通报数据',
    praise: '表扬情况',
    requirements: '工作要求',
    about: '通报信息',
    attachments: '通报附件',
    said: '通报内容',
  },
  saidCount: (count: number): string => `通报里与此有关的有${count}处：`,
  closing: '结束语',
  nothingAbout: (topic: string): string => `通报没有公布${topic}。`,
  topics: {
    site: '政府网站检查数据',
    newMedia: '政务新媒体检查数据',
    messages: '“我为政府网站找错”统计',
    portal: '门户网站运行数据',
    mailbox: '市长信箱数据',
    praise: '这方面的表扬',
    requirements: '工作要求',
    awards: '评优结果',
    about: '发布信息',
  },

  methods: {
    full: '全覆盖检查',
    sample: '抽查',
    self: '自查',
    recheck: '复查',
  },
  checkedSites: (count: number, method: string | undefined): string =>
    method === undefined ? `检查政府网站${count}个` : `对${count}个政府网站进行了${method}`,
  sites: '政府网站',
  runningSites: (count: number): string => `在运行政府网站${count}个`,
  runningAccounts: (count: number): string => `全市正在运行的政务新媒体${count}个`,
  checkedAccounts: (count: number): string => `检查政务新媒体${count}个`,
  accounts: '政务新媒体',
  passRate: (rate: string): string => `合格率${rate}%`,
  passRateUnknown: '合格率未公布',
  qualified: (count: number): string => `合格${count}个`,
  unqualified: (count: number): string => `不合格${count}个`,
  qualifiedIsNotClean: '合格不等于没有问题，存在的问题见通报第三部分。',

  channels: {
    error_report: '“我为政府网站找错”平台留言',
    simulated: '模拟咨询留言',
    site_consult: '网站咨询留言',
    mailbox: '市长信箱来信',
  },
  received: (channel: string, count: number): string => `收到${channel}${count}条`,
  receivedUnknown: (channel: string): string => `${channel}收到数未公布`,
  involved: (sites: readonly string[]): string => `涉及${sites.join('和')}`,
  countySites: (count: number): string => `${count}个县级政府门户网站`,
  departmentSites: (count: number): string => `${count}个市级部门网站`,
  noneOverdue: '均按时答复、无逾期',
  overdue: (count: number): string => `逾期${count}条`,
  overdueUnknown: '逾期数未公布',
  onTimeRate: (rate: string): string => `按时率${rate}%`,

  window: (between: string): string => `${between}，`,
  windowInNote: (between: string): string => `统计区间${between}`,
  portal: (parts: readonly string[]): string => `市政府门户网站${parts.join('，')}`,
  portalTotal: (items: string): string => `发布${items}`,
  portalTotalUnknown: '发布总量未公布',
  subset: (items: string): string => `其中${items}`,
  quantity: (item: string, quantity: string, approximate: boolean, measureWord: string): string =>
    `${item}${quantity}${approximate ? '余' : ''}${measureWord}`,
  mailbox: (window: string, parts: readonly string[]): string => `市长信箱${window}${parts.join('，')}。`,
  mailboxWindow: (from: string, to: string): string => `${from}至${to}`,
  month: (year: string, month: number): string => `${year}年${month}月份`,
  letters: (count: number): string => `收到来信${count}封`,
  lettersTransferred: (count: number): string => `转办信件${count}次`,
  consultationsAnswered: (count: number): string => `解答咨询${count}次`,
  suggestions: (count: number): string => `收集意见建议${count}条`,

  praise: (kind: string, who: string, content: string | undefined): string =>
    content === undefined ? `${kind}：${who}。` : `${kind}：${who}，${content}。`,
  praisedUnit: (unit: string, kinds: readonly string[]): string =>
    `${unit}受到表扬的方面：${kinds.join('、')}。`,
  unitNotPraised: (unit: string, isOpen: boolean): string =>
    `通报没有点名表扬${unit}${isOpen ? '（部分名单以“等”结尾，未全部列出）' : ''}。`,
  praiseCount: (count: number): string => `通报表扬的做法有${count}项。`,
  award: (account: string, grade: string | undefined): string =>
    grade === undefined ? account : `${account}（${grade}）`,
  awards: (names: string): string => `政务新媒体评优：${names}。`,

  requirement: (addressee: string | undefined, content: string): string =>
    addressee === undefined ? content : `${addressee}：${content}`,
  requirementSections: (sections: readonly string[]): string => `下一步要求：${sections.join('；')}。`,
  requirementCount: (count: number): string => `通报提出了${count}条工作要求。`,

  noticeTitle: (title: string): string => `标题：${title}。`,
  published: (at: string): string => `发布时间：${at}。`,
  signed: (day: string): string => `成文日期：${day}。`,
  issuer: (issuer: string): string => `发文单位：${issuer}。`,
  addressees: (names: readonly string[]): string => `主送：${names.join('、')}。`,
  basis: (basis: string): string => `依据：${basis}。`,
  noNumber: '通报没有公布文号。',

  summaryTitle: (period: string): string => `${period}通报摘要`,
  mainFigures: (parts: readonly string[]): string => `${parts.join('；')}。`,
  inspected: (object: 'site' | 'new_media', count: number | undefined, rate: string): string => {
    const name = { site: '政府网站', new_media: '政务新媒体' }[object];
    return `${name}${count === undefined ? '' : `${count}个`}，${rate}`;
  },
  errorReports: (count: number | undefined, overdue: string): string =>
    `“找错”留言${count === undefined ? '' : `${count}条`}，${overdue}`,
  portalPublished: (quantity: string): string => `市政府门户网站发布${quantity}`,
  mailboxReceived: (count: number): string => `市长信箱来信${count}封`,
  submissionsTotal: (count: number, approximate: boolean): string =>
    `各单位报送信息${count}${approximate ? '余' : ''}条`,
  noTop: '前几位的单位没有公布。',
  problemsFollow: '存在问题：',
  noProblems: '通报没有列出问题。',
  originalLabel: '通报原文',
  ownProblems: { label: '查本单位情况', text: '我单位被通报了什么问题' },

  attachments: (count: number): string => `通报共有${count}个附件。`,
  attachment: (number: number, title: string, state: string): string => `附件${number}：${title}（${state}）`,
  attachmentStates: {
    missing: '正文未录入',
    stored: '正文在办公厅',
    recipients: '只对主送单位开放，请单聊索取',
    closed: '不公开',
  },
  attachmentAt: (number: number, title: string, url: string): string => `附件${number}：${title} ${url}`,
  oneAttachmentAt: (number: number, title: string, url: string): string =>
    `附件${number}《${title}》：${url}`,
  oneMissing: (number: number, title: string, office: string): string =>
    `附件${number}《${title}》的正文没有录入本系统，请向${office}索取。`,
  oneStored: (number: number, title: string, office: string): string =>
    `附件${number}《${title}》有正文，但聊天里发不了文件，请向${office}索取。`,
  oneForUnits: (number: number, title: string): string =>
    `附件${number}《${title}》只对通报主送单位开放，请绑定单位后在单聊里索取。`,
  oneClosed: (number: number, title: string): string => `附件${number}《${title}》不对您公开。`,
  noSuchAttachment: (number: number, count: number): string =>
    `没有附件${number}，这期通报共有${count}个附件。`,
  noAttachments: '这期通报没有登记附件。',
  original: (url: string): string => `通报原文：${url}`,
  originalUnknown: '通报原文的网址没有登记。',
} as const;
