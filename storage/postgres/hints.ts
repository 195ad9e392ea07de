import type { Client } from 'pg';

/** Milliseconds before a lost connection is made anew. */
const reconnectMs = 1000;

/**
 * Hears over a connection of its own that another process stored something to send. A hint that is missed
 * while the connection is away costs time, never a message: whoever needs the row also looks by the clock.
 */
export class HintListener {
  readonly #connect: () => Client;
  readonly #heard: () => void;
  readonly #onLost: (error: Error) => void;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(connect: () => Client, heard: () => void, onLost: (error: Error) => void) {
    this.#connect = connect;
    this.#heard = heard;
    this.#onLost = onLost;
  }

  /** Resolves when it listens, or when the first try failed and the next is planned. */
  async start(): Promise<void> {
    const client = this.#connect();
    this.#client = client;
    let lost = false;
    const again = (error: Error): void => {
      if (lost || this.#stopped) return;
      lost = true;
      this.#onLost(error);
      this.#timer = setTimeout(() => void this.start(), reconnectMs);
      void client.end().catch(() => undefined);
    };
    client.on('error', again);
    client.on('end', () => again(new Error('the connection for hints ended')));
    client.on('notification', () => this.#heard());
    try {
      await client.connect();
      await client.query('LISTEN tongbao');
      // Whatever was stored while nobody listened.
      this.#heard();
    } catch (error) {
      again(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }
}
