import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const collector = (): ((options?: { readonly type: 'minor' }) => void) => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node does not let its garbage be collected');
  return (options) => void collect(options);
};

const collect = collector();

/** Collects all garbage there is. */
export const collectGarbage = (): void => {
  collect();
  // Waits for what the first still sweeps beside this thread.
  collect();
};

/** A scavenge: what has lived through one before is taken to last, and moved to the old part of the heap. */
export const scavenge = (): void => collect({ type: 'minor' });

/** Bytes in use of the old part of the heap, garbage among them that no full collection has found yet. */
export const bytesTakenToLast = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ??
  Number.NaN;

/** Bytes of memory outside of the heap that are in use. */
export const bytesOutsideHeap = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};
