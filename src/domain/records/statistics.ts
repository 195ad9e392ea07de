import { z } from 'zod';
import { Day, PeriodId, SheetOrder } from './values.js';

/** What a figure is only a part by: `{by: 'platform', value: '微信'}` (细分). Absent = of all. */
export const Breakdown = z.object({
  by: z.enum(['kind', 'area', 'platform', 'unit', 'class', 'object']),
  value: z.string(),
});
export type Breakdown = z.infer<typeof Breakdown>;

/**
 * A figure that a notice states and that has no record of its own (统计), with its own window, which the
 * period's label never gives. A rate has the measure word `%`.
 */
export const Statistic = z.object({
  id: z.string(),
  periodId: PeriodId,
  /** 板块, as the notice has it: 检查、新媒体、提示单、模拟咨询 … */
  section: z.string(),
  item: z.string(),
  unitId: z.string().optional(),
  breakdown: Breakdown.optional(),
  quantity: z.number(),
  /** 条、封、件、次、份、期、个 …, or `%`. */
  measureWord: z.string().optional(),
  /** 其中: part of a total that it does not add up to. */
  subset: z.boolean(),
  /** 余/约. */
  approximate: z.boolean(),
  /** The value of the period before, where the notice states it. */
  previous: z.number().optional(),
  /** The change that the notice states, its sign included, in `changeIn`. */
  change: z.number().optional(),
  changeIn: z.enum(['points', 'percent', 'count']).optional(),
  from: Day.optional(),
  to: Day.optional(),
  remark: z.string().optional(),
  order: SheetOrder.optional(),
});
export type Statistic = z.infer<typeof Statistic>;

/** Important information that units had to reprint (转载任务), and how a unit did; no unit = the task itself. */
export const ReprintTask = z.object({
  id: z.string(),
  periodId: PeriodId,
  task: z.string(),
  unitId: z.string().optional(),
  /** Whether the inspectors looked at this task. */
  sampled: z.boolean().optional(),
  result: z.enum(['on_time', 'late', 'missing']).optional(),
  dueOn: Day.optional(),
  note: z.string().optional(),
  order: SheetOrder.optional(),
});
export type ReprintTask = z.infer<typeof ReprintTask>;

/** Reminder slips and work orders (提示单、工单) sent in a period; no unit = all of them. */
export const ReminderSlip = z.object({
  id: z.string(),
  periodId: PeriodId,
  kind: z.enum(['slip', 'work_order', 'warning']),
  unitId: z.string().optional(),
  sent: z.number().int(),
  done: z.number().int().optional(),
  /** Percent, 0 to 100. */
  doneRate: z.number().optional(),
  from: Day.optional(),
  to: Day.optional(),
  order: SheetOrder.optional(),
});
export type ReminderSlip = z.infer<typeof ReminderSlip>;

/** A paragraph that the office writes by hand (正文段落), under its heading. */
export const NoticeSection = z.object({
  id: z.string(),
  periodId: PeriodId,
  heading: z.string(),
  content: z.string(),
  order: SheetOrder,
});
export type NoticeSection = z.infer<typeof NoticeSection>;
