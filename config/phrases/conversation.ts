/** What the bot says around its answers: redirects, questions back, what it cannot read. */
export const conversation = {
  answeredPrivately: '这项内容只能单聊查看，已私信回复您。',
  notReceived: {
    wecom: '没收到时，请在“工作台”打开“通报助手”应用再问一次。',
    dingtalk: '没收到时，请点我的头像，选“发消息”，再问一次。',
  },
  openDirectChat: {
    wecom: '这项内容只能单聊查看。请在企业微信“工作台”打开“通报助手”应用，把同样的问题发给我。',
    dingtalk: '这项内容只能单聊查看。请在钉钉里点我的头像，选“发消息”，把同样的问题发给我。',
  },
  onlyText: '目前只能看懂文字，提交整改时可以附图片。请把问题打成一句话发给我。',
  emptyMention: '我在。请在@我的后面写上问题，例如：我单位排名。',
  nothingPending: '没有等待确认的操作。',
  nothingToChoose: '没有需要选择的问题，请直接输入您的问题。',
  choiceOutOfRange: (most: number): string => `请回复 1 到 ${most} 之间的数字，或直接输入问题。`,
  confirmationExpired: '确认已超时（5分钟内有效），没有执行。请重新发送原来的指令。',
  cancelled: '已取消，没有执行任何操作。',
  nothingMore: '没有更多内容了。',
  moreLeft: (count: number): string => `还有${count}条`,
  showMore: '继续查看',
  failed: (contact: string): string => `暂时无法回答，问题已记录。请稍后再试；急事请联系${contact}。`,
  titles: {
    redirect: '已私信回复',
    hint: '提示',
    failed: '暂时无法回答',
    cancelled: '已取消',
  },
} as const;
