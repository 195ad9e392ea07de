import { z } from 'zod';
import { Breakdown } from './statistics.js';
import { Audience, ClockTime, Day, Instant, PeriodId, SheetOrder } from './values.js';

/** The notice (通报) of a period. `id` is the period. Published from `publishedAt` on. */
export const Notice = z.object({
  id: PeriodId,
  periodId: PeriodId,
  title: z.string(),
  /** 文号, e.g. 琼府办函〔2023〕1号. */
  number: z.string().optional(),
  issuer: z.string(),
  /** Who inspected, where that is a third party. */
  assessor: z.string().optional(),
  addressees: z.array(z.string()),
  basis: z.string().optional(),
  signedOn: Day.optional(),
  publishedAt: Instant.optional(),
  url: z.string().optional(),
  closing: z.string().optional(),
});
export type Notice = z.infer<typeof Notice>;

/** What was checked (检查): a statistic with its own window. Absent numbers are unknown, never zero. */
export const Inspection = z.object({
  id: z.string(),
  periodId: PeriodId,
  object: z.enum(['site', 'new_media']),
  method: z.enum(['full', 'sample', 'self', 'recheck']).optional(),
  running: z.number().int().optional(),
  /** Registered in the national system (备案数). */
  filed: z.number().int().optional(),
  checked: z.number().int().optional(),
  /** Share of the running ones that were looked at (抽查比例), percent. */
  sampleRatio: z.number().optional(),
  qualified: z.number().int().optional(),
  unqualified: z.number().int().optional(),
  /** Percent, 0 to 100. */
  passRate: z.number().optional(),
  from: Day.optional(),
  to: Day.optional(),
  order: SheetOrder.optional(),
});
export type Inspection = z.infer<typeof Inspection>;

/** The same of a part only (分平台、分地区、分单位 …). It is kept apart, so that no part is told as the whole. */
export const InspectionPart = Inspection.extend({ breakdown: Breakdown });
export type InspectionPart = z.infer<typeof InspectionPart>;

/** A unit's score and rank in its group; either may be unpublished. */
export const Score = z.object({
  id: z.string(),
  periodId: PeriodId,
  group: z.string(),
  unitId: z.string(),
  rank: z.number().int().positive().optional(),
  deductionScore: z.number().optional(),
  bonus: z.number().optional(),
  total: z.number().optional(),
  qualified: z.boolean().optional(),
});
export type Score = z.infer<typeof Score>;

/** A rise or fall that the notice states; `fromRank` is absent where the notice does not say it. */
export const RankChange = z.object({
  id: z.string(),
  periodId: PeriodId,
  unitId: z.string(),
  toRank: z.number().int().positive(),
  fromRank: z.number().int().positive().optional(),
  direction: z.enum(['up', 'down', 'same', 'new']).optional(),
  reason: z.string().optional(),
  order: SheetOrder.optional(),
});
export type RankChange = z.infer<typeof RankChange>;

/** Praise (表扬): a named subset of units or accounts, perhaps of a larger total. */
export const Commendation = z.object({
  id: z.string(),
  periodId: PeriodId,
  /** As the data says: 政策解读, 数据发布, 意见征集, 模拟咨询, 账号运维, 找错效率, 信息报送质量, 上级采用 … */
  kind: z.string(),
  /** 对象组, e.g. 县级政府门户网站. */
  objectGroup: z.string().optional(),
  unitIds: z.array(z.string()),
  accounts: z.array(z.string()),
  /** The printed list ended in 等: there are more than those named. */
  openEnded: z.boolean(),
  total: z.number().int().optional(),
  content: z.string().optional(),
  order: SheetOrder.optional(),
});
export type Commendation = z.infer<typeof Commendation>;

export const RectificationState = z.enum([
  'open',
  'in_progress',
  'submitted',
  'rechecked_ok',
  'rechecked_failed',
]);
export type RectificationState = z.infer<typeof RectificationState>;

/** A problem (存在问题) that the notice states; without `unitId` no unit was named. */
export const Problem = z.object({
  id: z.string(),
  periodId: PeriodId,
  /** As the data says: 栏目更新不及时, 栏目长期未更新, 政策解读质量不高, 账号变更未报备 … */
  kind: z.string(),
  objectType: z.enum(['site', 'column', 'account']).optional(),
  unitId: z.string().optional(),
  objectName: z.string().optional(),
  openEnded: z.boolean(),
  severity: z.string().optional(),
  since: Day.optional(),
  note: z.string().optional(),
  /** Where it can be seen (佐证): an address, a file, a screenshot's name. */
  evidence: z.string().optional(),
  /** The last day of the rectification (整改期限), and the time of that day where the notice sets one. */
  dueOn: Day.optional(),
  dueTime: ClockTime.optional(),
  /** As the data say it; what was moved since stands in its `Proceeding`. */
  rectification: RectificationState.optional(),
  order: SheetOrder.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** One figure of the portal's operation (门户运行), with its measure word. */
export const PortalStat = z.object({
  id: z.string(),
  periodId: PeriodId,
  from: Day.optional(),
  to: Day.optional(),
  item: z.string(),
  quantity: z.number(),
  measureWord: z.string().optional(),
  /** 其中: part of a total that it does not add up to. */
  subset: z.boolean(),
  /** 余/约. */
  approximate: z.boolean(),
  /** What the notice says of the operation besides the figures: 运行安全、平稳、有序. */
  remark: z.string().optional(),
  /** Position in the sheet, to print figures in the order of the notice. */
  order: z.number().int(),
});
export type PortalStat = z.infer<typeof PortalStat>;

/** The mayor's mailbox (市长信箱). `from` and `to` are printed as given, e.g. `2023-08` or `8月份`. */
export const MailboxStats = z.object({
  id: z.string(),
  periodId: PeriodId,
  from: z.string().optional(),
  to: z.string().optional(),
  received: z.number().int().optional(),
  transferred: z.number().int().optional(),
  answeredConsultations: z.number().int().optional(),
  suggestions: z.number().int().optional(),
});
export type MailboxStats = z.infer<typeof MailboxStats>;

/** Information submitted to the portal (信息报送); without `unitId` it is the city's total. */
export const Submission = z.object({
  id: z.string(),
  periodId: PeriodId,
  unitId: z.string().optional(),
  submitted: z.number().int().optional(),
  adopted: z.number().int().optional(),
  /** Percent, 0 to 100, as printed (采用率). */
  adoptionRate: z.number().optional(),
  rank: z.number().int().positive().optional(),
  /** Points for what was adopted (得分), where the office counts them. */
  points: z.number().optional(),
  /** Items adopted by the level above (上级采用). */
  adoptedAbove: z.number().int().optional(),
  /** Adopted by the level above, number not stated. */
  adoptedAboveStated: z.boolean().optional(),
  highQuality: z.boolean().optional(),
  returned: z.number().int().optional(),
  approximate: z.boolean(),
  openEnded: z.boolean(),
  order: SheetOrder.optional(),
});
export type Submission = z.infer<typeof Submission>;

export const Award = z.object({
  id: z.string(),
  periodId: PeriodId,
  accountName: z.string(),
  platform: z.string().optional(),
  hostUnitId: z.string().optional(),
  grade: z.string().optional(),
});
export type Award = z.infer<typeof Award>;

export const Requirement = z.object({
  id: z.string(),
  periodId: PeriodId,
  section: z.string(),
  addressee: z.string().optional(),
  content: z.string(),
  order: z.number().int(),
});
export type Requirement = z.infer<typeof Requirement>;

export const Attachment = z.object({
  id: z.string(),
  periodId: PeriodId,
  number: z.number().int(),
  title: z.string(),
  /** Path of the file below the data directory, or a URL; absent = the body is not at hand. */
  file: z.string().optional(),
  audience: Audience,
});
export type Attachment = z.infer<typeof Attachment>;
