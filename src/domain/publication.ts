import type { Notice } from './records/index.js';

/** Whether a notice is out: from its publication time on. No notice, or no such time, is not published. */
export const isPublished = (notice: Pick<Notice, 'publishedAt'> | undefined, now: Date): boolean =>
  notice?.publishedAt !== undefined && Date.parse(notice.publishedAt) <= now.getTime();

/** The notice published last, as of `now`; of two published together the one of the later period. */
export const latestPublished = <N extends Pick<Notice, 'id' | 'publishedAt'>>(
  notices: readonly N[],
  now: Date,
): N | undefined =>
  notices
    .filter((notice) => isPublished(notice, now))
    .toSorted((one, other) => {
      const [a, b] = [`${one.publishedAt} ${one.id}`, `${other.publishedAt} ${other.id}`];
      return a < b ? -1 : Number(a > b);
    })
    .at(-1);
