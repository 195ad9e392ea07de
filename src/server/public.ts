import type { ServerResponse } from 'node:http';
import Koa, { type Middleware } from 'koa';
import Router from 'koa-router';
import type { Logger } from 'pino';
import type { CallbackResponse, Door } from '../channels/door.js';
import type { Clock } from '../domain/clock.js';
import type { Inbox } from '../inbox/receive.js';
import { type Callback, callbackOf, partsOf } from './callbacks.js';
import type { Handler } from './listener.js';
import type { Metrics } from './metrics.js';

/** Somebody went away before a stream had ended, as whoever closes the chat page does. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

const write = (response: ServerResponse, { status, contentType, body }: CallbackResponse): void => {
  const length = Buffer.byteLength(body);
  const headers =
    contentType === undefined
      ? { 'Content-Length': length }
      : { 'Content-Length': length, 'Content-Type': contentType };
  response.writeHead(status, headers).end(body);
};

const throughKoa =
  (callback: Callback): Middleware =>
  async (context) => {
    // One way to write an answer: Koa's own turns an empty one into 204 where platforms ask for 200.
    context.respond = false;
    write(context.res, await callback(context.req));
  };

/**
 * The public listener: the doors, `/healthz`, and in the demo the chat page. What platforms send goes past Koa, through
 * which it took about a fifth more time; Koa has the rest, among it the doors by other methods and by other spellings of
 * their paths.
 */
export const createPublicHandler = (parts: {
  doors: readonly Door[];
  inbox: Inbox;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  extra?: readonly Middleware[];
}): Handler => {
  const app = new Koa();
  const router = new Router();
  const callbacks = new Map<string, Callback>();
  router.get('/healthz', (context) => {
    context.body = 'ok\n';
  });
  for (const door of parts.doors) {
    const callback = callbackOf(door, parts);
    callbacks.set(door.path, callback);
    router.get(door.path, throughKoa(callback));
    router.post(door.path, throughKoa(callback));
  }
  app.use(router.routes());
  app.use(router.allowedMethods());
  for (const middleware of parts.extra ?? []) app.use(middleware);
  app.on('error', (error: unknown) => {
    if (!isGone(error)) parts.log.error({ err: error }, 'request failed');
  });
  const others = app.callback();
  return async (request, response) => {
    const callback = request.method === 'POST' ? callbacks.get(partsOf(request.url)[0]) : undefined;
    if (callback === undefined) return await others(request, response);
    const answer = await callback(request);
    try {
      write(response, answer);
    } catch (error) {
      parts.log.error({ err: error }, 'request failed');
      throw error;
    }
  };
};
