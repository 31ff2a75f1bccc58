// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/kvm/x86.c, the part of it about EFER, PAT, and what keeps speculation in bounds: SPEC_CTRL, PRED_CMD, FLUSH_CMD. */
import type { int, u32, u64 } from '../../../machine/u64.ts';
import {
  type cpu_feature,
  X86_FEATURE_AMD_IBPB,
  X86_FEATURE_AMD_IBRS,
  X86_FEATURE_AMD_SSBD,
  X86_FEATURE_AMD_STIBP,
  X86_FEATURE_AUTOIBRS,
  X86_FEATURE_FLUSH_L1D,
  X86_FEATURE_FXSR_OPT,
  X86_FEATURE_INTEL_STIBP,
  X86_FEATURE_LM,
  X86_FEATURE_NX,
  X86_FEATURE_SBPB,
  X86_FEATURE_SPEC_CTRL,
  X86_FEATURE_SPEC_CTRL_SSBD,
  X86_FEATURE_SVM,
} from '../include/asm/cpufeatures.ts';
import type { kvm_vcpu, msr_data } from '../include/asm/kvm_host.ts';
import {
  APIC_BASE_MSR,
  L1D_FLUSH,
  MSR_CSTAR,
  MSR_FS_BASE,
  MSR_IA32_LASTBRANCHFROMIP,
  MSR_IA32_LASTINTTOIP,
  MSR_IA32_PRED_CMD,
  MSR_IA32_SPEC_CTRL,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_SYSENTER_ESP,
  MSR_IA32_VMX_BASIC,
  MSR_IA32_VMX_VMFUNC,
  MSR_KERNEL_GS_BASE,
  MSR_LSTAR,
  MSR_PLATFORM_INFO,
  PRED_CMD_IBPB,
  PRED_CMD_SBPB,
  SPEC_CTRL_IBRS,
  SPEC_CTRL_SSBD,
  SPEC_CTRL_STIBP,
} from '../include/asm/msr-index.ts';
import { EFER_AUTOIBRS, EFER_FFXSR, EFER_LMA, EFER_LME, EFER_NX, EFER_SCE, EFER_SVME } from '../include/asm/processor-flags.ts';
import { boot_cpu_has, boot_cpu_has_ibpb, guest_cpuid_has, guest_has_pred_cmd_msr, guest_has_spec_ctrl_msr } from './cpuid.ts';
import { is_paging, read_stored, write_stored } from './kvm_cache_regs.ts';

/** Any of them lets the guest access SPEC_CTRL. */
export const SPEC_CTRL_FEATURES: readonly cpu_feature[] = [
  X86_FEATURE_SPEC_CTRL,
  X86_FEATURE_AMD_STIBP,
  X86_FEATURE_AMD_IBRS,
  X86_FEATURE_AMD_SSBD,
];

/* The bits of SPEC_CTRL that a processor with these features has for certain; it may have more. */
export const spec_ctrl_bits = (has: (x86_feature: cpu_feature) => boolean): u64 =>
  (has(X86_FEATURE_SPEC_CTRL) || has(X86_FEATURE_AMD_IBRS) ? SPEC_CTRL_IBRS : 0n) |
  (has(X86_FEATURE_INTEL_STIBP) || has(X86_FEATURE_AMD_STIBP) ? SPEC_CTRL_STIBP : 0n) |
  (has(X86_FEATURE_SPEC_CTRL_SSBD) || has(X86_FEATURE_AMD_SSBD) ? SPEC_CTRL_SSBD : 0n);

/* In C the value is tried on the processor at hand. Scenarios with a value that it may or may not take are refused. */
function kvm_spec_ctrl_test_value(vcpu: kvm_vcpu, value: u64): int {
  return (value & ~spec_ctrl_bits((f) => boot_cpu_has(vcpu, f))) === 0n ? 0 : 1;
}

/* In C this stands in both vendor files. From the first value that is not 0 on, the guest is left to it. */
export function kvm_set_spec_ctrl(vcpu: kvm_vcpu, msr_info: msr_data): int {
  if (!msr_info.host_initiated && !guest_has_spec_ctrl_msr(vcpu)) return 1;
  if (kvm_spec_ctrl_test_value(vcpu, msr_info.data) !== 0) return 1;
  if (msr_info.data !== 0n) vcpu.arch.passed[MSR_IA32_SPEC_CTRL.toString(16)] = true;
  return write_stored(vcpu, msr_info);
}

export function kvm_get_spec_ctrl(vcpu: kvm_vcpu, msr_info: msr_data): int {
  if (!msr_info.host_initiated && !guest_has_spec_ctrl_msr(vcpu)) return 1;
  return read_stored(vcpu, msr_info);
}

/* In C a case of kvm_set_msr_common; in old kernels, of both vendor files. A command: nothing is stored. */
export function set_pred_cmd(vcpu: kvm_vcpu, { host_initiated, data }: msr_data): int {
  const { kernel } = vcpu.kvm;
  if (!host_initiated && !guest_has_pred_cmd_msr(vcpu)) return 1;
  if (!kernel.sbpbVirtualized) {
    if ((data & ~PRED_CMD_IBPB) !== 0n || !boot_cpu_has_ibpb(vcpu)) return 1;
    if (data !== 0n) vcpu.arch.passed[MSR_IA32_PRED_CMD.toString(16)] = true;
    return 0;
  }
  let reserved_bits = ~(PRED_CMD_IBPB | PRED_CMD_SBPB);
  const guest_ibpb = guest_cpuid_has(vcpu, X86_FEATURE_SPEC_CTRL) || guest_cpuid_has(vcpu, X86_FEATURE_AMD_IBPB);
  if (!boot_cpu_has_ibpb(vcpu) || (!host_initiated && !guest_ibpb)) reserved_bits |= PRED_CMD_IBPB;
  const guest_sbpb = guest_cpuid_has(vcpu, X86_FEATURE_SBPB);
  if (!boot_cpu_has(vcpu, X86_FEATURE_SBPB) || (!host_initiated && !guest_sbpb)) reserved_bits |= PRED_CMD_SBPB;
  return (data & reserved_bits) === 0n ? 0 : 1;
}

/* Likewise. */
export function set_flush_cmd(vcpu: kvm_vcpu, { host_initiated, data }: msr_data): int {
  if (!host_initiated && !guest_cpuid_has(vcpu, X86_FEATURE_FLUSH_L1D)) return 1;
  return boot_cpu_has(vcpu, X86_FEATURE_FLUSH_L1D) && (data & ~L1D_FLUSH) === 0n ? 0 : 1;
}

function __kvm_valid_efer(vcpu: kvm_vcpu, efer: u64): boolean {
  if ((efer & EFER_AUTOIBRS) !== 0n && !guest_cpuid_has(vcpu, X86_FEATURE_AUTOIBRS)) return false;
  if ((efer & EFER_FFXSR) !== 0n && !guest_cpuid_has(vcpu, X86_FEATURE_FXSR_OPT)) return false;
  if ((efer & EFER_SVME) !== 0n && !guest_cpuid_has(vcpu, X86_FEATURE_SVM)) return false;
  if ((efer & (EFER_LME | EFER_LMA)) !== 0n && !guest_cpuid_has(vcpu, X86_FEATURE_LM)) return false;
  return (efer & EFER_NX) === 0n || guest_cpuid_has(vcpu, X86_FEATURE_NX);
}

export function set_efer(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const old_efer = vcpu.arch.efer;
  const efer = msr_info.data;
  if ((efer & ~(EFER_SCE | EFER_LME | EFER_LMA | EFER_NX | vcpu.kvm.x86_ops.efer_bits(vcpu))) !== 0n) return 1;
  if (!msr_info.host_initiated) {
    if (!__kvm_valid_efer(vcpu, efer)) return 1;
    if (is_paging(vcpu) && (old_efer & EFER_LME) !== (efer & EFER_LME)) return 1;
  }
  vcpu.arch.efer = (efer & ~EFER_LMA) | (old_efer & EFER_LMA);
  return 0;
}

/* Each of the eight bytes is one of the memory types 0, 1, 4, 5, 6, 7. */
export function kvm_pat_valid(data: u64): boolean {
  for (let i = 0n; i < 64n; i += 8n) {
    const type = (data >> i) & 0xffn;
    if (type > 7n || type === 2n || type === 3n) return false;
  }
  return true;
}

/* omitted: ARCH_CAPABILITIES, PERF_CAPABILITIES and DE_CFG, which the model does not have. */
export function kvm_is_immutable_feature_msr(vcpu: kvm_vcpu, msr: u32): boolean {
  const { kernel } = vcpu.kvm;
  if (msr === MSR_PLATFORM_INFO) return kernel.platformInfoFeatureMsr;
  return kernel.featureMsrsFixedOnceRun && vcpu.kvm.x86_ops.name === 'kvm_intel' && msr >= MSR_IA32_VMX_BASIC && msr <= MSR_IA32_VMX_VMFUNC;
}

/* 48 bits of virtual address: the format's machine has no LA57. */
export const canonical_address = (la: u64): u64 => BigInt.asUintN(64, BigInt.asIntN(48, la));
/* SYSENTER_ESP and _EIP, whose values are made canonical; LSTAR, CSTAR and the segment bases, whose values have to be. */
export const holds_address = (msr: u32): boolean =>
  msr >= MSR_IA32_SYSENTER_ESP &&
  (msr <= MSR_IA32_SYSENTER_EIP || msr === MSR_LSTAR || msr === MSR_CSTAR || (msr >= MSR_FS_BASE && msr <= MSR_KERNEL_GS_BASE));
export const is_noncanonical_address = (la: u64): boolean => canonical_address(la) !== la;

export const is_last_branch = (msr: u32): boolean => msr >= MSR_IA32_LASTBRANCHFROMIP && msr <= MSR_IA32_LASTINTTOIP;

export const is_x2apic = (msr: u32): boolean => msr >= APIC_BASE_MSR && msr <= APIC_BASE_MSR + 0xff;
