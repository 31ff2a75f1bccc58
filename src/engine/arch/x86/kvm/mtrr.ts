// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/mtrr.c. The memory types themselves change nothing here: the registers check what is written and keep it. omitted: what
 * kernels derive from them for the page tables.
 */
import type { int, u32, u64 } from '../../../machine/u64.ts';
import type { kvm_vcpu, msr_data } from '../include/asm/kvm_host.ts';
import { MSR_MTRRdefType } from '../include/asm/msr-index.ts';
import { kvm_vcpu_reserved_gpa_bits_raw } from './cpuid.ts';
import { read_stored, write_stored } from './kvm_cache_regs.ts';
import { kvm_inject_gp } from './x86.ts';

/** 0x200 … 0x20f: base and mask of the eight variable ranges. */
const isVariable = (msr: u32): boolean => msr >= 0x200 && msr <= 0x20f;
/** The fixed ranges, eight types each. */
const fixed: readonly u32[] = [0x250, 0x258, 0x259, 0x268, 0x269, 0x26a, 0x26b, 0x26c, 0x26d, 0x26e, 0x26f];

/** True for the numbers that are MTRRs. CR_PAT, which old kernels serve here too, has a case of its own in the model. */
const msr_mtrr_valid = (msr: u32): boolean => isVariable(msr) || fixed.includes(msr) || msr === MSR_MTRRdefType;

/**
 * Which numbers kvm_set_msr_common and kvm_get_msr_common hand to this code. Old kernels: the whole range. Later ones leave 0x270 … 0x2fe
 * out, where only PAT and the machine-check registers mean something. (0x280 … 0x29f are tested for before, where they exist.)
 */
export const is_mtrr_case = (msr: u32, spelledOut: boolean): boolean =>
  msr >= 0x200 && (spelledOut ? msr <= 0x26f || msr === 0x2ff : msr <= 0x2ff);

/* Uncached, write-combining, write-through, write-protected, write-back. */
const valid_mtrr_type = (t: u64): boolean => t < 8n && ((1n << t) & 0x73n) !== 0n;

function kvm_mtrr_valid(vcpu: kvm_vcpu, msr: u32, data: u64): boolean {
  if (!msr_mtrr_valid(msr)) return false;
  if (msr === MSR_MTRRdefType) return (data & ~0xcffn) === 0n && valid_mtrr_type(data & 0xffn);
  if (fixed.includes(msr)) {
    for (let i = 0n; i < 64n; i += 8n) if (!valid_mtrr_type((data >> i) & 0xffn)) return false;
    return true;
  }
  let mask = kvm_vcpu_reserved_gpa_bits_raw(vcpu);
  if ((msr & 1) === 0) {
    if (!valid_mtrr_type(data & 0xffn)) return false;
    mask |= 0xf00n;
  } else mask |= 0x7ffn;
  if ((data & mask) === 0n) return true;
  // Once the check itself raised the fault that its caller raises too: the guest takes both, as #DF.
  if (!vcpu.kvm.kernel.mtrrCheckOnlyAnswers) kvm_inject_gp(vcpu, 0);
  return false;
}

export function kvm_mtrr_set_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  if (!kvm_mtrr_valid(vcpu, msr_info.index, msr_info.data)) return 1;
  return write_stored(vcpu, msr_info);
}

export function kvm_mtrr_get_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  if (!msr_mtrr_valid(msr_info.index)) return 1;
  return read_stored(vcpu, msr_info);
}
