import type { HandlerContext } from './handler.js';

const hourMs = 3_600_000;

/** How often this person did something inside the last hour, by the audit. */
export const timesInLastHour = async (
  { tx, asker, now }: HandlerContext,
  wanted: string,
): Promise<number> => {
  const rows = await tx.find('audits', {
    index: 'byTime',
    range: { gt: new Date(now.getTime() - hourMs).toISOString() },
  });
  return rows.filter(({ action, actor }) => action === wanted && actor === asker.key).length;
};
