import { defineConfig, type Plugin } from 'vitest/config';

/** As in the build: what is injected is a file that is named, and not code that runs where its name is asked for. */
const injectedByName: Plugin = {
  name: 'injected-by-name',
  enforce: 'pre',
  load: (id) => (id.endsWith('?script&iife') ? `export default ${JSON.stringify(id)};` : null),
};

/** Node tests in seconds; the browser tests start real browsers and take their time, one file after the other. */
export default defineConfig({
  plugins: [injectedByName],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts'],
    // Limits against hanging alone, on a machine that is slow and busy.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
