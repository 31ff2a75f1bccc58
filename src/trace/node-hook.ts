// SPDX-License-Identifier: GPL-2.0-only
/** A second, instrumented engine beside the plain one, in plain Node: modules whose URL ends in `?traced`, and all that they import. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { modelledFile } from './files.ts';
import { instrument } from './instrument.ts';

const MARK = '?traced';
const sink = new URL('./sink.ts', import.meta.url).href;
let hooked = false;

function hook(): void {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const inherits = context.parentURL?.endsWith(MARK) === true && resolved.url.startsWith('file:') && !resolved.url.endsWith(MARK);
      return inherits ? { ...resolved, url: resolved.url + MARK } : resolved;
    },
    load(url, context, nextLoad) {
      const file = url.endsWith(MARK) ? modelledFile(url) : undefined;
      if (file === undefined) return nextLoad(url, context);
      const source = instrument(readFileSync(fileURLToPath(url), 'utf8'), file, sink);
      return { format: 'module-typescript', shortCircuit: true, source };
    },
  });
}

/** record.ts on an instrumented engine. The engine that the caller has imported stays as it is. */
export async function importInstrumented(): Promise<typeof import('./record.ts')> {
  hook();
  const url = new URL('./record.ts', import.meta.url);
  return import(url.href + MARK) as Promise<typeof import('./record.ts')>;
}
