// SPDX-License-Identifier: GPL-2.0-only
/** What a scenario's CPUID comes to, and the processor under it: the recorder's guest, with the scenario's additions and removals. */
import { type cpu_feature, cpu_features } from '../arch/x86/include/asm/cpufeatures.ts';
import type { Host, Scenario } from '../scenario/types.ts';

type Features = Readonly<Record<cpu_feature, boolean>>;
interface Cpuid {
  /** What the guest's CPUID offers. */
  readonly features: Features;
  /** What the host's processor has: what guests get by default, and whatever this one is offered besides. */
  readonly boot_cpu: Features;
  /** In bits. */
  readonly maxphyaddr: number;
}

/** The CPUID that the recordings were made with, as far as an answer depends on it. */
const recorded: Readonly<Record<Host, { readonly features: readonly cpu_feature[]; readonly maxphyaddr: number }>> = {
  intel: { features: ['LM', 'NX', 'RDTSCP', 'VMX'], maxphyaddr: 40 },
  amd: { features: ['LM', 'NX', 'RDTSCP', 'SVM'], maxphyaddr: 40 },
  pvm: { features: ['LM', 'NX', 'OSVW', 'FXSR_OPT'], maxphyaddr: 48 },
};

const names = Object.keys(cpu_features) as cpu_feature[];
const record = (has: (name: cpu_feature) => boolean): Features =>
  Object.fromEntries(names.map((name) => [name, has(name)])) as Record<cpu_feature, boolean>;

/** A processor with none of them. */
export const noFeatures: Features = record(() => false);

/** What the scenario's vCPU and its host have. */
export function cpuidOf({ host, kernel, vcpu }: Pick<Scenario, 'host' | 'kernel' | 'vcpu'>): Cpuid {
  const { features, maxphyaddr } = recorded[host];
  // What KVM itself emulates comes with the kernel.
  const byDefault = new Set<cpu_feature>(features);
  if (host === 'amd' && kernel.cpuidUserDisVirtualized) byDefault.add('GP_ON_USER_CPUID');
  const edited = new Map(vcpu.cpuid.map(({ feature, offered }) => [feature, offered]));
  return {
    features: record((name) => edited.get(name) ?? byDefault.has(name)),
    boot_cpu: record((name) => byDefault.has(name) || edited.get(name) === true),
    maxphyaddr: vcpu.maxphyaddr ?? maxphyaddr,
  };
}
