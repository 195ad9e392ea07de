/**
 * Load on the real routes with the durable inbox on, beside the smallest Koa pipeline that does the same work
 * without a store, the same with a bare append before each answer, and node:http without either. Each kind of callback
 * is measured on processes of its own: what one left in memory is not the next one's.
 * `npm run -s bench:callback [-- --short] [-- --json]`
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { z } from 'zod';
import { contacts } from './contacts.js';
import { closedLoop, type Drive, type Load, measured, openLoop, percentile } from './load.js';
import { type Kind, kinds, requests } from './platforms.js';
import { median, report } from './report.js';
import { pathOf, peakMiB, type Server, startPipeline, startService, stopped } from './servers.js';

const run = promisify(execFile);
const short = process.argv.includes('--short');
const rounds = short ? 1 : 5;
const sliceMs = short ? 300 : 2000;
const warmMs = short ? 300 : 3000;

/**
 * The load collects its own heap as a whole once a minute at most. It did so every six seconds at 40 MB, which made one in a
 * hundred requests of that slice 2 to 8 ms late, and more often in slices of one server than in those of another.
 */
setFlagsFromString('--heap-growing-percent=1000');

/** Milliseconds of one write and fdatasync of a kilobyte after the other, in a process of its own. */
const fsyncs = async (folder: string): Promise<readonly number[]> => {
  const argv = [pathOf('./fsync-process.js'), join(folder, 'fsync'), String(sliceMs)];
  const { stdout } = await run(process.execPath, argv, { maxBuffer: 64e6 });
  return z.parse(z.array(z.number()), JSON.parse(stdout));
};

/** How a load is put to all servers in turn. */
interface Slices {
  readonly from?: readonly string[];
  readonly slices?: number;
  readonly afterSlice?: () => Promise<unknown>;
}

const middle = (loads: readonly Load[], of: (load: Load) => number): number => median(loads.map(of));

/** P99 of one fsync beside a server under load, for each slice. */
const fsyncsBeside = async (server: Server, make: Kind, folder: string): Promise<readonly number[]> => {
  const p99s: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const all = requests(make, contacts, (500 * sliceMs) / 1000);
    const [took] = await Promise.all([fsyncs(folder), openLoop(server, all, 500, sliceMs)]);
    p99s.push(percentile(took, 0.99));
  }
  return p99s;
};

/** Refuses to measure whoever does not give the answer, read as strictly as the platform reads it. */
const checkAnswer = async ({ name, port }: Server, make: Kind): Promise<void> => {
  const { request, read } = make(contacts[0] ?? '').attempt();
  const { path, headers, body } = request;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
  const { reply } = read(await response.text());
  if (!JSON.stringify(reply).includes('排第1名')) throw new Error(`${name} does not answer the question`);
};

const benchKind = async (kind: string, make: Kind, servers: readonly Server[], folder: string) => {
  const [service, koa, durable] = servers;
  if (service === undefined || koa === undefined || durable === undefined) throw new Error('no reference');
  const rows: Record<string, string | number>[] = [];
  for (const server of servers) await checkAnswer(server, make);
  const most = short ? 4000 : 16_000;
  for (const server of servers) await closedLoop(server, requests(make, contacts, most), 32, warmMs);
  const compared = async (
    load: string,
    count: number,
    drive: Drive,
    { from = contacts, slices = rounds, afterSlice }: Slices = {},
  ): Promise<(server: Server) => readonly Load[]> => {
    const loads = new Map<Server, Load[]>(servers.map((server) => [server, []]));
    for (let slice = 0; slice < slices; slice += 1) {
      for (const server of servers) {
        const all = requests(make, from, count);
        loads.get(server)?.push(await measured(server, all, drive));
      }
      await afterSlice?.();
    }
    const loadsOf = (server: Server): readonly Load[] => loads.get(server) ?? [];
    const reference = loadsOf(koa);
    for (const server of servers) {
      const own = loadsOf(server);
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
    return loadsOf;
  };
  for (const connections of [1, 32, 256]) {
    await compared(`${connections} connections`, most, (server, all) =>
      closedLoop(server, all, connections, sliceMs),
    );
  }
  // Each conversation is one record: of its messages, one is decided after the other.
  await compared('32 connections, one person', most, (server, all) => closedLoop(server, all, 32, sliceMs), {
    from: ['zhongyuan'],
  });
  const steady = (perSecond: number, options?: Slices) =>
    compared(
      `${perSecond} a second`,
      (perSecond * sliceMs) / 1000,
      (server, all) => openLoop(server, all, perSecond, sliceMs),
      options,
    );
  await steady(100);
  // What one in a hundred takes differs from moment to moment by as much as is to be told: each slice has a limit of its own.
  const fsync: number[] = [];
  const at500 = await steady(500, {
    slices: 3 * rounds,
    afterSlice: async () => fsync.push(percentile(await fsyncs(folder), 0.99)),
  });
  const limits = at500(koa).map(({ p99 }, slice) => 2 * p99 + (fsync[slice] ?? Number.NaN));
  const figure = (of: string, value: string | number) => ({ callback: kind, figure: of, value });
  const figures = [
    figure('ms p99 of one fsync, nothing else going on', median(fsync).toFixed(2)),
    figure(
      'ms p99 of one fsync beside koa at 500 a second',
      median(await fsyncsBeside(koa, make, folder)).toFixed(2),
    ),
    figure(
      'ms p99 by which requests were late at 500 a second, in all of these',
      middle(servers.flatMap(at500), ({ late }) => late).toFixed(2),
    ),
    figure('ms limit at 500 a second: twice the p99 of koa and one fsync', median(limits).toFixed(2)),
    ...[service, durable].flatMap((server) => {
      const ratios = at500(server).map(({ p99 }, slice) => p99 / (limits[slice] ?? Number.NaN));
      return [
        figure(`times the limit of its slice, p99 of ${server.name}`, median(ratios).toFixed(2)),
        figure(
          `slices of ${ratios.length} with p99 of ${server.name} within the limit`,
          ratios.filter((ratio) => ratio <= 1).length,
        ),
      ];
    }),
  ];
  for (const server of servers)
    figures.push(figure(`MiB peak of ${server.name}`, (await peakMiB(server)).toFixed(0)));
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
