import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const collector = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node does not let its garbage be collected');
  return () => void collect();
};

const collect = collector();

/** Collects all garbage there is. */
export const collectGarbage = (): void => {
  collect();
  // Waits for what the first still sweeps beside this thread.
  collect();
};

/** Bytes of memory outside of the heap that are in use. */
export const bytesOutsideHeap = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};
