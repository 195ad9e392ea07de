import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { Logger } from 'pino';
import type { CallbackRequest, CallbackResponse, Door } from '../channels/door.js';
import type { Clock } from '../domain/clock.js';
import type { Inbox } from '../inbox/receive.js';
import { createEndOfTurn } from './end-of-turn.js';
import type { Metrics } from './metrics.js';
import { BodyTooLarge, readRawBody } from './raw-body.js';

/** Answers what a platform sent. Never rejects: what went wrong is in the log, and a status says so. */
export type Callback = (request: IncomingMessage) => Promise<CallbackResponse>;

/** The two parts of a request's address. */
export const partsOf = (url = ''): readonly [path: string, query: string] => {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

/**
 * As Koa's `query`, in a time that does not grow with the square of the parameters: nobody has signed them yet. All
 * of them are read, so that a repeated one is seen as such.
 */
const queryOf = (url: string | undefined): CallbackRequest['query'] =>
  parse(partsOf(url)[1], '&', '=', { maxKeys: 0 });

const endOfTurn = createEndOfTurn();

/** HTTP stops here: doors see a plain request and answer a plain response. Requests of one moment go on together. */
const requestOf = async (request: IncomingMessage, now: Date): Promise<CallbackRequest> => {
  const body = await readRawBody(request);
  await endOfTurn();
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    query: queryOf(request.url),
    headers: request.headers,
    body,
    now,
  };
};

/** What became of a callback. */
type Result = 'answered' | 'acknowledged' | 'done' | 'refused' | 'failed';

interface Outcome {
  readonly result: Result;
  readonly response: CallbackResponse;
}

const bare = (status: number): CallbackResponse => ({ status, body: '' });

/** The callback of one door: refuses, answers by itself, or hands the event to the inbox. */
export const callbackOf = (
  door: Door,
  parts: { inbox: Inbox; clock: Clock; log: Logger; metrics: Metrics },
): Callback => {
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
  const handle = async (request: IncomingMessage): Promise<Outcome> => {
    const outcome = await door.receive(await requestOf(request, clock.now()));
    if (outcome.kind === 'refused') {
      log.warn({ channel, status: outcome.status, reason: outcome.reason }, 'callback refused');
      return { result: 'refused', response: bare(outcome.status) };
    }
    if (outcome.kind === 'done') {
      if (outcome.warning !== undefined) log.warn({ channel }, outcome.warning);
      return { result: 'done', response: outcome.response };
    }
    const reply = await inbox.accept(outcome.event, outcome.fits);
    return {
      result: reply === undefined ? 'acknowledged' : 'answered',
      response: outcome.respond(reply),
    };
  };
  const failed = (error: unknown): Outcome => {
    if (error instanceof BodyTooLarge) {
      log.warn({ channel, status: 413, reason: 'body too large' }, 'callback refused');
      return { result: 'refused', response: bare(413) };
    }
    // Not stored, so not acknowledged: the platform delivers it again.
    log.error({ channel, err: error }, 'callback could not be stored');
    return { result: 'failed', response: bare(500) };
  };
  return async (request) => {
    const started = performance.now();
    const { result, response } = await handle(request).catch(failed);
    counters[result].inc();
    seconds.observe((performance.now() - started) / 1000);
    return response;
  };
};
