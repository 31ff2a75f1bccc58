// SPDX-License-Identifier: GPL-2.0-only
/** What the ioctl says to any MSR filter, also to one that the scenario format does not take. */
import type { kvm } from '../arch/x86/include/asm/kvm_host.ts';
import { vmx_x86_ops } from '../arch/x86/kvm/vmx/vmx.ts';
import { kvm_vm_ioctl_set_msr_filter } from '../arch/x86/kvm/x86.ts';
import type { kvm_msr_filter } from '../include/uapi/kvm.ts';
import type { KernelRelease } from '../kernel/release.ts';
import { noFeatures } from '../machine/cpuid.ts';
import { errnoOutcome, type HostResult } from '../machine/outcome.ts';

/**
 * What KVM_X86_SET_MSR_FILTER answers, on a VM that has no filter yet.
 * @returns `ret` 0, or the errno; undefined on a kernel that has no such call
 */
export function answerToFilter(kernel: KernelRelease, filter: kvm_msr_filter): HostResult | undefined {
  if (!kernel.msrFilter) return undefined;
  const module = { ignore_msrs: false, report_ignored_msrs: true };
  const arch = { user_space_msr_mask: 0, msr_filter: null };
  const kvm: kvm = { arch, kernel, x86_ops: vmx_x86_ops, module, boot_cpu: noFeatures, feature_msrs: {} };
  const r = kvm_vm_ioctl_set_msr_filter(kvm, filter);
  return r < 0 ? errnoOutcome(r) : { ret: r };
}
