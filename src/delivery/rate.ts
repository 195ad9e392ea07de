import type { Transaction } from '../../storage/port.js';
import type { Rate } from './channel.js';
import type { RateWindow } from './records.js';

const emptyWindow = (lane: string): RateWindow => ({ id: lane, sentAt: [] });

/** When a rate allows one more after these sends, oldest first. */
const freeBy = ({ messages, perMs }: Rate, sentAt: readonly string[], now: Date): Date => {
  const oldestThatCounts = sentAt[sentAt.length - messages];
  return oldestThatCounts === undefined ? now : new Date(new Date(oldestThatCounts).getTime() + perMs + 1);
};

/**
 * When the next send in a lane is allowed: sliding windows over the sends on record, so that no window of
 * their lengths, however it is cut, holds more than the platform allows, restarts included.
 */
export const freeAt = async (
  tx: Transaction,
  lane: string,
  rates: readonly Rate[],
  now: Date,
): Promise<Date> => {
  const window = (await tx.get('rateWindows', lane)) ?? emptyWindow(lane);
  const blocked = window.blockedUntil === undefined ? now : new Date(window.blockedUntil);
  return [blocked, ...rates.map((rate) => freeBy(rate, window.sentAt, now))].reduce(
    (latest, one) => (one > latest ? one : latest),
    now,
  );
};

/** Of the sends on record, those that any rate may still count. */
const stillCounted = (sentAt: readonly string[], rates: readonly Rate[], now: Date): string[] => {
  const from = new Date(now.getTime() - Math.max(...rates.map(({ perMs }) => perMs)) - 1).toISOString();
  return sentAt.filter((at) => at >= from).slice(-Math.max(...rates.map(({ messages }) => messages)));
};

/** Counts one send, or with `blockedUntil` notes that the platform asked for silence until then. */
export const recordSend = async (
  tx: Transaction,
  lane: string,
  rates: readonly Rate[],
  now: Date,
  blockedUntil?: Date,
): Promise<void> => {
  const window = (await tx.get('rateWindows', lane)) ?? emptyWindow(lane);
  if (blockedUntil !== undefined) {
    await tx.put('rateWindows', { ...window, blockedUntil: blockedUntil.toISOString() });
    return;
  }
  if (rates.length === 0) return;
  await tx.put('rateWindows', {
    ...window,
    sentAt: stillCounted([...window.sentAt, now.toISOString()], rates, now),
  });
};
