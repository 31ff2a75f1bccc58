// SPDX-License-Identifier: GPL-2.0-only
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { modelledFile } from './files.ts';
import { instrument } from './instrument.ts';

/** Instruments the modelled files of the engine in whatever Vite bundles: the site, and the test project `traced`. */
export function traceLines(): Plugin {
  const sink = fileURLToPath(new URL('./sink.ts', import.meta.url));
  return {
    name: 'exitpath-trace-lines',
    enforce: 'pre',
    transform(code, id) {
      const file = modelledFile(id);
      return file === undefined ? null : { code: instrument(code, file, sink), map: null };
    },
  };
}
