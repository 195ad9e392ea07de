import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { TongbaoError } from '../domain/error.js';

/** Answers a request; when it rejects the connection is cut. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A listening HTTP server. */
export interface Listener {
  readonly port: number;
  readonly url: string;
  /** Takes no new requests and resolves when those under way are answered. */
  close(): Promise<void>;
}

const hintOf = (error: unknown, host: string, port: number): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用。请换一个端口，或先停止占用它的程序。`;
  if (code === 'EACCES') return `没有权限监听端口 ${port}。请使用 1024 以上的端口。`;
  if (code === 'EADDRNOTAVAIL') return `本机没有地址 ${host}。请检查监听地址。`;
  return `无法监听 ${host}:${port}。`;
};

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * @param graceMs how long requests under way may take once it is closed
 * @throws TongbaoError `server.cannot_listen`
 */
export const listen = async (
  handle: Handler,
  host: string,
  port: number,
  graceMs = 5000,
): Promise<Listener> => {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // Slow senders hold a connection, not the service.
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  try {
    await listening(server, host, port);
  } catch (error) {
    throw new TongbaoError('server.cannot_listen', hintOf(error, host, port), { cause: error });
  }
  const address = server.address();
  const actual = address !== null && typeof address === 'object' ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    port: actual,
    url: `http://${shown.includes(':') ? `[${shown}]` : shown}:${actual}`,
    close: () =>
      new Promise((resolve, reject) => {
        // Somebody who connects and sends nothing must not keep the service from stopping.
        setTimeout(() => server.closeAllConnections(), graceMs).unref();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeIdleConnections();
      }),
  };
};
