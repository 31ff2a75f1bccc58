// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/vmx/nested.c, as far as a VM-entry MSR-load list goes: L1, the guest that is itself a hypervisor, executes VMLAUNCH, and KVM
 * loads the MSRs of L1's list in the processor's place. In the order of v5.17.
 *
 * omitted: checks of the rest of vmcs12, which the format's L1 fills in well; L2's own state; VM-exit lists; the kvm_nested_* tracepoints.
 */
import { pr_debug_ratelimited } from '../../../../include/linux/printk.ts';
import { EINVAL } from '../../../../machine/errno.ts';
import type { int, u32 } from '../../../../machine/u64.ts';
import type { kvm_vcpu, vmx_msr_entry } from '../../include/asm/kvm_host.ts';
import { MSR_FS_BASE, MSR_GS_BASE } from '../../include/asm/msr-index.ts';
import { X86_EFLAGS_FIXED } from '../../include/asm/processor-flags.ts';
import { EXIT_REASON_MSR_LOAD_FAIL, VMX_EXIT_REASONS_FAILED_VMENTRY } from '../../include/asm/vmx.ts';
import { kvm_rip_write, kvm_set_rflags } from '../kvm_cache_regs.ts';
import { kvm_set_msr, kvm_set_msr_with_filter } from '../x86.ts';

/* omitted: x2APIC registers, which only an APIC in x2APIC mode forbids; the microcode registers; a reserved field that is not 0. */
function nested_vmx_load_msr_check(e: vmx_msr_entry): int {
  return e.index === MSR_FS_BASE || e.index === MSR_GS_BASE ? -EINVAL : 0;
}

/* 0 for success, else the number of the entry that failed, counted from 1. What the MSR handler returned is lost here. */
function nested_vmx_load_msr(vcpu: kvm_vcpu, list: readonly vmx_msr_entry[]): u32 {
  const { kernel } = vcpu.kvm;
  for (const [i, e] of list.entries()) {
    if (nested_vmx_load_msr_check(e) !== 0) {
      pr_debug_ratelimited(`nested_vmx_load_msr check failed (${i}, 0x${e.index.toString(16)}, 0x0)`);
      return i + 1;
    }
    const r = kernel.nestedListsFiltered ? kvm_set_msr_with_filter(vcpu, e.index, e.value) : kvm_set_msr(vcpu, e.index, e.value);
    if (r !== 0) {
      pr_debug_ratelimited(`nested_vmx_load_msr cannot write MSR (${i}, 0x${e.index.toString(16)}, 0x${e.value.toString(16)})`);
      return i + 1;
    }
  }
  return 0;
}

/* L1 goes on at the address that it gave for VM exits, with RFLAGS as a VM exit leaves them. */
function load_vmcs12_host_state(vcpu: kvm_vcpu): void {
  kvm_set_rflags(vcpu, X86_EFLAGS_FIXED);
  kvm_rip_write(vcpu, vcpu.vmx.nested.vmcs12.host_rip);
}

/* In C the result says which it was; to the caller here, the vCPU is entered again either way. */
function nested_vmx_enter_non_root_mode(vcpu: kvm_vcpu): void {
  const { nested } = vcpu.vmx;
  const { vmcs12 } = nested;
  nested.guest_mode = true;
  const failed_index = nested_vmx_load_msr(vcpu, vmcs12.vm_entry_msr_load);
  if (failed_index !== 0) {
    vmcs12.exit_qualification = BigInt(failed_index);
    nested.guest_mode = false;
    load_vmcs12_host_state(vcpu);
    vmcs12.vm_exit_reason = (EXIT_REASON_MSR_LOAD_FAIL | VMX_EXIT_REASONS_FAILED_VMENTRY) >>> 0;
    return;
  }
  kvm_set_rflags(vcpu, X86_EFLAGS_FIXED);
  kvm_rip_write(vcpu, vmcs12.guest_rip);
}

/** VMLAUNCH. Either way the vCPU is entered again: as L2, or as L1 at its address for VM exits. */
export function handle_vmlaunch(vcpu: kvm_vcpu): int {
  nested_vmx_enter_non_root_mode(vcpu);
  return 1;
}

/** A VM exit of L2 that L1 gets: of those, the format's L2 makes VMCALL alone. */
export function nested_vmx_vmexit(vcpu: kvm_vcpu, vm_exit_reason: u32): void {
  const { nested } = vcpu.vmx;
  nested.guest_mode = false;
  nested.vmcs12.vm_exit_reason = vm_exit_reason;
  nested.vmcs12.exit_qualification = 0n;
  load_vmcs12_host_state(vcpu);
}
