import type { Store } from '../../storage/port.js';
import { deferralsOf, isSafeToSend, mayHaveArrived, withAttempt } from './attempts.js';
import type { Channel, SendOutcome } from './channel.js';
import type { Claim } from './claim.js';
import { recordSend } from './rate.js';
import type { Delivery, DeliveryAttempt, DeliveryState } from './records.js';
import type { Channels } from './routes.js';
import {
  currentRoute,
  end,
  interrupted,
  onNextRoute,
  unanswered,
  uploadInterrupted,
  withState,
} from './transitions.js';

/** Tries of one part that the platform put off before it is given up; backs off to ten minutes. */
const mostDeferrals = 20;
const backOffMs = (deferrals: number): number => Math.min(5000 * 2 ** deferrals, 600_000);
const attemptOf = (claim: Claim, outcome: SendOutcome, now: Date): DeliveryAttempt => ({
  at: now.toISOString(),
  part: claim.partIndex,
  channel: claim.channel,
  outcome: outcome.status,
  ...(outcome.status === 'delivered'
    ? outcome.providerId === undefined
      ? {}
      : { providerId: outcome.providerId }
    : { errorClass: outcome.errorClass, code: outcome.code, advice: outcome.advice }),
  ...(outcome.status === 'deferred' && outcome.mayHaveArrived === true ? { mayHaveArrived: true } : {}),
});

const afterDeferral = (
  delivery: Delivery,
  retryAt: Date,
  channel: Channel | undefined,
  now: Date,
): Delivery => {
  const deferrals = deferralsOf(delivery);
  const backedOff = new Date(now.getTime() + backOffMs(deferrals - 1));
  const next = retryAt > backedOff ? retryAt : backedOff;
  if (deferrals < mostDeferrals && (channel === undefined || isSafeToSend(delivery, channel, next))) {
    return { ...withState(delivery, 'pending'), dueAt: next.toISOString() };
  }
  return mayHaveArrived(delivery)
    ? end(delivery, 'unknown', unanswered, now)
    : withState(delivery, 'refused');
};

const afterRefusal = (
  delivery: Delivery,
  outcome: Extract<SendOutcome, { status: 'refused' }>,
  channels: Channels,
  now: Date,
): Delivery => {
  // The repeat was refused; what became of the try before it nobody knows.
  if (mayHaveArrived(delivery)) return end(delivery, 'unknown', unanswered, now);
  const otherRouteMayHelp = outcome.errorClass !== 'content' && outcome.errorClass !== 'size';
  const next = otherRouteMayHelp ? onNextRoute(delivery, channels, now) : undefined;
  return next ?? withState(delivery, 'refused');
};

const isStillUpload = ({ parts, nextPart }: Delivery): boolean => parts[nextPart]?.file !== undefined;

const cutOff = (delivery: Delivery, now: Date): DeliveryAttempt => ({
  at: now.toISOString(),
  part: delivery.nextPart,
  channel: currentRoute(delivery)?.channel ?? '',
  outcome: 'deferred',
  errorClass: 'retry',
  ...uploadInterrupted,
});

/** Records what became of a claim and says the state the delivery is in now. */
export const settle = (
  store: Store,
  channels: Channels,
  claim: Claim,
  outcome: SendOutcome,
  now: Date,
): Promise<DeliveryState> =>
  store.transaction(async (tx) => {
    const stored = await tx.get('deliveries', claim.delivery.id);
    if (stored === undefined) return 'unknown';
    const isOurs = stored.state === 'sending' && stored.leaseUntil === claim.delivery.leaseUntil;
    // Past its lease an upload was put back and noted by `recoverInterrupted`: one try has one outcome.
    if (claim.part.file !== undefined && !isOurs) return stored.state;
    const delivery = withAttempt(stored, attemptOf(claim, outcome, now));
    const takenOver = stored.leaseUntil !== undefined && stored.leaseUntil !== claim.delivery.leaseUntil;
    if (stored.nextPart !== claim.partIndex || (takenOver && outcome.status !== 'delivered')) {
      // The lease had run out, and somebody else has sent this part since, or is sending it.
      await tx.put('deliveries', delivery);
      return delivery.state;
    }
    const settled = ((): Delivery => {
      switch (outcome.status) {
        case 'delivered': {
          const nextPart = claim.partIndex + 1;
          const done = nextPart >= delivery.parts.length;
          return {
            ...withState(delivery, done ? 'delivered' : 'pending'),
            nextPart,
            dueAt: now.toISOString(),
          };
        }
        case 'deferred':
          return afterDeferral(delivery, outcome.retryAt, channels.get(claim.channel), now);
        case 'refused':
          return afterRefusal(delivery, outcome, channels, now);
        case 'unknown':
          return withState(delivery, 'unknown');
      }
    })();
    await tx.put('deliveries', settled);
    if (outcome.status === 'deferred' && outcome.errorClass === 'throttle') {
      await recordSend(tx, claim.lane, [], now, outcome.retryAt);
    }
    return settled.state;
  });

/**
 * Settles deliveries found `sending` whose process is gone. Where the platform drops repeats they are sent
 * again; elsewhere nobody knows, and they are `unknown`. A file that was still being uploaded was shown to nobody
 * and goes again in any case. Returns their ids.
 * @param whose `all`: this process has just started and is the only one; `expired`: others may be sending,
 * and only what is past its lease is left behind
 */
export const recoverInterrupted = (
  store: Store,
  channels: Channels,
  now: Date,
  whose: 'all' | 'expired',
): Promise<string[]> =>
  store.transaction(async (tx) => {
    const sending = await tx.find('deliveries', { index: 'byState', equals: ['sending'] });
    const left = sending.filter(
      ({ leaseUntil }) => whose === 'all' || leaseUntil === undefined || leaseUntil < now.toISOString(),
    );
    for (const found of left) {
      const delivery = isStillUpload(found) ? withAttempt(found, cutOff(found, now)) : found;
      const route = currentRoute(delivery);
      const channel = route === undefined ? undefined : channels.get(route.channel);
      await tx.put(
        'deliveries',
        channel !== undefined && isSafeToSend(delivery, channel, now)
          ? { ...withState(delivery, 'pending'), dueAt: now.toISOString() }
          : end(delivery, 'unknown', interrupted, now),
      );
    }
    return left.map(({ id }) => id);
  });
