// SPDX-License-Identifier: GPL-2.0-only
/** What each commit of one release changes: the release without it and with it, on every scenario of the domain. */
import { type KernelRelease, type PatchId, parseKernelRelease, patches, patchIds, type Scenario, tryScenario } from '../index.ts';
import { partingStep } from './answers.ts';
import { causesBetween } from './causes.ts';
import { type Change, collector } from './collect.ts';
import { domain } from './domain.ts';
import { type Feature, featuresLacking, refusals } from './features.ts';
import type { Probe } from './setups.ts';

/** What one commit changes. */
export interface CommitDifference {
  readonly commit: PatchId;
  readonly without: KernelRelease;
  readonly having: KernelRelease;
  /** How many scenarios ran on both. */
  readonly scenarios: number;
  /** On how many of them they differ. */
  readonly differing: number;
  /** The ways in which they differ, each with its smallest scenario; the smallest of all first. */
  readonly changes: readonly Change[];
  /** Where no result differs: a scenario whose trace events do. */
  readonly traced: Scenario | undefined;
}

/** Of the scenarios that end alike, the first ones and then one in so many are asked for their trace events. */
const LOOKS = { first: 500, oneIn: 16 } as const;

function kernel(spelling: string): KernelRelease {
  const read = parseKernelRelease(spelling);
  if (!read.ok) throw new Error(`${spelling}: ${read.problem}`);
  return read.value;
}

const uses = ({ vm }: Probe, feature: Feature): boolean =>
  feature === 'msr_filter' ? vm.msr_filter !== null : vm.user_space_msr.length > 0;

function eventsOf(probe: Probe, on: KernelRelease): string {
  const events: string[] = [];
  tryScenario({ ...probe, kernel: on }, { tracepoint: (name, text) => events.push(`${name}: ${text}`) });
  return events.join('\n');
}

/**
 * Compares a release with itself less each of the commits that it was the first to have. One pass over the domain for all of them: a
 * scenario that does not ask for a commit's behaviour cannot tell whether it is there. On an Intel host, with a guest whose CPUID says Intel.
 */
export function commitsOfRelease(release: string): readonly CommitDifference[] {
  const having = kernel(release);
  const read = new Set<string>();
  const watched = { ...having };
  const compared = patchIds
    .filter((id) => patches[id].mainline === release)
    .map((id) => {
      const { behaviour } = patches[id];
      Object.defineProperty(watched, behaviour, { enumerable: true, get: () => read.add(behaviour) && having[behaviour] });
      const without = kernel(`${release}-${id}`);
      const causes = causesBetween(without, having);
      return {
        id,
        behaviour,
        without,
        causes,
        lacking: featuresLacking(without, having),
        collected: collector(without, having, causes),
        scenarios: 0,
        differing: 0,
        traced: undefined as Probe | undefined,
        alike: 0,
      };
    });

  for (const probe of domain({ host: 'intel', vendors: ['intel'], masks: true, filters: true })) {
    read.clear();
    const ran = tryScenario({ ...probe, kernel: watched });
    if (!ran.ok) continue;
    for (const c of compared) {
      if (c.lacking.some((feature) => uses(probe, feature))) continue;
      c.scenarios++;
      if (!read.has(c.behaviour)) continue;
      const other = tryScenario({ ...probe, kernel: c.without });
      if (!other.ok) continue;
      const step = partingStep(other.value.results, ran.value.results);
      if (step < 0) {
        const alike = c.alike++;
        const looking = c.differing === 0 && c.traced === undefined && (alike < LOOKS.first || alike % LOOKS.oneIn === 0);
        if (looking && eventsOf(probe, c.without) !== eventsOf(probe, having)) c.traced = probe;
        continue;
      }
      c.differing++;
      const upTo = <T>(list: readonly T[]): readonly T[] => list.slice(0, step + 1);
      c.collected.add({
        probe: { ...probe, steps: upTo(probe.steps) },
        step,
        a: { ok: true, value: upTo(other.value.results) },
        b: { ok: true, value: upTo(ran.value.results) },
        attribution: { causes: c.causes, inA: true, inB: true, alone: [] },
      });
    }
  }
  return compared.map(({ id, without, causes, lacking, collected, scenarios, differing, traced }) => {
    for (const refused of refusals(without, having, causes, { host: 'intel', without: lacking })) collected.add(refused);
    return {
      commit: id,
      without,
      having,
      scenarios,
      differing,
      changes: collected.groups().flatMap((group) => group.changes),
      traced: differing === 0 && traced !== undefined ? { ...traced, kernel: having } : undefined,
    };
  });
}
