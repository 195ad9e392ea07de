import type { Logger } from 'pino';
import type { Timers } from '../../domain/timers.js';
import type { OpenSocket } from '../socket.js';
import type { CallResult } from './api.js';
import { type BotCommand, readFrame, writeFrame } from './bot-frame.js';
import { BotMessage, Displacement } from './bot-message.js';

/** For the way to an open socket; the subscription then has the time of a request. */
const openMs = 15_000;
const requestMs = 10_000;
/** The server closes connections that are silent for longer (D-101463). */
const pingEveryMs = 30_000;

/** Why a session ended. */
export type SessionEnd =
  /** The platform said no to the subscription. */
  | { readonly kind: 'refused'; readonly errcode: number }
  /** Another connection of the same bot has taken its place. */
  | { readonly kind: 'displaced' }
  | { readonly kind: 'lost'; readonly why: string };

/** One socket from its opening to its end. */
export interface BotSession {
  /** Name of this session, which no other has. */
  readonly id: string;
  /**
   * Sends a frame and waits for its answer. Requests with the same id go one after another, because their
   * answers cannot be told apart. Never rejects.
   */
  request(cmd: BotCommand, body: unknown, requestId?: string): Promise<CallResult>;
  /** Whether answers to requests of this id can still be told apart: not after one that came too late. */
  isClear(requestId: string): boolean;
  /** Ends it without `onEnd`. */
  close(): void;
}

const unanswered = (mayHaveArrived: boolean, code: string): CallResult => ({
  kind: 'unanswered',
  mayHaveArrived,
  code,
});

/** Opens a socket, subscribes and keeps it alive; every step has a time-out of its own. */
export const openBotSession = (parts: {
  readonly openSocket: OpenSocket;
  readonly timers: Timers;
  readonly log: Logger;
  readonly newId: () => string;
  readonly url: string;
  readonly botId: string;
  readonly secret: string;
  readonly onSubscribed: () => void;
  readonly onMessage: (message: BotMessage, requestId: string) => void;
  /** Called once; nothing else is called after it. */
  readonly onEnd: (end: SessionEnd) => void;
}): BotSession => {
  const { timers, log, newId, botId, secret } = parts;
  const pending = new Map<string, (result: CallResult) => void>();
  const queues = new Map<string, Promise<CallResult>>();
  const unclear = new Set<string>();
  let state: 'opening' | 'open' | 'subscribed' | 'ended' = 'opening';
  let heard = false;
  let cancelTimer = (): void => undefined;

  const shut = (): boolean => {
    if (state === 'ended') return false;
    state = 'ended';
    cancelTimer();
    for (const settle of [...pending.values()]) settle(unanswered(true, 'connection_lost'));
    socket.terminate();
    return true;
  };
  const end = (reason: SessionEnd): void => {
    if (shut()) parts.onEnd(reason);
  };

  /** One frame and its answer, or none in time. */
  const exchange = (cmd: BotCommand, body: unknown, requestId: string): Promise<CallResult> => {
    if (state !== 'open' && state !== 'subscribed') {
      return Promise.resolve(unanswered(false, 'no_connection'));
    }
    return new Promise((resolve) => {
      const settle = (result: CallResult): void => {
        cancel();
        pending.delete(requestId);
        resolve(result);
      };
      const cancel = timers.after(requestMs, () => {
        unclear.add(requestId);
        settle(unanswered(true, 'no_answer'));
      });
      pending.set(requestId, settle);
      try {
        socket.send(writeFrame(cmd, requestId, body));
      } catch {
        end({ kind: 'lost', why: 'a frame could not be written' });
      }
    });
  };

  const request: BotSession['request'] = (cmd, body, requestId = newId()) => {
    const before = queues.get(requestId);
    const result =
      before === undefined
        ? exchange(cmd, body, requestId)
        : before.then(() =>
            unclear.has(requestId) ? unanswered(false, 'unclear') : exchange(cmd, body, requestId),
          );
    queues.set(requestId, result);
    return result.finally(() => {
      if (queues.get(requestId) === result) queues.delete(requestId);
    });
  };

  const ping = async (): Promise<void> => {
    heard = false;
    const result = await request('ping', undefined);
    if (state !== 'subscribed') return;
    if (result.kind === 'answered' && result.answer.errcode !== 0) {
      end({ kind: 'lost', why: `ping: ${result.answer.errcode}` });
    } else if (result.kind === 'unanswered' && !heard) {
      end({ kind: 'lost', why: 'no answer to a ping' });
    } else {
      cancelTimer = timers.after(pingEveryMs, pingSoon);
    }
  };
  const pingSoon = (): void => void ping();

  const subscribe = async (): Promise<void> => {
    const result = await request('aibot_subscribe', { bot_id: botId, secret });
    if (state !== 'open') return;
    if (result.kind === 'unanswered') {
      end({ kind: 'lost', why: 'no answer to the subscription' });
      return;
    }
    if (result.answer.errcode !== 0) {
      end({ kind: 'refused', errcode: result.answer.errcode });
      return;
    }
    state = 'subscribed';
    cancelTimer = timers.after(pingEveryMs, pingSoon);
    parts.onSubscribed();
  };

  const isForAnother = ({ aibotid }: { readonly aibotid?: string | undefined }): boolean => {
    const other = aibotid !== undefined && aibotid !== botId;
    if (other) log.warn('a message for another bot came over the long connection');
    return other;
  };

  const callback = (body: unknown, requestId: string): void => {
    const displacement = Displacement.safeParse(body).data;
    if (displacement !== undefined) {
      if (!isForAnother(displacement)) end({ kind: 'displaced' });
      return;
    }
    const parsed = BotMessage.safeParse(body);
    if (!parsed.success) {
      const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
      log.warn({ fields }, 'a message over the long connection cannot be read');
      return;
    }
    if (!isForAnother(parsed.data)) parts.onMessage(parsed.data, requestId);
  };

  const received = (text: string): void => {
    if (state === 'ended') return;
    heard = true;
    const frame = readFrame(text);
    if (frame.kind === 'other')
      log.warn({ what: frame.what }, 'a frame of the long connection was passed over');
    else if (frame.kind === 'callback') callback(frame.body, frame.requestId);
    else {
      const settle = pending.get(frame.requestId);
      const { errcode, errmsg } = frame;
      if (settle === undefined) log.warn({ errcode }, 'an answer came too late');
      else settle({ kind: 'answered', answer: { errcode, errmsg } });
      // "Not subscribed": the platform has dropped us and did not say so.
      if (errcode === 846609) end({ kind: 'lost', why: String(errcode) });
    }
  };

  const socket = parts.openSocket(parts.url, {
    opened: () => {
      if (state !== 'opening') return;
      state = 'open';
      cancelTimer();
      // A lost answer would leave an open, deaf connection: this request ends it.
      void subscribe();
    },
    received,
    closed: (why) => end({ kind: 'lost', why }),
  });
  cancelTimer = timers.after(openMs, () => end({ kind: 'lost', why: 'no connection in time' }));

  return {
    id: newId(),
    request,
    isClear: (requestId) => !unclear.has(requestId),
    close: () => void shut(),
  };
};
