// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/mtrr.c. Only what a number of the range 0x200 … 0x2ff meets that is not an MTRR: up to v5.19 the machine-check registers
 * MCi_CTL2 are such numbers. omitted: the MTRRs themselves; scenarios that name one are refused.
 */
import type { int, u32, u64 } from '../../../machine/u64.ts';
import type { kvm_vcpu, msr_data } from '../include/asm/kvm_host.ts';

/** 0x200 … 0x20f: base and mask of the variable ranges. */
const isVariable = (msr: u32): boolean => msr >= 0x200 && msr <= 0x20f;
/** The fixed ranges, the default type, and PAT, which this code also serves. */
const fixed: readonly u32[] = [0x250, 0x258, 0x259, 0x268, 0x269, 0x26a, 0x26b, 0x26c, 0x26d, 0x26e, 0x26f, 0x277, 0x2ff];

/** True for the numbers that are MTRRs (or PAT), which the model does not have. */
export const msr_mtrr_valid = (msr: u32): boolean => isVariable(msr) || fixed.includes(msr);

/**
 * Which numbers kvm_set_msr_common and kvm_get_msr_common hand to this code. Old kernels: the whole range. Later ones leave 0x270 … 0x2fe
 * out, where only PAT and the machine-check registers mean something. (0x280 … 0x29f are tested for before, where they exist.)
 */
export const is_mtrr_case = (msr: u32, spelledOut: boolean): boolean =>
  msr >= 0x200 && (spelledOut ? msr <= 0x26f || msr === 0x2ff : msr <= 0x2ff);

export function kvm_mtrr_set_msr(_vcpu: kvm_vcpu, msr: u32, _data: u64): int {
  if (!msr_mtrr_valid(msr)) return 1;
  return 0;
}

export function kvm_mtrr_get_msr(_vcpu: kvm_vcpu, msr: u32, _msr_info: msr_data): int {
  if (!msr_mtrr_valid(msr)) return 1;
  return 0;
}
