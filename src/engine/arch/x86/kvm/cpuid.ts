// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/cpuid.h: questions about what the guest's CPUID says, and about the host's processor. The guest's vendor and features count,
 * unless boot_cpu_has is asked. In C boot_cpu_has asks a global and gets no vCPU.
 */
import type { u64 } from '../../../machine/u64.ts';
import {
  type cpu_feature,
  X86_FEATURE_AMD_IBPB,
  X86_FEATURE_AMD_IBRS,
  X86_FEATURE_AMD_SSBD,
  X86_FEATURE_AMD_STIBP,
  X86_FEATURE_RDPID,
  X86_FEATURE_RDTSCP,
  X86_FEATURE_SBPB,
  X86_FEATURE_SPEC_CTRL,
} from '../include/asm/cpufeatures.ts';
import type { kvm_vcpu } from '../include/asm/kvm_host.ts';

export const guest_cpuid_is_amd_or_hygon = (vcpu: kvm_vcpu): boolean =>
  vcpu.arch.cpuid.vendor === 'amd' || vcpu.arch.cpuid.vendor === 'hygon';
export const guest_cpuid_is_intel = (vcpu: kvm_vcpu): boolean => vcpu.arch.cpuid.vendor === 'intel';

export const guest_cpuid_has = (vcpu: kvm_vcpu, x86_feature: cpu_feature): boolean => vcpu.arch.cpuid.features[x86_feature];
export const boot_cpu_has = (vcpu: kvm_vcpu, x86_feature: cpu_feature): boolean => vcpu.kvm.boot_cpu[x86_feature];
/* IBPB has no CPUID bit of its own: the kernel takes it from either vendor's. */
export const boot_cpu_has_ibpb = (vcpu: kvm_vcpu): boolean =>
  boot_cpu_has(vcpu, X86_FEATURE_SPEC_CTRL) || boot_cpu_has(vcpu, X86_FEATURE_AMD_IBPB);

/** The bits that no physical address of this guest has: from CPUID's physical address width up. */
export const kvm_vcpu_reserved_gpa_bits_raw = (vcpu: kvm_vcpu): u64 => BigInt.asUintN(64, -1n << BigInt(vcpu.arch.cpuid.maxphyaddr));

export const guest_has_spec_ctrl_msr = (vcpu: kvm_vcpu): boolean =>
  guest_cpuid_has(vcpu, X86_FEATURE_SPEC_CTRL) ||
  guest_cpuid_has(vcpu, X86_FEATURE_AMD_STIBP) ||
  guest_cpuid_has(vcpu, X86_FEATURE_AMD_IBRS) ||
  guest_cpuid_has(vcpu, X86_FEATURE_AMD_SSBD);

export const guest_has_pred_cmd_msr = (vcpu: kvm_vcpu): boolean =>
  guest_cpuid_has(vcpu, X86_FEATURE_SPEC_CTRL) ||
  guest_cpuid_has(vcpu, X86_FEATURE_AMD_IBPB) ||
  (vcpu.kvm.kernel.sbpbVirtualized && guest_cpuid_has(vcpu, X86_FEATURE_SBPB));

/* True where CPUID offers neither of the two instructions that read TSC_AUX. */
export const tsc_aux_missing = (vcpu: kvm_vcpu): boolean =>
  !guest_cpuid_has(vcpu, X86_FEATURE_RDTSCP) && !guest_cpuid_has(vcpu, X86_FEATURE_RDPID);
