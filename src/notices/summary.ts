import { broadcast as phrases } from '../../config/phrases/broadcast.js';
import { notice as noticePhrases } from '../../config/phrases/notice.js';
import type { HandlerServices } from '../../handlers/handler.js';
import { gatherNoticeFacts } from '../../handlers/notice-facts.js';
import { summaryMessage } from '../../handlers/summary-document.js';
import type { Reader, Transaction } from '../../storage/port.js';
import type { Outbox } from '../delivery/outbox.js';
import { type Channels, routesToGroup } from '../delivery/routes.js';
import { TongbaoError } from '../domain/error.js';
import { formatPeriod } from '../domain/period.js';
import { isPublished } from '../domain/publication.js';
import type { Group, PeriodId } from '../domain/records/index.js';
import { action, forGroup } from '../message/build.js';
import type { MessageDocument } from '../message/document.js';

/** Restricts a summary to one group. */
interface SummaryOptions {
  readonly groupId?: string;
}

/** Summaries to groups; see `HandlerServices` for what each does. */
export interface SummaryService {
  previewSummary(
    tx: Transaction,
    periodId: PeriodId,
    now: Date,
    options?: SummaryOptions,
  ): ReturnType<HandlerServices['previewSummary']>;
  /** `keys` are the ids of the deliveries of all these groups, those stored before included. */
  postSummary(
    tx: Transaction,
    periodId: PeriodId,
    by: string,
    now: Date,
    options?: SummaryOptions,
  ): Promise<{
    readonly stored: readonly string[];
    readonly already: readonly string[];
    readonly keys: readonly string[];
  }>;
}

/**
 * The summary of a period: main figures, first places, problems with whom the notice names, requirements,
 * source. It is the same for a published and an unpublished period; who may have it is the caller's business.
 * @throws TongbaoError `summary.no_notice` when there is no notice of that period
 */
const summaryDocument = async (reader: Reader, periodId: PeriodId, now: Date): Promise<MessageDocument> => {
  const facts = await gatherNoticeFacts(reader, periodId);
  const label = formatPeriod(periodId);
  if (facts.notice === undefined) throw new TongbaoError('summary.no_notice', phrases.noFacts(label));
  const { notice } = facts;
  const period = { id: periodId, label, notice, isPublished: isPublished(notice, now) };
  const { ownProblems } = noticePhrases;
  return summaryMessage(facts, period, [action('problems', ownProblems.label, ownProblems.text)]);
};

/** A group as people know it; two of one name, one on each platform, are told apart. */
const namesOf = (groups: readonly Group[]): ReadonlyMap<string, string> =>
  new Map(
    groups.map(({ id, name, platform }) => [
      id,
      groups.some((other) => other.id !== id && other.name === name) ? phrases.groupOn(name, platform) : name,
    ]),
  );

/** One delivery for each group and period, for ever. */
const keyOf = (periodId: PeriodId, group: Group): string => `summary/${periodId}/${group.id}`;

export const createSummaryService = (parts: {
  readonly outbox: Outbox;
  readonly channels: Channels;
  readonly newId: () => string;
}): SummaryService => {
  const { outbox, channels, newId } = parts;

  /** Groups that something can be pushed into; the others only hear. */
  const reachable = async (reader: Reader, { groupId }: SummaryOptions): Promise<Group[]> => {
    const groups = await reader.find('groups', { index: 'byId' });
    return groups.filter(
      (group) => (groupId === undefined || group.id === groupId) && routesToGroup(group, channels).length > 0,
    );
  };

  const publishedSummary = async (
    reader: Reader,
    periodId: PeriodId,
    now: Date,
  ): Promise<MessageDocument> => {
    const notice = await reader.get('notices', periodId);
    if (notice !== undefined && !isPublished(notice, now)) {
      throw new TongbaoError('summary.not_published', phrases.notPublished(formatPeriod(periodId)));
    }
    return forGroup(await summaryDocument(reader, periodId, now));
  };

  return {
    async previewSummary(tx, periodId, now, options = {}) {
      const document = await publishedSummary(tx, periodId, now);
      const groupNames: string[] = [];
      const already: string[] = [];
      const groups = await reachable(tx, options);
      const names = namesOf(groups);
      for (const group of groups) {
        const sent = (await tx.get('deliveries', keyOf(periodId, group))) !== undefined;
        (sent ? already : groupNames).push(names.get(group.id) ?? group.name);
      }
      return { document, groupNames, already };
    },

    async postSummary(tx, periodId, by, now, options = {}) {
      const document = await publishedSummary(tx, periodId, now);
      const stored: string[] = [];
      const already: string[] = [];
      const keys: string[] = [];
      const groups = await reachable(tx, options);
      const names = namesOf(groups);
      for (const group of groups) {
        const name = names.get(group.id) ?? group.name;
        const key = keyOf(periodId, group);
        const outcome = await outbox.enqueue(
          tx,
          {
            key,
            purpose: 'summary',
            recipient: name,
            groupId: group.id,
            document,
            routes: routesToGroup(group, channels),
          },
          now,
        );
        (outcome === 'stored' ? stored : already).push(name);
        keys.push(key);
      }
      if (stored.length > 0) {
        await tx.put('audits', {
          id: newId(),
          at: now.toISOString(),
          actor: by,
          action: 'summary_posted',
          subject: periodId,
          detail: { groups: stored },
        });
      }
      return { stored, already, keys };
    },
  };
};
