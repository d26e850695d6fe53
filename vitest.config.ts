import { defineConfig } from 'vitest/config';

/** Node tests in seconds; the browser tests start real browsers and take their time, one file after the other. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
