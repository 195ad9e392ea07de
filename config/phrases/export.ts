/** Lists as files in the direct chat. */
export const listFiles = {
  title: '导出清单',
  sending: (name: string): string => `正在把《${name}》发给您，内容以发出时为准。`,
  sendingHow: (name: string): string =>
    `一分钟内没有收到，请让运维人员在服务器上运行：tongbao export ${name} --out ${name}.xlsx`,
  handle: '文件供工作查看，请不要转发到大群。',
  which: '可以导出下面这些清单，请回复序号。',
  option: (name: string): string => `导出${name}`,
  noRoute: (name: string): string =>
    `这个平台没有能发文件的通道。请让运维人员在服务器上运行：tongbao export ${name} --out ${name}.xlsx`,
  tooMany: (most: number): string => `一小时内最多导出${most}次，请稍后再来。`,
  fileName: (name: string, day: string): string => `${name}_${day}.xlsx`,
} as const;
