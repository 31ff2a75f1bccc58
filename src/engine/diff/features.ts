// SPDX-License-Identifier: GPL-2.0-only
/** What user space can ask of one kernel and not of the other: there is no result to compare, one of them has no such call. */
import { formatScenario, type Host, type KernelRelease, type Parsed, parseScenario, type Scenario, tryScenario } from '../index.ts';
import type { Answers } from './answers.ts';
import { type Cause, spelled } from './causes.ts';
import type { Difference } from './collect.ts';
import { type Probe, plainProbe } from './setups.ts';

/** The parts of a scenario's `vm` that not every kernel has. */
export type Feature = keyof Scenario['vm'];

const asking: Readonly<Record<Feature, Scenario['vm']>> = {
  user_space_msr: { user_space_msr: ['inval'], msr_filter: null },
  msr_filter: { user_space_msr: [], msr_filter: { default: 'allow', ranges: [] } },
};
const features = ['user_space_msr', 'msr_filter'] as const satisfies readonly Feature[];

function probeFor(feature: Feature, host: Host): Probe {
  const plain = plainProbe();
  return {
    ...plain,
    host,
    vm: asking[feature],
    vcpu: { ...plain.vcpu, vendor: host === 'amd' ? 'amd' : 'intel' },
    steps: [{ op: 'guest.run' }],
  };
}

/** Reading the scenario again is what finds that this kernel has no such call. */
function answer(probe: Probe, kernel: KernelRelease): Parsed<Answers> {
  const scenario = parseScenario(formatScenario({ ...probe, kernel }));
  if (!scenario.ok) return scenario;
  const ran = tryScenario(scenario.value);
  return ran.ok ? { ok: true, value: ran.value.results } : ran;
}

/** The features that one of the kernels, or both, lack. */
export const featuresLacking = (a: KernelRelease, b: KernelRelease): readonly Feature[] =>
  features.filter((feature) => [a, b].some((kernel) => !answer(probeFor(feature, 'intel'), kernel).ok));

/** One scenario for each feature that one kernel has and the other lacks. */
export function* refusals(
  a: KernelRelease,
  b: KernelRelease,
  causes: readonly Cause[],
  { host, without }: { readonly host: Host; readonly without: readonly Feature[] },
): Generator<Difference> {
  for (const feature of without) {
    const probe = probeFor(feature, host);
    const [ofA, ofB] = [answer(probe, a), answer(probe, b)];
    if (ofA.ok === ofB.ok) continue;
    const accepts = (kernel: KernelRelease, cause: Cause): boolean => {
      const spelling = spelled(kernel, [cause]);
      return spelling !== undefined && answer(probe, { ...kernel, spelling }).ok;
    };
    const deciding = causes.filter((cause) => accepts(a, cause) === ofB.ok && accepts(b, cause) === ofA.ok);
    yield { probe, step: 0, a: ofA, b: ofB, attribution: { causes: deciding, inA: true, inB: true, alone: [] } };
  }
}
