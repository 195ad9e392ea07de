/** Says at which times something is due, each time at that time: the timers of an event loop are up to 1 ms off. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { now } from './now.js';

const { perSecond, count } = z.object({ perSecond: z.number(), count: z.number() }).parse(workerData);
const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const from = now();
for (let at = 0; at < count; at += 1) {
  const due = from + (at * 1000) / perSecond;
  Atomics.wait(never, 0, 0, Math.max(0, due - now()));
  parentPort?.postMessage(due);
}
