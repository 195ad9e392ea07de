import type { Logger } from 'pino';
import { channels as phrases } from '../../../config/phrases/channels.js';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Clock } from '../../domain/clock.js';
import { formatInstant } from '../../domain/day.js';
import type { Timers } from '../../domain/timers.js';
import type { Destination, ReceivedEvent } from '../../inbox/event.js';
import type { LeaseKeeper } from '../../leases/index.js';
import type { Connection, ConnectionHandlers, ConnectionHealth } from '../connection.js';
import type { OpenSocket } from '../socket.js';
import { botEventOf } from './bot-event.js';
import type { BotMessage } from './bot-message.js';
import { type BotSession, openBotSession, type SessionEnd } from './bot-session.js';
import { classify } from './errors.js';
import { failuresBefore, waitBefore } from './reconnection.js';

/** A message can be answered over its connection for a day, an entrance for five seconds (D-101463). */
const answerableMs = { message: 24 * 60 * 60_000, entrance: 4_500 } as const;

/** Waits before a message that the store refused is handed to it once more; the platform does not repeat it. */
const storeAgainMs = [1_000, 3_000, 10_000, 30_000] as const;

type State =
  | { readonly kind: 'elsewhere' | 'connecting' }
  | { readonly kind: 'open'; readonly since: Date }
  | { readonly kind: 'waiting'; readonly end: SessionEnd; readonly until: Date };

/** What the long connection needs besides its settings. */
export interface ConnectionParts {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  readonly newId: () => string;
  /** From 0 to 1, 1 not included. */
  readonly fraction: () => number;
  /** The lease of this name, by which one process at a time connects. */
  readonly keeperOf: (
    name: string,
    changes: { readonly onHeld: () => void; readonly onLost: () => void },
  ) => LeaseKeeper;
}

/** The long connection of a 智能机器人, and its session while it is open. */
export interface BotConnection extends Connection {
  /** Through which to send now; `undefined` = this process cannot. */
  session(): BotSession | undefined;
}

/**
 * Connects while this process holds the lease of the bot, and connects again whenever the connection ends, in
 * the time that its end asks for. What comes over it is stored before anything is done with it.
 */
export const createBotConnection = (
  channel: string,
  config: ChannelConfigOf<'wecom_bot_connection'>,
  parts: ConnectionParts,
): BotConnection => {
  const { clock, timers } = parts;
  const log = parts.log.child({ channel });
  let handlers: ConnectionHandlers | undefined;
  let state: State = { kind: 'elsewhere' };
  let session: BotSession | undefined;
  let failures = 0;
  let cancelRetry = (): void => undefined;
  const storingAgain = new Set<() => void>();

  const take = async (event: ReceivedEvent, tries = 0): Promise<void> => {
    try {
      await handlers?.take(event);
    } catch (error) {
      const wait = storeAgainMs[tries];
      log.error({ err: error, again: wait !== undefined }, 'a message could not be stored');
      if (wait === undefined) return;
      const cancel = timers.after(wait, () => {
        storingAgain.delete(cancel);
        void take(event, tries + 1);
      });
      storingAgain.add(cancel);
    }
  };

  const waysBack = (message: BotMessage, from: BotSession, requestId: string): Destination[] => {
    const entrance = message.event?.eventtype === 'enter_chat';
    if (message.msgtype === 'event' && !entrance) return [];
    const userId = message.from?.userid ?? '';
    const group = message.chattype === 'group' ? message.chatid : undefined;
    const to = entrance ? 'entrance' : 'message';
    const reply: Destination = {
      kind: 'connection_reply',
      connection: from.id,
      requestId,
      to,
      chat: group === undefined ? { kind: 'direct', id: userId } : { kind: 'group', id: group },
      expiresAt: new Date(clock.now().getTime() + answerableMs[to]).toISOString(),
    };
    // A late welcome would be a push to somebody who said nothing.
    if (entrance) return [reply];
    return [reply, group === undefined ? { kind: 'person', userId } : { kind: 'chat', chatId: group }];
  };

  const hear = (message: BotMessage, from: BotSession, requestId: string): void => {
    const replyDestinations = waysBack(message, from, requestId);
    const event = botEventOf(message, { channel, names: config.names, replyDestinations });
    if (event === undefined) log.warn('a message from nobody came over the long connection');
    else void take(event);
  };

  const ended = (end: SessionEnd): void => {
    const openForMs = state.kind === 'open' ? clock.now().getTime() - state.since.getTime() : 0;
    const before = failuresBefore(end, failures, openForMs);
    failures = before + 1;
    session = undefined;
    const wait = waitBefore({ end, failures: before }, parts.fraction());
    state = { kind: 'waiting', end, until: new Date(clock.now().getTime() + wait) };
    log.warn({ end, waitMs: wait }, 'long connection ended');
    cancelRetry = timers.after(wait, connect);
  };

  const connect = (): void => {
    state = { kind: 'connecting' };
    const opened = openBotSession({
      ...parts,
      ...config,
      log,
      onSubscribed: () => {
        state = { kind: 'open', since: clock.now() };
        log.info('long connection open');
        handlers?.onOpen();
      },
      onMessage: (message, requestId) => hear(message, opened, requestId),
      onEnd: ended,
    });
    session = opened;
  };

  const disconnect = (): void => {
    cancelRetry();
    session?.close();
    session = undefined;
    state = { kind: 'elsewhere' };
  };

  const keeper = parts.keeperOf(`wecom_bot/${config.botId}`, { onHeld: connect, onLost: disconnect });

  const whyWaiting = (end: SessionEnd): string => {
    switch (end.kind) {
      case 'displaced':
        return phrases.connection.displaced;
      case 'lost':
        return phrases.connection.lost(end.why);
      case 'refused':
        return `${classify(end.errcode).advice}（错误码${end.errcode}）`;
    }
  };

  return {
    channel,
    start: (given) => {
      handlers = given;
      keeper.start();
    },
    session: () => (state.kind === 'open' && keeper.isHeld() ? session : undefined),
    health: (): ConnectionHealth => {
      switch (state.kind) {
        case 'elsewhere':
          return { ok: true, detail: phrases.connection.elsewhere };
        case 'open':
          return { ok: true, detail: phrases.connection.open };
        case 'connecting':
          return { ok: false, detail: phrases.connection.connecting };
        case 'waiting':
          return {
            ok: false,
            detail: phrases.connection.waiting(whyWaiting(state.end), formatInstant(state.until)),
          };
      }
    },
    stop: async () => {
      disconnect();
      for (const cancel of storingAgain) cancel();
      await keeper.stop();
    },
  };
};
