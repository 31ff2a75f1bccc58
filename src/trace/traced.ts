// SPDX-License-Identifier: GPL-2.0-only
/** record.ts on an instrumented engine, wherever this runs: built into the package, or instrumented as it is loaded. */
import { existsSync } from 'node:fs';

export async function importTraced(): Promise<typeof import('./record.ts')> {
  const built = new URL('../traced/trace/record.js', import.meta.url);
  if (existsSync(built)) return import(built.href) as Promise<typeof import('./record.ts')>;
  // Instrumenting needs the TypeScript compiler, which only those who build the project have.
  return (await import('./node-hook.ts')).importInstrumented();
}
