import type { Store, Transaction } from '../../storage/port.js';
import type { Destination } from '../inbox/event.js';
import { isSafeToSend, withAttempt } from './attempts.js';
import { laneOf } from './lane.js';
import { freeAt, recordSend } from './rate.js';
import type { Delivery, RenderedPart } from './records.js';
import type { Channels } from './routes.js';
import {
  currentRoute,
  end,
  giveUp,
  noOpenRoute,
  onNextRoute,
  routeOpen,
  tooLate,
  unanswered,
} from './transitions.js';

/** One part of one delivery that this process has taken to send. */
export interface Claim {
  readonly delivery: Delivery;
  readonly channel: string;
  readonly destination: Destination;
  readonly part: RenderedPart;
  readonly partIndex: number;
  /** Sends in one lane keep their order and share one rate. */
  readonly lane: string;
}

/** A send is over long before, a new access token and a second try included: its HTTP calls time out. */
export const sendLeaseMs = 60_000;
/** A file is uploaded before its send, which then has a lease of its own: an upload may take half a minute, twice. */
const uploadLeaseMs = 120_000;
/** Rows looked at for one that nobody else serves. */
const lookAhead = 200;

/** Takes one delivery or settles it without sending; `undefined` = look at the next. */
const consider = async (
  tx: Transaction,
  delivery: Delivery,
  channels: Channels,
  now: Date,
): Promise<Claim | undefined> => {
  const route = currentRoute(delivery);
  const part = delivery.parts[delivery.nextPart];
  const channel = route === undefined ? undefined : channels.get(route.channel);
  if (delivery.expiresAt !== undefined && delivery.expiresAt <= now.toISOString()) {
    await tx.put('deliveries', giveUp(delivery, tooLate, now));
    return undefined;
  }
  if (route === undefined || part === undefined || channel === undefined || !routeOpen(route, now)) {
    const next = onNextRoute(delivery, channels, now) ?? giveUp(delivery, noOpenRoute, now);
    await tx.put('deliveries', next);
    return undefined;
  }
  if (!isSafeToSend(delivery, channel, now)) {
    await tx.put('deliveries', end(delivery, 'unknown', unanswered, now));
    return undefined;
  }
  const lane = laneOf(route);
  const free = await freeAt(tx, lane, channel.capabilities.rate, now);
  if (free > now) {
    await tx.put('deliveries', { ...delivery, dueAt: free.toISOString() });
    return undefined;
  }
  await recordSend(tx, lane, channel.capabilities.rate, now);
  const leaseMs = part.file === undefined ? sendLeaseMs : uploadLeaseMs;
  const claimed: Delivery = {
    ...withAttempt(delivery, {
      at: now.toISOString(),
      part: delivery.nextPart,
      channel: route.channel,
      outcome: 'started',
    }),
    state: 'sending',
    leaseUntil: new Date(now.getTime() + leaseMs).toISOString(),
  };
  await tx.put('deliveries', claimed);
  return {
    delivery: claimed,
    channel: route.channel,
    destination: route.destination,
    part,
    partIndex: delivery.nextPart,
    lane,
  };
};

/**
 * Takes the delivery that has been due longest and whose lane nobody in `busy` serves; the lane is then
 * added to `busy`. The attempt is on disk before this resolves.
 */
export const claimNext = async (
  store: Store,
  channels: Channels,
  now: Date,
  busy: Set<string>,
): Promise<Claim | undefined> => {
  /** Those that another process has just taken. */
  const passed = new Set<string>();
  for (;;) {
    const due = await store.find('deliveries', {
      index: 'byState',
      equals: ['pending'],
      range: { lte: now.toISOString() },
      limit: lookAhead,
    });
    const candidate = due.find((delivery) => {
      if (passed.has(delivery.id)) return false;
      const route = currentRoute(delivery);
      return route === undefined || !busy.has(laneOf(route));
    });
    if (candidate === undefined) return undefined;
    const route = currentRoute(candidate);
    const lane = route === undefined ? undefined : laneOf(route);
    // Before the first await: another worker must not take a second message of this lane meanwhile.
    if (lane !== undefined) busy.add(lane);
    const claim = await store.transaction(async (tx) => {
      const fresh = await tx.take('deliveries', candidate.id);
      if (fresh === undefined || fresh.state !== 'pending' || fresh.dueAt > now.toISOString()) {
        passed.add(candidate.id);
        return undefined;
      }
      return await consider(tx, fresh, channels, now);
    });
    if (claim !== undefined) return claim;
    if (lane !== undefined) busy.delete(lane);
  }
};
