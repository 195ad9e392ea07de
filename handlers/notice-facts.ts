import type {
  AccountChange,
  Attachment,
  Award,
  Commendation,
  Inspection,
  InspectionPart,
  MailboxStats,
  MessageStats,
  Notice,
  NoticeSection,
  PeriodId,
  PortalStat,
  Problem,
  RankChange,
  ReminderSlip,
  ReprintTask,
  Requirement,
  Score,
  Statistic,
  Submission,
} from '../src/domain/records/index.js';
import type { Reader } from '../storage/port.js';

/** Every record of one period. Lists keep the order of the notice where the data have one. */
export interface NoticeFacts {
  readonly periodId: PeriodId;
  /** Absent where only figures were imported. */
  readonly notice?: Notice;
  readonly inspections: readonly Inspection[];
  /** By group, then by rank; unranked scores first in their group. */
  readonly scores: readonly Score[];
  readonly rankChanges: readonly RankChange[];
  readonly commendations: readonly Commendation[];
  readonly problems: readonly Problem[];
  /** Changes that the notice names. */
  readonly accountChanges: readonly AccountChange[];
  readonly messageStats: readonly MessageStats[];
  readonly portalStats: readonly PortalStat[];
  readonly mailbox: readonly MailboxStats[];
  /** Parts of the inspections: by platform, area, unit … */
  readonly inspectionParts: readonly InspectionPart[];
  readonly statistics: readonly Statistic[];
  readonly reprintTasks: readonly ReprintTask[];
  readonly reminderSlips: readonly ReminderSlip[];
  /** Paragraphs that the office wrote by hand. */
  readonly sections: readonly NoticeSection[];
  readonly submissions: readonly Submission[];
  readonly awards: readonly Award[];
  readonly requirements: readonly Requirement[];
  readonly attachments: readonly Attachment[];
}

/** Rows in the order of the notice, as far as the data give one. */
export const inNoticeOrder = <T extends { readonly order?: number | undefined }>(rows: readonly T[]): T[] =>
  rows.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));

/** Sites before accounts, as every notice has them. */
const sitesFirst = (inspections: readonly Inspection[]): Inspection[] => [
  ...inspections.filter(({ object }) => object === 'site'),
  ...inspections.filter(({ object }) => object === 'new_media'),
];

/** Gathers what is stored of a period, published or not: who may see it is the caller's business. */
export const gatherNoticeFacts = async (reader: Reader, periodId: PeriodId): Promise<NoticeFacts> => {
  const ofPeriod = { index: 'byPeriod', equals: [periodId] } as const;
  const notice = await reader.get('notices', periodId);
  return {
    periodId,
    ...(notice === undefined ? {} : { notice }),
    inspections: sitesFirst(inNoticeOrder(await reader.find('inspections', ofPeriod))),
    scores: await reader.find('scores', ofPeriod),
    rankChanges: inNoticeOrder(await reader.find('rankChanges', ofPeriod)),
    commendations: inNoticeOrder(await reader.find('commendations', ofPeriod)),
    problems: inNoticeOrder(await reader.find('problems', ofPeriod)),
    accountChanges: inNoticeOrder(await reader.find('accountChanges', ofPeriod)),
    messageStats: await reader.find('messageStats', ofPeriod),
    portalStats: await reader.find('portalStats', ofPeriod),
    mailbox: await reader.find('mailboxStats', ofPeriod),
    inspectionParts: inNoticeOrder(await reader.find('inspectionParts', ofPeriod)),
    statistics: inNoticeOrder(await reader.find('statistics', ofPeriod)),
    reprintTasks: inNoticeOrder(await reader.find('reprintTasks', ofPeriod)),
    reminderSlips: inNoticeOrder(await reader.find('reminderSlips', ofPeriod)),
    sections: await reader.find('noticeSections', ofPeriod),
    submissions: inNoticeOrder(await reader.find('submissions', ofPeriod)),
    awards: await reader.find('awards', ofPeriod),
    requirements: await reader.find('requirements', ofPeriod),
    attachments: await reader.find('attachments', ofPeriod),
  };
};
