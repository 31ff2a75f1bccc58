// SPDX-License-Identifier: GPL-2.0-only
/** How the engine fares against the recorded answers of real kernels. Counted when the site is built. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

function count(lines: readonly string[]): Conformance {
  const counted = { recorded: lines.length, agree: 0, differ: 0, outOfReach: 0 };
  for (const line of lines) counted[verdict(line)]++;
  return counted;
}

let counted: ReadonlyMap<string, Conformance> | undefined;

/** By corpus. */
export function conformanceByCorpus(): ReadonlyMap<string, Conformance> {
  counted ??= new Map(corpora.map((corpus) => [corpus, count(linesOf(corpus))]));
  return counted;
}

/** Of all corpora together. */
export function conformance(): Conformance {
  const sum = { recorded: 0, agree: 0, differ: 0, outOfReach: 0 };
  for (const each of conformanceByCorpus().values())
    for (const what of ['recorded', 'agree', 'differ', 'outOfReach'] as const) sum[what] += each[what];
  return sum;
}

/** The groups of known-differences.txt: how many vectors of each corpus differ for one reason. */
export function knownDifferences(): readonly ReadonlyMap<string, number>[] {
  const [, ...groups] = readFileSync(join(process.cwd(), 'test', 'vectors', 'known-differences.txt'), 'utf8').split(/^## (?!#)/m);
  return groups
    .map((group) => {
      const byCorpus = new Map<string, number>();
      for (const line of group.split('\n').slice(1)) {
        const [corpus = '', name] = line.split(' ');
        if (!line.startsWith('#') && name !== undefined) byCorpus.set(corpus, (byCorpus.get(corpus) ?? 0) + 1);
      }
      return byCorpus;
    })
    .filter((byCorpus) => byCorpus.size > 0);
}
