/** What a channel itself has to say to a reader. */
export const channels = {
  /** At the end of an answer whose route takes one message only. */
  shortened: '内容较长，后面的没有显示；请把问题问得更具体一些。',
  /** The platform reported a message without its words. */
  withheldTitle: '没有收到您的问题',
  withheld: (code: string): string =>
    `钉钉没有把您的话传过来（错误码${code}，多半是本单位本月的调用额度已用完）。请稍后再试，并告知管理员。`,
} as const;
