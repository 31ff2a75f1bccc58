// SPDX-License-Identifier: GPL-2.0-only
/** Runs what runs, looks up what can be looked up, and says of each claim whether it holds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fact, formatStepResult, type Host, parseScenario, tryScenario, vmms } from '../engine/index.ts';
import type { Claim, Evidence, Release, ResultJson, Run, Source, VectorLine, VmmFact } from './types.ts';
import { lineOf, recordedLike } from './vectors.ts';

export interface Finding {
  readonly evidence: Evidence;
  /** What is wrong with it; undefined where nothing is. */
  readonly problem: string | undefined;
}
export interface Judgement {
  /** `cited`: nothing of it runs. */
  readonly state: 'holds' | 'cited' | 'fails';
  readonly findings: readonly Finding[];
}

/** The scenario of a run, as the format has it. */
export const scenarioOf = ({ module, vm, vcpu, steps }: Run, kernel: string, host: Host) => ({
  name: 'claim',
  kernel,
  host,
  ...(module && { module }),
  ...(vm && { vm }),
  ...(vcpu && { vcpu }),
  steps: steps.map(([step]) => step),
});

/** What comes of a scenario, as text: its results, and what the kernel said meanwhile. Or why it does not run. */
function outcome(scenario: object): { readonly results: string; readonly said: readonly string[] } | { readonly refused: string } {
  const parsed = parseScenario(JSON.stringify(scenario));
  const said: string[] = [];
  const ran = parsed.ok
    ? tryScenario(parsed.value, {
        tracepoint: (event, text) => void said.push(`${event}: ${text}`),
        log: (level, text) => void said.push(`log ${level}: ${text}`),
      })
    : parsed;
  return ran.ok ? { results: ran.value.results.map(formatStepResult).join('\n'), said } : { refused: `${ran.at} ${ran.problem}`.trim() };
}
const text = (results: readonly ResultJson[]): string => results.map((r) => JSON.stringify(r)).join('\n');

/** In which way the engine answers otherwise; undefined: as the claim says. */
export function differs(run: Run, kernel: Release, host: Host): string | undefined {
  const came = outcome(scenarioOf(run, kernel, host));
  if ('refused' in came) return came.refused;
  if (came.results !== text(run.steps.map(([, result]) => result))) return `gives ${came.results.replaceAll('\n', ' ')}`;
  const missing = run.says.find((line) => !came.said.some((s) => s.includes(line)));
  if (missing !== undefined) return `does not say "${missing}"`;
  const spoken = run.silent.find((line) => came.said.some((s) => s.includes(line)));
  return spoken === undefined ? undefined : `says "${spoken}"`;
}

function judgeRun(run: Run): string | undefined {
  const [none] = run.steps;
  if (none === undefined || run.on.length === 0) return 'a run has at least one step and one kernel';
  for (const host of run.hosts) {
    for (const kernel of run.on) {
      const problem = differs(run, kernel, host);
      if (problem !== undefined) return `${kernel}, ${host}: ${problem}`;
    }
    for (const kernel of run.not) if (differs(run, kernel, host) === undefined) return `${kernel}, ${host}: answers so too`;
  }
  return undefined;
}

function judgeVector({ file, name, results }: VectorLine): string | undefined {
  const line = lineOf(file, name);
  if (line === undefined) return `test/vectors/${file}.jsonl has no line "${name}"`;
  const { steps, results: answers, ...setup } = JSON.parse(line) as { steps: readonly unknown[]; results: readonly ResultJson[] };
  const recorded = text(answers.slice(0, results.length));
  if (recorded !== text(results)) return `recorded: ${recorded.replaceAll('\n', ' ')}`;
  const came = outcome({ ...setup, steps: steps.slice(0, results.length) });
  if ('refused' in came) return came.refused;
  return came.results === recorded ? undefined : `the engine gives ${came.results.replaceAll('\n', ' ')}`;
}

const engineText = new Map<string, string>();
/** Whether the engine has a function of that name in the file of that name. */
function isModelled({ file, name }: Source): boolean {
  const path = join(process.cwd(), 'src', 'engine', file.replace(/\.c$/, '.ts'));
  if (!engineText.has(path)) engineText.set(path, existsSync(path) ? readFileSync(path, 'utf8') : '');
  return name !== undefined && new RegExp(`\\b(?:function|const) ${name}\\b`).test(engineText.get(path) ?? '');
}

function judgeSource(source: Source): string | undefined {
  if (source.project !== 'linux' || isModelled(source) === source.modelled) return undefined;
  const has = source.modelled ? 'does not have' : 'has';
  return `the engine ${has} ${source.name} in ${source.file}: say ${source.modelled ? 'source' : 'modelled'}(…)`;
}

/** The facts of the catalogue that a claim about a VMM rests on, each with what the claim says of it. */
function factsOf({ id, fact }: VmmFact): readonly (readonly [Fact<unknown>, said: unknown])[] {
  if ('asks' in fact) return [[vmms[id].userSpaceMsr, fact.asks]];
  const { vm, program } = vmms[id].endings[fact.ending];
  return [[vm, fact.vm], ...(fact.program === undefined ? [] : [[program, fact.program] as const])];
}
export const sourcesOf = (claim: VmmFact): readonly Fact<unknown>[] => factsOf(claim).map(([fact]) => fact);

function judgeVmm(claim: VmmFact): string | undefined {
  const sorted = (value: unknown): string => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  const wrong = factsOf(claim).find(([fact, said]) => !('is' in fact) || sorted(fact.is) !== sorted(said));
  return wrong && `the catalogue of VMMs has ${'is' in wrong[0] ? JSON.stringify(wrong[0].is) : 'an unknown'} for ${claim.id}`;
}

function problemOf(evidence: Evidence): string | undefined {
  if (evidence.kind === 'run') return judgeRun(evidence);
  if (evidence.kind === 'vector') return judgeVector(evidence);
  if (evidence.kind === 'vmm') return judgeVmm(evidence);
  return evidence.kind === 'source' ? judgeSource(evidence) : undefined;
}

export function judge(claim: Claim): Judgement {
  const findings = claim.map((evidence) => ({ evidence, problem: problemOf(evidence) }));
  const runs = claim.some(({ kind }) => kind === 'run' || kind === 'vector');
  return { state: findings.some((f) => f.problem !== undefined) ? 'fails' : runs ? 'holds' : 'cited', findings };
}

/** The real kernels that were recorded giving just this answer: `v5.17`, with the hosts it was seen with. */
export function recordedAlike(run: Run): ReadonlyMap<string, readonly Host[]> {
  const wanted = text(run.steps.map(([, result]) => result));
  const found = new Map<string, Host[]>();
  for (const host of run.hosts)
    for (const { kernel, results } of recordedLike(scenarioOf(run, 'v6.12', host)))
      if (text(results) === wanted) {
        const hosts = found.get(kernel) ?? [];
        found.set(kernel, hosts.includes(host) ? hosts : [...hosts, host]);
      }
  return found;
}
