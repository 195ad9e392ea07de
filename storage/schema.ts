import type { z } from 'zod';
import { Delivery, RateWindow } from '../src/delivery/records.js';
import * as domain from '../src/domain/records/index.js';
import { BindingCode, Conversation, InboxEntry } from '../src/inbox/records.js';
import { Audit, Lease, ScheduleRun } from './records.js';

/** Fields of an index, in order. A dotted path reaches into an object; an array indexes each element. */
export type Index = readonly [string, ...string[]];

interface Collection {
  /** What a record is; it has an `id`. */
  readonly type: z.ZodObject<z.ZodRawShape & { id: z.ZodType<string> }>;
  readonly indexes: Readonly<Record<string, Index>>;
}

const collection = <T extends Collection['type'], const I extends Record<string, Index>>(
  type: T,
  indexes: I,
) => ({ type, indexes });

const byPeriod = { byPeriod: ['periodId'] } as const;

/** Every collection, declared once: both stores, their indexes and their checks are built from this. */
export const schema = {
  units: collection(domain.Unit, { byId: ['id'], byGroup: ['rankingGroup'], byKind: ['kind'] }),
  workdayYears: collection(domain.WorkdayYear, { byId: ['id'] }),
  persons: collection(domain.Person, {}),
  members: collection(domain.Member, {
    byId: ['id'],
    byUnit: ['unitIds'],
    byPerson: ['personId'],
    byRole: ['role'],
    byExpiry: ['expiresAt'],
  }),
  delegations: collection(domain.Delegation, {
    byPerson: ['personId', 'expiresAt'],
    byDelegate: ['delegate.memberId', 'expiresAt'],
    byDelegatePerson: ['delegate.personId', 'expiresAt'],
    byExpiry: ['expiresAt'],
  }),
  groups: collection(domain.Group, {
    byId: ['id'],
    byUnit: ['unitId'],
    byScope: ['scope'],
    byChat: ['platform', 'chatId'],
  }),
  sites: collection(domain.Site, { byUnit: ['unitId'] }),
  columns: collection(domain.Column, {
    byId: ['id'],
    byUnit: ['unitId', 'lastUpdatedOn'],
    bySite: ['siteId'],
    byState: ['state'],
    byCycle: ['state', 'cycleDays', 'columnType', 'lastUpdatedOn'],
  }),
  accounts: collection(domain.Account, { byId: ['id'], byHost: ['hostUnitId'], byName: ['name'] }),
  accountChanges: collection(domain.AccountChange, {
    byId: ['id'],
    ...byPeriod,
    byHost: ['hostUnitId'],
    byAccount: ['accountName'],
    byFiled: ['filed'],
  }),
  filings: collection(domain.Filing, { byAccount: ['accountName'] }),
  notices: collection(domain.Notice, { byId: ['id'], byPublication: ['publishedAt'] }),
  inspections: collection(domain.Inspection, byPeriod),
  inspectionParts: collection(domain.InspectionPart, byPeriod),
  scores: collection(domain.Score, {
    byPeriod: ['periodId', 'group', 'rank'],
    byUnit: ['unitId', 'periodId'],
  }),
  findings: collection(domain.Finding, { ...byPeriod, byUnit: ['periodId', 'unitId'] }),
  rankChanges: collection(domain.RankChange, { ...byPeriod, byUnit: ['unitId', 'periodId'] }),
  commendations: collection(domain.Commendation, byPeriod),
  problems: collection(domain.Problem, { ...byPeriod, byUnit: ['unitId', 'periodId'] }),
  messages: collection(domain.PublicMessage, {
    byUnit: ['unitId', 'channel'],
    byChannel: ['channel', 'receivedAt'],
    /** Those without an answer come first. */
    byAnswer: ['repliedAt', 'closedAt', 'unitId'],
  }),
  messageStats: collection(domain.MessageStats, byPeriod),
  portalStats: collection(domain.PortalStat, { byPeriod: ['periodId', 'order'] }),
  mailboxStats: collection(domain.MailboxStats, byPeriod),
  statistics: collection(domain.Statistic, { ...byPeriod, byUnit: ['unitId', 'periodId'] }),
  reprintTasks: collection(domain.ReprintTask, { ...byPeriod, byUnit: ['unitId', 'periodId'] }),
  reminderSlips: collection(domain.ReminderSlip, { ...byPeriod, byUnit: ['unitId', 'periodId'] }),
  noticeSections: collection(domain.NoticeSection, { byPeriod: ['periodId', 'order'] }),
  submissions: collection(domain.Submission, { ...byPeriod, byUnit: ['unitId', 'periodId'] }),
  awards: collection(domain.Award, byPeriod),
  requirements: collection(domain.Requirement, { byPeriod: ['periodId', 'order'] }),
  attachments: collection(domain.Attachment, { byPeriod: ['periodId', 'number'] }),
  proceedings: collection(domain.Proceeding, {}),
  /** Those that wait for their report come first. */
  pictures: collection(domain.Picture, { byProblem: ['problemId', 'submittedAt', 'receivedAt'] }),
  pictureContents: collection(domain.PictureContent, {}),
  inbox: collection(InboxEntry, { byState: ['state', 'receivedAt'] }),
  conversations: collection(Conversation, { byUpdate: ['updatedAt'] }),
  bindingCodes: collection(BindingCode, { byUnit: ['unitId'] }),
  deliveries: collection(Delivery, { byState: ['state', 'dueAt'], byPurpose: ['purpose', 'createdAt'] }),
  rateWindows: collection(RateWindow, { byId: ['id'] }),
  scheduleRuns: collection(ScheduleRun, { byJob: ['job', 'plannedAt'] }),
  leases: collection(Lease, {}),
  audits: collection(Audit, { byTime: ['at'], bySubject: ['subject', 'at'] }),
} satisfies Record<string, Collection>;

export type CollectionName = keyof typeof schema;
export type RecordOf<C extends CollectionName> = z.infer<(typeof schema)[C]['type']>;
export type IndexName<C extends CollectionName> = keyof (typeof schema)[C]['indexes'] & string;
