import { setImmediate } from 'node:timers/promises';

/** Rows worked on between two moments at which the service may answer somebody: some 20 ms. */
const rowsAtOnce = 200;

/** Call once for each row, with its place: an import of ten thousand takes seconds. */
export const letOthersIn = async (at: number): Promise<void> => {
  if (at % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
};
