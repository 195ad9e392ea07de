import type { PictureFault } from '../domain/pictures.js';
import type { PictureType, Platform } from '../domain/records/index.js';
import type { Destination, PictureSource } from '../inbox/event.js';
import type { MessageDocument } from '../message/document.js';
import type { ErrorClass, RenderedPart } from './records.js';

/** A limit of the platform: most messages to one destination inside any window of `perMs`. */
export interface Rate {
  readonly messages: number;
  readonly perMs: number;
}

/** What a channel can do, as data: senders choose by it and never by a channel's name. */
export interface ChannelCapabilities {
  readonly receive: boolean;
  /** Kinds of destination that `send` takes. */
  readonly destinations: readonly Destination['kind'][];
  readonly mention: boolean;
  readonly card: boolean;
  readonly update: boolean;
  readonly recall: boolean;
  readonly readState: boolean;
  /** For how long after the first try the platform drops a repeat with the same key; `false` = it never does. */
  readonly idempotent: false | { readonly forMs: number };
  /** Largest file that goes to a person; `false` = none goes. */
  readonly files: false | { readonly maxBytes: number };
  /** Largest body of one message, in UTF-8 bytes. */
  readonly maxBytes: number;
  /** All of them hold; absent = no known limit. */
  readonly rates?: readonly Rate[];
}

export type SendOutcome =
  | { readonly status: 'delivered'; readonly providerId?: string }
  /** Try again at `retryAt` or later. */
  | {
      readonly status: 'deferred';
      /** It may have been delivered, and the channel is `idempotent`; absent = nothing was. */
      readonly mayHaveArrived?: true;
      readonly errorClass: ErrorClass;
      readonly code: string;
      readonly advice: string;
      readonly retryAt: Date;
    }
  /** This try delivered nothing, and a repeat will not help. `route_dead` asks for the next route. */
  | {
      readonly status: 'refused';
      readonly errorClass: ErrorClass;
      readonly code: string;
      readonly advice: string;
    }
  /** The request left and no answer came: it may have been delivered. */
  | {
      readonly status: 'unknown';
      readonly errorClass: 'unknown';
      readonly code: string;
      readonly advice: string;
    };

/** An outcome after which surely nobody was shown anything. */
export type NotSent = Exclude<SendOutcome, { status: 'delivered' | 'unknown' }>;

/** A file to be uploaded. */
export interface OutgoingFile {
  /** With its ending. */
  readonly name: string;
  /** Set for a picture, which platforms take in another way than a document. */
  readonly picture?: PictureType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A picture out of a message; `type` as its bytes say. */
export type FetchedPicture =
  | { readonly bytes: Uint8Array; readonly type: PictureType }
  /** `detail` is for the log and holds no secret. */
  | { readonly fault: PictureFault; readonly detail?: string };

/**
 * What happens when a call is made again: the platform would show the message twice, it drops the repeat, or
 * the call shows nobody anything.
 */
export type Repeat = 'shown_twice' | 'dropped' | 'harmless';

/**
 * The port that the doors implement for sending, and for fetching what a message only refers to. One instance per configured channel. Success is the
 * platform's own code, per recipient, never HTTP 200. Never throws for anything a platform or network does.
 */
export interface Channel {
  /** Name in the configuration. */
  readonly name: string;
  readonly platform: Platform;
  readonly capabilities: ChannelCapabilities;
  /**
   * Whether this process can send at this moment; absent = always. Where it cannot, deliveries wait, or go to
   * the process that can.
   */
  readonly isOpen?: () => boolean;
  /** Splits at block borders by UTF-8 bytes and numbers the parts. */
  render(document: MessageDocument, destination: Destination): RenderedPart[];
  send(
    part: RenderedPart,
    destination: Destination,
    options: { idempotencyKey: string },
  ): Promise<SendOutcome>;
  /**
   * Gives the platform a file, which shows nobody anything yet; the part is what to send then. There where
   * `capabilities.files` is.
   */
  readonly upload?: (
    file: OutgoingFile,
  ) => Promise<{ readonly part: RenderedPart } | { readonly failure: NotSent }>;
  /** Fetches a picture of a message that came in by this channel; there where messages have pictures. */
  readonly fetchPicture?: (source: PictureSource) => Promise<FetchedPicture>;
}
