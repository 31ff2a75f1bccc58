// SPDX-License-Identifier: GPL-2.0-only
/** virt/kvm/kvm_main.c: the ioctls of a vCPU, as user space calls them. The int is 0 (or a count), or a negative errno. */

import type { kvm_vcpu } from '../../arch/x86/include/asm/kvm_host.ts';
import { trace_kvm_userspace_exit } from '../../arch/x86/kvm/trace.ts';
import { kvm_arch_vcpu_ioctl_run } from '../../arch/x86/kvm/x86.ts';
import type { int } from '../../machine/u64.ts';

/** KVM_RUN. */
export function kvm_vcpu_ioctl_run(vcpu: kvm_vcpu): int {
  const r = kvm_arch_vcpu_ioctl_run(vcpu);
  trace_kvm_userspace_exit(vcpu.run.exit_reason, r);
  return r;
}
