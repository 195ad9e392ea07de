import { WebSocket } from 'ws';

/** What happens to a socket. After `closed` nothing else does. */
export interface SocketEvents {
  readonly opened: () => void;
  readonly received: (text: string) => void;
  /** `why` is short and holds no address. */
  readonly closed: (why: string) => void;
}

/** A connection of text frames. */
interface Socket {
  send(text: string): void;
  /** Cuts it without a farewell: a peer that is gone would never answer one. */
  terminate(): void;
}

/** Opens a socket; whatever comes of it is told by `events`, later. */
export type OpenSocket = (url: string, events: SocketEvents) => Socket;

/** Messages are a few kilobytes and files come by address; a larger frame closes the connection. */
const largestFrame = 1024 * 1024;

const handshakeMs = 10_000;

const reasonOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

/** Sockets over the network; certificates are checked. */
export const openSocket: OpenSocket = (url, { opened, received, closed }) => {
  const socket = new WebSocket(url, {
    handshakeTimeout: handshakeMs,
    maxPayload: largestFrame,
    // A small frame could grow to any size.
    perMessageDeflate: false,
    followRedirects: false,
  });
  let trouble: string | undefined;
  socket.on('open', opened);
  socket.on('message', (data, isBinary) => {
    // Without `binaryType` each message is one buffer.
    if (!isBinary && Buffer.isBuffer(data)) received(data.toString('utf8'));
  });
  socket.on('error', (error) => {
    trouble ??= reasonOf(error);
  });
  socket.on('close', (code) => closed(trouble ?? `code ${code}`));
  return {
    // What cannot be written any more ends in `close`, which is told.
    send: (text) => socket.send(text, () => undefined),
    terminate: () => socket.terminate(),
  };
};
