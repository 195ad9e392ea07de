import { mayHaveArrived, withAttempt } from './attempts.js';
import type { Delivery, DeliveryRoute, DeliveryState } from './records.js';
import type { Channels } from './routes.js';

/** The route in use. */
export const currentRoute = (delivery: Delivery): DeliveryRoute | undefined =>
  delivery.routes[delivery.routeIndex];

/** Whether a route's address is still good. */
export const routeOpen = ({ destination }: DeliveryRoute, now: Date): boolean =>
  !('expiresAt' in destination) || destination.expiresAt > now.toISOString();

export const withState = ({ leaseUntil: _, ...delivery }: Delivery, state: DeliveryState): Delivery => ({
  ...delivery,
  state,
});

/** Goes on with the next route that is open, rendered anew; undefined when there is none left. */
export const onNextRoute = (delivery: Delivery, channels: Channels, now: Date): Delivery | undefined => {
  // Half of a message went out on the old route: the other half alone on another would confuse.
  if (delivery.nextPart > 0 || mayHaveArrived(delivery)) return undefined;
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

/** Ends a delivery without a further try, and notes why. */
export const end = (
  delivery: Delivery,
  state: 'expired' | 'unknown',
  reason: { readonly code: string; readonly advice: string },
  now: Date,
): Delivery =>
  withState(
    withAttempt(delivery, {
      at: now.toISOString(),
      part: delivery.nextPart,
      channel: currentRoute(delivery)?.channel ?? '',
      outcome: state === 'expired' ? 'refused' : 'unknown',
      ...reason,
    }),
    state,
  );

export const unanswered = {
  code: 'may_have_arrived',
  advice: '此前有一次发送没有得到答复，可能已经送达，不再自动重发。请先核实，再决定是否重发。',
} as const;
export const interrupted = {
  code: 'interrupted',
  advice: '发送时服务中断，不知道是否送达。请先核实，再决定是否重发。',
} as const;
export const uploadInterrupted = {
  code: 'upload_interrupted',
  advice: '上传文件时中断，没有发出，会重新上传后发送。',
} as const;
export const tooLate = { code: 'expired', advice: '超过有效时间，未发送。' } as const;
export const noOpenRoute = { code: 'no_open_route', advice: '没有可用的发送通道了，未发送。' } as const;

/** Gives up what was not sent; what may have been sent is left for somebody to look at. */
export const giveUp = (
  delivery: Delivery,
  reason: typeof tooLate | typeof noOpenRoute,
  now: Date,
): Delivery =>
  mayHaveArrived(delivery)
    ? end(delivery, 'unknown', unanswered, now)
    : end(delivery, 'expired', reason, now);
