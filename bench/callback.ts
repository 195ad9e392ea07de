/**
 * Load on the real routes with the durable inbox on, beside the smallest Koa pipeline that does the same work
 * without a store, the same with a bare append before each answer, and node:http without either. Each kind of callback
 * is measured on processes of its own: what one left in memory is not the next one's.
 * `npm run -s bench:callback [-- --short] [-- --json]`
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { packageRoot } from '../config/root.js';
import { loadWorld } from '../src/demo.js';
import { systemClock } from '../src/domain/clock.js';
import { systemTimers } from '../src/domain/timers.js';
import { createCallLog } from '../src/emulator/call-log.js';
import type { Callback } from '../src/emulator/callback.js';
import { randomCredentials } from '../src/emulator/credentials.js';
import { createEmulatedDingtalk } from '../src/emulator/dingtalk/index.js';
import { createFaults } from '../src/emulator/faults.js';
import { serviceSettings } from '../src/emulator/service-settings.js';
import { createTranscript } from '../src/emulator/transcript.js';
import { createEmulatedWecom } from '../src/emulator/wecom/index.js';
import { createOrganisation } from '../src/emulator/world.js';
import { freePort } from '../test/support/free-port.js';
import { Connections, postOf } from './connections.js';
import { contacts, contactsSheet } from './contacts.js';
import { median, report } from './report.js';

const run = promisify(execFile);
const short = process.argv.includes('--short');
const rounds = short ? 1 : 5;
const sliceMs = short ? 300 : 2000;
const warmMs = short ? 300 : 3000;

const credentials = randomCredentials(randomBytes);
const world = await loadWorld();
const organisation = createOrganisation({
  people: [
    ...world.people,
    ...contacts.map((userId) => ({ userId, name: userId, about: '', platforms: ['wecom', 'dingtalk'] })),
  ],
  groups: world.groups.map((group) => ({ ...group, members: [...group.members, ...contacts] })),
});
const parts = {
  organisation,
  transcript: createTranscript(systemClock),
  clock: systemClock,
  timers: systemTimers,
  random: randomBytes,
  // Nothing is sent there: every answer goes into the response.
  apiBaseUrl: () => 'http://127.0.0.1:9',
};
const wecom = createEmulatedWecom(credentials.wecom, parts, {
  faults: () => createFaults([]),
  calls: createCallLog(systemClock),
});
const dingtalk = createEmulatedDingtalk(credentials.dingtalk, parts);
const dingtalkGroup = organisation.chat('cidZhongyuanGroup01==');
if (dingtalkGroup === undefined) throw new Error('no group');

/** A new message of each kind: 我单位排名, by somebody who is bound. */
const kinds: Readonly<Record<string, (userId: string) => Callback>> = {
  'WeCom XML': (userId) => wecom.app.text(userId, '我单位排名'),
  'WeCom JSON': (userId) =>
    wecom.bot.groupText('wrZhongyuanGroup01', userId, { text: '@通报助手 我单位排名' }),
  'DingTalk JSON': (userId) =>
    dingtalk.robot.text(dingtalkGroup, { userId, name: userId }, { text: '我单位排名' }),
};

interface Server {
  readonly name: string;
  readonly port: number;
  readonly child: ChildProcess;
}

const untilListening = async (port: number): Promise<void> => {
  for (;;) {
    const heard = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (heard) return;
    await pause(20);
  }
};

const startServer = async (
  name: string,
  argv: readonly string[],
  env: object,
  port: number,
): Promise<Server> => {
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, ...env },
    stdio: 'inherit',
    cwd: packageRoot,
  });
  await untilListening(port);
  return { name, port, child };
};

const startService = async (folder: string): Promise<Server> => {
  const [port, adminPort] = [await freePort(), await freePort()];
  const where = { apiBaseUrl: parts.apiBaseUrl(), dataDir: join(folder, 'data'), port, adminPort };
  const { file, env } = serviceSettings(credentials, where);
  const config = join(folder, 'tongbao.json');
  await writeFile(config, JSON.stringify({ ...file, log: { level: 'silent' } }));
  const all = { ...env, TONGBAO_CONFIG: config };
  const main = join(packageRoot, 'dist/src/main.js');
  const sheets = join(folder, 'sheets');
  await mkdir(sheets);
  await writeFile(join(sheets, '人员.csv'), contactsSheet());
  await run(process.execPath, [main, 'import', 'examples/zhengzhou-2023q4', 'examples/demo', sheets], {
    cwd: packageRoot,
    env: { ...process.env, ...all },
  });
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, ...all },
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: packageRoot,
  });
  await untilListening(port);
  return { name: 'tongbao', port, child };
};

const stopped = async ({ child }: Server): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const startPipeline = async (kind: 'koa' | 'durable' | 'raw', folder: string): Promise<Server> => {
  const port = await freePort();
  const env = { BENCH_CREDENTIALS: JSON.stringify(credentials) };
  const argv = [pathOf('./pipeline-process.js'), kind, String(port), join(folder, 'appended')];
  const name = kind === 'durable' ? 'koa + append' : kind;
  return await startServer(name, argv, env, port);
};

type Requests = readonly Buffer[];

/** Made before the clock runs: the generator is not to be what is measured. */
const requests = (make: (userId: string) => Callback, from: readonly string[], count: number): Requests =>
  Array.from({ length: count }, (_, at) => postOf(make(from[at % from.length] ?? '').attempt().request));

interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server per answer, in microseconds. */
  readonly cpu: number;
}

const percentile = (took: readonly number[], share: number): number =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? Number.NaN;

/** A tick of the kernel's accounting, on every Linux of today. */
const tickUs = 10_000;

/** Processor time that a server has used, user and system, in microseconds. */
const cpuOf = async ({ child }: Server): Promise<number> => {
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')')).split(' ');
  return (Number(user) + Number(system)) * tickUs;
};

/** Puts some requests to a server; answers how long each answer took, in milliseconds. */
type Drive = (server: Server, all: Requests) => Promise<readonly number[]>;

/** What `drive` does to a server. */
const measured = async (server: Server, all: Requests, drive: Drive): Promise<Load> => {
  const cpuBefore = await cpuOf(server);
  const from = performance.now();
  const took = await drive(server, all);
  const lasted = performance.now() - from;
  return {
    perSecond: (took.length * 1000) / lasted,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    cpu: ((await cpuOf(server)) - cpuBefore) / took.length,
  };
};

/** Connections that each ask again when they are answered. */
const closedLoop = async (
  { port }: Server,
  all: Requests,
  connections: number,
  milliseconds: number,
): Promise<readonly number[]> => {
  const pool = new Connections(port, connections);
  const took: number[] = [];
  let next = 0;
  const from = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - from < milliseconds) {
      const request = all[next++];
      if (request === undefined) return;
      const started = performance.now();
      await pool.post(request);
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  pool.close();
  return took;
};

/** So many a second, come what may; late answers count from when they should have been asked for. */
const openLoop = async (
  { port }: Server,
  all: Requests,
  perSecond: number,
  milliseconds: number,
): Promise<readonly number[]> => {
  const pool = new Connections(port, 64);
  const took: number[] = [];
  const underWay: Promise<void>[] = [];
  const from = performance.now();
  const count = Math.min(all.length, Math.floor((perSecond * milliseconds) / 1000));
  for (let at = 0; at < count; at += 1) {
    const due = from + (at * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    const request = all[at];
    if (request === undefined) break;
    underWay.push(pool.post(request).then(() => void took.push(performance.now() - due)));
  }
  await Promise.all(underWay);
  pool.close();
  return took;
};

/** Milliseconds of one write and fdatasync of a kilobyte after the other, in a process of its own. */
const fsyncs = async (folder: string): Promise<readonly number[]> => {
  const argv = [pathOf('./fsync-process.js'), join(folder, 'fsync'), String(sliceMs)];
  const { stdout } = await run(process.execPath, argv, { maxBuffer: 64e6 });
  return z.parse(z.array(z.number()), JSON.parse(stdout));
};

const peakMiB = async ({ child }: Server): Promise<number> => {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

const middle = (loads: readonly Load[], of: (load: Load) => number): number => median(loads.map(of));

const benchKind = async (
  kind: string,
  make: (userId: string) => Callback,
  servers: readonly Server[],
  folder: string,
) => {
  const [, koa] = servers;
  if (koa === undefined) throw new Error('no reference');
  const rows: Record<string, string | number>[] = [];
  const most = short ? 4000 : 16_000;
  for (const server of servers) await closedLoop(server, requests(make, contacts, most), 32, warmMs);
  const compared = async (load: string, count: number, drive: Drive, from = contacts) => {
    const loads = new Map<Server, Load[]>(servers.map((server) => [server, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const server of servers) {
        const all = requests(make, from, count);
        loads.get(server)?.push(await measured(server, all, drive));
      }
    }
    const reference = loads.get(koa) ?? [];
    for (const server of servers) {
      const own = loads.get(server) ?? [];
      const ratios = own.map((one, at) => one.perSecond / (reference[at]?.perSecond ?? Number.NaN));
      rows.push({
        callback: kind,
        load,
        server: server.name,
        'a second': Math.round(middle(own, ({ perSecond }) => perSecond)),
        'p50 ms': middle(own, ({ p50 }) => p50).toFixed(2),
        'p99 ms': middle(own, ({ p99 }) => p99).toFixed(2),
        'times koa': median(ratios).toFixed(2),
        'cpu µs': Math.round(middle(own, ({ cpu }) => cpu)),
      });
    }
  };
  for (const connections of [1, 32, 256]) {
    await compared(`${connections} connections`, most, (server, all) =>
      closedLoop(server, all, connections, sliceMs),
    );
  }
  // Each conversation is one record: of its messages, one is decided after the other.
  await compared('32 connections, one person', most, (server, all) => closedLoop(server, all, 32, sliceMs), [
    'zhongyuan',
  ]);
  for (const perSecond of [100, 500]) {
    await compared(`${perSecond} a second`, (perSecond * sliceMs) / 1000, (server, all) =>
      openLoop(server, all, perSecond, sliceMs),
    );
  }
  const alone: number[] = [];
  const beside: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(...(await fsyncs(folder)));
    const [, took] = await Promise.all([
      openLoop(koa, requests(make, contacts, (500 * sliceMs) / 1000), 500, sliceMs),
      fsyncs(folder),
    ]);
    beside.push(...took);
  }
  const figures = [
    {
      callback: kind,
      figure: 'ms p99 of one fsync, nothing else going on',
      value: percentile(alone, 0.99).toFixed(2),
    },
    {
      callback: kind,
      figure: 'ms p99 of one fsync beside koa at 500 a second',
      value: percentile(beside, 0.99).toFixed(2),
    },
    ...(await Promise.all(
      servers.map(async (server) => ({
        callback: kind,
        figure: `MiB peak of ${server.name}`,
        value: (await peakMiB(server)).toFixed(0),
      })),
    )),
  ];
  return { rows, figures };
};

const folder = await mkdtemp(join(tmpdir(), 'tongbao-bench-'));
const rows = [];
const figures = [];
try {
  for (const [at, [kind, make]] of Object.entries(kinds).entries()) {
    const own = join(folder, String(at));
    await mkdir(own);
    const servers = [await startService(own)];
    try {
      for (const one of ['koa', 'durable', 'raw'] as const) servers.push(await startPipeline(one, own));
      const measuredKind = await benchKind(kind, make, servers, own);
      rows.push(...measuredKind.rows);
      figures.push(...measuredKind.figures);
    } finally {
      await Promise.all(servers.map(stopped));
    }
  }
  report(rows);
  report(figures);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
