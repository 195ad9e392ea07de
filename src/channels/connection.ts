import type { ReceivedEvent } from '../inbox/event.js';

/** How a connection is, as /readyz shows it. */
export interface ConnectionHealth {
  /** It is open, or another process has it. */
  readonly ok: boolean;
  /** For the operator, with what to do. */
  readonly detail: string;
}

/** What a connection hands on. */
export interface ConnectionHandlers {
  /** Resolves when the event is stored; a rejection is tried again. */
  readonly take: (event: ReceivedEvent) => Promise<void>;
  /** Sending is possible from now on. */
  readonly onOpen: () => void;
}

/**
 * A way in and out that the service opens itself, so that nobody has to reach it from outside. One process at a
 * time has it. Never throws for anything a platform or network does, and never gives up.
 */
export interface Connection {
  /** Name of the channel in the configuration. */
  readonly channel: string;
  start(handlers: ConnectionHandlers): void;
  health(): ConnectionHealth;
  /** Closes it and lets another process have it. */
  stop(): Promise<void>;
}
