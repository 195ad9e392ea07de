/** Figures that a notice states besides those of its fixed parts. */
export const statistics = {
  figure: (about: string, item: string, quantity: string, approximate: boolean, measure: string): string =>
    `${about}${item}${quantity}${approximate ? '余' : ''}${measure}`,
  subset: (figure: string): string => `其中${figure}`,
  same: '与上期持平',
  points: (direction: 'up' | 'down', by: string): string =>
    `比上期${direction === 'up' ? '上升' : '下降'}${by}个百分点`,
  count: (direction: 'up' | 'down', by: string, measure: string, percent: string | undefined): string =>
    `比上期${direction === 'up' ? '增加' : '减少'}${by}${measure}${percent === undefined ? '' : `（${percent}%）`}`,
  percent: (direction: 'up' | 'down', by: string): string =>
    `比上期${direction === 'up' ? '增长' : '下降'}${by}%`,
  tasks: (count: number): string => `转载任务${count}项`,
  sampledTasks: (count: number): string => `抽查${count}项`,
  reprinted: { on_time: '按时转载', late: '逾期转载', missing: '未转载' },
  reprint: (task: string, parts: readonly string[]): string => `转载“${task}”：${parts.join('；')}`,
  slipKinds: { slip: '提示单', work_order: '工单', warning: '预警' },
  sent: (unit: string, kind: string, count: number): string => `${unit}发出${kind}${count}份`,
  slipsOf: (unit: string): string => `向${unit}`,
  done: (count: number): string => `办结${count}份`,
  doneRate: (rate: string): string => `办结率${rate}%`,
  partOf: (part: string, line: string): string => `${part}：${line}`,
} as const;
