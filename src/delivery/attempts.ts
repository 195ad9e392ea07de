import type { Channel } from './channel.js';
import type { Delivery, DeliveryAttempt } from './records.js';

/** A repeat takes its time too: it leaves this long before the platform forgets the first try. */
const marginMs = 60_000;

export const withAttempt = (delivery: Delivery, attempt: DeliveryAttempt): Delivery => ({
  ...delivery,
  attempts: [...delivery.attempts, attempt],
});

const ofNextPart = ({ attempts, nextPart }: Delivery): DeliveryAttempt[] =>
  attempts.filter(({ part }) => part === nextPart);

/** Tries of the part that is next that the platform put off. */
export const deferralsOf = (delivery: Delivery): number =>
  ofNextPart(delivery).filter(({ outcome }) => outcome === 'deferred').length;

/**
 * Whether a try of the part that is next may have got there without our knowing: the platform did not say,
 * or we stopped before it did. Then it must not be sent by another route, nor called refused.
 */
export const mayHaveArrived = (delivery: Delivery): boolean => {
  const attempts = ofNextPart(delivery);
  const started = attempts.filter(({ outcome }) => outcome === 'started').length;
  return started > attempts.length - started || attempts.some((one) => one.mayHaveArrived === true);
};

/** Whether the part that is next can be sent at `at` without being shown twice. */
export const isSafeToSend = (delivery: Delivery, channel: Channel, at: Date): boolean => {
  if (!mayHaveArrived(delivery)) return true;
  const { idempotent } = channel.capabilities;
  const [first] = ofNextPart(delivery);
  if (idempotent === false || first === undefined) return false;
  return at.getTime() < new Date(first.at).getTime() + idempotent.forMs - marginMs;
};
