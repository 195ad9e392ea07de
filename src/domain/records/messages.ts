import { z } from 'zod';
import { Day, Instant, PeriodId } from './values.js';

/** 找错, 模拟咨询, 网站咨询, 市长信箱: four channels whose clocks must not be mixed. */
export const MessageChannel = z.enum(['error_report', 'simulated', 'site_consult', 'mailbox']);
export type MessageChannel = z.infer<typeof MessageChannel>;

/** A citizen's message (网民留言). `id` is its number; its text is masked before it is stored. */
export const PublicMessage = z.object({
  id: z.string().min(1),
  channel: MessageChannel,
  unitId: z.string(),
  siteId: z.string().optional(),
  receivedAt: Instant.optional(),
  transferredAt: Instant.optional(),
  repliedAt: Instant.optional(),
  closedAt: Instant.optional(),
  /** When message and reply were published (公开). */
  publishedAt: Instant.optional(),
  maskedContent: z.string().optional(),
});
export type PublicMessage = z.infer<typeof PublicMessage>;

/** Published totals (留言统计) that may stand without a message behind them. Days are inclusive. */
export const MessageStats = z.object({
  id: z.string(),
  periodId: PeriodId,
  channel: MessageChannel,
  from: Day.optional(),
  to: Day.optional(),
  received: z.number().int().optional(),
  countySites: z.number().int().optional(),
  departmentSites: z.number().int().optional(),
  overdue: z.number().int().optional(),
  /** Percent, 0 to 100. */
  onTimeRate: z.number().optional(),
});
export type MessageStats = z.infer<typeof MessageStats>;
