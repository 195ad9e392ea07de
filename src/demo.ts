import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { parseSettings } from '../config/load.js';
import { packageRoot } from '../config/root.js';
import type { Settings } from '../config/settings.js';
import { type CommandServer, type House, realOutside, type Service, startService } from './app.js';
import { TongbaoError } from './domain/error.js';
import { World } from './emulator/api.js';
import { createMovableClock, type MovableClock } from './emulator/clock.js';
import { type Credentials, createEmulator, type Emulator, randomCredentials } from './emulator/index.js';
import { createDemoRoutes } from './emulator/page-server.js';
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

/** The settings an operator would write, with the emulator in place of the platforms. */
const demoSettings = (
  credentials: Credentials,
  apiBaseUrl: string,
  options: { dataDir: string; port: number },
): Promise<Settings> => {
  const env: Record<string, string> = {};
  const secret = (value: string): { env: string } => {
    const name = `DEMO_${Object.keys(env).length}`;
    env[name] = value;
    return { env: name };
  };
  const { wecom, dingtalk } = credentials;
  const raw = {
    office: { name: '郑州市人民政府办公厅', contact: '督查专员（示例） 0371-00000000' },
    dataDir: options.dataDir,
    server: { host: '127.0.0.1', port: options.port, adminPort: 0 },
    channels: {
      app: {
        kind: 'wecom_app',
        corpId: wecom.corpId,
        agentId: wecom.agentId,
        token: secret(wecom.app.token),
        encodingAesKey: secret(wecom.app.encodingAesKey),
        corpSecret: secret(wecom.corpSecret),
        baseUrl: apiBaseUrl,
      },
      helper: {
        kind: 'wecom_bot',
        names: ['通报助手'],
        token: secret(wecom.bot.token),
        encodingAesKey: secret(wecom.bot.encodingAesKey),
        baseUrl: apiBaseUrl,
      },
      robot: {
        kind: 'dingtalk_robot',
        appKey: dingtalk.appKey,
        appSecret: secret(dingtalk.appSecret),
        apiBaseUrl,
        oapiBaseUrl: apiBaseUrl,
      },
      ...Object.fromEntries(
        Object.entries(wecom.webhooks).map(([name, key]) => [
          name,
          { kind: 'wecom_webhook', key: secret(key), baseUrl: apiBaseUrl },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(dingtalk.webhooks).map(([name, hook]) => [
          name,
          {
            kind: 'dingtalk_webhook',
            accessToken: secret(hook.accessToken),
            secret: secret(hook.secret),
            baseUrl: apiBaseUrl,
          },
        ]),
      ),
    },
  };
  return parseSettings(raw, { base: options.dataDir, env });
};

const importExamples = async (house: House): Promise<void> => {
  const report = await importPaths([examples('zhengzhou-2023q4'), examples('demo')], {
    store: house.store,
    now: house.clock.now(),
    actor: 'operator',
    newId: house.newId,
    channelPlatforms: new Map([...house.channels].map(([name, { platform }]) => [name, platform])),
    dryRun: false,
  });
  if (!report.ok) {
    throw new TongbaoError('demo.bad_examples', `示例数据有 ${report.faults.length} 处错误，无法演示。`);
  }
};

const loadWorld = async (): Promise<World> => {
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
}): Promise<Demo> => {
  // The day after the real notice's weekend: its news is fresh, and the invented duties fall due around it.
  const clock = createMovableClock(options.start ?? new Date('2023-12-04T09:00:00+08:00'));
  const world = await loadWorld();
  const credentials = randomCredentials(randomBytes);
  const emulator = await createEmulator({ world, credentials, clock });
  const outside = realOutside(options.log, clock);
  const settings = await demoSettings(credentials, emulator.apiBaseUrl, options);
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
        scheduler: { nextRun: () => house.scheduler.nextRun(clock.now()), runDue: () => runDue(house) },
      }),
  });
  emulator.connect(service.url);
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
