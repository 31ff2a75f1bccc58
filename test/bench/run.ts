// SPDX-License-Identifier: GPL-2.0-only
/** `npm run bench`: the engine's figures beside those of the kernel under this desk, taken in the same run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writesPerSecond } from './engine.ts';

const ROUNDS = 5;

/** Builds exits.c, and returns a function that measures once; or why there is nothing to measure. */
function realExits(): (() => number) | string {
  if (!existsSync('/dev/kvm')) return 'there is no /dev/kvm here';
  const folder = mkdtempSync(join(tmpdir(), 'exitpath-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const program = join(folder, 'exits');
  const built = spawnSync('cc', ['-O2', '-o', program, 'test/bench/exits.c'], { encoding: 'utf8' });
  if (built.status !== 0) return `test/bench/exits.c was not built: ${built.error?.message ?? built.stderr}`;
  return () => {
    const ran = spawnSync(program, { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return Number(ran.stdout);
  };
}

const millions = (n: number): string => `${(n / 1e6).toFixed(2).padStart(7)} million/s`;

const real = realExits();
// Turn and turn about, so that both meet the same machine.
let engine = 0;
let kernel = 0;
for (let round = 0; round < ROUNDS; round++) {
  engine = Math.max(engine, writesPerSecond('v6.12'));
  if (typeof real === 'function') kernel = Math.max(kernel, real());
}
console.log(`guest WRMSRs through the whole path, best of ${ROUNDS}`);
console.log(`  engine, untraced   ${millions(engine)}`);
if (typeof real === 'function') {
  console.log(`  /dev/kvm           ${millions(kernel)}`);
  console.log(`  ratio              ${(engine / kernel).toFixed(1).padStart(7)}`);
} else console.log(`  /dev/kvm           not measured: ${real}`);
