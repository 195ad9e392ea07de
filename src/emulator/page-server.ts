import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { TongbaoError } from '../domain/error.js';
import { pictureTypeOf } from '../domain/pictures.js';
import { ClockRequest, type DemoEvent, type DemoState, type ReadingView, SayRequest } from './api.js';
import type { MovableClock } from './clock.js';
import { createEventStreams } from './demo/event-stream.js';
import { demoGuard, refuse } from './demo/guard.js';
import { pageFiles } from './demo/page-files.js';
import { createPassingTime, type DemoScheduler } from './demo/passing-time.js';
import type { Emulator } from './index.js';
import { BodyTooLarge, readBody } from './read-body.js';

const largestBody = 64 * 1024;
/** A picture of a WeCom client's ten megabytes, as Base64, or several smaller ones. */
const largestSaying = 16 * 1024 * 1024;
const keepAliveMs = 15_000;

const badRequest = (hint: string): TongbaoError => new TongbaoError('demo.bad_request', hint);

/** @throws TongbaoError `demo.bad_request`, BodyTooLarge */
const readRequest = async <S extends z.ZodType>(
  context: Context,
  schema: S,
  hint: string,
  limit: number = largestBody,
): Promise<z.infer<S>> => {
  const text = await readBody(context.req, limit);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badRequest('请求不是 JSON。');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw badRequest(hint);
  return parsed.data;
};

/** What a person did wrong is answered with 400 and a hint; anything else is a fault of the demo. */
const withHints = async (context: Context, work: () => void | Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof TongbaoError) return refuse(context, 400, error.code, error.hint);
    if (error instanceof BodyTooLarge) return refuse(context, 413, 'demo.too_large', '请求太大。');
    throw error;
  }
};

const answer = (context: Context, body: object): void => {
  context.type = 'application/json';
  context.body = JSON.stringify(body);
};

/**
 * The chat page of the demo and its API, below `/demo`. Only the page itself can call it: `hosts` names the
 * hosts beside loopback by which the service may be reached.
 */
export const createDemoRoutes = (options: {
  readonly emulator: Emulator;
  readonly clock: MovableClock;
  readonly scheduler: DemoScheduler;
  /** Folder of the built page. */
  readonly pageDir: string;
  readonly hosts?: readonly string[];
  /** Tells how each line is read. */
  readonly onReading?: (listener: (reading: ReadingView) => void) => void;
  /** How often an open event stream gets the time, ms. */
  readonly keepAliveMs?: number;
}): Middleware[] => {
  const { emulator, clock, scheduler, pageDir, hosts = [] } = options;

  const time = () => {
    const next = scheduler.nextRun();
    return {
      now: clock.now().toISOString(),
      ...(next === undefined ? {} : { nextReminder: next.toISOString() }),
    };
  };
  const clockEvent = (): DemoEvent => ({ type: 'clock', ...time() });

  const streams = createEventStreams({
    keepAliveMs: options.keepAliveMs ?? keepAliveMs,
    onKeepAlive: () => streams.send(clockEvent()),
  });
  const stopMessages = emulator.transcript.onMessage((message) => streams.send({ type: 'message', message }));
  options.onReading?.((reading) => streams.send({ type: 'reading', reading }));
  const stopMoves = clock.onMove(() => streams.send(clockEvent()));
  emulator.closing.addEventListener('abort', () => {
    stopMessages();
    stopMoves();
    streams.close();
  });

  const passTime = createPassingTime(clock, scheduler);
  const instantOf = (request: ClockRequest): Date => {
    if ('to' in request) return new Date(request.to);
    if ('byMinutes' in request) return new Date(clock.now().getTime() + request.byMinutes * 60_000);
    const next = scheduler.nextRun();
    if (next === undefined) throw badRequest('没有安排下一次提醒。可以按小时或按天往前拨。');
    return next;
  };

  const state = (context: Context): void => {
    const { organisation, transcript } = emulator;
    const body: DemoState = {
      people: organisation.people,
      chats: organisation.chats,
      messages: transcript.all(),
      ...time(),
    };
    answer(context, body);
  };

  const say = async (context: Context): Promise<void> => {
    const hint = '请写1到2000字的内容，或附10MB以内的图片，并选定聊天和说话的人。';
    const request = await readRequest(context, SayRequest, hint, largestSaying);
    answer(context, { messages: await emulator.say(request) });
  };

  const picture = (context: Context): void => {
    const bytes = emulator.picture(context.URL.searchParams.get('id') ?? '');
    if (bytes === undefined) {
      refuse(context, 404, 'demo.not_found', '没有这张图片。');
      return;
    }
    // Only ever as a picture: whoever sent it chose the bytes.
    const type = pictureTypeOf(bytes);
    context.type = type === undefined ? 'application/octet-stream' : `image/${type}`;
    context.body = bytes;
  };

  const download = (context: Context): void => {
    const file = emulator.file(context.URL.searchParams.get('id') ?? '');
    if (file === undefined) {
      refuse(context, 404, 'demo.not_found', '没有这个文件。');
      return;
    }
    // Never opened in the page's own origin, whatever is in it.
    context.set('Content-Disposition', 'attachment');
    context.type = 'application/octet-stream';
    context.body = Buffer.from(file.bytes);
  };

  const moveClock = async (context: Context): Promise<void> => {
    const hint = '请写明拨到的时间，或往前拨多少分钟（最多一年）。';
    const to = instantOf(await readRequest(context, ClockRequest, hint));
    if (to.getTime() <= clock.now().getTime()) {
      throw badRequest('演示时间只能向前拨。请选一个更晚的时间。');
    }
    await passTime(to);
    streams.send(clockEvent());
    answer(context, time());
  };

  const routes = new Map<string, (context: Context) => void | Promise<void>>([
    ['GET /demo/api/state', state],
    ['GET /demo/api/file', download],
    ['POST /demo/api/messages', say],
    ['GET /demo/api/picture', picture],
    ['POST /demo/api/clock', moveClock],
    ['GET /demo/api/events', (context) => streams.open(context)],
  ]);

  const api: Middleware = async function demoApi(context, next) {
    if (!context.path.startsWith('/demo/api/')) return next();
    const route = routes.get(`${context.method} ${context.path}`);
    if (route === undefined) return refuse(context, 404, 'demo.not_found', '没有这个接口。');
    return withHints(context, () => route(context));
  };

  return [demoGuard(hosts), api, pageFiles(pageDir)];
};
