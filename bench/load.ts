/** Loads of a server. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Connections } from './connections.js';
import { now } from './now.js';
import type { Requests } from './platforms.js';
import { cpuOf, pathOf, type Server } from './servers.js';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** P99 of how long after they were due requests were asked. */
  readonly late: number;
  /** Processor time of the server per answer, in microseconds. */
  readonly cpu: number;
}

export const percentile = (took: readonly number[], share: number): number =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? Number.NaN;

/** What came of requests, in milliseconds. */
export interface Driven {
  /** How long each answer took. */
  readonly took: readonly number[];
  /** How long after it was due each request was asked. */
  readonly late: readonly number[];
  /** From the first request to the last answer. */
  readonly lasted: number;
}

/** Puts some requests to a server. */
export type Drive = (server: Server, all: Requests) => Promise<Driven>;

/** What `drive` does to a server. */
export const measured = async (server: Server, all: Requests, drive: Drive): Promise<Load> => {
  const cpuBefore = await cpuOf(server);
  const { took, late, lasted } = await drive(server, all);
  return {
    perSecond: (took.length * 1000) / lasted,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    late: percentile(late, 0.99),
    cpu: ((await cpuOf(server)) - cpuBefore) / took.length,
  };
};

/** Connections that each ask again when they are answered. */
export const closedLoop = async (
  { port }: Server,
  all: Requests,
  connections: number,
  milliseconds: number,
): Promise<Driven> => {
  const pool = new Connections(port, connections);
  const took: number[] = [];
  let next = 0;
  const from = now();
  const client = async (): Promise<void> => {
    while (now() - from < milliseconds) {
      const request = all[next++];
      if (request === undefined) return;
      const started = now();
      await pool.post(request);
      took.push(now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const lasted = now() - from;
  pool.close();
  return { took, late: [], lasted };
};

/** So many a second, come what may; each answer counts from when it should have been asked for. */
export const openLoop = async (
  { port }: Server,
  all: Requests,
  perSecond: number,
  milliseconds: number,
): Promise<Driven> => {
  const pool = new Connections(port, 64);
  const took: number[] = [];
  const late: number[] = [];
  let first: number | undefined;
  const count = Math.min(all.length, Math.floor((perSecond * milliseconds) / 1000));
  const pace = new Worker(pathOf('./pace-thread.js'), { workerData: { perSecond, count } });
  const underWay: Promise<void>[] = [];
  pace.on('message', (due: number) => {
    first ??= due;
    late.push(now() - due);
    const request = all[underWay.length];
    if (request !== undefined) underWay.push(pool.post(request).then(() => void took.push(now() - due)));
  });
  await once(pace, 'exit');
  await Promise.all(underWay);
  const lasted = now() - (first ?? now());
  pool.close();
  return { took, late, lasted };
};
