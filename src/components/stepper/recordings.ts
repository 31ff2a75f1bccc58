// SPDX-License-Identifier: GPL-2.0-only
/** The part of the recorded answers that a figure carries: the same machine, the same register, the values that are offered. Build time only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, type Recorded } from './evidence.ts';

interface Vector {
  readonly kernel: string;
  readonly host: string;
  readonly steps: readonly { readonly op: string; readonly msr?: string }[];
  readonly results: readonly unknown[];
}

let all: readonly Vector[] | undefined;
function vectors(): readonly Vector[] {
  const folder = join(process.cwd(), 'test', 'vectors');
  all ??= readdirSync(folder)
    .filter((f) => f.endsWith('.jsonl'))
    .flatMap((f) => readFileSync(join(folder, f), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector);
  if (all.length === 0) throw new Error('test/vectors holds no recorded answers, and the figures quote them');
  return all;
}

/** Without the value that is written, which the reader may change. */
const written = /("msr":"0x[0-9a-f]+"),"data":"(0x[0-9a-f]+)"\}\]\]$/;
const shape = (key: string): string => key.replace(written, '$1}]]');

/**
 * Steps after which a write to a register answers as if it were the first: reads, and writes to the banks, whose contents no write is
 * judged by. After anything else it may answer otherwise.
 */
const quiet = (s: Vector['steps'][number]): boolean => {
  const msr = Number(s.msr ?? Number.NaN);
  return /^(?:guest\.rdmsr|host\.get_msr)$/.test(s.op) || (/^(?:guest\.wrmsr|host\.set_msr)$/.test(s.op) && msr >= 0x400 && msr <= 0x47f);
};

/** The places of a recording that answer the question, as if each were a recording of its own. */
function* places(v: Vector, step: number): Generator<{ readonly key: string; readonly result: string }> {
  if (v.steps.length > step) yield { key: keyOf(v, step), result: JSON.stringify(v.results[step]) };
  if (step > 0) return;
  for (let i = 1; i < v.steps.length; i++) {
    const [before, it] = [v.steps[i - 1], v.steps[i]];
    if (before === undefined || it === undefined || !quiet(before)) return;
    if (/^(?:guest\.wrmsr|host\.set_msr)$/.test(it.op))
      yield { key: keyOf({ ...v, steps: [it] }, 0), result: JSON.stringify(v.results[i]) };
  }
}
const order = ['intel', 'amd', 'pvm'];
const byRelease = new Intl.Collator('en', { numeric: true });

/** @param scenario canonical JSON; @param step the step that is shown; @param values what the reader is offered to write instead */
export function recordedNear(scenario: string, step: number, values: readonly string[]): readonly Recorded[] {
  const json = JSON.parse(scenario) as Parameters<typeof keyOf>[0];
  const own = keyOf(json, step);
  const wanted = shape(own);
  const offered = new Set([...values, own.match(written)?.[2]]);
  const found = new Map<string, { key: string; result: string; where: Map<string, Set<string>> }>();
  for (const [v, { key, result }] of vectors().flatMap((v) => [...places(v, step)].map((p) => [v, p] as const))) {
    if (shape(key) !== wanted || !offered.has(key.match(written)?.[2])) continue;
    const entry = found.get(key + result) ?? { key, result, where: new Map<string, Set<string>>() };
    found.set(key + result, entry);
    entry.where.set(v.kernel, (entry.where.get(v.kernel) ?? new Set()).add(v.host));
  }
  return [...found.values()].map(({ key, result, where }) => ({
    key,
    result,
    where: [...where]
      .map(([kernel, hosts]) => [kernel, [...hosts].sort((a, b) => order.indexOf(a) - order.indexOf(b))] as const)
      .sort(([a], [b]) => byRelease.compare(a, b)),
  }));
}
