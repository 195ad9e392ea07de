import fc from 'fast-check';

/** Numbers from 0 to 1 that the same seed gives again. */
export const randomFrom = (seed: number): (() => number) => {
  const numbers = fc.sample(fc.noBias(fc.nat({ max: 9999 })), { seed, numRuns: 4096 });
  let at = 0;
  return () => (numbers[at++ % numbers.length] ?? 0) / 10_000;
};
