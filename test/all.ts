// SPDX-License-Identifier: GPL-2.0-only
/**
 * `npm test`: everything that CI checks, one after the other, and a line `N passed, N failed` that adds up all runners. A check without a
 * count of its own (the linter, the compiler) counts as one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Count {
  passed: number;
  failed: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'exitpath-test-'));

/** Runs a program with its output shown. @returns its exit status, or 1 when a signal ended it */
function call(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('close', (status) => resolve(status ?? 1));
    child.on('error', (e) => {
      console.error(`${program}: ${e.message}`);
      resolve(1);
    });
  });
}

/** A check that passes or fails as a whole. */
async function check(program: string, ...args: readonly string[]): Promise<Count> {
  const ok = (await call(program, args)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** Vitest projects, counted by test. A run that failed without a failing test (a broken file, no test at all) counts as one failure. */
async function vitest(...projects: readonly string[]): Promise<Count> {
  const report = join(scratch, `${projects.join('-')}.json`);
  const status = await call('vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...projects.map((p) => `--project=${p}`),
  ]);
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Every recorded scenario, put to the real kernel. Where there is none, the recordings have stood in: the engine's tests ran them. */
async function theKernelHere(): Promise<Count> {
  if (existsSync('/dev/kvm')) return check(process.execPath, 'src/cli/exitpath.mjs', 'verify');
  console.log('no /dev/kvm here: the recorded vectors stand in');
  return { passed: 0, failed: 0 };
}

const checks: readonly (readonly [name: string, run: () => Promise<Count>])[] = [
  ['format and lint (biome)', () => check('biome', 'check', '.')],
  ['unused code (knip)', () => check('knip')],
  ['types (astro check)', () => check('astro', 'check', '--minimumSeverity', 'warning')],
  ['engine, command line, traces, pages (vitest)', () => vitest('plain', 'traced', 'docs')],
  ['the engine beside this machine’s kernel', theKernelHere],
  ['the site builds (astro)', () => check('astro', 'build')],
  ['the site in a browser (vitest, Chromium)', () => vitest('browser')],
];

const total: Count = { passed: 0, failed: 0 };
const failing: string[] = [];
for (const [name, run] of checks) {
  console.log(`\n== ${name}`);
  const began = Date.now();
  const { passed, failed } = await run();
  console.log(`-- ${name}: ${passed} passed, ${failed} failed, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failing.push(name);
}
rmSync(scratch, { recursive: true });
if (failing.length > 0) console.log(`\nfailing: ${failing.join('; ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
