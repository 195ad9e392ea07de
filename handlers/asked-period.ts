import { answers as phrases } from '../config/phrases/answers.js';
import { formatPeriod, hasBegun, previousPeriod, resolvePeriod } from '../src/domain/period.js';
import { isPublished, latestPublished } from '../src/domain/publication.js';
import type { Notice, PeriodId } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import type { PeriodMention } from '../src/understanding/reading.js';
import type { Reader } from '../storage/port.js';
import type { Answer, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';
import { sightIn } from './sight.js';
import type { ShownPeriod } from './sources.js';

/** The period to answer from, or the answer that says why there is none. */
export type FoundPeriod =
  | { readonly period: ShownPeriod }
  | { readonly refusal: Answer; readonly sentence: string };

/** 这次通报 and 上次通报 count notices; 本季度 and 上季度 count quarters of the calendar. */
const latestNotice = /这次|这回|这一次|本次|此次|最新|最近/u;
const noticeBefore = /上次|上回|上一次|上期|上一期/u;

/** The newest notice that is stored and not out yet, of a period that has begun. */
const comingNotice = (notices: readonly Notice[], { now, today }: HandlerContext): Notice | undefined =>
  notices
    .filter((notice) => !isPublished(notice, now) && hasBegun(notice.periodId, today))
    .toSorted((one, other) => (one.periodId < other.periodId ? -1 : 1))
    .at(-1);

/** Whether anything at all is stored of a period that has no notice yet. */
const hasFigures = async (reader: Reader, periodId: PeriodId): Promise<boolean> => {
  const one = { index: 'byPeriod', equals: [periodId], limit: 1 } as const;
  return (
    (await reader.find('inspections', one)).length > 0 ||
    (await reader.find('scores', one)).length > 0 ||
    (await reader.find('problems', one)).length > 0
  );
};

const refuse = (title: string, sentence: string, latest: PeriodId | undefined): FoundPeriod => ({
  sentence,
  refusal: answerOf({
    title,
    paragraphs: [sentence],
    actions:
      latest === undefined
        ? []
        : [action('latest', phrases.ask.latestLabel, phrases.ask.latest(formatPeriod(latest)))],
  }),
});

const mentionMeant = (
  mention: PeriodMention | undefined,
  text: string,
  latest: PeriodId | undefined,
): PeriodMention | undefined => {
  if (mention === 'current' && latestNotice.test(text)) return undefined;
  if (mention === 'previous' && noticeBefore.test(text) && latest !== undefined) {
    return previousPeriod(latest);
  }
  return mention;
};

/**
 * Finds the period a line means and whether the asker may see it here. None named = the latest published
 * one. An unpublished period is shown to the office alone; others hear that it is not out yet.
 */
export const askedPeriod = async (
  context: HandlerContext,
  mention: PeriodMention | undefined = context.slots.periods?.at(-1),
): Promise<FoundPeriod> => {
  const { tx, now, today, text, asker } = context;
  const { titles } = phrases;
  const notices = await tx.find('notices', { index: 'byId' });
  const visible = asker.isOffice ? notices : notices.filter((notice) => isPublished(notice, now));
  const latest = latestPublished(notices, now)?.periodId;
  const coming = comingNotice(notices, context)?.periodId;
  const meant = mentionMeant(mention, text, latest);
  const resolved = resolvePeriod(meant, {
    today,
    latestPublished: latest ?? coming,
    known: visible.map(({ periodId }) => periodId),
  });
  if ('unknown' in resolved) {
    const sentence =
      resolved.unknown === 'nothing_published' ? phrases.noNotice : phrases.unreadablePeriod(mention ?? '');
    return refuse(titles.noData, sentence, latest);
  }
  const { periodId } = resolved;
  // Nothing named: the latest that is out, and the word that a newer one is not.
  const newer = meant === undefined && coming !== undefined && coming > periodId ? coming : undefined;
  const insteadOf = resolved.insteadOf ?? newer;
  const label = formatPeriod(periodId);
  const notice = await tx.get('notices', periodId);
  if (notice === undefined && !(await hasFigures(tx, periodId))) {
    const existing = visible.map((one) => formatPeriod(one.periodId));
    return refuse(titles.noData, phrases.noPeriod(label, existing), latest);
  }
  const published = isPublished(notice, now);
  if (sightIn(context, 'public', { isPublished: published }) === 'refuse') {
    return refuse(titles.unpublished, phrases.unpublished(label), latest);
  }
  return {
    period: {
      id: periodId,
      label,
      isPublished: published,
      ...(notice === undefined ? {} : { notice }),
      ...(insteadOf === undefined ? {} : { insteadOf: formatPeriod(insteadOf) }),
    },
  };
};

/** Which two periods a comparison is between. */
export interface ComparedPeriods {
  /** The later one, to be resolved by `askedPeriod`; absent = the latest published. */
  readonly later: PeriodMention | undefined;
  readonly earlierThan: (later: PeriodId) => PeriodId;
}

const yearBefore = (periodId: PeriodId): PeriodId =>
  `${Number(periodId.slice(0, 4)) - 1}${periodId.slice(4)}`;

/**
 * The periods of a comparison. 上季度 is the one before the later period; 同比 is the same one a year
 * before; a period named in full is that one.
 */
export const comparedPeriods = ({ slots, text }: HandlerContext): ComparedPeriods => {
  const [one, other] = slots.periods ?? [];
  const before = /同比|去年同期/u.test(text) ? yearBefore : previousPeriod;
  if (other === undefined) return { later: one, earlierThan: before };
  // "比上季度" compares notices: in a quarter without its own, the latest one is the later of the two.
  const later = other === 'current' && !/[本这](?:个)?季/u.test(text) ? undefined : other;
  const named = /^\d{4}/u.test(one ?? '') ? one : undefined;
  const part = /^[QH]\d$/u.test(one ?? '') ? one : undefined;
  return {
    later,
    earlierThan: (laterId) => {
      if (named !== undefined) return named;
      if (part === undefined) return before(laterId);
      const sameYear = `${laterId.slice(0, 4)}${part}`;
      return sameYear < laterId ? sameYear : yearBefore(sameYear);
    },
  };
};
