import { answers as phrases } from '../config/phrases/answers.js';
import { formatDay, formatInstant, shanghaiDay } from '../src/domain/day.js';
import type { Notice, PeriodId } from '../src/domain/records/index.js';

/** The period an answer is taken from. */
export interface ShownPeriod {
  readonly id: PeriodId;
  /** As printed: 2023年第四季度. */
  readonly label: string;
  /** Absent where only figures were imported. */
  readonly notice?: Notice;
  readonly isPublished: boolean;
  /** The quarter that was asked for and has no notice, as printed. */
  readonly insteadOf?: string;
}

/** A notice's title with its issuer once, though most titles begin with it. */
const titleOf = ({ issuer, title }: Notice): string =>
  phrases.noticeTitle(issuer, title.startsWith(issuer) ? title.slice(issuer.length) : title);

/** Period and source of facts of a notice. */
export const noticeSource = ({ label, notice, isPublished }: ShownPeriod): string => {
  if (notice === undefined || !isPublished) return phrases.noticeSourceUnpublished(label);
  const { publishedAt, title } = notice;
  const day = publishedAt === undefined ? undefined : formatDay(shanghaiDay(publishedAt));
  // Most titles name the period themselves.
  const source = phrases.noticeSource(titleOf(notice), day);
  return title.includes(label) ? source : phrases.ofPeriod(label, source);
};

/** Source of a unit's own state: which ledger, as of when. */
export const ledgerSource = (ledger: keyof typeof phrases.ledgers, now: Date): string =>
  phrases.ledgerSource(phrases.ledgers[ledger], `${shanghaiDay(now).slice(0, 4)}年${formatInstant(now)}`);
