import type { Transaction } from '../../storage/port.js';
import type { ChannelCapabilities } from './channel.js';
import type { RateWindow } from './records.js';

type Rate = ChannelCapabilities['rate'];

const emptyWindow = (lane: string): RateWindow => ({ id: lane, sentAt: [] });

/**
 * When the next send in a lane is allowed: a sliding window over the sends on record, so that no window of
 * that length, however it is cut, holds more than the platform allows, restarts included.
 */
export const freeAt = async (tx: Transaction, lane: string, rate: Rate, now: Date): Promise<Date> => {
  const window = (await tx.get('rateWindows', lane)) ?? emptyWindow(lane);
  const blocked = window.blockedUntil === undefined ? now : new Date(window.blockedUntil);
  if (rate === undefined) return blocked > now ? blocked : now;
  const oldestThatCounts = window.sentAt[window.sentAt.length - rate.messages];
  const free =
    oldestThatCounts === undefined ? now : new Date(new Date(oldestThatCounts).getTime() + rate.perMs + 1);
  return [blocked, free, now].reduce((latest, one) => (one > latest ? one : latest));
};

/** Counts one send, or with `blockedUntil` notes that the platform asked for silence until then. */
export const recordSend = async (
  tx: Transaction,
  lane: string,
  rate: Rate,
  now: Date,
  blockedUntil?: Date,
): Promise<void> => {
  const window = (await tx.get('rateWindows', lane)) ?? emptyWindow(lane);
  if (blockedUntil !== undefined) {
    await tx.put('rateWindows', { ...window, blockedUntil: blockedUntil.toISOString() });
    return;
  }
  if (rate === undefined) return;
  await tx.put('rateWindows', {
    ...window,
    sentAt: [...window.sentAt, now.toISOString()].slice(-rate.messages),
  });
};
