import { z } from 'zod';
import { Day, PeriodId, SheetOrder } from './values.js';

/** A government website (政府网站). `id` is its name. */
export const Site = z.object({
  id: z.string().min(1),
  unitId: z.string(),
  url: z.string().optional(),
  siteIdCode: z.string().optional(),
  kind: z.enum(['portal', 'department']).optional(),
  /** Whether it offers services (办事服务); absent = nobody said, and it is scored as one that does. */
  hasServices: z.boolean().optional(),
});
export type Site = z.infer<typeof Site>;

/** A column (栏目) of a site. `id` is `site/column`. */
export const Column = z.object({
  id: z.string().min(1),
  siteId: z.string(),
  unitId: z.string(),
  name: z.string(),
  columnType: z.string(),
  url: z.string().optional(),
  /** Update cycle in days where this column has its own; else the cycle of its type applies. */
  cycleDays: z.number().int().positive().optional(),
  lastUpdatedOn: Day.optional(),
  state: z.enum(['normal', 'empty', 'disabled']),
});
export type Column = z.infer<typeof Column>;

/** A new-media account (政务新媒体账号). `id` is `platform/name`, the platform as printed (微信, 微信服务号 …). */
export const Account = z.object({
  id: z.string().min(1),
  name: z.string(),
  platform: z.string(),
  hostUnitId: z.string().optional(),
  filingState: z.string().optional(),
  lastUpdatedOn: Day.optional(),
  state: z.string().optional(),
});
export type Account = z.infer<typeof Account>;

export const AccountChangeKind = z.enum([
  'open',
  'rename',
  'change_host',
  'change_verification',
  'suspend',
  'close',
  'cancel',
  'migrate',
  'unspecified',
]);
export type AccountChangeKind = z.infer<typeof AccountChangeKind>;

/** A change of an account (账号变更); `periodId` is set where a notice names it. */
export const AccountChange = z.object({
  id: z.string().min(1),
  periodId: PeriodId.optional(),
  accountName: z.string(),
  platform: z.string().optional(),
  hostUnitId: z.string().optional(),
  kind: AccountChangeKind,
  effectiveOn: Day.optional(),
  observedOn: Day.optional(),
  /** What the data says (是否报备); absent = nobody said, then filings decide. */
  filed: z.boolean().optional(),
  note: z.string().optional(),
  order: SheetOrder.optional(),
});
export type AccountChange = z.infer<typeof AccountChange>;

/** A filing (备案/报备) handed in before a change. */
export const Filing = z.object({
  id: z.string().min(1),
  accountName: z.string(),
  platform: z.string(),
  kind: AccountChangeKind,
  filedOn: Day,
  plannedOn: Day.optional(),
  /** Who filed it, where the register of accounts does not know the account, as a new one. */
  unitId: z.string().optional(),
  /** The member who filed it in the chat: nobody decides his own. */
  filedBy: z.string().optional(),
  /** What was written with it, masked. */
  note: z.string().optional(),
  /** As the data say it; what was decided since stands in its `Proceeding`. */
  decision: z.enum(['approved', 'rejected', 'pending', 'withdrawn']).optional(),
  decidedOn: Day.optional(),
});
export type Filing = z.infer<typeof Filing>;
