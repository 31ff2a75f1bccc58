// SPDX-License-Identifier: GPL-2.0-only
/** include/uapi/linux/kvm.h: what user space and KVM say to each other. */
import type { u8, u32, u64 } from '../../machine/u64.ts';

export const KVM_EXIT_UNKNOWN = 0;
export const KVM_EXIT_DEBUG = 4;
export const KVM_EXIT_HLT = 5;
export const KVM_EXIT_SHUTDOWN = 8;
export const KVM_EXIT_FAIL_ENTRY = 9;
export const KVM_EXIT_INTERNAL_ERROR = 17;
export const KVM_EXIT_X86_RDMSR = 29;
export const KVM_EXIT_X86_WRMSR = 30;
export const KVM_EXIT_X86_BUS_LOCK = 33;

/** kvm_run.flags: the guest's bus lock was noticed. */
export const KVM_RUN_X86_BUS_LOCK = 1 << 1;

/** KVM_CAP_X86_USER_SPACE_MSR: which refused accesses go to user space; and why one went (kvm_run.msr.reason). */
export const KVM_MSR_EXIT_REASON_INVAL = 1 << 0;
export const KVM_MSR_EXIT_REASON_UNKNOWN = 1 << 1;
export const KVM_MSR_EXIT_REASON_FILTER = 1 << 2;

export const KVM_MSR_FILTER_READ = 1 << 0;
export const KVM_MSR_FILTER_WRITE = 1 << 1;
/** The longest bitmap of one range, in bytes. */
export const KVM_MSR_FILTER_MAX_BITMAP_SIZE = 0x600;

/** struct kvm_run, as far as this path fills it in. */
export interface kvm_run {
  exit_reason: number;
  flags: number;
  fail_entry: { hardware_entry_failure_reason: u64 };
  msr: { error: u8; reason: number; index: u32; data: u64 };
}

/** struct kvm_x86_mce, the argument of KVM_X86_SET_MCE. */
export interface kvm_x86_mce {
  readonly status: u64;
  readonly addr: u64;
  readonly misc: u64;
  readonly mcg_status: u64;
  readonly bank: u8;
}

/** One entry of struct kvm_msrs. */
export interface kvm_msr_entry {
  readonly index: u32;
  data: u64;
}

/** struct kvm_msr_filter_range: `bitmap` has a bit for each MSR from `base`, 1 to allow. */
export interface kvm_msr_filter_range {
  readonly flags: number;
  readonly base: u32;
  readonly nmsrs: u32;
  readonly bitmap: Uint8Array;
}

/** struct kvm_msr_filter. */
export interface kvm_msr_filter {
  readonly default_allow: boolean;
  readonly ranges: readonly kvm_msr_filter_range[];
}
