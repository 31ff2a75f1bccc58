// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/kvm/kvm_cache_regs.h and the register helpers of x86.h. omitted: the cache of what the hardware holds. */
import { type int, low32, type u32, type u64 } from '../../../machine/u64.ts';
import { type kvm_vcpu, type msr_data, VCPU_REGS_RAX, VCPU_REGS_RCX, VCPU_REGS_RDX, VCPU_REGS_RIP } from '../include/asm/kvm_host.ts';
import { X86_CR0_PE, X86_CR0_PG, X86_CR4_MCE } from '../include/asm/processor-flags.ts';

/** ECX: in C the assignment to a u32 drops the high half of RCX. */
export const kvm_rcx_read = (vcpu: kvm_vcpu): u32 => low32(vcpu.arch.regs[VCPU_REGS_RCX]);

/** EDX:EAX, the low halves joined. Wrapped at each step, which lets the JIT compiler keep it in a machine register. */
export const kvm_read_edx_eax = (vcpu: kvm_vcpu): u64 =>
  BigInt.asUintN(
    64,
    BigInt.asUintN(64, BigInt.asUintN(32, vcpu.arch.regs[VCPU_REGS_RDX]) << 32n) | BigInt.asUintN(32, vcpu.arch.regs[VCPU_REGS_RAX]),
  );

export function kvm_rax_write(vcpu: kvm_vcpu, val: u64): void {
  vcpu.arch.regs[VCPU_REGS_RAX] = val;
}
export function kvm_rdx_write(vcpu: kvm_vcpu, val: u64): void {
  vcpu.arch.regs[VCPU_REGS_RDX] = val;
}

export const kvm_rip_read = (vcpu: kvm_vcpu): u64 => vcpu.arch.regs[VCPU_REGS_RIP];
export function kvm_rip_write(vcpu: kvm_vcpu, val: u64): void {
  vcpu.arch.regs[VCPU_REGS_RIP] = val;
}

export const kvm_get_rflags = (vcpu: kvm_vcpu): u64 => vcpu.arch.rflags;
export function kvm_set_rflags(vcpu: kvm_vcpu, rflags: u64): void {
  vcpu.arch.rflags = rflags;
}

/** CR4.MCE, as kvm_read_cr4_bits(vcpu, X86_CR4_MCE) gives it. */
export const kvm_read_cr4_mce = (vcpu: kvm_vcpu): boolean => (vcpu.arch.cr4 & X86_CR4_MCE) !== 0n;
export const is_paging = (vcpu: kvm_vcpu): boolean => (vcpu.arch.cr0 & X86_CR0_PG) !== 0n;
export const is_protmode = (vcpu: kvm_vcpu): boolean => (vcpu.arch.cr0 & X86_CR0_PE) !== 0n;

/** NON-KERNEL: reads a register that is only stored. */
export function read_stored(vcpu: kvm_vcpu, msr_info: msr_data): int {
  msr_info.data = vcpu.arch.stored[msr_info.index.toString(16)] ?? 0n;
  return 0;
}
/** NON-KERNEL: writes one. */
export function write_stored(vcpu: kvm_vcpu, msr_info: msr_data): int {
  vcpu.arch.stored[msr_info.index.toString(16)] = msr_info.data;
  return 0;
}
