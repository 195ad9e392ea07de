import { parse } from 'node:querystring';
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import type { CallbackRequest, CallbackResponse, Door } from '../channels/door.js';
import type { Clock } from '../domain/clock.js';
import type { Inbox } from '../inbox/receive.js';
import type { Metrics } from './metrics.js';
import { BodyTooLarge, readRawBody } from './raw-body.js';

/**
 * As Koa's `query`, in a time that does not grow with the square of the parameters: nobody has signed them yet. All
 * of them are read, so that a repeated one is seen as such.
 */
const queryOf = ({ querystring }: Context): CallbackRequest['query'] =>
  parse(querystring, '&', '=', { maxKeys: 0 });

/** Koa stops here: doors see a plain request and answer a plain response. */
const requestOf = async (context: Context, now: Date): Promise<CallbackRequest> => ({
  method: context.method === 'GET' ? 'GET' : 'POST',
  query: queryOf(context),
  headers: context.headers,
  body: await readRawBody(context.req),
  now,
});

const write = (context: Context, { status, contentType, body }: CallbackResponse): void => {
  context.status = status;
  if (contentType !== undefined) context.set('Content-Type', contentType);
  // Koa turns an empty string into 204; platforms ask for 200.
  context.body = Buffer.from(body);
};

/** What became of a callback. */
type Result = 'answered' | 'acknowledged' | 'done' | 'refused' | 'failed';

/** The middleware of one door: refuse, answer by itself, or hand the event to the inbox. */
export const callbackRoute = (
  door: Door,
  parts: { inbox: Inbox; clock: Clock; log: Logger; metrics: Metrics },
): Middleware => {
  const { inbox, clock, log, metrics } = parts;
  const { channel } = door;
  const seconds = metrics.callbackSeconds.labels({ channel });
  const counted = (outcome: Result) => metrics.callbacks.labels({ channel, outcome });
  const counters = {
    answered: counted('answered'),
    acknowledged: counted('acknowledged'),
    done: counted('done'),
    refused: counted('refused'),
    failed: counted('failed'),
  };
  const handle = async (context: Context): Promise<Result> => {
    const outcome = await door.receive(await requestOf(context, clock.now()));
    if (outcome.kind === 'refused') {
      log.warn({ channel, status: outcome.status, reason: outcome.reason }, 'callback refused');
      write(context, { status: outcome.status, body: '' });
      return 'refused';
    }
    if (outcome.kind === 'done') {
      if (outcome.warning !== undefined) log.warn({ channel }, outcome.warning);
      write(context, outcome.response);
      return 'done';
    }
    const reply = await inbox.accept(outcome.event, outcome.fits);
    write(context, outcome.respond(reply));
    return reply === undefined ? 'acknowledged' : 'answered';
  };
  return async function callback(context) {
    const started = performance.now();
    let result: Result = 'failed';
    try {
      result = await handle(context);
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        log.warn({ channel, status: 413, reason: 'body too large' }, 'callback refused');
        write(context, { status: 413, body: '' });
        result = 'refused';
      } else {
        // Not stored, so not acknowledged: the platform delivers it again.
        log.error({ channel, err: error }, 'callback could not be stored');
        write(context, { status: 500, body: '' });
      }
    } finally {
      counters[result].inc();
      seconds.observe((performance.now() - started) / 1000);
    }
  };
};
