/** What answers of every kind say: unknown, unpublished, unbound, where a figure comes from. */
export const answers = {
  titles: {
    unpublished: '尚未公布',
    noData: '没有数据',
    unbound: '尚未绑定单位',
    unlisted: '没有这个单位',
    ended: '绑定已结束',
    notYours: '不能查看',
    tooMany: '请说明单位',
  },
  unpublished: (period: string): string => `${period}通报尚未公布，公布后即可查询。`,
  /** `existing` are periods as printed. */
  noPeriod: (period: string, existing: readonly string[]): string =>
    existing.length === 0
      ? `没有${period}的数据，目前还没有已公布的通报。`
      : `没有${period}的数据，已公布的有：${existing.join('、')}。`,
  noNotice: '目前还没有已公布的通报。',
  unreadablePeriod: (mention: string): string =>
    `看不懂“${mention}”是哪一期，请写成“2023年第四季度”或“2023年10月”。`,
  instead: (asked: string, shown: string): string => `${asked}通报尚未公布，以下是${shown}的情况。`,

  unbound: '您还没有绑定单位，所以不知道“我单位”是哪一家。',
  unboundHow: (office: string): string =>
    `请向${office}索取一次性绑定码，在与我的单聊里发送“绑定”加绑定码；公开的内容现在就可以直接问。`,
  unlisted: (name: string): string =>
    `单位名单里没有“${name}”，所以查不到。请用通报里的名称再问一次，例如“市卫健委排名”；名单有误请联系主管部门。`,
  groupsUnit: (unit: string): string => `您还没有绑定单位，以下按本群所属的${unit}回答，只含通报已公布的内容`,
  notYourUnit: (unit: string, office: string): string =>
    `${unit}的台账只对该单位和${office}开放，以下只是通报已公布的内容。`,
  severalUnits: (units: readonly string[]): string =>
    `您绑定了${units.length}家单位（${units.join('、')}），请说明要查哪一家。`,

  noticeSource: (source: string, published: string | undefined): string =>
    `来源：${source}${published === undefined ? '' : `，${published}发布`}`,
  ofPeriod: (period: string, source: string): string => `${period}；${source}`,
  noticeSourceUnpublished: (period: string): string =>
    `${period}；来源：导入的检查数据；通报尚未公布，仅供办公厅内部核对，请勿转发`,
  noticeTitle: (issuer: string, title: string): string => `${issuer}《${title}》`,
  /** `ledger` is one of the names below; `at` is an instant as printed. */
  ledgerSource: (ledger: string, at: string): string => `来源：${ledger}，截至${at}`,
  ledgers: {
    messages: '留言台账',
    columns: '栏目台账',
    accounts: '账号与备案台账',
    problems: '问题整改台账',
    deliveries: '推送记录',
  },
  ruleSource: (source: string): string => `依据：${source}`,

  more: '继续查看',
  moreLeft: (count: number): string => `还有${count}条`,
  ask: {
    latest: (period: string): string => `${period}通报摘要`,
    latestLabel: '看最近一期',
    topLabel: '查前五名',
    top: '前五名',
    summaryLabel: '看通报摘要',
    summary: '通报摘要',
    howToBindLabel: '怎么绑定',
    howToBind: '怎么绑定单位',
    problemsLabel: '查存在问题',
    problems: '存在哪些问题',
    ownProblems: '我单位被通报了什么问题',
    unitProblems: (unit: string): string => `${unit}被通报了什么问题`,
    ownRankLabel: '查排名',
    ownRank: '我单位排名',
    attachmentsLabel: '要附件',
    attachments: '通报附件',
    humanLabel: '找人帮忙',
    human: '转人工',
  },
} as const;
