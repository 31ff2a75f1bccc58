// SPDX-License-Identifier: GPL-2.0-only
/** Two kernels compared on every scenario of the domain: the smallest on which they differ, grouped by what decides. */
import { type Host, type KernelRelease, tryScenario, type Vendor } from '../index.ts';
import { partingStep } from './answers.ts';
import { attributor } from './attribute.ts';
import { type Cause, causesBetween } from './causes.ts';
import { collector, type Difference, type Group } from './collect.ts';
import { domain } from './domain.ts';
import { type Feature, featuresLacking, refusals } from './features.ts';

/** What comparing two kernels found. */
export interface Comparison {
  readonly a: KernelRelease;
  readonly b: KernelRelease;
  readonly host: Host;
  /** How many scenarios ran on both. */
  readonly scenarios: number;
  /** On how many of them they differ. */
  readonly differing: number;
  /** Single causes first. */
  readonly groups: readonly Group[];
  /** What the kernels have apart and no group names: no scenario of the domain shows it. */
  readonly unobserved: readonly Cause[];
  /** What one kernel lacks, or both, so that no scenario that ran used it. */
  readonly without: readonly Feature[];
  /** Scenarios of the domain that did not run, because the engine does not model them for one of the kernels: why, and how many. */
  readonly notModelled: ReadonlyMap<string, number>;
}

interface Options {
  readonly host?: Host;
  /** What the guest's CPUID may say; both by default. */
  readonly vendors?: readonly Vendor[];
}

/** Compares two kernels on every scenario of the domain. */
export function compareKernels(
  a: KernelRelease,
  b: KernelRelease,
  { host = 'intel', vendors = ['intel', 'amd'] }: Options = {},
): Comparison {
  const causes = causesBetween(a, b);
  const { attribute, trial } = attributor(a, b, causes);
  const { add, groups } = collector(a, b, causes);
  const named = new Set<Cause>();
  const found = (difference: Difference): void => {
    add(difference);
    for (const cause of difference.attribution.causes) named.add(cause);
  };
  const without = featuresLacking(a, b);
  /** Scenarios that differ once more, after their first difference and by something else. */
  const later: Difference[] = [];
  const notModelled = new Map<string, number>();

  let scenarios = 0;
  let differing = 0;
  for (const probe of domain({ host, vendors, masks: !without.includes('user_space_msr'), filters: !without.includes('msr_filter') })) {
    const ofA = tryScenario({ ...probe, kernel: a });
    const ofB = ofA.ok ? tryScenario({ ...probe, kernel: b }) : ofA;
    if (!ofA.ok || !ofB.ok) {
      // Else a host.complete that answers no exit: no scenario.
      if (!ofB.ok && ofB.kind === 'not modelled') notModelled.set(ofB.problem, (notModelled.get(ofB.problem) ?? 0) + 1);
      continue;
    }
    scenarios++;
    const step = partingStep(ofA.value.results, ofB.value.results);
    if (step < 0) continue;
    differing++;

    // What comes after the first difference makes the scenario larger and what decides it harder to see.
    const upTo = <T>(list: readonly T[]): readonly T[] => list.slice(0, step + 1);
    const first = { ...probe, steps: upTo(probe.steps) };
    const attribution = attribute(first);
    found({
      probe: first,
      step,
      a: { ok: true, value: upTo(ofA.value.results) },
      b: { ok: true, value: upTo(ofB.value.results) },
      attribution,
    });
    if (first.steps.length === probe.steps.length) continue;
    const whole = trial(probe, attribution.causes);
    if (whole.inA || whole.inB) continue;
    later.push({
      probe,
      step,
      a: { ok: true, value: ofA.value.results },
      b: { ok: true, value: ofB.value.results },
      attribution: attribute(probe),
    });
  }
  for (const difference of refusals(a, b, causes, { host, without })) found(difference);
  // Only where they show what nothing else has shown.
  const alsoShown = later.filter(({ attribution }) => attribution.causes.some((c) => !named.has(c)));
  for (const difference of alsoShown) found(difference);

  return { a, b, host, scenarios, differing, groups: groups(), unobserved: causes.filter((c) => !named.has(c)), without, notModelled };
}
