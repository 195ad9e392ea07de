import Koa, { type Middleware } from 'koa';
import Router from 'koa-router';
import type { Logger } from 'pino';
import type { Door } from '../channels/door.js';
import type { Clock } from '../domain/clock.js';
import type { Inbox } from '../inbox/receive.js';
import { callbackRoute } from './callbacks.js';
import type { Metrics } from './metrics.js';

/** Somebody went away before a stream had ended, as whoever closes the chat page does. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** The public listener: the doors, `/healthz`, and in the demo the chat page. */
export const createPublicApp = (parts: {
  doors: readonly Door[];
  inbox: Inbox;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  extra?: readonly Middleware[];
}): Koa => {
  const app = new Koa();
  const router = new Router();
  router.get('/healthz', (context) => {
    context.body = 'ok\n';
  });
  for (const door of parts.doors) {
    const route = callbackRoute(door, parts);
    router.get(door.path, route);
    router.post(door.path, route);
  }
  app.use(router.routes());
  app.use(router.allowedMethods());
  for (const middleware of parts.extra ?? []) app.use(middleware);
  app.on('error', (error: unknown) => {
    if (!isGone(error)) parts.log.error({ err: error }, 'request failed');
  });
  return app;
};
