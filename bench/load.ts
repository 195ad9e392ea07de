/** Loads of a server. */
import { setTimeout as pause } from 'node:timers/promises';
import { Connections } from './connections.js';
import type { Requests } from './platforms.js';
import { cpuOf, type Server } from './servers.js';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server per answer, in microseconds. */
  readonly cpu: number;
}

export const percentile = (took: readonly number[], share: number): number =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? Number.NaN;

/** Puts some requests to a server; answers how long each answer took, in milliseconds. */
export type Drive = (server: Server, all: Requests) => Promise<readonly number[]>;

/** What `drive` does to a server. */
export const measured = async (server: Server, all: Requests, drive: Drive): Promise<Load> => {
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
export const closedLoop = async (
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
export const openLoop = async (
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
