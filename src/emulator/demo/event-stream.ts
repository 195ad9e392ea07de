import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import type { DemoEvent } from '../api.js';

/** A page that fell asleep with this much unread is cut off; it reads everything anew when it is back. */
const mostUnread = 1024 * 1024;

/** The open event streams of all pages. */
export interface EventStreams {
  /** Answers a request with a stream that stays open. */
  open(context: Context): void;
  send(event: DemoEvent): void;
  close(): void;
}

/** `keepAliveMs`: how often `onKeepAlive` is called while somebody listens, so that proxies and browsers see life. */
export const createEventStreams = (options: {
  readonly keepAliveMs: number;
  readonly onKeepAlive: () => void;
}): EventStreams => {
  const streams = new Set<PassThrough>();
  let timer: NodeJS.Timeout | undefined;

  const drop = (stream: PassThrough): void => {
    streams.delete(stream);
    stream.end();
    if (streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    open: (context) => {
      const stream = new PassThrough();
      streams.add(stream);
      timer ??= setInterval(options.onKeepAlive, options.keepAliveMs);
      context.req.socket.setNoDelay(true);
      context.res.on('close', () => drop(stream));
      // The connection ends with the stream: a kept-alive one would hold up the service's stop.
      context.set({ 'Cache-Control': 'no-store', Connection: 'close', 'X-Accel-Buffering': 'no' });
      context.type = 'text/event-stream';
      context.body = stream;
      stream.write(': open\n\n');
    },
    send: (event) => {
      for (const stream of streams) {
        if (stream.writableLength + stream.readableLength > mostUnread) drop(stream);
        else stream.write(`data: ${JSON.stringify(event)}\n\n`);
      }
    },
    close: () => {
      for (const stream of streams) drop(stream);
    },
  };
};
