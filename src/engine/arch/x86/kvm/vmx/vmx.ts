// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/vmx/vmx.c (kvm_intel), in the order of v5.17.
 *
 * MSR handlers and exit handlers return the two kinds of int that x86.ts tells of.
 * In C vmcs_read32 and vmcs_write32 mean the VMCS that is loaded; here the vCPU is named, and a read looks into it.
 * omitted throughout: nested virtualization (but see nested.ts), posted interrupts, the MSR bitmap (no register of this path is passed through), PML, NMIs.
 */
import {
  KVM_EXIT_FAIL_ENTRY,
  KVM_EXIT_INTERNAL_ERROR,
  KVM_EXIT_SHUTDOWN,
  KVM_EXIT_X86_BUS_LOCK,
  KVM_RUN_X86_BUS_LOCK,
} from '../../../../include/uapi/kvm.ts';
import type { KernelRelease } from '../../../../kernel/release.ts';
import type { int, u32, u64 } from '../../../../machine/u64.ts';
import { X86_FEATURE_SGX, X86_FEATURE_SGX_LC, X86_FEATURE_VMX } from '../../include/asm/cpufeatures.ts';
import {
  EXIT_FASTPATH_NONE,
  type fastpath_t,
  type kvm_vcpu,
  type kvm_x86_ops,
  type msr_data,
  VCPU_REGS_RAX,
} from '../../include/asm/kvm_host.ts';
import { MCG_CMCI_P, MCG_CTL_P, MCG_EXT_CTL_LMCE_EN, MCG_LMCE_P, MCG_SER_P } from '../../include/asm/mce.ts';
import {
  ARCH_CAP_TSX_CTRL_MSR,
  FEAT_CTL_LMCE_ENABLED,
  FEAT_CTL_LOCKED,
  FEAT_CTL_SGX_ENABLED,
  FEAT_CTL_SGX_LC_ENABLED,
  FEAT_CTL_VMX_ENABLED_INSIDE_SMX,
  FEAT_CTL_VMX_ENABLED_OUTSIDE_SMX,
  MSR_CSTAR,
  MSR_FS_BASE,
  MSR_GS_BASE,
  MSR_IA32_ARCH_CAPABILITIES,
  MSR_IA32_FEAT_CTL,
  MSR_IA32_MCG_EXT_CTL,
  MSR_IA32_SPEC_CTRL,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_SYSENTER_ESP,
  MSR_IA32_TSX_CTRL,
  MSR_IA32_VMX_BASIC,
  MSR_IA32_VMX_VMFUNC,
  MSR_KERNEL_GS_BASE,
  MSR_LSTAR,
  MSR_STAR,
  MSR_SYSCALL_MASK,
  MSR_TSC_AUX,
  TSX_CTRL_BITS,
} from '../../include/asm/msr-index.ts';
import {
  EXIT_REASON_CR_ACCESS,
  EXIT_REASON_EXCEPTION_NMI,
  EXIT_REASON_HLT,
  EXIT_REASON_MSR_READ,
  EXIT_REASON_MSR_WRITE,
  EXIT_REASON_TRIPLE_FAULT,
  EXIT_REASON_VMLAUNCH,
  IDT_VECTORING_INFO_FIELD,
  INTR_INFO_DELIVER_CODE_MASK,
  INTR_INFO_VALID_MASK,
  INTR_TYPE_HARD_EXCEPTION,
  INTR_TYPE_SOFT_EXCEPTION,
  VM_ENTRY_EXCEPTION_ERROR_CODE,
  VM_ENTRY_INTR_INFO_FIELD,
  VM_EXIT_INSTRUCTION_LEN,
  VM_EXIT_REASON,
  VM_INSTRUCTION_ERROR,
  VMX_EXIT_REASONS_BUS_LOCK_DETECTED,
  type vmcs_field,
} from '../../include/asm/vmx.ts';
import { guest_cpuid_has } from '../cpuid.ts';
import { kvm_rip_read, kvm_rip_write, read_stored, write_stored } from '../kvm_cache_regs.ts';
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
} from '../x86.ts';
import { kvm_get_spec_ctrl, kvm_set_spec_ctrl } from '../x86-msrs.ts';
import { handle_vmlaunch, nested_vmx_vmexit } from './nested.ts';
import { vmx_get_vmx_msr, vmx_set_vmx_msr } from './nested-msrs.ts';

const vmcs_write32 = (vcpu: kvm_vcpu, field: vmcs_field, value: u32): void => {
  vcpu.vmx.vmcs[field] = value;
};

/* #BP and #OF are what INT3 and INTO raise. */
const kvm_exception_is_soft = (nr: int): boolean => nr === 3 || nr === 4;

/* 0 … 15, an instruction's length, as 64-bit numbers. */
const bytes: readonly u64[] = Array.from({ length: 16 }, (_, n) => BigInt(n));

/* omitted: the 32-bit wrap outside 64-bit mode, the interrupt shadow. */
function skip_emulated_instruction(vcpu: kvm_vcpu): int {
  const instr_len = vcpu.vmx.vmcs[VM_EXIT_INSTRUCTION_LEN];
  const rip = kvm_rip_read(vcpu) + (bytes[instr_len] ?? 0n);
  kvm_rip_write(vcpu, rip);
  return 1;
}

/* omitted: real mode emulated by VM86 on a processor without unrestricted guest, the HLT activity state. */
function vmx_queue_exception(vcpu: kvm_vcpu): void {
  const { nr, has_error_code, error_code } = vcpu.arch.exception;
  let intr_info = (nr | INTR_INFO_VALID_MASK) >>> 0;
  if (has_error_code) {
    vmcs_write32(vcpu, VM_ENTRY_EXCEPTION_ERROR_CODE, error_code);
    intr_info = (intr_info | INTR_INFO_DELIVER_CODE_MASK) >>> 0;
  }
  intr_info = (intr_info | (kvm_exception_is_soft(nr) ? INTR_TYPE_SOFT_EXCEPTION : INTR_TYPE_HARD_EXCEPTION)) >>> 0;
  vmcs_write32(vcpu, VM_ENTRY_INTR_INFO_FIELD, intr_info);
}

/* With its successor user space may set any bit that has a meaning, the two of SGX too. */
function is_vmx_feature_control_msr_valid(vcpu: kvm_vcpu, msr_info: msr_data): boolean {
  const { kernel } = vcpu.kvm;
  const { data } = msr_info;
  if (msr_info.host_initiated && kernel.featCtlHostWritesFree) return (data & ~0x16_0007n) === 0n;
  return (data & ~vcpu.vmx.msr_ia32_feature_control_valid_bits) === 0n;
}

const is_vmx_capability = (msr: u32): boolean => msr >= MSR_IA32_VMX_BASIC && msr <= MSR_IA32_VMX_VMFUNC;
/* In C it is among the user-return MSRs if the host's processor has it. */
const has_tsx_ctrl = (vcpu: kvm_vcpu): boolean =>
  ((vcpu.kvm.feature_msrs[MSR_IA32_ARCH_CAPABILITIES] ?? 0n) & ARCH_CAP_TSX_CTRL_MSR) !== 0n;

/* omitted: the vendor's registers that are not on the machine-check path; scenarios that name these are refused. */
function vmx_get_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  switch (msr_info.index) {
    case MSR_IA32_MCG_EXT_CTL:
      if (!msr_info.host_initiated && (vcpu.vmx.msr_ia32_feature_control & FEAT_CTL_LMCE_ENABLED) === 0n) return 1;
      msr_info.data = vcpu.arch.mcg_ext_ctl;
      return 0;
    case MSR_IA32_FEAT_CTL:
      msr_info.data = vcpu.vmx.msr_ia32_feature_control;
      return 0;
    case MSR_IA32_SPEC_CTRL:
      return kvm_get_spec_ctrl(vcpu, msr_info);
    case MSR_IA32_TSX_CTRL:
      if (!msr_info.host_initiated && (vcpu.arch.arch_capabilities & ARCH_CAP_TSX_CTRL_MSR) === 0n) return 1;
      return has_tsx_ctrl(vcpu) ? read_stored(vcpu, msr_info) : kvm_get_msr_common(vcpu, msr_info);
    case MSR_TSC_AUX:
    case MSR_FS_BASE:
    case MSR_GS_BASE:
    case MSR_KERNEL_GS_BASE:
    case MSR_STAR:
    case MSR_LSTAR:
    case MSR_CSTAR:
    case MSR_SYSCALL_MASK:
    case MSR_IA32_SYSENTER_CS:
    case MSR_IA32_SYSENTER_ESP:
    case MSR_IA32_SYSENTER_EIP:
      return read_stored(vcpu, msr_info);
    default:
      if (is_vmx_capability(msr_info.index)) {
        return guest_cpuid_has(vcpu, X86_FEATURE_VMX) ? vmx_get_vmx_msr(vcpu, msr_info) : 1;
      }
      return kvm_get_msr_common(vcpu, msr_info);
  }
}

/* omitted: as in vmx_get_msr. */
function vmx_set_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const data = msr_info.data;
  let ret = 0;
  switch (msr_info.index) {
    case MSR_IA32_MCG_EXT_CTL:
      if (!msr_info.host_initiated && (vcpu.vmx.msr_ia32_feature_control & FEAT_CTL_LMCE_ENABLED) === 0n) return 1;
      if ((data & ~MCG_EXT_CTL_LMCE_EN) !== 0n) return 1;
      vcpu.arch.mcg_ext_ctl = data;
      break;
    case MSR_IA32_FEAT_CTL:
      if (!is_vmx_feature_control_msr_valid(vcpu, msr_info)) return 1;
      if ((vcpu.vmx.msr_ia32_feature_control & FEAT_CTL_LOCKED) !== 0n && !msr_info.host_initiated) return 1;
      vcpu.vmx.msr_ia32_feature_control = data;
      break;
    case MSR_IA32_SPEC_CTRL:
      return kvm_set_spec_ctrl(vcpu, msr_info);
    case MSR_IA32_TSX_CTRL:
      if (!msr_info.host_initiated && (vcpu.arch.arch_capabilities & ARCH_CAP_TSX_CTRL_MSR) === 0n) return 1;
      if ((data & ~TSX_CTRL_BITS) !== 0n) return 1;
      return has_tsx_ctrl(vcpu) ? write_stored(vcpu, msr_info) : kvm_set_msr_common(vcpu, msr_info);
    case MSR_TSC_AUX:
    case MSR_FS_BASE:
    case MSR_GS_BASE:
    case MSR_KERNEL_GS_BASE:
    case MSR_STAR:
    case MSR_LSTAR:
    case MSR_CSTAR:
    case MSR_SYSCALL_MASK:
    case MSR_IA32_SYSENTER_CS:
    case MSR_IA32_SYSENTER_ESP:
    case MSR_IA32_SYSENTER_EIP:
      return write_stored(vcpu, msr_info);
    default:
      if (is_vmx_capability(msr_info.index)) {
        // The guest may only read them.
        if (!msr_info.host_initiated || !guest_cpuid_has(vcpu, X86_FEATURE_VMX)) return 1;
        return vmx_set_vmx_msr(vcpu, msr_info.index, data);
      }
      ret = kvm_set_msr_common(vcpu, msr_info);
  }
  return ret;
}

/* Only the write of CR4 from RAX, which is what the format's guest does. */
function handle_cr(vcpu: kvm_vcpu): int {
  const err = kvm_set_cr4(vcpu, vcpu.arch.regs[VCPU_REGS_RAX]);
  return kvm_complete_insn_gp(vcpu, err);
}

/* Only #UD is intercepted from the format's guest. */
function handle_exception_nmi(vcpu: kvm_vcpu): int {
  return handle_ud(vcpu);
}

function handle_triple_fault(vcpu: kvm_vcpu): int {
  vcpu.run.exit_reason = KVM_EXIT_SHUTDOWN;
  return 0;
}

const kvm_vmx_exit_handlers: Readonly<Record<number, (vcpu: kvm_vcpu) => int>> = {
  [EXIT_REASON_EXCEPTION_NMI]: handle_exception_nmi,
  [EXIT_REASON_TRIPLE_FAULT]: handle_triple_fault,
  [EXIT_REASON_HLT]: kvm_emulate_halt,
  [EXIT_REASON_VMLAUNCH]: handle_vmlaunch,
  [EXIT_REASON_CR_ACCESS]: handle_cr,
  [EXIT_REASON_MSR_READ]: kvm_emulate_rdmsr,
  [EXIT_REASON_MSR_WRITE]: kvm_emulate_wrmsr,
};

/* omitted: emulation for lack of valid guest state, entries with invalid guest state, a fault during event delivery: the format's machine has none. */
function __vmx_handle_exit(vcpu: kvm_vcpu, exit_fastpath: fastpath_t): int {
  const basic = vcpu.vmx.exit_reason & 0xffff;
  if (vcpu.vmx.fail) {
    vcpu.run.exit_reason = KVM_EXIT_FAIL_ENTRY;
    vcpu.run.fail_entry.hardware_entry_failure_reason = BigInt(vcpu.vmx.vmcs[VM_INSTRUCTION_ERROR]);
    return 0;
  }
  // In C nested_vmx_reflect_vmexit, which asks whether L1 wants it.
  if (vcpu.vmx.nested.guest_mode) {
    nested_vmx_vmexit(vcpu, vcpu.vmx.exit_reason);
    return 1;
  }
  if (exit_fastpath !== EXIT_FASTPATH_NONE) return 1;
  // CONFIG_RETPOLINE: the common reasons are called directly, without the table.
  if (basic === EXIT_REASON_MSR_WRITE) return kvm_emulate_wrmsr(vcpu);
  if (basic === EXIT_REASON_HLT) return kvm_emulate_halt(vcpu);
  const handler = kvm_vmx_exit_handlers[basic];
  if (handler === undefined) {
    vcpu.run.exit_reason = KVM_EXIT_INTERNAL_ERROR;
    return 0;
  }
  return handler(vcpu);
}

/* A bus lock that was noticed besides turns every result, a negative one too, into "return to user space". */
function vmx_handle_exit(vcpu: kvm_vcpu, exit_fastpath: fastpath_t): int {
  const ret = __vmx_handle_exit(vcpu, exit_fastpath);
  if ((vcpu.vmx.exit_reason & VMX_EXIT_REASONS_BUS_LOCK_DETECTED) !== 0) {
    if (ret > 0) vcpu.run.exit_reason = KVM_EXIT_X86_BUS_LOCK;
    vcpu.run.flags |= KVM_RUN_X86_BUS_LOCK;
    return 0;
  }
  return ret;
}

/* omitted: queueing again what an exit cut short; the format's machine delivers every event whole. */
export function vmx_complete_interrupts(vcpu: kvm_vcpu): void {
  vcpu.arch.exception.pending = false;
  vcpu.arch.exception.injected = false;
}

/* omitted: the preemption timer, HLT, INVD. */
function vmx_exit_handlers_fastpath(vcpu: kvm_vcpu): fastpath_t {
  return (vcpu.vmx.exit_reason & 0xffff) === EXIT_REASON_MSR_WRITE ? handle_fastpath_set_msr_irqoff(vcpu) : EXIT_FASTPATH_NONE;
}

function vmx_vcpu_run(vcpu: kvm_vcpu): fastpath_t {
  trace_kvm_entry(vcpu, 'vmx');
  vcpu.vmx.fail = !vcpu.enter_guest_mode(vcpu);
  if (vcpu.vmx.fail) {
    vcpu.vmx.exit_reason = 0xdead;
    return EXIT_FASTPATH_NONE;
  }
  vcpu.vmx.exit_reason = vcpu.vmx.vmcs[VM_EXIT_REASON];
  vcpu.vmx.idt_vectoring_info = vcpu.vmx.vmcs[IDT_VECTORING_INFO_FIELD];
  trace_kvm_exit(vcpu, 'vmx');
  vmx_complete_interrupts(vcpu);
  return vmx_exit_handlers_fastpath(vcpu);
}

function vmx_setup_mce(vcpu: kvm_vcpu): void {
  if ((vcpu.arch.mcg_cap & MCG_LMCE_P) !== 0n) vcpu.vmx.msr_ia32_feature_control_valid_bits |= FEAT_CTL_LMCE_ENABLED;
  else vcpu.vmx.msr_ia32_feature_control_valid_bits &= ~FEAT_CTL_LMCE_ENABLED;
}

/** The bits of FEAT_CTL that may be set before KVM_X86_SETUP_MCE. In C KVM_SET_CPUID2 sets and clears them one by one. */
export function vmx_feature_control_valid_bits(vcpu: kvm_vcpu): u64 {
  let bits = FEAT_CTL_LOCKED;
  if (guest_cpuid_has(vcpu, X86_FEATURE_VMX)) bits |= FEAT_CTL_VMX_ENABLED_INSIDE_SMX | FEAT_CTL_VMX_ENABLED_OUTSIDE_SMX;
  if (!vcpu.kvm.kernel.sgxVirtualized) return bits;
  if (guest_cpuid_has(vcpu, X86_FEATURE_SGX_LC)) bits |= FEAT_CTL_SGX_LC_ENABLED;
  if (guest_cpuid_has(vcpu, X86_FEATURE_SGX)) bits |= FEAT_CTL_SGX_ENABLED;
  return bits;
}

const mce_cap_supported = (kernel: KernelRelease): u64 => MCG_CTL_P | MCG_SER_P | MCG_LMCE_P | (kernel.cmciSupported ? MCG_CMCI_P : 0n);

export const vmx_x86_ops: kvm_x86_ops = Object.freeze({
  name: 'kvm_intel',
  vcpu_run: vmx_vcpu_run,
  handle_exit: vmx_handle_exit,
  get_msr: vmx_get_msr,
  set_msr: vmx_set_msr,
  complete_emulated_msr: kvm_complete_insn_gp,
  skip_emulated_instruction,
  queue_exception: vmx_queue_exception,
  setup_mce: vmx_setup_mce,
  set_hv_timer: true,
  efer_bits: () => 0n,
  mce_cap_supported,
});
