// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a step came to. Here, and nowhere else, does the kernel's `int` become one of several kinds of end:
 * the fields are those of the scenario format, so that printing one is a hex conversion and nothing more.
 */
import type { kvm_run } from '../include/uapi/kvm.ts';
import {
  KVM_EXIT_DEBUG,
  KVM_EXIT_FAIL_ENTRY,
  KVM_EXIT_HLT,
  KVM_EXIT_INTERNAL_ERROR,
  KVM_EXIT_SHUTDOWN,
  KVM_EXIT_X86_RDMSR,
  KVM_EXIT_X86_WRMSR,
  KVM_MSR_EXIT_REASON_FILTER,
  KVM_MSR_EXIT_REASON_UNKNOWN,
} from '../include/uapi/kvm.ts';
import type { Guest } from './cpu.ts';
import { type ErrnoName, errnoName } from './errno.ts';
import { ModelError } from './model-error.ts';
import type { int, u32, u64 } from './u64.ts';

/** Why KVM_RUN handed an MSR access to user space: KVM_MSR_EXIT_REASON_*. */
export type MsrReason = 'inval' | 'unknown' | 'filter';

/** How a guest step ended. */
export type Outcome =
  | { readonly outcome: 'ok'; readonly data?: u64 }
  | { readonly outcome: 'exception'; readonly vector: number; readonly error_code?: u32 }
  | {
      readonly outcome: 'exit';
      readonly reason: 'KVM_EXIT_X86_WRMSR';
      readonly msr_reason: MsrReason;
      readonly msr: u32;
      readonly data: u64;
    }
  | { readonly outcome: 'exit'; readonly reason: 'KVM_EXIT_X86_RDMSR'; readonly msr_reason: MsrReason; readonly msr: u32 }
  | { readonly outcome: 'exit'; readonly reason: 'KVM_EXIT_SHUTDOWN' | 'KVM_EXIT_INTERNAL_ERROR' | 'KVM_EXIT_DEBUG' }
  /** The processor refused the VM entry, for the reason that the vendor's manual gives the number. */
  | { readonly outcome: 'exit'; readonly reason: 'KVM_EXIT_FAIL_ENTRY'; readonly hardware_entry_failure_reason: u64 }
  /** The VM entry of a guest that is itself a hypervisor failed, with this exit reason and qualification for it to read. */
  | { readonly outcome: 'vm_entry_failure'; readonly exit_reason: u32; readonly exit_qualification: u64 }
  | { readonly outcome: 'errno'; readonly errno: ErrnoName }
  | { readonly outcome: 'skipped' };

/** What a host step (an ioctl other than KVM_RUN) gave: how many MSRs were handled, or 0, or a failure. */
export type HostResult = { readonly ret: number; readonly data?: u64 } | { readonly outcome: 'errno'; readonly errno: ErrnoName };

/** One step's result. */
export type StepResult = Outcome | HostResult;

/**
 * The edge of a system call: user space sees −1 and errno = −r. So −1 is EPERM, because errno 1 is EPERM: nobody chose it.
 * @param r negative, as a modelled ioctl returned it
 */
export function errnoOutcome(r: int): { readonly outcome: 'errno'; readonly errno: ErrnoName } {
  const errno = errnoName(-r);
  if (errno === undefined) throw new ModelError(`an ioctl returned ${r}`);
  return { outcome: 'errno', errno };
}

const msrReason = (reason: number): MsrReason =>
  reason === KVM_MSR_EXIT_REASON_UNKNOWN ? 'unknown' : reason === KVM_MSR_EXIT_REASON_FILTER ? 'filter' : 'inval';

/** What KVM_RUN's return value, kvm_run, and what the guest's handlers caught come to together. `data` is EDX:EAX where the instruction was RDMSR. */
export function outcomeOfRun(r: int, run: kvm_run, guest: Guest, data: u64 | undefined): Outcome {
  if (r < 0) return errnoOutcome(r);
  switch (run.exit_reason) {
    case KVM_EXIT_HLT:
      if (guest.entryFailure !== null) return { outcome: 'vm_entry_failure', ...guest.entryFailure };
      if (guest.caught !== null) return { outcome: 'exception', ...guest.caught };
      return data === undefined ? { outcome: 'ok' } : { outcome: 'ok', data };
    case KVM_EXIT_X86_WRMSR:
      return {
        outcome: 'exit',
        reason: 'KVM_EXIT_X86_WRMSR',
        msr_reason: msrReason(run.msr.reason),
        msr: run.msr.index,
        data: run.msr.data,
      };
    case KVM_EXIT_X86_RDMSR:
      return { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: msrReason(run.msr.reason), msr: run.msr.index };
    case KVM_EXIT_SHUTDOWN:
      return { outcome: 'exit', reason: 'KVM_EXIT_SHUTDOWN' };
    case KVM_EXIT_INTERNAL_ERROR:
      return { outcome: 'exit', reason: 'KVM_EXIT_INTERNAL_ERROR' };
    case KVM_EXIT_FAIL_ENTRY: {
      const { hardware_entry_failure_reason } = run.fail_entry;
      return { outcome: 'exit', reason: 'KVM_EXIT_FAIL_ENTRY', hardware_entry_failure_reason };
    }
    case KVM_EXIT_DEBUG:
      return { outcome: 'exit', reason: 'KVM_EXIT_DEBUG' };
    default:
      throw new ModelError(`KVM_RUN returned with exit reason ${run.exit_reason}`);
  }
}
