import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that put a module in another's place: what they leave behind is not to meet other tests. */
const replacing = ['test/storage/model/**/*.test.ts'];

const common = {
  // The machine's own zone must not matter: every rule is in Asia/Shanghai.
  env: { TZ: 'America/New_York' },
  // Nothing is a test of speed: these only end what hangs, on a busy machine too.
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    globalSetup: ['test/setup/postgres.ts', 'test/setup/service.ts'],
    // The longest tests wait for processes that they start: a few files beside them cost little, on two processors too.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...common,
          name: 'replacing',
          include: replacing,
        },
      },
      {
        test: {
          ...common,
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: replacing,
          // Each module is read once by each worker, not once by each file of tests.
          isolate: false,
        },
      },
    ],
  },
});
