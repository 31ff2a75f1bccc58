// SPDX-License-Identifier: GPL-2.0-only
/** `npm run bench`: what the engine and the site cost, each figure beside what it is compared with, taken in the same run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budget, type Kind, kinds, pagesOf, starlight, weigh } from '../support/weight.ts';
import { writesPerSecond } from './engine.ts';
import { heaviestFigure, stepsPerSecond } from './figures.ts';
import { lighthouse } from './lighthouse.ts';

const ROUNDS = 15;
const KERNEL = 'v6.12';
const DIST = 'dist';
const scratch = mkdtempSync(join(tmpdir(), 'exitpath-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true }));

type Row = readonly [what: string, measured: string, beside: string];
const head = (title: string): void => console.log(`\n${title}`);
const print = ([what, measured, beside]: Row): void => console.log(`  ${what.padEnd(44)}${measured.padStart(18)}   ${beside}`);
const rate = (n: number): string => (n < 1e5 ? `${(n / 1e3).toFixed(1)} thousand/s` : `${(n / 1e6).toFixed(2)} million/s`);

/** A function that measures /dev/kvm once; or why there is nothing to measure. */
function realExits(): ((value: bigint) => number) | string {
  if (!existsSync('/dev/kvm')) return 'there is no /dev/kvm here';
  const program = join(scratch, 'exits');
  const built = spawnSync('cc', ['-O2', '-o', program, 'test/bench/exits.c'], { encoding: 'utf8' });
  if (built.status !== 0) return `test/bench/exits.c was not built: ${built.error?.message ?? built.stderr}`;
  return (value) => {
    const ran = spawnSync(program, [String(value), '40000'], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return Number(ran.stdout);
  };
}

const cases = [
  ['0 to MC0_CTL', 0n],
  ['all ones to MC0_CTL', 0xffff_ffff_ffff_ffffn],
  ['1 to MC0_CTL: #GP, its handler, HLT', 1n],
] as const;

async function engine(): Promise<void> {
  const real = realExits();
  head(`guest WRMSRs through the whole path, untraced, per second of processor time; best of ${ROUNDS}, turn and turn about`);
  let exits = 0;
  for (const [what, value] of cases) {
    let ours = 0;
    let kernels = 0;
    for (let round = 0; round < ROUNDS; round++) {
      ours = Math.max(ours, writesPerSecond(KERNEL, value));
      if (typeof real === 'function') kernels = Math.max(kernels, real(value));
    }
    exits = Math.max(exits, kernels);
    const beside =
      typeof real === 'function'
        ? `/dev/kvm ${rate(kernels)}: ${(ours / kernels).toFixed(1)} times (at least 10)`
        : `not compared: ${real}`;
    print([what, rate(ours), beside]);
  }
  head('steps of a scenario, 0 to MC0_CTL: each prepared, run, judged');
  const { plain, traced } = await stepsPerSecond(KERNEL);
  const beside = exits === 0 ? '' : `/dev/kvm ${rate(exits)}`;
  print(['untraced', rate(plain), beside]);
  print([
    'traced: statements, accesses, tracepoints',
    rate(traced),
    `${beside}${beside && '; '}${(1000 / traced).toFixed(2)} ms a step, a frame 16 ms`,
  ]);
}

async function figures(): Promise<void> {
  head('a figure made anew, from the text of its scenario');
  const { page, ms, of } = await heaviestFigure(DIST);
  print([`the slowest of ${of}, on ${page}`, `${ms.toFixed(1)} ms`, 'a frame 16 ms']);
}

/** Runs a command to its end. @returns its seconds */
function seconds(program: string, ...args: readonly string[]): number {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  return (performance.now() - began) / 1000;
}

function site(): void {
  head('the site');
  const build = seconds('astro', 'build', '--outDir', DIST);
  const pages = pagesOf(DIST).length;
  print(['build', `${build.toFixed(1)} s`, `${pages} pages: ${((build / pages) * 1000).toFixed(0)} ms a page`]);
  const report = join(scratch, 'docs.json');
  const docs = seconds('vitest', 'run', '--project', 'docs', '--reporter=json', `--outputFile=${report}`);
  const { numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number };
  print(['doc-tests', `${docs.toFixed(1)} s`, `${numPassedTests} tests: ${((docs / numPassedTests) * 1000).toFixed(0)} ms a test`]);
}

function weight(): void {
  const kB = (n: number): string => (n / 1000).toFixed(1).padStart(6);
  const line = (what: string, of: (kind: Kind) => readonly [gzip: string, brotli: string]): void =>
    console.log(
      `  ${what.padEnd(44)}${kinds.map((k) => of(k)[0].padStart(8)).join('')}   ${kinds.map((k) => of(k)[1].padStart(8)).join('')}`,
    );
  head("kB to download: gzip, then brotli; a page, its style sheets, its scripts with its figures'");
  line('', (kind) => [kind.toUpperCase(), kind.toUpperCase()]);
  line('at most', (kind) => [kB(budget[kind]), '']);
  line("Starlight's start-up template", (kind) => ['', kB(starlight[kind])]);
  for (const page of pagesOf(DIST)) {
    const sizes = weigh(DIST, page);
    line(page, (kind) => [kB(sizes[kind].gzip), kB(sizes[kind].brotli)]);
  }
}

async function scores(): Promise<void> {
  head('Lighthouse, mobile');
  const measured = await lighthouse();
  if (typeof measured === 'string') console.log(`  not measured: ${measured}`);
  else for (const [page, of] of measured) print([page, Object.values(of).join(' '), `of 100: ${Object.keys(of).join(', ')}`]);
}

const parts = { site, engine, figures, weight, lighthouse: scores };
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(
    `bench: no part ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')} (figures, weight and lighthouse look at the site in dist/)`,
  );
  process.exit(2);
}
for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await part();
