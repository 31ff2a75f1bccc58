// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/trace.h and include/trace/events/kvm.h: tracepoints, at the places where the kernel has them, with the text it prints.
 * Nobody listens unless `traceTo` was called; a listener sees what `trace-cmd` would show.
 */
import {
  KVM_EXIT_DEBUG,
  KVM_EXIT_FAIL_ENTRY,
  KVM_EXIT_HLT,
  KVM_EXIT_INTERNAL_ERROR,
  KVM_EXIT_SHUTDOWN,
  KVM_EXIT_UNKNOWN,
  KVM_EXIT_X86_RDMSR,
  KVM_EXIT_X86_WRMSR,
} from '../../../include/uapi/kvm.ts';
import { EINTR } from '../../../machine/errno.ts';
import type { int, u32, u64 } from '../../../machine/u64.ts';
import type { kvm_vcpu } from '../include/asm/kvm_host.ts';
import { SVM_EXIT_EXCP_BASE, SVM_EXIT_HLT, SVM_EXIT_MSR, SVM_EXIT_SHUTDOWN, SVM_EXIT_WRITE_CR4 } from '../include/asm/svm.ts';
import {
  EXIT_QUALIFICATION,
  EXIT_REASON_CR_ACCESS,
  EXIT_REASON_EXCEPTION_NMI,
  EXIT_REASON_HLT,
  EXIT_REASON_MSR_READ,
  EXIT_REASON_MSR_WRITE,
  EXIT_REASON_TRIPLE_FAULT,
  EXIT_REASON_VMCALL,
  EXIT_REASON_VMLAUNCH,
  IDT_VECTORING_INFO_FIELD,
  VM_ENTRY_EXCEPTION_ERROR_CODE,
  VM_ENTRY_INTR_INFO_FIELD,
} from '../include/asm/vmx.ts';
import { kvm_rip_read } from './kvm_cache_regs.ts';

/** NON-KERNEL: gets an event's name and its text. */
export type TraceSink = (name: string, text: string) => void;

let sink: TraceSink | undefined;

/** NON-KERNEL: sends the tracepoints to `to`, and returns who had them before, to be put back. The engine is synchronous: one listener is enough. */
export function traceTo(to: TraceSink | undefined): TraceSink | undefined {
  const before = sink;
  sink = to;
  return before;
}

const hex = (x: number | bigint): string => `0x${x.toString(16)}`;
const pad = (x: number | bigint, digits: number): string => `0x${x.toString(16).padStart(digits, '0')}`;

const svm_exit_names: Readonly<Record<number, string>> = {
  [SVM_EXIT_WRITE_CR4]: 'write_cr4',
  [SVM_EXIT_EXCP_BASE + 6]: 'UD excp',
  [SVM_EXIT_HLT]: 'hlt',
  [SVM_EXIT_MSR]: 'msr',
  [SVM_EXIT_SHUTDOWN]: 'shutdown',
};
const vmx_exit_names: Readonly<Record<number, string>> = {
  [EXIT_REASON_EXCEPTION_NMI]: 'EXCEPTION_NMI',
  [EXIT_REASON_TRIPLE_FAULT]: 'TRIPLE_FAULT',
  [EXIT_REASON_HLT]: 'HLT',
  [EXIT_REASON_CR_ACCESS]: 'CR_ACCESS',
  [EXIT_REASON_VMCALL]: 'VMCALL',
  [EXIT_REASON_VMLAUNCH]: 'VMLAUNCH',
  [EXIT_REASON_MSR_READ]: 'MSR_READ',
  [EXIT_REASON_MSR_WRITE]: 'MSR_WRITE',
};

/* KVM_ISA_VMX or KVM_ISA_SVM: whose exit codes they are. */
type isa = 'vmx' | 'svm';

/** The event that goes in with the next VM entry, as the vendor's field holds it. */
const entry_event = (vcpu: kvm_vcpu, of: isa): readonly [intr_info: u32, error_code: u32] =>
  of === 'vmx'
    ? [vcpu.vmx.vmcs[VM_ENTRY_INTR_INFO_FIELD], vcpu.vmx.vmcs[VM_ENTRY_EXCEPTION_ERROR_CODE]]
    : [vcpu.svm.vmcb.control.event_inj, vcpu.svm.vmcb.control.event_inj_err];

export function trace_kvm_entry(vcpu: kvm_vcpu, of: isa): void {
  if (sink === undefined) return;
  const rip = hex(kvm_rip_read(vcpu));
  const [intr_info, error_code] = entry_event(vcpu, of);
  const event = vcpu.kvm.kernel.entryEventTraced ? ` intr_info ${pad(intr_info, 8)} error_code ${pad(error_code, 8)}` : '';
  sink('kvm_entry', `vcpu ${vcpu.vcpu_id}, rip ${rip}${event}`);
}

export function trace_kvm_exit(vcpu: kvm_vcpu, of: isa): void {
  if (sink === undefined) return;
  const { exit_reason, vmcs } = vcpu.vmx;
  const { control } = vcpu.svm.vmcb;
  const [name, info1, info2] =
    of === 'vmx'
      ? [vmx_exit_names[exit_reason & 0xffff] ?? hex(exit_reason), vmcs[EXIT_QUALIFICATION], vmcs[IDT_VECTORING_INFO_FIELD]]
      : [svm_exit_names[control.exit_code] ?? hex(control.exit_code), control.exit_info_1, control.exit_info_2];
  const rest = `info1 ${pad(info1, 16)} info2 ${pad(info2, 16)} intr_info 0x00000000 error_code 0x00000000`;
  const requests = vcpu.kvm.kernel.entryEventTraced ? ` requests ${pad(vcpu.requests, 16)}` : '';
  sink('kvm_exit', `vcpu ${vcpu.vcpu_id} reason ${name} rip ${hex(kvm_rip_read(vcpu))} ${rest}${requests}`);
}

function kvm_msr(write: boolean, ecx: u32, data: u64, exception: boolean): void {
  sink?.('kvm_msr', `msr_${write ? 'write' : 'read'} ${ecx.toString(16)} = ${hex(data)}${exception ? ' (#GP)' : ''}`);
}
export const trace_kvm_msr_read = (ecx: u32, data: u64): void => kvm_msr(false, ecx, data, false);
export const trace_kvm_msr_write = (ecx: u32, data: u64): void => kvm_msr(true, ecx, data, false);
export const trace_kvm_msr_read_ex = (ecx: u32): void => kvm_msr(false, ecx, 0n, true);
export const trace_kvm_msr_write_ex = (ecx: u32, data: u64): void => kvm_msr(true, ecx, data, true);

const exception_names: Readonly<Record<number, string>> = {
  0: '#DE',
  1: '#DB',
  3: '#BP',
  4: '#OF',
  5: '#BR',
  6: '#UD',
  7: '#NM',
  8: '#DF',
  10: '#TS',
  11: '#NP',
  12: '#SS',
  13: '#GP',
  14: '#PF',
  16: '#MF',
  17: '#AC',
  18: '#MC',
};
/* The name of an exception's vector, or the vector in hex. */
const exceptionName = (nr: number): string => exception_names[nr] ?? hex(nr);

/** Up to v5.19: an error code is printed whether there is one or not. */
export function trace_kvm_inj_exception__before_reinjected(nr: number, error_code: u32): void {
  sink?.('kvm_inj_exception', `${exceptionName(nr)} (${hex(error_code)})`);
}

export function trace_kvm_inj_exception(nr: number, has_error_code: boolean, error_code: u32, reinjected: boolean): void {
  sink?.('kvm_inj_exception', `${exceptionName(nr)}${has_error_code ? ` (${hex(error_code)})` : ''}${reinjected ? ' [reinjected]' : ''}`);
}

const user_exit_names: Readonly<Record<number, string>> = {
  [KVM_EXIT_UNKNOWN]: 'KVM_EXIT_UNKNOWN',
  [KVM_EXIT_DEBUG]: 'KVM_EXIT_DEBUG',
  [KVM_EXIT_HLT]: 'KVM_EXIT_HLT',
  [KVM_EXIT_SHUTDOWN]: 'KVM_EXIT_SHUTDOWN',
  [KVM_EXIT_FAIL_ENTRY]: 'KVM_EXIT_FAIL_ENTRY',
  [KVM_EXIT_INTERNAL_ERROR]: 'KVM_EXIT_INTERNAL_ERROR',
  [KVM_EXIT_X86_RDMSR]: 'KVM_EXIT_X86_RDMSR',
  [KVM_EXIT_X86_WRMSR]: 'KVM_EXIT_X86_WRMSR',
};

export function trace_kvm_userspace_exit(reason: number, r: int): void {
  if (sink === undefined) return;
  const name = r < 0 ? (r === -EINTR ? 'restart' : 'error') : (user_exit_names[reason] ?? String(reason));
  sink('kvm_userspace_exit', `reason ${name} (${r < 0 ? -r : reason})`);
}
