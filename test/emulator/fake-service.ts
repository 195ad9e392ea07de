import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { readBody } from '../../src/emulator/read-body.js';

/** A callback that the service got. */
export interface ReceivedCallback {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the service answers; `silence` = never, `cut` = it ends the connection. */
export type ServiceAnswer = string | Buffer | { readonly status: number } | 'silence' | 'cut';

export interface FakeService {
  readonly url: string;
  readonly received: readonly ReceivedCallback[];
}

/** Deadlines of an emulator that a test fires: `pass` ends the wait of the try under way. */
export const deadlinesByHand = () => {
  const limits: number[] = [];
  let current = new AbortController();
  return {
    /** What the emulator wanted to wait, ms, one entry for each try. */
    limits,
    deadline: (afterMs: number): AbortSignal => {
      limits.push(afterMs);
      current = new AbortController();
      return current.signal;
    },
    pass: (): void => current.abort(),
  };
};

/** A tiny service that answers as told and keeps what it got; it ends with the test. */
export const startFakeService = async (
  answer: (callback: ReceivedCallback, count: number) => ServiceAnswer,
): Promise<FakeService> => {
  const received: ReceivedCallback[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://service');
    const body = await readBody(request, 1024 * 1024);
    const callback = { path: url.pathname, query: url.searchParams, headers: request.headers, body };
    received.push(callback);
    const said = answer(callback, received.length);
    if (said === 'silence') return;
    if (said === 'cut') return request.socket.destroy();
    if (typeof said === 'object' && 'status' in said) return response.writeHead(said.status).end();
    response.writeHead(200).end(said);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake service has no port');
  return { url: `http://127.0.0.1:${address.port}`, received };
};
