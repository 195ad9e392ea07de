/** One measurement of the embedded store in a process of its own; prints it as JSON. See `store.ts`. */
import { readFile, stat } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openLowdbStore } from '../storage/lowdb/index.js';
import { messageOf } from './city.js';

const [task = '', dataDir = '', amount = '0'] = process.argv.slice(2);

const print = (figures: Record<string, number>): void => void process.stdout.write(JSON.stringify(figures));

const bytesOf = Buffer.byteLength(JSON.stringify(messageOf(0)));

const fill = async (): Promise<void> => {
  const store = await openLowdbStore({ dataDir });
  const count = Math.round((Number(amount) * 1e6) / bytesOf);
  for (let from = 0; from < count; from += 2000) {
    await store.transaction(async (tx) => {
      for (let at = from; at < Math.min(from + 2000, count); at += 1) await tx.put('messages', messageOf(at));
    });
  }
  await store.close();
  print({ count });
};

/** Milliseconds that a timer came late: the delay histogram's own tick of 1 ms is taken off. */
const loopDelay = async (milliseconds: number, meanwhile: () => Promise<void>) => {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const until = performance.now() + milliseconds;
  while (performance.now() < until) await meanwhile();
  histogram.disable();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1);
  return { p999: late(histogram.percentile(99.9)), worst: late(histogram.max) };
};

const snapshots = async (): Promise<void> => {
  const store = await openLowdbStore({ dataDir, journalLimit: 2000 });
  // Each snapshot is a new file.
  let file = 0;
  let written = 0;
  const took: number[] = [];
  const commit = async (): Promise<void> => {
    const from = performance.now();
    await store.transaction((tx) => tx.put('messages', messageOf(took.length)));
    took.push(performance.now() - from);
    const { ino } = await stat(`${dataDir}/tongbao.json`);
    if (ino !== file) written += 1;
    file = ino;
    await pause(2);
  };
  // The first seconds of a process are those of its compiler.
  for (const until = performance.now() + 1500; performance.now() < until; ) await commit();
  took.length = 0;
  written = 0;
  const delay = await loopDelay(Number(amount) * 1000, commit);
  const commitP99 = took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? 0;
  if (written === 0) throw new Error('no snapshot was written meanwhile');
  print({ ...delay, commitP99, snapshots: written });
  await store.close();
};

const idle = async (): Promise<void> => {
  const store = await openLowdbStore({ dataDir });
  await pause(1500);
  print(await loopDelay(Number(amount) * 1000, () => pause(2)));
  await store.close();
};

const start = async (): Promise<void> => {
  const from = performance.now();
  const store = await openLowdbStore({ dataDir });
  const ms = performance.now() - from;
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  print({ ms, peak: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 });
  await store.close();
};

const tasks: Readonly<Record<string, () => Promise<void>>> = { fill, snapshots, idle, start };
await tasks[task]?.();
