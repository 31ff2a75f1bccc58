// SPDX-License-Identifier: GPL-2.0-only
/**
 * The engine's reach: what a scenario may ask for. Whatever lies outside is refused by name, before anything runs; a modelled
 * function never answers for a register that it does not have.
 */
import { MSR_IA32_FEAT_CTL, MSR_IA32_MCG_EXT_CTL, MSR_K7_HWCR } from '../arch/x86/include/asm/msr-index.ts';
import { msr_mtrr_valid } from '../arch/x86/kvm/mtrr.ts';
import type { u32 } from '../machine/u64.ts';
import type { Host, Problem, Scenario } from './types.ts';

type Range = readonly [first: u32, last: u32];

/** The machine-check path: MCE registers of every generation, and the numbers between that no release gives a meaning. */
const modelled: readonly Range[] = [
  [0x0, 0x1],
  [MSR_IA32_FEAT_CTL, MSR_IA32_FEAT_CTL],
  [0x179, 0x17b],
  [0x180, 0x185],
  [0x200, 0x2ff],
  [0x400, 0x47f],
  [0x492, 0x4cf],
  [MSR_IA32_MCG_EXT_CTL, MSR_IA32_MCG_EXT_CTL],
  [MSR_K7_HWCR, MSR_K7_HWCR],
  [0xc000_2000, 0xc000_21ff],
];

/** Nested-VMX capabilities: kvm_intel answers with what the host's processor can, which no model knows; the others do not know the numbers. */
const vmxCapabilities: readonly Range[] = [[0x480, 0x491]];

/** Numbers that no release of KVM knows, read or written, by guest or host: the ones that its sources were searched for. */
const unknown: readonly u32[] = [
  0x3, 0x17c, 0x17f, 0x4d1, 0x7ff, 0x900, 0x2ff0, 0x12345, 0x660, 0x123, 0x7fff_ffff, 0xc000_0408, 0xc001_2345, 0xc001_001a, 0xdead_beef,
  0xffff_ffff, 0xc001_2345, 0xc001_2346,
];

/** What to call a register that is refused, where it has a name. */
const names: readonly (readonly [first: u32, last: u32, name: string])[] = [
  [0x10, 0x11, 'TSC'],
  [0x1b, 0x1b, 'APIC_BASE'],
  [0x8b, 0x8b, 'UCODE_REV'],
  [0xce, 0xce, 'PLATFORM_INFO'],
  [0x174, 0x176, 'SYSENTER'],
  [0x1a0, 0x1a0, 'MISC_ENABLE'],
  [0x200, 0x276, 'an MTRR'],
  [0x277, 0x277, 'CR_PAT'],
  [0x2ff, 0x2ff, 'MTRRdefType'],
  [0x480, 0x491, 'a nested-VMX capability'],
  [0x6e0, 0x6e0, 'TSC_DEADLINE'],
  [0x800, 0x8ff, 'an x2APIC register'],
  [0xc000_0080, 0xc000_0080, 'EFER'],
  [0xc000_0081, 0xc000_0084, 'the STAR family'],
  [0xc000_0100, 0xc000_0103, 'a segment base or TSC_AUX'],
];

const inside = (msr: u32, ranges: readonly Range[]): boolean => ranges.some(([first, last]) => msr >= first && msr <= last);

/** True for a register whose every access the engine answers. */
export const isModelledMsr = (msr: u32, host: Host): boolean =>
  (inside(msr, modelled) && !msr_mtrr_valid(msr)) || unknown.includes(msr) || (host !== 'intel' && inside(msr, vmxCapabilities));

/** The first thing of a scenario that the engine does not model yet, or undefined. */
export function notModelled(scenario: Scenario): Problem | undefined {
  for (const [i, step] of scenario.steps.entries()) {
    if (!('msr' in step) || isModelledMsr(step.msr, scenario.host)) continue;
    const name = names.find(([first, last]) => step.msr >= first && step.msr <= last)?.[2];
    const what = `0x${step.msr.toString(16)}${name === undefined ? '' : ` (${name})`}`;
    return {
      at: `steps[${i}].msr`,
      problem: `${what} is not modelled yet; modelled: the machine-check registers, FEAT_CTL, HWCR, and numbers that KVM is known not to know`,
      kind: 'not modelled',
    };
  }
  return undefined;
}
