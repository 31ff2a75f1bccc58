// SPDX-License-Identifier: GPL-2.0-only
/**
 * `pvm`: a back end that runs the guest in software, so that of KVM only the vendor-independent code is used. Its source was not read:
 * this is what has to be true of it for the recorded answers of 6.18.44. NON-KERNEL.
 */
import { EXIT_FASTPATH_NONE, type fastpath_t, type kvm_vcpu, type kvm_x86_ops, type msr_data } from '../arch/x86/include/asm/kvm_host.ts';
import { MCG_CTL_P, MCG_SER_P } from '../arch/x86/include/asm/mce.ts';
import {
  MSR_CSTAR,
  MSR_FS_BASE,
  MSR_GS_BASE,
  MSR_IA32_CR_PAT,
  MSR_IA32_MISC_ENABLE,
  MSR_IA32_SPEC_CTRL,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_SYSENTER_ESP,
  MSR_KERNEL_GS_BASE,
  MSR_LSTAR,
  MSR_STAR,
  MSR_SYSCALL_MASK,
} from '../arch/x86/include/asm/msr-index.ts';
import { VM_EXIT_REASON } from '../arch/x86/include/asm/vmx.ts';
import { read_stored, write_stored } from '../arch/x86/kvm/kvm_cache_regs.ts';
import { trace_kvm_entry, trace_kvm_exit } from '../arch/x86/kvm/trace.ts';
import { vmx_complete_interrupts, vmx_x86_ops } from '../arch/x86/kvm/vmx/vmx.ts';
import { kvm_get_msr_common, kvm_set_msr_common } from '../arch/x86/kvm/x86.ts';
import type { int } from './u64.ts';

/** Registers that it keeps itself and takes every value for. */
const kept: readonly number[] = [
  MSR_FS_BASE,
  MSR_GS_BASE,
  MSR_KERNEL_GS_BASE,
  MSR_STAR,
  MSR_LSTAR,
  MSR_CSTAR,
  MSR_SYSCALL_MASK,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_ESP,
  MSR_IA32_SYSENTER_EIP,
];

function software_get_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  if (kept.includes(msr_info.index)) return read_stored(vcpu, msr_info);
  if (msr_info.index !== MSR_IA32_SPEC_CTRL) return kvm_get_msr_common(vcpu, msr_info);
  msr_info.data = 0n;
  return 0;
}

function software_set_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const { index, data } = msr_info;
  if (kept.includes(index)) return write_stored(vcpu, msr_info);
  if (index === MSR_IA32_SPEC_CTRL) return 0;
  if (index === MSR_IA32_CR_PAT) vcpu.arch.pat = data;
  else if (index === MSR_IA32_MISC_ENABLE) vcpu.arch.ia32_misc_enable_msr = data;
  else return kvm_set_msr_common(vcpu, msr_info);
  return 0;
}

/** As vmx_vcpu_run, but without its fast path: recorded, a filter is asked about TSC_DEADLINE. */
function software_vcpu_run(vcpu: kvm_vcpu): fastpath_t {
  trace_kvm_entry(vcpu, 'vmx');
  vcpu.enter_guest_mode(vcpu);
  vcpu.vmx.exit_reason = vcpu.vmx.vmcs[VM_EXIT_REASON];
  trace_kvm_exit(vcpu, 'vmx');
  vmx_complete_interrupts(vcpu);
  return EXIT_FASTPATH_NONE;
}

export const software_x86_ops: kvm_x86_ops = Object.freeze({
  ...vmx_x86_ops,
  name: 'pvm',
  vcpu_run: software_vcpu_run,
  get_msr: software_get_msr,
  set_msr: software_set_msr,
  setup_mce: () => {},
  mce_cap_supported: () => MCG_CTL_P | MCG_SER_P,
});
