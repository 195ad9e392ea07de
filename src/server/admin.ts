import Koa from 'koa';
import Router from 'koa-router';
import type { Metrics } from './metrics.js';

/** State of one part of the service, as /readyz shows it. */
export interface PartHealth {
  readonly ok: boolean;
  /** Shown, but callbacks can be served all the same. */
  readonly advisory?: true;
  readonly detail?: string;
  /** Age in seconds of the oldest entry that waits in this part. */
  readonly oldestWaitingSeconds?: number;
}

/** Asked at each /readyz and /metrics; never throws. */
export type Health = () => Promise<Readonly<Record<string, PartHealth>>>;

/** The second listener, loopback by default: `/readyz` and `/metrics`. */
export const createAdminApp = (parts: { health: Health; metrics: Metrics }): Koa => {
  const app = new Koa();
  const router = new Router();
  const look = async () => {
    const state = await parts.health();
    for (const [queue, part] of Object.entries(state)) {
      if (part.oldestWaitingSeconds !== undefined) {
        parts.metrics.oldestWaiting.set({ queue }, part.oldestWaitingSeconds);
      }
    }
    return state;
  };
  router.get('/readyz', async (context) => {
    const state = await look();
    const ready = Object.values(state).every(({ ok, advisory }) => ok || advisory === true);
    context.status = ready ? 200 : 503;
    context.body = { ready, parts: state };
  });
  router.get('/metrics', async (context) => {
    await look();
    const { contentType, body } = await parts.metrics.text();
    context.set('Content-Type', contentType);
    context.body = body;
  });
  app.use(router.routes());
  return app;
};
