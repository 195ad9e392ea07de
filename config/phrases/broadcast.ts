/** What an administrator can have sent, and what has to be done otherwise. */
export const broadcast = {
  title: '发布通报摘要',
  notAdmin: (contact: string): string => `发布、提醒和群发只有管理员可以操作，需要时请联系${contact}。`,
  onlyDirect: '这项操作请在与我的单聊里办，把同样的话发给我即可。',
  preview: (period: string, count: number): string => `将把${period}通报摘要发到${count}个群，正文如下。`,
  groups: (names: string): string => `发送到：${names}。`,
  groupOn: (name: string, platform: 'wecom' | 'dingtalk'): string =>
    `${name}（${platform === 'wecom' ? '企业微信' : '钉钉'}）`,
  already: (names: string): string => `已发过、不再重复：${names}。`,
  allPosted: (period: string, count: number): string =>
    `${period}通报摘要已发过所有${count}个群，没有需要再发的。`,
  noGroups: (period: string): string => `没有可以发送${period}通报摘要的群，请先在“群”表登记群和推送通道。`,
  confirmLabel: '确认发送，请在5分钟内回复',
  confirm: '确认',
  cancelLabel: '不发请回复',
  cancel: '取消',
  changed: '确认之前通报内容或群名单有变化，没有发送；请核对新的预览后再确认。',
  stored: (period: string, count: number): string =>
    `${period}通报摘要已排队发往${count}个群，是否送达以平台回执为准。`,
  failuresLabel: '查发送结果',
  failuresCommand: '推送失败的群有哪些',

  failures: (count: number): string => `有${count}条推送没有送达或结果不明。`,
  noFailures: '没有发送失败或结果不明的推送。',
  failure: (recipient: string, day: string, state: string, reason: string): string =>
    `${recipient}（${day}）：${state}${reason === '' ? '' : `，${reason}`}`,
  states: { refused: '未送达', unknown: '结果不明', expired: '过期未发' },
  noResend: '目前不能在聊天里重发，请按原因处理后由运维人员在服务器上操作。',

  cannotRecall: '群机器人发出的消息不能撤回，目前也不支持在聊天里撤回其他消息。',
  cannotFreeText: '目前不能群发自由文字，只能发布已公布通报的摘要。',
  cannotRemind: '目前不能在聊天里单独催办；到期和逾期的留言、栏目由系统按工作日自动提醒。',
  remindersOff: '目前不能在聊天里单独催办；自动提醒没有启用，请运维人员在配置 reminders.enabled 中打开。',
  cannotSchedule: '推送时间由运维人员在配置里设定，不能在聊天里修改。',
  canDo: (period: string): string => `可以发布的是：${period}通报摘要。`,
  postLabel: '发布摘要',
  post: (period: string): string => `发布${period}通报摘要`,
  nothingPublished: '目前还没有已公布的通报，没有可以发布的摘要。',
  notPublished: (period: string): string =>
    `${period}通报尚未公布，不能发布摘要；请先在“通报”表填写发布时间并导入。`,
  noFacts: (period: string): string => `没有${period}的通报，不能发布摘要；请先导入该期数据。`,
} as const;
