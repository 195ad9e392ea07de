import type { SessionEnd } from './bot-session.js';
import { classify } from './errors.js';

const second = 1000;
const minute = 60 * second;

/** Open for so long, a connection counts as sound: what failed before is forgotten. */
const soundMs = minute;
/** One that took another's place and was not displaced for so long has it for good. */
const ownMs = 60 * minute;

/** How a session ended, and how often it has ended since the connection was last sound. */
export interface Ended {
  readonly end: SessionEnd;
  /** 0 = the first time. */
  readonly failures: number;
}

const doubled = (first: number, times: number, most: number): number => Math.min(first * 2 ** times, most);

/** How many failures count before this one, by how long the session had been open. */
export const failuresBefore = (end: SessionEnd, before: number, openForMs: number): number =>
  openForMs >= (end.kind === 'displaced' ? ownMs : soundMs) ? 0 : before;

/**
 * How long to wait before the next try; there is always a next try. `fraction` (0 to 1) spreads the tries of many
 * services that lost their connections at the same moment.
 *
 * Displaced: whoever did it keeps it, and is asked for it seldom: two that come back at once would evict each
 * other for ever. Wrong credentials: somebody has to correct them, and each try counts against the bot. Too many
 * subscriptions: the platform asks for silence.
 */
export const waitBefore = ({ end, failures }: Ended, fraction: number): number => {
  const spread = (milliseconds: number): number => Math.round(milliseconds * (0.5 + fraction / 2));
  if (end.kind === 'displaced') return doubled(10 * minute, failures, 60 * minute);
  if (end.kind === 'lost') return spread(doubled(second, failures, minute));
  const { errorClass } = classify(end.errcode);
  if (errorClass === 'throttle') return minute + spread(doubled(minute, failures, 10 * minute));
  if (errorClass === 'configuration') return 10 * minute;
  return spread(doubled(30 * second, failures, 10 * minute));
};
