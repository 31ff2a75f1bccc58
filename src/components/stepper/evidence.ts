// SPDX-License-Identifier: GPL-2.0-only
/** Which real kernels were seen to do the same. The list is made at build time (recordings.ts); here it is looked up. */
import type { Walk } from './film.ts';

/** A recorded answer: which access on which machine, what came of it, and where. */
export interface Recorded {
  readonly key: string;
  readonly result: string;
  /** Kernel, and the vendor modules or back end: `["v5.17", ["intel", "amd"]]`. */
  readonly where: readonly (readonly [kernel: string, hosts: readonly string[]])[];
}

interface Json {
  readonly host?: string;
  readonly module?: Readonly<Record<string, unknown>>;
  readonly vm?: Readonly<Record<string, unknown>>;
  readonly vcpu?: Readonly<Record<string, unknown>>;
  readonly steps: readonly unknown[];
}

/** The settings that say something, in one order: what is the default says nothing. */
const told = (settings: Readonly<Record<string, unknown>> | undefined, defaults: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Object.entries(settings ?? {})
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name]))
    .sort(([a], [b]) => a.localeCompare(b));

/**
 * What an answer depends on, apart from the kernel: the machine, and the steps up to the one asked about. The vendor module is left out
 * where the guest's vendor is the usual one for it, so that kvm_intel and kvm_amd speak for each other.
 */
export function keyOf(scenario: Json, step: number): string {
  const { host = 'intel', module, vm, vcpu = {} } = scenario;
  const usual = host === 'pvm' ? 'intel' : host;
  const vendor = vcpu['vendor'] ?? usual;
  const asked = Array.isArray(vm?.['user_space_msr']) ? { user_space_msr: [...vm['user_space_msr']].sort() } : {};
  return JSON.stringify([
    vendor === usual ? '' : `${host}/${vendor}`,
    told(module, { ignore_msrs: false, report_ignored_msrs: true }),
    told({ ...vm, ...asked }, { user_space_msr: [] }),
    told({ ...vcpu, vendor: undefined }, { vendor: undefined, mcg_cap: '0x100010a' }),
    scenario.steps.slice(0, step + 1),
  ]);
}

const module = (host: string): string => (host === 'pvm' ? 'software' : `kvm_${host}`);

/** `v5.17, v6.1.192 (kvm_intel, kvm_amd); v6.18.44 (software)`: kernels that were seen with the same vendor modules stand together. */
function list(where: Recorded['where']): string {
  const groups = new Map<string, string[]>();
  for (const [kernel, hosts] of where) {
    const key = hosts.map(module).join(', ');
    groups.set(key, [...(groups.get(key) ?? []), kernel]);
  }
  return [...groups].map(([hosts, kernels]) => `${kernels.join(', ')} (${hosts})`).join('; ');
}

/** Where the walk's result was recorded, and where this very kernel was recorded with another one. */
export function recordedFor(walk: Walk, step: number, recorded: readonly Recorded[]): { readonly agree: string; readonly differ: string } {
  const scenario = JSON.parse(walk.scenario) as Json;
  const key = keyOf(scenario, step);
  const same = recorded.filter((r) => r.key === key);
  const agree = same.filter((r) => r.result === walk.result).flatMap((r) => r.where);
  const here = (kernel: string, hosts: readonly string[]): boolean => kernel === walk.kernel && hosts.includes(scenario.host ?? 'intel');
  const differ = same.filter((r) => r.result !== walk.result).flatMap((r) => r.where.filter(([k, h]) => here(k, h)));
  return { agree: list(agree), differ: list(differ) };
}
