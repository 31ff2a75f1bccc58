// SPDX-License-Identifier: GPL-2.0-only
/** Runs what is on the bench: the scenario on one kernel or two, and the film of one step. Runs at build time, and in the browser. */
import { formatScenario, formatStepResult, type Parsed, parseScenario, type Scenario } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { hex, msrText } from '../../trace/names.ts';
import { recordTrace } from '../../trace/record.ts';
import { formatTraceText } from '../../trace/text.ts';
import type { Trace } from '../../trace/types.ts';
import { endingOf } from '../stepper/endings.ts';
import { shootKernels, shownStep } from '../stepper/shoot.ts';
import type { Bench, Ended, Run } from './state.ts';

export { locate, withStep, withValue } from './locate.ts';

/** Field by field, whatever their order. */
function sameResult(a: string, b: unknown): boolean {
  const sorted = (v: unknown): unknown =>
    typeof v === 'object' && v !== null ? Object.entries(v).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)) : v;
  return JSON.stringify(sorted(JSON.parse(a))) === JSON.stringify(sorted(b));
}

/** The events of one step. */
function ofStep({ events, result }: Trace, step: number): Trace {
  const from = events.findIndex((e) => e.kind === 'step' && e.index === step);
  const to = events.findIndex((e) => e.kind === 'result' && e.index === step);
  return { events: events.slice(from, to + 1), result };
}

function stepText(s: Scenario['steps'][number]): string {
  const { op, ...rest } = s;
  const text = ([name, value]: [string, unknown]): string =>
    name === 'msr' ? msrText(value as number) : `${name}=${typeof value === 'bigint' ? hex(value) : String(value)}`;
  return [
    op,
    ...Object.entries(rest)
      .filter(([, v]) => v !== undefined)
      .map(text),
  ].join(' ');
}

/** Another kernel's scenario, read as if it had been written so: what a kernel lacks is refused there. */
function onKernel(scenario: Scenario, kernel: string): Parsed<Scenario> {
  const same = parseScenario(JSON.stringify({ ...(JSON.parse(formatScenario(scenario)) as object), kernel }));
  return same.ok || same.at !== 'kernel' ? same : { ...same, at: 'other' };
}

/** The run, or the problem with its place: a path into the scenario, or `other`. */
export function runBench({ text, other, at }: Bench, lang: Lang): Parsed<Run> {
  const first = parseScenario(text);
  if (!first.ok) return first;
  const scenarios = [first.value];
  if (other !== '') {
    const second = onKernel(first.value, other);
    if (!second.ok) return second;
    scenarios.push(second.value);
  }
  const { steps, name } = first.value;
  const shown = at === null || steps[at] === undefined ? shownStep(steps) : at;
  const traces: Trace[] = [];
  for (const scenario of scenarios) {
    const trace = recordTrace(scenario);
    if (!trace.ok) return trace;
    traces.push(trace.value);
  }
  const sides = scenarios.map((scenario, side) => ({
    kernel: scenario.kernel.spelling,
    scenario: formatScenario(scenario),
    results: steps.map((step, i): Ended => {
      const result = traces[side]?.result.results[i];
      if (result === undefined) throw new Error(`step ${i} has no result`);
      const { title, actor, alarm } = endingOf(step, result, lang);
      return { json: formatStepResult(result), title, actor, alarm };
    }),
  }));
  const [a, b = a] = sides;
  if (a === undefined || b === undefined) throw new Error('there is no kernel');
  const parts = steps.findIndex((_, i) => a.results[i]?.json !== b.results[i]?.json);
  const film = steps.length === 0 ? undefined : shootKernels(first.value, [a.kernel, b.kernel], 0, shown, lang);
  if (film !== undefined && !film.ok) return film;
  const { results: given = [] } = JSON.parse(text) as { results?: readonly unknown[] };
  return {
    ok: true,
    value: {
      name,
      scenario: a.scenario,
      steps: steps.map(stepText),
      sides,
      parts: parts < 0 ? null : parts,
      unmet: a.results.map(({ json }, i) => (given[i] === undefined || sameResult(json, given[i]) ? null : JSON.stringify(given[i]))),
      expected: given.length,
      film: film?.value ?? null,
      traces: steps.length === 0 ? [] : traces.map((t) => formatTraceText(ofStep(t, shown))),
    },
  };
}
