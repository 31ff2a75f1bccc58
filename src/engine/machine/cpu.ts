// SPDX-License-Identifier: GPL-2.0-only
/**
 * The processor in guest mode: what the hardware does between VM entry and VM exit, and the guest's program. Not KVM.
 *
 * The guest is in 64-bit mode at CPL 0, with an IDT whose gates the scenario names, or in real mode, with an interrupt vector table. A handler notes what it caught and halts; so does the
 * program at its end. HLT leaves to user space, which then knows how the instruction ended.
 */
import { type kvm_vcpu, VCPU_REGS_RIP } from '../arch/x86/include/asm/kvm_host.ts';
import { X86_EFLAGS_RF, X86_EFLAGS_TF } from '../arch/x86/include/asm/processor-flags.ts';
import { VMX_EXIT_REASONS_FAILED_VMENTRY } from '../arch/x86/include/asm/vmx.ts';
import { is_protmode, kvm_rcx_read, kvm_read_edx_eax } from '../arch/x86/kvm/kvm_cache_regs.ts';
import { DB_VECTOR, GP_VECTOR, kvm_msr_allowed } from '../arch/x86/kvm/x86.ts';
import { KVM_MSR_FILTER_READ, KVM_MSR_FILTER_WRITE } from '../include/uapi/kvm.ts';
import { type Caught, type Exiting, type Hardware, writePassed } from './hardware.ts';
import { deliver } from './idt.ts';
import type { GuestEvent } from './observer.ts';
import { low32, type u32, type u64 } from './u64.ts';

/** What a guest step can execute. */
export type Instruction = Exclude<Exiting, 'hlt'> | 'nop';

/** Bytes of the forced-emulation prefix. */
const PREFIX = 5n;

/** What a vCPU needs of its processor and memory. */
export type Processor = Pick<kvm_vcpu, 'enter_guest_mode' | 'fetch_insn'>;

/** Where user space puts the program, and where the exception handlers lie. */
export const CODE = 0x1000n;
const HANDLERS = 0x2000n;
/** Where the guest's own guest, L2, starts, and where its hypervisor, L1, takes VM exits. */
export const L2_CODE = 0x3000n;
export const VM_EXIT_HANDLER = 0x4000n;

/** Encoded length in bytes: 0f 30, 0f 32, 90, 0f 22 e0, f4, 0f 01 c2, 0f 01 c1; forced: behind 0f 0b 6b 76 6d. */
const lengths: Readonly<Record<Instruction | 'hlt', number>> = {
  wrmsr: 2,
  rdmsr: 2,
  nop: 1,
  'mov cr4, rax': 3,
  hlt: 1,
  vmlaunch: 3,
  vmcall: 3,
  'forced wrmsr': 7,
  'forced rdmsr': 7,
};

/* The common one first: a table that was asked for two names is searched by hash from then on. */
const lengthOf = (instruction: Instruction | 'hlt'): number => (instruction === 'wrmsr' ? lengths.wrmsr : lengths[instruction]);

/** Instructions by their first byte's distance from CODE. */
export type Program = Readonly<Record<number, Instruction | undefined>>;

/** The guest: its code, and what its handlers have seen. */
export interface Guest {
  /** Everywhere else the guest halts, in the handlers too. */
  code: Program;
  /** Vectors whose gate in the IDT is present; null for all of them. */
  readonly gates: readonly number[] | null;
  /** The exception that a handler has caught since the program was put there. */
  caught: Caught | null;
  /** What the guest's own VM entry failed with, as it reads it from its VMCS. */
  entryFailure: { readonly exit_reason: u32; readonly exit_qualification: u64 } | null;
}

const offsetOf = (address: u64): number => low32(address) - low32(CODE);

/** L1 puts its guest at L2_CODE, whose first instruction brings it back. */
export const nestedProgram: Program = { 0: 'vmlaunch', [offsetOf(L2_CODE)]: 'vmcall' };

/** A program as it lies in memory from CODE on. After its last instruction comes HLT. */
export const assemble = (instructions: readonly Instruction[]): Program =>
  instructions.flatMap((instruction) => [instruction, ...new Array<undefined>(lengths[instruction] - 1).fill(undefined)]);

const instructionAt = (guest: Guest, rip: u64): Instruction | 'hlt' => guest.code[offsetOf(rip)] ?? 'hlt';

/** RDMSR or WRMSR of a register that is passed through, and that no filter takes back. */
function staysInGuest(vcpu: kvm_vcpu, hardware: Hardware, instruction: Instruction | 'hlt'): instruction is 'rdmsr' | 'wrmsr' {
  if (instruction !== 'rdmsr' && instruction !== 'wrmsr') return false;
  const msr = kvm_rcx_read(vcpu);
  const write = instruction === 'wrmsr';
  return hardware.passes(vcpu, msr, write) && kvm_msr_allowed(vcpu, msr, write ? KVM_MSR_FILTER_WRITE : KVM_MSR_FILTER_READ);
}

/** The access itself, without KVM. False where the processor raises #GP(0). */
function accessPassed(vcpu: kvm_vcpu, instruction: 'rdmsr' | 'wrmsr'): boolean {
  const { regs, stored } = vcpu.arch;
  const msr = kvm_rcx_read(vcpu);
  if (instruction === 'wrmsr') return writePassed(vcpu, msr, kvm_read_edx_eax(vcpu));
  const data = stored[msr.toString(16)] ?? 0n;
  regs.rax = data & 0xffff_ffffn;
  regs.rdx = data >> 32n;
  return true;
}

/** L1 reads its VMCS: an exit reason with bit 31 set says that its guest was not entered. */
function noteVmExit(guest: Guest, { vmx }: kvm_vcpu): void {
  const { vm_exit_reason, exit_qualification } = vmx.nested.vmcs12;
  if ((vm_exit_reason & VMX_EXIT_REASONS_FAILED_VMENTRY) !== 0) guest.entryFailure = { exit_reason: vm_exit_reason, exit_qualification };
}

/** The processor of one vCPU: delivers the event that VM entry carries, then runs the guest until something exits. */
export function processor(guest: Guest, hardware: Hardware, see?: (event: GuestEvent) => void): Processor {
  /** Through the IDT, or in real mode the interrupt vector table, into a handler. False where that ends in a triple fault. */
  const raise = (vcpu: kvm_vcpu, event: Caught): boolean => {
    // Every entry of the interrupt vector table is a handler's address, and no exception pushes an error code in real mode.
    const caught = is_protmode(vcpu) ? deliver(event, guest.gates) : { vector: event.vector };
    if (caught === 'triple fault') {
      see?.({ kind: 'triple fault', vector: event.vector });
      hardware.exit(vcpu, caught, 0);
      return false;
    }
    guest.caught = caught;
    // The frame has been pushed; an interrupt gate clears TF and RF, so that handlers are not single-stepped.
    vcpu.arch.rflags &= ~(X86_EFLAGS_TF | X86_EFLAGS_RF);
    vcpu.arch.regs[VCPU_REGS_RIP] = HANDLERS + BigInt(caught.vector);
    see?.({ kind: 'takes', ...caught });
    return true;
  };

  const enter_guest_mode = (vcpu: kvm_vcpu): boolean => {
    const { regs } = vcpu.arch;
    const event = hardware.takeEvent(vcpu);
    if (event === 'entry fails') return false;
    if (event !== undefined && !raise(vcpu, event)) return true;
    let instruction = instructionAt(guest, regs[VCPU_REGS_RIP]);
    while (instruction === 'nop' || staysInGuest(vcpu, hardware, instruction)) {
      if (instruction === 'nop' || accessPassed(vcpu, instruction)) {
        regs[VCPU_REGS_RIP] += BigInt(lengths[instruction]);
        if ((vcpu.arch.rflags & X86_EFLAGS_TF) !== 0n && !raise(vcpu, { vector: DB_VECTOR })) return true;
      } else if (!raise(vcpu, { vector: GP_VECTOR, error_code: 0 })) return true;
      instruction = instructionAt(guest, regs[VCPU_REGS_RIP]);
    }
    if (instruction === 'hlt' && regs[VCPU_REGS_RIP] === VM_EXIT_HANDLER) noteVmExit(guest, vcpu);
    if (see !== undefined) {
      if (instruction !== 'hlt') see({ kind: 'executes', instruction, ecx: kvm_rcx_read(vcpu), data: kvm_read_edx_eax(vcpu) });
      else if (guest.entryFailure !== null) see({ kind: 'VM entry fails', ...guest.entryFailure });
      else if (guest.caught === null) see({ kind: 'goes on' });
    }
    hardware.exit(vcpu, instruction, lengthOf(instruction));
    return true;
  };
  // The prefix lies before the instruction, and KVM has stepped over it.
  const fetch_insn = (rip: bigint): 'rdmsr' | 'wrmsr' => (instructionAt(guest, rip - PREFIX) === 'forced rdmsr' ? 'rdmsr' : 'wrmsr');
  return { enter_guest_mode, fetch_insn };
}
