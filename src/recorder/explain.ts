// SPDX-License-Identifier: GPL-2.0-only
/**
 * Differences between the engine and a kernel that come from the processor it runs on, about which a scenario says nothing. Each reason
 * holds only where the machine itself shows its cause.
 */
import type { Scenario } from '../engine/index.ts';

/** What the recorder says of a machine (`recorder --machine`). */
export interface Machine {
  readonly mce_cap_supported: string;
  readonly max_mce_banks: number;
  readonly user_space_msr: number;
  readonly msr_filter: number;
  /** KVM_GET_MSR_INDEX_LIST. */
  readonly msr_index_list: readonly string[];
  /** KVM_GET_SUPPORTED_CPUID: function, index, EAX, EBX, ECX, EDX. */
  readonly guest_cpuid_function_index_eax_ebx_ecx_edx: readonly (readonly string[])[];
}

/** FEAT_CTL and TSX_CTRL: KVM reads them once when it is loaded, and lists what did not fault. */
const probed = [0x3a, 0x122];
const osvw = [0xc0010140, 0xc0010141];
const addressRegisters = [0x175, 0x176, 0xc0000082, 0xc0000083, 0xc0000100, 0xc0000101, 0xc0000102];

const isCanonical = (address: bigint, bits: number): boolean => BigInt.asUintN(64, BigInt.asIntN(bits, address)) === address;

/** Whether KVM_GET_SUPPORTED_CPUID has a bit, at index 0. @param register 2 to 5: EAX, EBX, ECX, EDX */
const offers = ({ guest_cpuid_function_index_eax_ebx_ecx_edx: cpuid }: Machine, leaf: string, register: number, bit: number): boolean =>
  cpuid.some((row) => row[0] === leaf && row[1] === '0x0' && ((Number(row[register]) >>> bit) & 1) === 1);
const hasLa57 = (machine: Machine): boolean => offers(machine, '0x7', 4, 16);

const reasons: readonly { readonly why: string; readonly holds: (scenario: Scenario, msr: number, machine: Machine) => boolean }[] = [
  {
    why: 'linear addresses have 57 bits on this processor (LA57), and 48 in the engine: what is canonical differs',
    holds: ({ steps }, msr, machine) =>
      addressRegisters.includes(msr) &&
      hasLa57(machine) &&
      steps.some((s) => 'data' in s && 'msr' in s && s.msr === msr && isCanonical(s.data, 57) && !isCanonical(s.data, 48)),
  },
  {
    why: 'KVM_GET_MSR_INDEX_LIST has the register here: this processor answered KVM’s probe for it, and the engine’s does not have it',
    holds: ({ host }, msr, machine) => probed.includes(msr) && host !== 'intel' && machine.msr_index_list.includes(`0x${msr.toString(16)}`),
  },
  {
    why: 'KVM offers no OSVW on this processor, and a guest gets no feature that KVM does not offer',
    holds: (_, msr, machine) => osvw.includes(msr) && !offers(machine, '0x80000001', 4, 9),
  },
];

/** Why the machine's processor makes a scenario come out otherwise at this step; undefined when nothing is known. */
export function explain(scenario: Scenario, step: number, machine: Machine): string | undefined {
  const s = scenario.steps[step];
  if (s === undefined || !('msr' in s)) return undefined;
  return reasons.find(({ holds }) => holds(scenario, s.msr, machine))?.why;
}
