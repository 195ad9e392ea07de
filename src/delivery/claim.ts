import type { Store, Transaction } from '../../storage/port.js';
import type { Destination } from '../inbox/event.js';
import type { SendOutcome } from './channel.js';
import { freeAt, recordSend } from './rate.js';
import type { Delivery, DeliveryAttempt, DeliveryRoute, DeliveryState, RenderedPart } from './records.js';
import type { Channels } from './routes.js';

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

/** Tries of one part that the platform put off before it is given up; backs off to ten minutes. */
const mostDeferrals = 20;
const backOffMs = (deferrals: number): number => Math.min(5000 * 2 ** deferrals, 600_000);
/** A send is over long before: its HTTP calls time out. */
const leaseMs = 60_000;
/** Rows looked at for one that nobody else serves. */
const lookAhead = 200;

const laneOf = ({ channel, destination }: DeliveryRoute): string => {
  switch (destination.kind) {
    case 'person':
      return `${channel}/person/${destination.userId.toLowerCase()}`;
    case 'webhook':
      return `${channel}/webhook`;
    case 'response_url':
    case 'session_webhook':
      return `${channel}/reply`;
  }
};

const currentRoute = (delivery: Delivery): DeliveryRoute | undefined => delivery.routes[delivery.routeIndex];

const routeOpen = ({ destination }: DeliveryRoute, now: Date): boolean =>
  !('expiresAt' in destination) || destination.expiresAt > now.toISOString();

const withAttempt = (delivery: Delivery, attempt: DeliveryAttempt): Delivery => ({
  ...delivery,
  attempts: [...delivery.attempts, attempt],
});

const withState = ({ leaseUntil: _, ...delivery }: Delivery, state: DeliveryState): Delivery => ({
  ...delivery,
  state,
});

/** Goes on with the next route that is open, rendered anew; undefined when there is none left. */
const onNextRoute = (delivery: Delivery, channels: Channels, now: Date): Delivery | undefined => {
  // Half of a message went out on the old route: the other half alone on another would confuse.
  if (delivery.nextPart > 0) return undefined;
  for (let index = delivery.routeIndex + 1; index < delivery.routes.length; index += 1) {
    const route = delivery.routes[index];
    const channel = route === undefined ? undefined : channels.get(route.channel);
    if (route === undefined || channel === undefined || !routeOpen(route, now)) continue;
    return {
      ...withState(delivery, 'pending'),
      routeIndex: index,
      parts: channel.render(delivery.document, route.destination),
      dueAt: now.toISOString(),
    };
  }
  return undefined;
};

const drop = (delivery: Delivery, channel: string, code: string, advice: string, now: Date): Delivery =>
  withState(
    withAttempt(delivery, {
      at: now.toISOString(),
      part: delivery.nextPart,
      channel,
      outcome: 'refused',
      code,
      advice,
    }),
    'expired',
  );

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
    await tx.put('deliveries', drop(delivery, route?.channel ?? '', 'expired', '超过有效时间,未发送。', now));
    return undefined;
  }
  if (route === undefined || part === undefined || channel === undefined || !routeOpen(route, now)) {
    const next = onNextRoute(delivery, channels, now);
    await tx.put(
      'deliveries',
      next ?? drop(delivery, route?.channel ?? '', 'no_open_route', '没有可用的发送通道了,未发送。', now),
    );
    return undefined;
  }
  const lane = laneOf(route);
  const free = await freeAt(tx, lane, channel.capabilities.rate, now);
  if (free > now) {
    await tx.put('deliveries', { ...delivery, dueAt: free.toISOString() });
    return undefined;
  }
  await recordSend(tx, lane, channel.capabilities.rate, now);
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
});

const afterDeferral = (delivery: Delivery, part: number, retryAt: Date, now: Date): Delivery => {
  const deferrals = delivery.attempts.filter((one) => one.part === part && one.outcome === 'deferred').length;
  if (deferrals >= mostDeferrals) return withState(delivery, 'refused');
  const backedOff = new Date(now.getTime() + backOffMs(deferrals - 1));
  const next = retryAt > backedOff ? retryAt : backedOff;
  return { ...withState(delivery, 'pending'), dueAt: next.toISOString() };
};

const afterRefusal = (
  delivery: Delivery,
  outcome: Extract<SendOutcome, { status: 'refused' }>,
  channels: Channels,
  now: Date,
): Delivery => {
  const otherRouteMayHelp = outcome.errorClass !== 'content' && outcome.errorClass !== 'size';
  const next = otherRouteMayHelp ? onNextRoute(delivery, channels, now) : undefined;
  return next ?? withState(delivery, 'refused');
};

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
    const delivery = withAttempt(stored, attemptOf(claim, outcome, now));
    if (stored.nextPart !== claim.partIndex) {
      // The lease had run out, and somebody else has sent this part since.
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
          return afterDeferral(delivery, claim.partIndex, outcome.retryAt, now);
        case 'refused':
          return afterRefusal(delivery, outcome, channels, now);
        case 'unknown':
          return withState(delivery, 'unknown');
      }
    })();
    await tx.put('deliveries', settled);
    if (outcome.status === 'deferred' && outcome.errorClass === 'throttle') {
      await recordSend(tx, claim.lane, undefined, now, outcome.retryAt);
    }
    return settled.state;
  });

/**
 * Settles deliveries found `sending` whose process is gone. Where the platform drops repeats they are sent
 * again; elsewhere nobody knows, and they are `unknown`. Returns their ids.
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
    for (const delivery of left) {
      const route = currentRoute(delivery);
      const idempotent = route !== undefined && channels.get(route.channel)?.capabilities.idempotent === true;
      await tx.put(
        'deliveries',
        idempotent
          ? { ...withState(delivery, 'pending'), dueAt: now.toISOString() }
          : withState(
              withAttempt(delivery, {
                at: now.toISOString(),
                part: delivery.nextPart,
                channel: route?.channel ?? '',
                outcome: 'unknown',
                errorClass: 'unknown',
                code: 'interrupted',
                advice: '发送时服务中断,不知道是否送达;请到群里核实后再决定是否重发。',
              }),
              'unknown',
            ),
      );
    }
    return left.map(({ id }) => id);
  });
