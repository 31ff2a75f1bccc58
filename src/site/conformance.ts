// SPDX-License-Identifier: GPL-2.0-only
/** How the engine fares against the recorded answers of real kernels. Counted when the site is built. */
import { formatStepResult, parseScenario, tryScenario } from '../engine/index.ts';
import { corpora, linesOf } from './corpora.ts';

/** Recorded scenarios: given alike, given otherwise (known-differences.txt says why), and outside what the engine models. */
export interface Conformance {
  readonly recorded: number;
  readonly agree: number;
  readonly differ: number;
  readonly outOfReach: number;
}

function verdict(line: string): Exclude<keyof Conformance, 'recorded'> {
  const scenario = parseScenario(line);
  const ran = scenario.ok ? tryScenario(scenario.value) : scenario;
  if (!ran.ok) return 'outOfReach';
  const { results } = JSON.parse(line) as { results: unknown };
  return JSON.stringify(ran.value.results.map((r) => JSON.parse(formatStepResult(r)) as unknown)) === JSON.stringify(results)
    ? 'agree'
    : 'differ';
}

let counted: Conformance | undefined;

export function conformance(): Conformance {
  if (counted !== undefined) return counted;
  const count = { recorded: 0, agree: 0, differ: 0, outOfReach: 0 };
  for (const line of corpora.flatMap(linesOf)) {
    count.recorded++;
    count[verdict(line)]++;
  }
  counted = count;
  return count;
}
