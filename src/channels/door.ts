import type { ReceivedEvent } from '../inbox/event.js';
import type { MessageDocument } from '../message/document.js';

/** An HTTP request as the server hands it over: raw body, nothing parsed. */
export interface CallbackRequest {
  readonly method: 'GET' | 'POST';
  /** Decoded query; a repeated parameter is an array (and refused by the doors). */
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly now: Date;
}

export interface CallbackResponse {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string;
}

export type DoorOutcome =
  /** A bare 4xx; `reason` goes to the log and holds no secret and nothing of the body. */
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 413; readonly reason: string }
  /** Answered by the door itself: URL verification, events that need no work. */
  | {
      readonly kind: 'done';
      readonly response: CallbackResponse;
      /** Something the operator must see to; goes to the log and holds no secret and nothing of the body. */
      readonly warning?: string;
    }
  | {
      readonly kind: 'event';
      readonly event: ReceivedEvent;
      /** Whether `reply` fits the HTTP response; if not it goes through the outbox. Pure. */
      fits(reply: MessageDocument): boolean;
      /** The HTTP response: the reply, or the empty acknowledgement. */
      respond(reply: MessageDocument | undefined): CallbackResponse;
    };

/**
 * A way in: one per configured channel that hears. Verifies (signature in constant time, freshness,
 * receiveid, size), then parses into a typed event. Never throws for anything a request holds.
 */
export interface Door {
  /** Name of the channel in the configuration. */
  readonly channel: string;
  /** Path below the service, e.g. `/wecom/bot/helper`. */
  readonly path: string;
  receive(request: CallbackRequest): Promise<DoorOutcome>;
}
