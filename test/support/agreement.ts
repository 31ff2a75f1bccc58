// SPDX-License-Identifier: GPL-2.0-only
/** Compares the engine with every recorded vector. Used with the plain engine and with the instrumented one. */
import { formatStepResult, parseScenario, tryScenario } from '../../src/engine/index.ts';
import { corpora, groupOf, type Vector, vectorsOf } from './vectors.ts';

export type Verdict =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'differs'; readonly vector: Vector; readonly got: readonly unknown[] }
  | { readonly kind: 'not modelled'; readonly reason: string };

/** Reasons are grouped by what is missing: a kernel, a vendor module, a register. */
const reasonOf = (at: string, problem: string): string =>
  at === 'kernel'
    ? `kernel ${/^(v\d+\.\d+)/.exec(problem)?.[1] ?? problem}`
    : at === 'host'
      ? `host ${/"(\w+)"/.exec(problem)?.[1]}`
      : `register ${problem.split(' is not modelled')[0]}`;

export function judge(v: Vector): Verdict {
  const scenario = parseScenario(v.text);
  const ran = scenario.ok ? tryScenario(scenario.value) : scenario;
  if (!ran.ok) {
    if (ran.kind !== 'not modelled') throw new Error(`${v.name}: ${ran.at}: ${ran.problem}`);
    return { kind: 'not modelled', reason: reasonOf(ran.at, ran.problem) };
  }
  const got = ran.value.results.map((r) => JSON.parse(formatStepResult(r)) as unknown);
  return JSON.stringify(got) === JSON.stringify(v.results) ? { kind: 'agrees' } : { kind: 'differs', vector: v, got };
}

/** Each corpus with its groups, and the vectors of each. */
export const groups: readonly { readonly corpus: string; readonly group: string; readonly vectors: readonly Vector[] }[] = corpora.flatMap(
  (corpus) => {
    const all = vectorsOf(corpus);
    return [...new Set(all.map(groupOf))].map((group) => ({ corpus, group, vectors: all.filter((v) => groupOf(v) === group) }));
  },
);
