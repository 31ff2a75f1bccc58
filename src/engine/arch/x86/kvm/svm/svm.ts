// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/svm/svm.c (kvm_amd), in the order of v5.17.
 *
 * MSR handlers and exit handlers return the two kinds of int that x86.ts tells of.
 * omitted throughout: nested virtualization, SEV, AVIC, the MSR bitmap (no register of the machine-check path is passed through).
 */
import { KVM_EXIT_INTERNAL_ERROR, KVM_EXIT_SHUTDOWN } from '../../../../include/uapi/kvm.ts';
import type { KernelRelease } from '../../../../kernel/release.ts';
import type { int, u64 } from '../../../../machine/u64.ts';
import { X86_FEATURE_AUTOIBRS, X86_FEATURE_FXSR_OPT } from '../../include/asm/cpufeatures.ts';
import {
  EXIT_FASTPATH_NONE,
  type fastpath_t,
  type kvm_vcpu,
  type kvm_x86_ops,
  type msr_data,
  VCPU_REGS_RAX,
} from '../../include/asm/kvm_host.ts';
import { MCG_CTL_P, MCG_SER_P } from '../../include/asm/mce.ts';
import {
  MSR_CSTAR,
  MSR_FS_BASE,
  MSR_GS_BASE,
  MSR_IA32_SPEC_CTRL,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_SYSENTER_ESP,
  MSR_KERNEL_GS_BASE,
  MSR_LSTAR,
  MSR_STAR,
  MSR_SYSCALL_MASK,
  MSR_TSC_AUX,
  MSR_VM_HSAVE_PA,
  MSR_VM_IGNNE,
} from '../../include/asm/msr-index.ts';
import { EFER_AUTOIBRS, EFER_FFXSR, EFER_LMSLE, EFER_SVME } from '../../include/asm/processor-flags.ts';
import {
  SVM_EVTINJ_TYPE_EXEPT,
  SVM_EVTINJ_VALID,
  SVM_EVTINJ_VALID_ERR,
  SVM_EXIT_EXCP_BASE,
  SVM_EXIT_HLT,
  SVM_EXIT_MSR,
  SVM_EXIT_SHUTDOWN,
  SVM_EXIT_WRITE_CR4,
} from '../../include/asm/svm.ts';
import { boot_cpu_has, guest_cpuid_is_amd_or_hygon, kvm_vcpu_reserved_gpa_bits_raw } from '../cpuid.ts';
import { kvm_rip_write, read_stored, write_stored } from '../kvm_cache_regs.ts';
import { trace_kvm_entry, trace_kvm_exit } from '../trace.ts';
import {
  handle_fastpath_set_msr_irqoff,
  handle_ud,
  kvm_complete_insn_gp,
  kvm_emulate_halt,
  kvm_emulate_rdmsr,
  kvm_emulate_wrmsr,
  kvm_get_msr_common,
  kvm_set_cr4,
  kvm_set_msr_common,
  kvm_vcpu_reset,
  UD_VECTOR,
} from '../x86.ts';
import { kvm_get_spec_ctrl, kvm_set_spec_ctrl } from '../x86-msrs.ts';

/* omitted: decoding the length where the processor does not give next_rip, the interrupt shadow. */
function svm_skip_emulated_instruction(vcpu: kvm_vcpu): int {
  kvm_rip_write(vcpu, vcpu.svm.vmcb.control.next_rip);
  return 1;
}

/* omitted: soft exceptions, which skip the instruction first. */
function svm_queue_exception(vcpu: kvm_vcpu): void {
  const { nr, has_error_code, error_code } = vcpu.arch.exception;
  const { control } = vcpu.svm.vmcb;
  control.event_inj = (nr | SVM_EVTINJ_VALID | (has_error_code ? SVM_EVTINJ_VALID_ERR : 0) | SVM_EVTINJ_TYPE_EXEPT) >>> 0;
  control.event_inj_err = error_code;
}

/* omitted: the vendor's registers that are not on the machine-check path; scenarios that name these are refused. */
function svm_get_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  switch (msr_info.index) {
    case MSR_FS_BASE:
    case MSR_GS_BASE:
      if (msr_info.host_initiated && !vcpu.kvm.kernel.segmentBasesKnownToHostOnSvm) return kvm_get_msr_common(vcpu, msr_info);
      return read_stored(vcpu, msr_info);
    case MSR_IA32_SPEC_CTRL:
      return kvm_get_spec_ctrl(vcpu, msr_info);
    case MSR_TSC_AUX:
    case MSR_KERNEL_GS_BASE:
    case MSR_STAR:
    case MSR_LSTAR:
    case MSR_CSTAR:
    case MSR_SYSCALL_MASK:
    case MSR_IA32_SYSENTER_CS:
    case MSR_IA32_SYSENTER_ESP:
    case MSR_IA32_SYSENTER_EIP:
    case MSR_VM_HSAVE_PA:
      return read_stored(vcpu, msr_info);
    default:
      return kvm_get_msr_common(vcpu, msr_info);
  }
}

/* The GHCB of an SEV-ES guest is omitted: for every other guest this is the common helper. */
function svm_complete_emulated_msr(vcpu: kvm_vcpu, err: int): int {
  return kvm_complete_insn_gp(vcpu, err);
}

/* omitted: as in svm_get_msr. */
function svm_set_msr(vcpu: kvm_vcpu, msr: msr_data): int {
  switch (msr.index) {
    case MSR_FS_BASE:
    case MSR_GS_BASE:
      if (msr.host_initiated && !vcpu.kvm.kernel.segmentBasesKnownToHostOnSvm) return kvm_set_msr_common(vcpu, msr);
      return write_stored(vcpu, msr);
    case MSR_IA32_SYSENTER_ESP:
    case MSR_IA32_SYSENTER_EIP:
      if (vcpu.kvm.kernel.sysenterFollowsVendorOnSvm && guest_cpuid_is_amd_or_hygon(vcpu)) msr.data &= 0xffff_ffffn;
      return write_stored(vcpu, msr);
    case MSR_IA32_SPEC_CTRL:
      return kvm_set_spec_ctrl(vcpu, msr);
    case MSR_TSC_AUX:
    case MSR_KERNEL_GS_BASE:
    case MSR_STAR:
    case MSR_LSTAR:
    case MSR_CSTAR:
    case MSR_SYSCALL_MASK:
    case MSR_IA32_SYSENTER_CS:
      return write_stored(vcpu, msr);
    case MSR_VM_HSAVE_PA:
      if (!msr.host_initiated && (msr.data & (0xfffn | kvm_vcpu_reserved_gpa_bits_raw(vcpu))) !== 0n) return 1;
      msr.data &= ~0xfffn;
      return write_stored(vcpu, msr);
    case MSR_VM_IGNNE:
      return 0;
    default:
      return kvm_set_msr_common(vcpu, msr);
  }
}

function msr_interception(vcpu: kvm_vcpu): int {
  if (vcpu.svm.vmcb.control.exit_info_1 !== 0n) return kvm_emulate_wrmsr(vcpu);
  return kvm_emulate_rdmsr(vcpu);
}

/* Only the write of CR4 from RAX, which is what the format's guest does. */
function cr_interception(vcpu: kvm_vcpu): int {
  const err = kvm_set_cr4(vcpu, vcpu.arch.regs[VCPU_REGS_RAX]);
  return kvm_complete_insn_gp(vcpu, err);
}

function ud_interception(vcpu: kvm_vcpu): int {
  return handle_ud(vcpu);
}

/* After a shutdown the VMCB means nothing: the vCPU is put back to what INIT leaves. */
function shutdown_interception(vcpu: kvm_vcpu): int {
  kvm_vcpu_reset(vcpu);
  vcpu.run.exit_reason = KVM_EXIT_SHUTDOWN;
  return 0;
}

const svm_exit_handlers: Readonly<Record<number, (vcpu: kvm_vcpu) => int>> = {
  [SVM_EXIT_WRITE_CR4]: cr_interception,
  [SVM_EXIT_EXCP_BASE + UD_VECTOR]: ud_interception,
  [SVM_EXIT_HLT]: kvm_emulate_halt,
  [SVM_EXIT_MSR]: msr_interception,
  [SVM_EXIT_SHUTDOWN]: shutdown_interception,
};

function svm_invoke_exit_handler(vcpu: kvm_vcpu, exit_code: number): int {
  const handler = svm_exit_handlers[exit_code];
  if (handler === undefined) {
    vcpu.run.exit_reason = KVM_EXIT_INTERNAL_ERROR;
    return 0;
  }
  return handler(vcpu);
}

/* omitted: a failed VMRUN. */
function svm_handle_exit(vcpu: kvm_vcpu, exit_fastpath: fastpath_t): int {
  const { exit_code } = vcpu.svm.vmcb.control;
  if (exit_fastpath !== EXIT_FASTPATH_NONE) return 1;
  return svm_invoke_exit_handler(vcpu, exit_code);
}

/* omitted: queueing again what an exit cut short; the format's machine delivers every event whole. */
function svm_complete_interrupts(vcpu: kvm_vcpu): void {
  vcpu.arch.exception.pending = false;
  vcpu.arch.exception.injected = false;
}

/* omitted: HLT, INVD, a processor without next_rip. */
function svm_exit_handlers_fastpath(vcpu: kvm_vcpu): fastpath_t {
  const { control } = vcpu.svm.vmcb;
  return control.exit_code === SVM_EXIT_MSR && control.exit_info_1 !== 0n ? handle_fastpath_set_msr_irqoff(vcpu) : EXIT_FASTPATH_NONE;
}

function svm_vcpu_run(vcpu: kvm_vcpu): fastpath_t {
  trace_kvm_entry(vcpu, 'svm');
  vcpu.enter_guest_mode(vcpu);
  trace_kvm_exit(vcpu, 'svm');
  svm_complete_interrupts(vcpu);
  return svm_exit_handlers_fastpath(vcpu);
}

/* Of what user space asked for, the bank count and MCG_CTL_P are kept; the rest was accepted and is dropped. */
function svm_setup_mce(vcpu: kvm_vcpu): void {
  vcpu.arch.mcg_cap &= 0x1ffn;
}

/* In C svm_hardware_setup, when the module is loaded. */
function svm_efer_bits(vcpu: kvm_vcpu): u64 {
  let bits = EFER_SVME | EFER_LMSLE;
  if (boot_cpu_has(vcpu, X86_FEATURE_FXSR_OPT)) bits |= EFER_FFXSR;
  if (vcpu.kvm.kernel.autoIbrsVirtualized && boot_cpu_has(vcpu, X86_FEATURE_AUTOIBRS)) bits |= EFER_AUTOIBRS;
  return bits;
}

const mce_cap_supported = (_kernel: KernelRelease): u64 => MCG_CTL_P | MCG_SER_P;

export const svm_x86_ops: kvm_x86_ops = Object.freeze({
  name: 'kvm_amd',
  vcpu_run: svm_vcpu_run,
  handle_exit: svm_handle_exit,
  get_msr: svm_get_msr,
  set_msr: svm_set_msr,
  complete_emulated_msr: svm_complete_emulated_msr,
  skip_emulated_instruction: svm_skip_emulated_instruction,
  queue_exception: svm_queue_exception,
  setup_mce: svm_setup_mce,
  set_hv_timer: false,
  efer_bits: svm_efer_bits,
  mce_cap_supported,
});
