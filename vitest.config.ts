import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/postgres.ts'],
    // The machine's own zone must not matter: every rule is in Asia/Shanghai.
    env: { TZ: 'America/New_York' },
    // Vitest leaves one processor free, which on two is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Nothing is a test of speed: these only end what hangs, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
