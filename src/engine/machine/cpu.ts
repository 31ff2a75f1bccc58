// SPDX-License-Identifier: GPL-2.0-only
/**
 * The processor in guest mode: what the hardware does between VM entry and VM exit, and the guest's program. Not KVM.
 *
 * The guest is in 64-bit mode at CPL 0, with an IDT that catches every vector. A handler notes what it caught and halts; so does the
 * program at its end. HLT leaves to user space, which then knows how the instruction ended.
 */
import { type kvm_vcpu, VCPU_REGS_RIP } from '../arch/x86/include/asm/kvm_host.ts';
import {
  EXIT_REASON_CR_ACCESS,
  EXIT_REASON_HLT,
  EXIT_REASON_MSR_READ,
  EXIT_REASON_MSR_WRITE,
  INTR_INFO_DELIVER_CODE_MASK,
  INTR_INFO_VALID_MASK,
  INTR_INFO_VECTOR_MASK,
  VM_ENTRY_EXCEPTION_ERROR_CODE,
  VM_ENTRY_INTR_INFO_FIELD,
  VM_EXIT_INSTRUCTION_LEN,
  VM_EXIT_REASON,
} from '../arch/x86/include/asm/vmx.ts';
import { kvm_rcx_read, kvm_read_edx_eax } from '../arch/x86/kvm/kvm_cache_regs.ts';
import type { GuestEvent } from './observer.ts';
import type { u32 } from './u64.ts';

export type Instruction = 'wrmsr' | 'rdmsr' | 'nop' | 'mov cr4, rax';

/** Where user space puts the program, and where the exception handlers lie. */
export const CODE = 0x1000n;
const HANDLERS = 0x2000n;

/** The guest: its code, and what its handlers have seen. */
export interface Guest {
  /** Executed from CODE on. After the last comes HLT. */
  readonly code: Instruction[];
  /** The exception that a handler has caught since the program was put there. */
  caught: { readonly vector: number; readonly error_code?: u32 } | null;
}

/** Encoded length in bytes, without prefixes: 0f 30, 0f 32, 90, 0f 22 e0, f4. */
const length = (i: Instruction | 'hlt'): number => (i === 'nop' || i === 'hlt' ? 1 : i === 'mov cr4, rax' ? 3 : 2);

const exitReasons: Readonly<Record<Exclude<Instruction, 'nop'> | 'hlt', u32>> = {
  wrmsr: EXIT_REASON_MSR_WRITE,
  rdmsr: EXIT_REASON_MSR_READ,
  'mov cr4, rax': EXIT_REASON_CR_ACCESS,
  hlt: EXIT_REASON_HLT,
};

/** The instruction at `rip`. Everything outside the program halts, the handlers too. */
function instructionAt(code: readonly Instruction[], rip: bigint): Instruction | 'hlt' {
  let at = CODE;
  for (const instruction of code) {
    if (at === rip) return instruction;
    at += BigInt(length(instruction));
  }
  return 'hlt';
}

/** The processor of one vCPU: delivers the event that VM entry carries, then runs the guest until something exits. */
export const processor =
  (guest: Guest, see?: (event: GuestEvent) => void) =>
  (vcpu: kvm_vcpu): void => {
    const { vmcs } = vcpu.vmx;
    const { regs } = vcpu.arch;
    const event = vmcs[VM_ENTRY_INTR_INFO_FIELD];
    if ((event & INTR_INFO_VALID_MASK) !== 0) {
      const vector = event & INTR_INFO_VECTOR_MASK;
      const hasCode = (event & INTR_INFO_DELIVER_CODE_MASK) !== 0;
      guest.caught = hasCode ? { vector, error_code: vmcs[VM_ENTRY_EXCEPTION_ERROR_CODE] } : { vector };
      vmcs[VM_ENTRY_INTR_INFO_FIELD] = 0;
      regs[VCPU_REGS_RIP] = HANDLERS + BigInt(vector);
      see?.({ kind: 'takes', ...guest.caught });
    }
    let instruction = instructionAt(guest.code, regs[VCPU_REGS_RIP]);
    while (instruction === 'nop') {
      regs[VCPU_REGS_RIP] += 1n;
      instruction = instructionAt(guest.code, regs[VCPU_REGS_RIP]);
    }
    if (see !== undefined) {
      if (instruction !== 'hlt') see({ kind: 'executes', instruction, ecx: kvm_rcx_read(vcpu), data: kvm_read_edx_eax(vcpu) });
      else if (guest.caught === null) see({ kind: 'goes on' });
    }
    vmcs[VM_EXIT_REASON] = exitReasons[instruction];
    vmcs[VM_EXIT_INSTRUCTION_LEN] = length(instruction);
  };
