/** What a channel itself has to say to a reader. */
export const channels = {
  /** At the end of an answer whose route takes one message only. */
  shortened: '内容较长，后面的没有显示；请把问题问得更具体一些。',
  /** The platform reported a message without its words. */
  withheldTitle: '没有收到您的问题',
  withheld: (code: string): string =>
    `钉钉没有把您的话传过来（错误码${code}，多半是本单位本月的调用额度已用完）。请稍后再试，并告知管理员。`,
  /** The state of a long connection, for the operator. */
  connection: {
    open: '已连接。',
    elsewhere: '由另一个进程连接，本进程待命。',
    connecting: '正在连接。',
    waiting: (why: string, again: string): string => `没有连接：${why}${again}再试。`,
    lost: (why: string): string =>
      `连接断开（${why}），请检查到企业微信的网络、代理和防火墙（只需放行向外的443端口）。`,
    displaced:
      '这个机器人在别处建立了长连接，把本服务顶下线了。一个机器人同时只能有一个连接：请停掉另一处，或为它另建一个机器人。',
    notConnected: '长连接暂时没有接通，接通后自动发送。',
    gone: '收到这条消息的连接已断开，改为直接发到会话。',
  },
} as const;
