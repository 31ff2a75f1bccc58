// SPDX-License-Identifier: GPL-2.0-only
/**
 * The processor in guest mode: what the hardware does between VM entry and VM exit, and the guest's program. Not KVM.
 *
 * The guest is in 64-bit mode at CPL 0, with an IDT that catches every vector. A handler notes what it caught and halts; so does the
 * program at its end. HLT leaves to user space, which then knows how the instruction ended.
 */
import { type kvm_vcpu, VCPU_REGS_RIP } from '../arch/x86/include/asm/kvm_host.ts';
import { kvm_rcx_read, kvm_read_edx_eax } from '../arch/x86/kvm/kvm_cache_regs.ts';
import type { Caught, Exiting, Hardware } from './hardware.ts';
import type { GuestEvent } from './observer.ts';

export type Instruction = Exclude<Exiting, 'hlt'> | 'nop';

/** Where user space puts the program, and where the exception handlers lie. */
export const CODE = 0x1000n;
const HANDLERS = 0x2000n;

/** The guest: its code, and what its handlers have seen. */
export interface Guest {
  /** Executed from CODE on. After the last comes HLT. */
  readonly code: Instruction[];
  /** The exception that a handler has caught since the program was put there. */
  caught: Caught | null;
}

/** Encoded length in bytes, without prefixes: 0f 30, 0f 32, 90, 0f 22 e0, f4. */
const lengths: Readonly<Record<Instruction | 'hlt', number>> = { wrmsr: 2, rdmsr: 2, nop: 1, 'mov cr4, rax': 3, hlt: 1 };

/** The instruction at `rip`. Everything outside the program halts, the handlers too. */
function instructionAt(code: readonly Instruction[], rip: bigint): Instruction | 'hlt' {
  let at = CODE;
  for (const instruction of code) {
    if (at === rip) return instruction;
    at += BigInt(lengths[instruction]);
  }
  return 'hlt';
}

/** The processor of one vCPU: delivers the event that VM entry carries, then runs the guest until something exits. */
export function processor(guest: Guest, hardware: Hardware, see?: (event: GuestEvent) => void): (vcpu: kvm_vcpu) => void {
  return (vcpu) => {
    const { regs } = vcpu.arch;
    const event = hardware.takeEvent(vcpu);
    if (event !== undefined) {
      guest.caught = event;
      regs[VCPU_REGS_RIP] = HANDLERS + BigInt(event.vector);
      see?.({ kind: 'takes', ...event });
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
    hardware.exit(vcpu, instruction, lengths[instruction]);
  };
}
