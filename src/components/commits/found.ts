// SPDX-License-Identifier: GPL-2.0-only
/** What the search for a commit's differences writes down (find.ts → found.json), and how the pages read it. */
import { type Parsed, type PatchId, parseScenario, patches, type Scenario, type StepResult, tryScenario } from '../../engine/index.ts';
import { kernelsAround } from '../source/commit-text.ts';
import { type DiffLine, lineDiff } from '../source/line-diff.ts';
import found from './found.json' with { type: 'json' };

export interface Found {
  readonly commit: PatchId;
  /** How many scenarios ran on both kernels, and on how many of them they differ. */
  readonly scenarios: number;
  readonly differing: number;
  /** The ways in which they differ, the one with the smallest scenario first. */
  readonly ways: readonly {
    readonly scenarios: number;
    /** The step that is answered differently. */
    readonly step: number;
    /** The smallest, in the scenario format, for the kernel that has the commit. */
    readonly scenario: string;
  }[];
  /** Where no result differs: a scenario whose trace events do. */
  readonly traced?: string;
}

export function foundFor(commit: PatchId): Found {
  const all = found as readonly Found[];
  const one = all.find((f) => f.commit === commit);
  if (one === undefined) throw new Error(`found.json knows nothing about ${commit}: npm run commits:accept`);
  return one;
}

/** A scenario on the release that first had the commit, without it and with it. */
export interface Run {
  readonly scenario: Scenario;
  readonly without: Parsed<readonly StepResult[]>;
  readonly having: Parsed<readonly StepResult[]>;
  readonly events: readonly DiffLine[];
}

export function runBoth(commit: PatchId, text: string): Run {
  const read = (kernel: string): Parsed<Scenario> => parseScenario(JSON.stringify({ ...JSON.parse(text), kernel }));
  const answered = (kernel: string): { readonly results: Parsed<readonly StepResult[]>; readonly events: readonly string[] } => {
    const events: string[] = [];
    const scenario = read(kernel);
    if (!scenario.ok) return { results: scenario, events };
    const ran = tryScenario(scenario.value, { tracepoint: (name, said) => events.push(`${name}: ${said}`) });
    return { results: ran.ok ? { ok: true, value: ran.value.results } : ran, events };
  };
  const [without, having] = kernelsAround(commit).map((k) => answered(k.spelling));
  const scenario = read(patches[commit].mainline);
  if (!scenario.ok || without === undefined || having === undefined) throw new Error(`found.json, ${commit}: ${text} is no scenario`);
  return { scenario: scenario.value, without: without.results, having: having.results, events: lineDiff(without.events, having.events) };
}
