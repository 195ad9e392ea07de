import type { Store, Transaction } from '../../storage/port.js';
import type { Destination } from '../inbox/event.js';
import { isSafeToSend, withAttempt } from './attempts.js';
import type { Channel } from './channel.js';
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
/** Rows looked at first for one that can be served; more where all of them have to wait. */
const lookAhead = 200;

/** How long a delivery waits for a channel that is closed before it goes another way, where it has one. */
const patienceMs = 10 * 60_000;

const isClosed = ({ isOpen }: Channel): boolean => isOpen?.() === false;

/** Whether nothing can be done about a delivery here but wait until its channel is open. */
const waitsForChannel = (delivery: Delivery, channels: Channels, now: Date): boolean => {
  const route = currentRoute(delivery);
  const channel = route === undefined ? undefined : channels.get(route.channel);
  if (route === undefined || channel === undefined || !isClosed(channel)) return false;
  const isOver = delivery.expiresAt !== undefined && delivery.expiresAt <= now.toISOString();
  if (isOver || !routeOpen(route, now)) return false;
  const waited = now.getTime() - new Date(delivery.dueAt).getTime();
  return waited < patienceMs || onNextRoute(delivery, channels, now) === undefined;
};

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
  if (waitsForChannel(delivery, channels, now)) return undefined;
  if (isClosed(channel)) {
    const next = onNextRoute(delivery, channels, now);
    if (next !== undefined) await tx.put('deliveries', next);
    return undefined;
  }
  const lane = laneOf(route);
  const { rates = [] } = channel.capabilities;
  const free = await freeAt(tx, lane, rates, now);
  if (free > now) {
    await tx.put('deliveries', { ...delivery, dueAt: free.toISOString() });
    return undefined;
  }
  await recordSend(tx, lane, rates, now);
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
  let limit = lookAhead;
  for (;;) {
    const due = await store.find('deliveries', {
      index: 'byState',
      equals: ['pending'],
      range: { lte: now.toISOString() },
      limit,
    });
    const candidate = due.find((delivery) => {
      if (passed.has(delivery.id) || waitsForChannel(delivery, channels, now)) return false;
      const route = currentRoute(delivery);
      return route === undefined || !busy.has(laneOf(route));
    });
    if (candidate === undefined) {
      if (due.length < limit) return undefined;
      // What waits for a closed channel must not hide what another one could send.
      limit *= 4;
      continue;
    }
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
