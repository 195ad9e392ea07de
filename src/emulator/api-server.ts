import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import Koa, { type Context } from 'koa';
import Router from 'koa-router';
import { TongbaoError } from '../domain/error.js';
import type { ApiAnswer, ApiRoute } from './api-call.js';
import type { CallLog } from './call-log.js';
import type { Fault, Faults } from './faults.js';
import { BodyTooLarge, readBytes } from './read-body.js';

/** The emulated platform APIs, listening. */
export interface ApiServer {
  readonly baseUrl: string;
  /** Cuts every connection, also those that a fault holds. */
  close(): Promise<void>;
}

const largestBody = 1024 * 1024;
/** Past the largest file: one that is a little too large is answered with the platform's own code. */
const largestUpload = 24 * 1024 * 1024;

const bytesOf = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  try {
    return await readBytes(request, limit);
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
};

const write = (context: Context, { status, body }: ApiAnswer): void => {
  context.status = status;
  if (Buffer.isBuffer(body)) {
    context.type = 'application/octet-stream';
    context.body = body;
    return;
  }
  context.type = typeof body === 'string' ? 'text/plain' : 'application/json';
  context.body = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/** Koa leaves the response alone; for `hang` nobody ever answers. */
const cut = (context: Context, fault: Exclude<Fault, { kind: 'answer' }>): void => {
  context.respond = false;
  if (fault.kind === 'reset') context.req.socket.resetAndDestroy();
};

const serve = (route: ApiRoute, faults: Faults, calls: CallLog) => async (context: Context) => {
  const bytes = await bytesOf(context.req, route.isUpload ? largestUpload : largestBody);
  if (bytes === undefined) {
    context.status = 413;
    return;
  }
  const body = route.isUpload ? '' : bytes.toString('utf8');
  const fault = faults.take(route.path);
  const answerOf = async (): Promise<ApiAnswer | undefined> => {
    if (fault?.kind === 'answer') return fault.answer;
    if (fault?.effect === false) return undefined;
    return await route.handle({ query: context.URL.searchParams, headers: context.headers, body, bytes });
  };
  const answer = await answerOf();
  calls.add(route, body, answer, fault);
  if (fault !== undefined && fault.kind !== 'answer') cut(context, fault);
  else if (answer !== undefined) write(context, answer);
};

/** Takes a request to speak another protocol from now on. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Serves the routes on a free port of 127.0.0.1. */
export const startApiServer = async (
  routes: readonly ApiRoute[],
  parts: { faults: Faults; calls: CallLog; upgrade: Upgrade },
): Promise<ApiServer> => {
  const router = new Router();
  for (const route of routes) {
    router.register(route.path, [route.method], serve(route, parts.faults, parts.calls));
  }
  const app = new Koa();
  app.use(router.routes());
  app.use(router.allowedMethods());
  const handle = app.callback();
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', parts.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new TongbaoError('emulator.no_address', '模拟平台没有得到本机端口，请重新启动演示。');
  }
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
};
