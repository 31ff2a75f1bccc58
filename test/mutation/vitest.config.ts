// SPDX-License-Identifier: GPL-2.0-only
/** The tests of the engine as Stryker runs them, once a mutant: without the random ones and the whole recordings, of which a sample stands in. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Short files first: the first failing test ends a mutant. */
class ShortFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): ReturnType<BaseSequencer['sort']> {
    const late = ({ moduleId }: (typeof files)[number]): number =>
      ['parse.test', 'mutation'].findIndex((name) => moduleId.includes(`/${name}`));
    return files.sort((a, b) => late(a) - late(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

// `EXITPATH_TESTS=vmm,vmm-catalogue npm run mutation -- --mutate src/engine/vmm/facts.ts`: these alone, for a file that they test.
const named = process.env['EXITPATH_TESTS'];

export default defineConfig({
  test: {
    include: named === undefined ? ['test/engine/*.test.ts', 'test/mutation/*.test.ts'] : [`test/engine/{${named},}.test.ts`],
    exclude: named === undefined ? ['test/engine/{diff,parse-anything,properties,vectors,vmm,vmm-catalogue}.test.ts'] : [],
    isolate: false,
    env: { EXITPATH_EVERY: '23' },
    sequence: { sequencer: ShortFirst },
  },
});
