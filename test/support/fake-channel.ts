import type {
  Channel,
  ChannelCapabilities,
  NotSent,
  OutgoingFile,
  SendOutcome,
} from '../../src/delivery/channel.js';
import type { RenderedPart } from '../../src/delivery/records.js';
import type { Platform } from '../../src/domain/records/index.js';
import type { Destination } from '../../src/inbox/event.js';
import { documentToPlain } from '../../src/message/plain.js';

interface Sent {
  readonly text: string;
  readonly body: RenderedPart['body'];
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
  /** Files that it was given, in order; the first is `media-1` when it is sent. */
  readonly uploads: OutgoingFile[];
  /** How the next uploads fail, in order. */
  readonly uploadFailures: NotSent[];
  /** When set, `upload` waits for it after it has taken the file. */
  holdUpload: Promise<void> | undefined;
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
  const uploads: OutgoingFile[] = [];
  const uploadFailures: NotSent[] = [];
  const upload: NonNullable<Channel['upload']> = async (file) => {
    uploads.push(file);
    const media = `media-${uploads.length}`;
    await channel.holdUpload;
    const failure = uploadFailures.shift();
    return failure === undefined ? { part: { body: { media }, text: file.name } } : { failure };
  };
  const channel: FakeChannel = {
    name,
    platform,
    sent,
    script,
    hold: undefined,
    uploads,
    uploadFailures,
    holdUpload: undefined,
    ...(capabilities.files ? { upload } : {}),
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
      const { files = [] } = document;
      const text = documentToPlain(document);
      const isText = document.blocks.length > 0 || files.length === 0;
      return [
        ...(isText ? text.split('\f').map((part) => ({ body: { text: part }, text: part })) : []),
        ...files.map((file) => ({ body: {}, text: file.name, file })),
      ];
    },
    async send(part, destination, { idempotencyKey }) {
      await channel.hold;
      sent.push({ text: part.text, body: part.body, destination, idempotencyKey });
      return script.shift() ?? { status: 'delivered' };
    },
  } satisfies FakeChannel;
  return channel;
};
