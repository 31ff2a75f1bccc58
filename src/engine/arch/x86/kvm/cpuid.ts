// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/kvm/cpuid.h: questions about what the guest's CPUID says. It counts, not the host's processor. */
import type { kvm_vcpu } from '../include/asm/kvm_host.ts';

export const guest_cpuid_is_amd_or_hygon = (vcpu: kvm_vcpu): boolean =>
  vcpu.arch.cpuid.vendor === 'amd' || vcpu.arch.cpuid.vendor === 'hygon';
