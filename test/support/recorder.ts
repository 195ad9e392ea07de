import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A callback as a platform sent it. */
export interface RecordedCallback {
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const textHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' &&
      !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)
        ? [[name, value]]
        : [],
    ),
  );

/** A listener between the emulated platforms and a service: passes everything on, and keeps what came in. */
export const createRecorder = async (serviceUrl: string) => {
  const recorded: RecordedCallback[] = [];
  const post = async ({ path, headers, body }: RecordedCallback): Promise<Response> =>
    fetch(new URL(path, serviceUrl), { method: 'POST', headers, body });
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await buffer(request)).toString('utf8');
      const callback = { path: request.url ?? '/', headers: textHeaders(request.headers), body };
      recorded.push(callback);
      const answer = await post(callback);
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(await answer.text());
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    recorded: recorded as readonly RecordedCallback[],
    /** Sends a callback to the service, as it is given. */
    post,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export type Recorder = Awaited<ReturnType<typeof createRecorder>>;
