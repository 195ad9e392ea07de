import { randomBytes, randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Rules } from '../config/rules.js';
import { loadRules } from '../config/rules-load.js';
import type { Settings } from '../config/settings.js';
import { loadCalendar } from '../config/workdays-load.js';
import { handlerFor } from '../handlers/registry.js';
import type { LowdbStore } from '../storage/lowdb/index.js';
import { calendarOf } from './calendar/loaded-years.js';
import type { Connection } from './channels/connection.js';
import type { Door } from './channels/door.js';
import { createHttp, type Http } from './channels/http.js';
import { type OpenSocket, openSocket } from './channels/socket.js';
import { createWays } from './channels/ways.js';
import { createDispatcher, type Dispatcher } from './delivery/dispatcher.js';
import { createOutbox, type Outbox } from './delivery/outbox.js';
import type { Channels } from './delivery/routes.js';
import { type Clock, systemClock } from './domain/clock.js';
import { systemTimers, type Timers } from './domain/timers.js';
import type { WorkdayCalendar } from './domain/workdays.js';
import { Answerer } from './inbox/answer.js';
import { createLexiconCache, type LexiconCache } from './inbox/lexicon.js';
import { createPictureCollector } from './inbox/pictures.js';
import { createInbox, type Inbox } from './inbox/receive.js';
import { createFileSender, forAdministrators } from './inbox/send-files.js';
import { jobsOf } from './jobs.js';
import { createLeaseKeeper, createSoleKeeper } from './leases/index.js';
import { createListFiles } from './lists/index.js';
import { createSummaryService, type SummaryService } from './notices/summary.js';
import { isShared, type OpenStore, openStore } from './open-store.js';
import { pictureBytes } from './proceedings/pictures.js';
import { createNotifier } from './reminders/notifier.js';
import { runReminders } from './reminders/run.js';
import { createScheduler, type Scheduler } from './reminders/schedule.js';
import { createAdminApp } from './server/admin.js';
import { healthOf } from './server/health.js';
import { type Listener, listen } from './server/listener.js';
import { createMetrics } from './server/metrics.js';
import { createPublicHandler } from './server/public.js';

/** What comes from outside the house, and is passed in by tests and the demo. */
export interface Outside {
  readonly clock: Clock;
  readonly log: Logger;
  readonly timers: Timers;
  readonly http: Http;
  readonly openSocket: OpenSocket;
  readonly newId: () => string;
  readonly randomBytes: (size: number) => Buffer;
}

/** The rooms, wired together around one store; nothing runs yet. */
export interface House extends Outside {
  readonly settings: Settings;
  readonly store: OpenStore;
  readonly rules: Rules;
  readonly calendar: WorkdayCalendar;
  readonly channels: Channels;
  readonly doors: readonly Door[];
  readonly connections: readonly Connection[];
  readonly outbox: Outbox;
  readonly dispatcher: Dispatcher;
  readonly inbox: Inbox;
  readonly answerer: Answerer;
  readonly lexicons: LexiconCache;
  readonly summaries: SummaryService;
  readonly scheduler: Scheduler;
}

/** Wires a house around an open store. */
export const buildHouse = (settings: Settings, store: OpenStore, outside: Outside): House => {
  const { clock, log, newId } = outside;
  const shared = isShared(store);
  const { channels, connections, doors } = createWays(settings.channels, {
    ...outside,
    fraction: () => outside.randomBytes(4).readUInt32BE() / 2 ** 32,
    keeperOf: (id, changes) =>
      isShared(store)
        ? createLeaseKeeper({ ...outside, ...changes, store, id, holder: newId() })
        : createSoleKeeper(changes),
  });
  const rules = loadRules();
  const calendar = loadCalendar();
  const outbox = createOutbox(channels);
  const listFile = createListFiles({
    store,
    rules,
    settings,
    calendar: () => calendarOf(store, calendar),
    clock,
  });
  const makeFile = forAdministrators({ store, clock }, (file) =>
    'list' in file ? listFile(file) : pictureBytes(store, file.picture),
  );
  const dispatcher = createDispatcher({ store, channels, clock, log, makeFile, shared });
  const summaries = createSummaryService({ outbox, channels, newId });
  const lexicons = createLexiconCache();
  const botNames = Object.values(settings.channels).flatMap((one) => ('names' in one ? one.names : []));
  const answerer = new Answerer({
    handlerFor,
    services: {
      ...summaries,
      ...createNotifier({ outbox, channels }),
      ...createFileSender({ outbox, channels }),
      newId,
      random: outside.randomBytes,
    },
    lexicons,
    settings,
    rules,
    calendar,
    botNames,
  });
  const inbox = createInbox({
    store,
    clock,
    outbox,
    channels,
    answerer,
    collectPictures: createPictureCollector({ store, channels, clock, log }),
    contact: settings.office.contact,
    log,
    onStored: () => dispatcher.wake(),
    shared,
  });
  const scheduler = createScheduler({
    store,
    clock,
    log,
    shared,
    jobs: jobsOf(settings, {
      ...outside,
      store,
      remind: async (planned) => {
        const parts = { store, outbox, channels, rules, calendar, settings };
        const done = await runReminders(parts, planned, clock.now());
        dispatcher.wake();
        return done;
      },
    }),
  });
  return {
    ...outside,
    settings,
    store,
    rules,
    calendar,
    channels,
    doors,
    connections,
    outbox,
    dispatcher,
    inbox,
    answerer,
    lexicons,
    summaries,
    scheduler,
  };
};

/** The real outside: system clock, HTTP, randomness. `close` lets go of connections. */
export const realOutside = (
  log: Logger,
  clock: Clock = systemClock,
): Outside & { close: () => Promise<void> } => {
  const { http, close } = createHttp();
  return { clock, timers: systemTimers, log, http, openSocket, newId: randomUUID, randomBytes, close };
};

/** A running service. */
export interface Service {
  readonly house: House;
  readonly url: string;
  readonly adminUrl: string;
  /** Takes nothing new, finishes what is under way, closes the store. */
  stop(): Promise<void>;
}

/** Commands that another process hands to this one. */
export type CommandServer = (house: House) => Parameters<LowdbStore['serveCommands']>[0];

/** Opens the store and starts everything; resolves when callbacks are taken. */
export const startService = async (
  settings: Settings,
  outside: Outside,
  options: {
    commands: CommandServer;
    prepare?: (house: House) => Promise<void>;
    extra?: (house: House) => Middleware[];
  },
): Promise<Service> => {
  const store = await openStore(settings, outside);
  const house = buildHouse(settings, store, outside);
  const { connections, dispatcher, inbox, scheduler } = house;
  const listeners: Listener[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await inbox.drain();
    await scheduler.stop();
    await dispatcher.stop();
    await Promise.all(connections.map((connection) => connection.stop()));
    // What came over a connection until then is stored, and answered for the next one to send.
    await inbox.drain();
    await store.close();
  };
  try {
    await options.prepare?.(house);
    await dispatcher.recover();
    await inbox.recover();
    const metrics = createMetrics();
    const { host, port, adminHost, adminPort } = settings.server;
    const publicHandler = createPublicHandler({ ...house, metrics, extra: options.extra?.(house) ?? [] });
    const publicListener = await listen(publicHandler, host, port);
    listeners.push(publicListener);
    const adminApp = createAdminApp({
      health: healthOf({
        store,
        clock: house.clock,
        failures: scheduler.failures,
        connections: () => connections.map((one) => ({ channel: one.channel, ...one.health() })),
      }),
      metrics,
    });
    const adminListener = await listen(adminApp.callback(), adminHost, adminPort);
    listeners.push(adminListener);
    if (isShared(store)) await store.watch(() => dispatcher.wake());
    else store.serveCommands(options.commands(house));
    dispatcher.start();
    inbox.start();
    scheduler.start();
    const { take } = inbox;
    for (const connection of connections) connection.start({ take, onOpen: dispatcher.wake });
    return { house, url: publicListener.url, adminUrl: adminListener.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
