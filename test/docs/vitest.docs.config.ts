// SPDX-License-Identifier: GPL-2.0-only
/** The Vitest project `docs`: every page of the book is a test file. EXITPATH_DOCS names another folder of pages. */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { doctest } from '../../src/site/doctest/plugin.ts';
import { docs, root } from '../../src/site/doctest/project.ts';

export default defineConfig({
  root,
  plugins: [doctest()],
  // Examples leave nothing behind, so pages may share a worker: a third of the time.
  test: {
    name: 'docs',
    isolate: false,
    include: [join(docs, '{en,zh-cn}/**/*.mdx'), 'test/docs/**/*.test.ts'],
    includeTaskLocation: true,
    testTimeout: 60_000,
  },
});
