// SPDX-License-Identifier: GPL-2.0-only
/** A comparison of two kernels, for a person to read and for a program. */
import { type Cause, nameOf, spelled } from '../engine/diff/causes.ts';
import type { Change, Example, Group, Side } from '../engine/diff/collect.ts';
import type { Comparison } from '../engine/diff/compare.ts';
import { formatProblem, formatResult, formatScenario, type KernelRelease, type Scenario } from '../engine/index.ts';
import { counted, resultText, stepText } from './words.ts';

/** How many other ways to differ the text names for a group. The smallest is shown whole. */
const OTHERS = 4;

const modules: Readonly<Record<Scenario['host'], string>> = { intel: 'kvm_intel', amd: 'kvm_amd', pvm: 'a software back end' };

/** A scenario with its results: a recorded vector, which `exitpath run` reads as the scenario in it. */
const vector = ({ scenario, answers }: Side): object => ({
  ...JSON.parse(formatScenario(scenario)),
  ...(answers.ok
    ? { results: JSON.parse(formatResult({ name: scenario.name, kernel: scenario.kernel.spelling, results: answers.value })).results }
    : {}),
});

/** What the scenario sets besides its steps, as it is written. */
function settings(scenario: Scenario): string {
  const { name: _name, kernel: _kernel, host: _host, steps: _steps, ...rest } = JSON.parse(formatScenario(scenario));
  return Object.keys(rest).length === 0 ? '' : `, with ${JSON.stringify(rest).slice(1, -1)}`;
}

const ended = ({ scenario, answers }: Side, step: number): string => {
  const [s, result] = [scenario.steps[step], answers.ok ? answers.value[step] : undefined];
  return answers.ok ? (s === undefined || result === undefined ? '' : resultText(result, s)) : `no scenario (${formatProblem(answers)})`;
};

/** The kernels that prove the attribution: with the causes turned round one answers as the other does. */
function proofs({ a, b }: Comparison, causes: readonly Cause[], { inA, inB, alone }: Example): readonly string[] {
  const proof = (kernel: KernelRelease, other: KernelRelease, some: readonly Cause[], holds: boolean): readonly string[] => {
    const turned = spelled(kernel, some);
    return holds && turned !== undefined ? [`${turned} answers as ${other.spelling} does`] : [];
  };
  const pair = (some: readonly Cause[], proven: { readonly inA: boolean; readonly inB: boolean }): readonly string[] => [
    ...proof(a, b, some, proven.inA),
    ...proof(b, a, some, proven.inB),
  ];
  return [...alone.flatMap((one) => pair([one.cause], one)), ...pair(causes, { inA, inB })];
}

const changeText = ({ op, a, b, scenarios }: Change): string => `${op} ${a === b ? `${a} with other data` : `${a} | ${b}`} (${scenarios})`;

const causeLines = (cause: Cause, { a, b }: Comparison): readonly string[] => [
  `${nameOf(cause)}  ${cause.commit === null ? `(commit not identified) ${cause.title}` : cause.title} [${(cause.in === 'a' ? a : b).spelling}]`,
  ...(cause.unverified === undefined ? [] : [`  unverified: ${cause.unverified}`]),
];

function groupText(comparison: Comparison, { causes, scenarios, changes }: Group): readonly string[] {
  const [smallest, ...others] = changes;
  if (smallest === undefined) return [];
  const { example } = smallest;
  const steps = example.a.scenario.steps.map(stepText).join(', then ');
  const [endA, endB] = [ended(example.a, example.step), ended(example.b, example.step)];
  const rest = others.length - OTHERS;
  return [
    '',
    ...causes.flatMap((cause) => causeLines(cause, comparison)),
    ...(causes.length > 1 ? ['  several together; none alone accounts for it in both kernels'] : []),
    `  ${counted(scenarios, 'scenario')}; the smallest: ${steps}${settings(example.a.scenario)}`,
    `  ${comparison.a.spelling}: ${endA}; ${comparison.b.spelling}: ${endB}`,
    ...proofs(comparison, causes, example).map((p) => `  ${p}`),
    ...[example.a, example.b].map((side) => JSON.stringify(vector(side))),
    ...(others.length === 0
      ? []
      : [`  also: ${others.slice(0, OTHERS).map(changeText).join(', ')}${rest > 0 ? ` and ${rest} more, which --json shows` : ''}`]),
  ];
}

/** The comparison as text; lines that begin with { are scenarios. */
export function comparisonText(comparison: Comparison): string {
  const { a, b, host, scenarios, differing, groups, unobserved, without, notModelled } = comparison;
  const on = `on ${modules[host]}`;
  const all = new Set([...groups.flatMap((g) => g.causes), ...unobserved]);
  const commits = [...all].filter((c) => c.commit !== null).length;
  const apart = [
    ...(commits > 0 ? [counted(commits, 'commit of the catalogue', 'commits of the catalogue')] : []),
    ...(all.size > commits
      ? [counted(all.size - commits, 'difference whose commit is not identified', 'differences whose commits are not identified')]
      : []),
  ].join(' and ');
  return [
    `Between ${a.spelling} and ${b.spelling} ${apart.startsWith('one ') ? 'lies' : 'lie'} ${apart === '' ? 'no commits of the catalogue' : apart}.`,
    `${counted(scenarios, 'scenario')} ran on both: ${differing === 0 ? 'all end alike' : `${differing} end differently, all others alike`}.`,
    ...(without.length === 0
      ? []
      : [`Not every kernel here has ${without.map((feature) => `vm.${feature}`).join(' and ')}: the scenarios that ran do without.`]),
    ...[...notModelled].map(([why, n]) => `${counted(n, 'scenario')} did not run: ${why}.`),
    ...groups.flatMap((group) => groupText(comparison, group)),
    ...(unobserved.length === 0
      ? []
      : ['', `No scenario ${on} shows these between the two (a trace may, or another host; and one can undo another):`]),
    ...unobserved.flatMap((cause) => causeLines(cause, comparison)).map((l) => `  ${l}`),
  ].join('\n');
}

const causeJson = ({ in: side, evidence: _, changes, ...cause }: Cause): object => ({ ...cause, changes: changes.en, in: side });

/** The comparison as one line of JSON. */
export function comparisonJson(comparison: Comparison): string {
  const { a, b, host, scenarios, differing, groups, unobserved, without, notModelled } = comparison;
  return JSON.stringify({
    a: a.spelling,
    b: b.spelling,
    host,
    scenarios,
    differing,
    without,
    not_modelled: Object.fromEntries(notModelled),
    groups: groups.map((group) => ({
      causes: group.causes.map(causeJson),
      scenarios: group.scenarios,
      changes: group.changes.map(({ example, ...change }) => ({
        ...change,
        step: example.step,
        smallest: [vector(example.a), vector(example.b)],
        proofs: proofs(comparison, group.causes, example),
      })),
    })),
    unobserved: unobserved.map(causeJson),
  });
}
