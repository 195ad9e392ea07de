/**
 * One plain question for each thing that can be asked, offered when a line can be read in several ways.
 * `of` is the unit or the account with nothing else, `when` the period as printed; both may be empty.
 */
export const questions = {
  my_rank: (_of: string, when: string): string => `我单位${when}排名`,
  unit_rank: (of: string, when: string): string => `${of}${when}排名`,
  top_n: (_of: string, when: string): string => `${when}前五名`,
  rank_change: (of: string, when: string): string => `${of}${when}排名变化`,
  overdue_messages: (of: string, when: string): string => `${of}${when}逾期留言`,
  due_soon_messages: (of: string): string => `${of}待回复留言`,
  stale_columns: (of: string, when: string): string => `${of}${when}栏目更新不及时的有哪些`,
  account_filing: (of: string): string => `${of}账号备案状态`,
  unfiled_changes: (of: string, when: string): string => `${of}${when}未报备的账号变更`,
  info_submission: (of: string, when: string): string => `${of}${when}信息报送情况`,
  problems: (of: string, when: string): string => `${of}${when}被通报了什么问题`,
  notice_summary: (_of: string, when: string): string => `${when}通报摘要`,
  attachments: (_of: string, when: string): string => `${when}通报附件`,
  help: (): string => '使用说明',
  bind_unit: (): string => '怎么绑定单位',
  admin_broadcast: (_of: string, when: string): string => `发布${when}通报摘要`,
  hostOfAccount: (account: string): string => `${account}是哪个单位的账号`,
  filingOfAccount: (account: string): string => `${account}变更报备了吗`,
  praiseOfAccount: (account: string): string => `${account}受到表扬了吗`,
  periods: {
    current: '本季度',
    previous: '上季度',
    Q1: '第一季度',
    Q2: '第二季度',
    Q3: '第三季度',
    Q4: '第四季度',
  },
} as const;
