// SPDX-License-Identifier: GPL-2.0-only
import { defineConfig } from 'vitest/config';
import { traceLines } from './src/trace/vite-plugin.ts';

export default defineConfig({
  test: {
    // How long a test takes says how busy the machine is, not whether it passes.
    projects: [
      // The engine as it stands, and everything that uses it so.
      { test: { name: 'plain', include: ['test/*.test.ts', 'test/{engine,cli}/**/*.test.ts'], testTimeout: 60_000 } },
      // The same engine, instrumented as the site has it.
      {
        plugins: [traceLines()],
        test: { name: 'traced', include: ['test/{traced,stepper,widgets}/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
      },
      // Every page of the book is a test file.
      './test/docs/vitest.docs.config.ts',
      {
        // Each file has a server and a browser of its own: as many at a time as there are processors.
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
