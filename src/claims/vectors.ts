// SPDX-License-Identifier: GPL-2.0-only
/** The recorded answers of real kernels, as evidence: by name, and by what was asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatScenario, parseScenario } from '../engine/index.ts';
import type { ResultJson } from './types.ts';

const folder = (): string => join(process.cwd(), 'test', 'vectors');
const linesOf = (file: string): readonly string[] =>
  readFileSync(join(folder(), file), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** The line of a recording, or undefined. */
export function lineOf(file: string, name: string): string | undefined {
  if (!readdirSync(folder()).includes(`${file}.jsonl`)) return undefined;
  return linesOf(`${file}.jsonl`).find((line) => line.includes(`"name":${JSON.stringify(name)}`));
}

/** What a real kernel answered. */
interface Answered {
  readonly kernel: string;
  readonly host: string;
  readonly results: readonly ResultJson[];
}
interface Recorded extends Answered {
  readonly steps: readonly unknown[];
  /** Module parameters, VM and vCPU. */
  readonly setup: object;
}

let all: ReadonlyMap<string, readonly Recorded[]> | undefined;
/** By their first step. */
function recordings(): ReadonlyMap<string, readonly Recorded[]> {
  if (all !== undefined) return all;
  const made = new Map<string, Recorded[]>();
  for (const file of readdirSync(folder()).filter((f) => f.endsWith('.jsonl')))
    for (const line of linesOf(file)) {
      const { name: _, kernel, host, results, steps, ...setup } = JSON.parse(line) as Omit<Recorded, 'setup'> & { name: string };
      const first = JSON.stringify(steps[0]);
      made.set(first, [...(made.get(first) ?? []), { kernel, host, results, steps, setup }]);
    }
  all = made;
  return made;
}

/** A scenario's canonical text, the kernel left out: defaults that are spelled and defaults that are not come out alike. */
function question(scenario: object): string | undefined {
  const parsed = parseScenario(JSON.stringify({ ...scenario, name: '', kernel: 'v6.12' }));
  return parsed.ok ? formatScenario(parsed.value) : undefined;
}

const byRelease = new Intl.Collator('en', { numeric: true });

/** What real kernels answered to the same, be it as the first steps of a longer scenario; oldest kernel first. */
export function recordedLike(scenario: { readonly host: string; readonly steps: readonly unknown[] }): readonly Answered[] {
  const { host, steps } = scenario;
  const texts = steps.map((step) => JSON.stringify(step));
  const wanted = question(scenario);
  return (recordings().get(texts[0] ?? '') ?? [])
    .filter(
      (r) => r.host === host && texts.every((t, i) => JSON.stringify(r.steps[i]) === t) && question({ ...r.setup, host, steps }) === wanted,
    )
    .map(({ kernel, results }) => ({ kernel, host, results: results.slice(0, steps.length) }))
    .sort((a, b) => byRelease.compare(a.kernel, b.kernel));
}
