import { z } from 'zod';
import { Instant } from '../domain/records/index.js';
import { Destination } from '../inbox/event.js';
import { FileReference, MessageDocument } from '../message/document.js';

/** What a platform's error code means for a sender; one table per platform maps codes to these. */
export const ErrorClass = z.enum([
  'retry',
  'throttle',
  'refresh_token',
  'route_dead',
  'recipient',
  'content',
  'size',
  'configuration',
  'unknown',
]);
export type ErrorClass = z.infer<typeof ErrorClass>;

/** One message in a platform's own form, without destination: `body` is what goes over the wire. */
export const RenderedPart = z.object({
  body: z.record(z.string(), z.json()),
  /** The readable text in it, for previews, the ledger and the emulator's tests. */
  text: z.string(),
  /** A file that the platform has yet to be given: `body` goes over the wire only after that. */
  file: FileReference.optional(),
});
export type RenderedPart = z.infer<typeof RenderedPart>;

export const DeliveryRoute = z.object({ channel: z.string(), destination: Destination });
export type DeliveryRoute = z.infer<typeof DeliveryRoute>;

export const DeliveryAttempt = z.object({
  at: Instant,
  /** Index of the part that was sent. */
  part: z.number().int().nonnegative(),
  channel: z.string(),
  outcome: z.enum(['started', 'delivered', 'deferred', 'refused', 'unknown']),
  /** Of a deferred try: it may have got there all the same. */
  mayHaveArrived: z.literal(true).optional(),
  errorClass: ErrorClass.optional(),
  /** The platform's own code. */
  code: z.string().optional(),
  advice: z.string().optional(),
  providerId: z.string().optional(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

export const DeliveryState = z.enum(['pending', 'sending', 'delivered', 'refused', 'unknown', 'expired']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Something to be sent unasked, or a reply that missed its HTTP response. `id` is its unique key. */
export const Delivery = z.object({
  id: z.string().min(1),
  purpose: z.enum(['reply', 'direct_reply', 'reminder', 'summary', 'notification']),
  /** Whom it is for, as people read it: a group's or a person's name. */
  recipient: z.string(),
  groupId: z.string().optional(),
  memberId: z.string().optional(),
  document: MessageDocument,
  /** In order of preference; `routeIndex` is the one in use. */
  routes: z.array(DeliveryRoute).min(1),
  routeIndex: z.number().int().nonnegative(),
  /** Rendered for the route in use. */
  parts: z.array(RenderedPart),
  /** Parts before this one are delivered. */
  nextPart: z.number().int().nonnegative(),
  state: DeliveryState,
  createdAt: Instant,
  /** Not to be sent before; also the time of the next attempt. */
  dueAt: Instant,
  expiresAt: Instant.optional(),
  /** While `sending`: after this whoever took it counts as gone. */
  leaseUntil: Instant.optional(),
  attempts: z.array(DeliveryAttempt),
});
export type Delivery = z.infer<typeof Delivery>;

/** Times of recent sends to one destination, to stay inside the platform's window after a restart. */
export const RateWindow = z.object({
  id: z.string(),
  sentAt: z.array(Instant),
  blockedUntil: Instant.optional(),
});
export type RateWindow = z.infer<typeof RateWindow>;
