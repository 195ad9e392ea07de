import type { Channel, ChannelCapabilities, SendOutcome } from '../../src/delivery/channel.js';
import type { RenderedPart } from '../../src/delivery/records.js';
import type { Platform } from '../../src/domain/records/index.js';
import type { Destination } from '../../src/inbox/event.js';
import { documentToPlain } from '../../src/message/plain.js';

interface Sent {
  readonly text: string;
  readonly destination: Destination;
  readonly idempotencyKey: string;
}

/** A channel that records what it is asked to send and answers from a script, `delivered` when it runs out. */
export interface FakeChannel extends Channel {
  readonly sent: Sent[];
  /** The next outcomes, in order. */
  readonly script: SendOutcome[];
  /** When set, `send` waits for it: to look at the store in the middle of a send. */
  hold: Promise<void> | undefined;
  /** False while this process cannot send by it. */
  open: boolean;
}

export const fakeChannel = (
  name: string,
  platform: Platform,
  capabilities: Partial<ChannelCapabilities> = {},
): FakeChannel => {
  const sent: Sent[] = [];
  const script: SendOutcome[] = [];
  const channel: FakeChannel = {
    name,
    platform,
    sent,
    script,
    hold: undefined,
    open: true,
    isOpen: () => channel.open,
    capabilities: {
      receive: false,
      destinations: ['webhook', 'person', 'chat', 'response_url', 'session_webhook', 'connection_reply'],
      mention: true,
      card: false,
      update: false,
      recall: false,
      readState: false,
      idempotent: false,
      files: false,
      maxBytes: 4096,
      ...capabilities,
    },
    render: (document): RenderedPart[] => {
      const text = documentToPlain(document);
      return text.split('\f').map((part) => ({ body: { text: part }, text: part }));
    },
    async send(part, destination, { idempotencyKey }) {
      await channel.hold;
      sent.push({ text: part.text, destination, idempotencyKey });
      return script.shift() ?? { status: 'delivered' };
    },
  } satisfies FakeChannel;
  return channel;
};
