import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { parseSettings } from '../config/load.js';
import { packageRoot } from '../config/root.js';
import { type CommandServer, type House, realOutside, type Service, startService } from './app.js';
import { readingView } from './demo-readings.js';
import { TongbaoError } from './domain/error.js';
import { World } from './emulator/api.js';
import { createMovableClock, type MovableClock } from './emulator/clock.js';
import { createEmulator, type Emulator, randomCredentials } from './emulator/index.js';
import { createDemoRoutes } from './emulator/page-server.js';
import { serviceSettings } from './emulator/service-settings.js';
import { importPaths } from './ingest/index.js';

/** A running demo: the whole service on one side, the emulated platforms on the other. */
export interface Demo {
  readonly service: Service;
  readonly emulator: Emulator;
  readonly clock: MovableClock;
  /** Address of the chat page. */
  readonly pageUrl: string;
  /** Runs what is due by the demo's clock: reminders, then sends. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
}

const examples = (name: string): string => join(packageRoot, 'examples', name);

const importExamples = async (house: House): Promise<void> => {
  const report = await importPaths([examples('zhengzhou-2023q4'), examples('demo')], {
    store: house.store,
    now: house.clock.now(),
    actor: 'operator',
    newId: house.newId,
    identities: house.rules.identities,
    channelPlatforms: new Map([...house.channels].map(([name, { platform }]) => [name, platform])),
    dryRun: false,
  });
  if (!report.ok) {
    throw new TongbaoError('demo.bad_examples', `示例数据有 ${report.faults.length} 处错误，无法演示。`);
  }
};

/** The invented people and groups of `examples/demo`. */
export const loadWorld = async (): Promise<World> => {
  const text = await readFile(join(examples('demo'), 'world.json'), 'utf8');
  const raw: unknown = JSON.parse(text);
  return z.parse(World, raw);
};

/** Starts the demo on the embedded store in `dataDir`; everything listens on loopback. */
export const startDemo = async (options: {
  dataDir: string;
  /** 0 = any free port. */
  port: number;
  log: Logger;
  commands: CommandServer;
  start?: Date;
  /** How the 智能机器人 of WeCom hears: called back (the default), or over its long connection. */
  bot?: 'callback' | 'connection';
}): Promise<Demo> => {
  // The day after the real notice's weekend: its news is fresh, and the invented duties fall due around it.
  const clock = createMovableClock(options.start ?? new Date('2023-12-04T09:00:00+08:00'));
  const world = await loadWorld();
  const credentials = randomCredentials(randomBytes);
  const { bot = 'callback' } = options;
  const emulator = await createEmulator({ world, credentials, clock, bot });
  const outside = realOutside(options.log, clock);
  const { dataDir, port } = options;
  const { file, env } = serviceSettings(credentials, {
    apiBaseUrl: emulator.apiBaseUrl,
    dataDir,
    port,
    adminPort: 0,
    socketUrl: bot === 'connection' ? emulator.socketUrl : undefined,
  });
  const settings = await parseSettings(file, { base: dataDir, env });
  const runDue = async (house: House): Promise<void> => {
    await house.scheduler.tick(clock.now());
    await house.dispatcher.runDue();
  };
  const pageDir = join(packageRoot, 'dist', 'page');
  const service = await startService(settings, outside, {
    commands: options.commands,
    prepare: importExamples,
    extra: (house) =>
      createDemoRoutes({
        emulator,
        clock,
        pageDir,
        onReading: (listener) => house.answerer.watch((read) => listener(readingView(read))),
        scheduler: {
          nextRun: () => house.scheduler.nextRun(clock.now(), 'reminders'),
          runDue: () => runDue(house),
        },
      }),
  });
  emulator.connect(service.url);
  if (bot === 'connection') await emulator.connection.whenOpen();
  return {
    service,
    emulator,
    clock,
    pageUrl: `${service.url}/demo/`,
    runDue: () => runDue(service.house),
    stop: async () => {
      await emulator.close();
      await service.stop();
      await outside.close();
    },
  };
};
