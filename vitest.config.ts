import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/postgres.ts'],
    // The machine's own zone must not matter: every rule is in Asia/Shanghai.
    env: { TZ: 'America/New_York' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
