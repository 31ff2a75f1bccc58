// SPDX-License-Identifier: GPL-2.0-only
/** Runs a scenario: user space's side of it. Sets the VM up, makes each step's call, and reads how it ended. */

import type { kvm_vcpu, kvm_x86_ops } from '../arch/x86/include/asm/kvm_host.ts';
import { X86_CR4_MCE, X86_EFLAGS_FIXED, X86_EFLAGS_TF } from '../arch/x86/include/asm/processor-flags.ts';
import { svm_x86_ops } from '../arch/x86/kvm/svm/svm.ts';
import { traceTo } from '../arch/x86/kvm/trace.ts';
import { vmx_x86_ops } from '../arch/x86/kvm/vmx/vmx.ts';
import { __msr_io, kvm_vcpu_ioctl_x86_set_mce, kvm_vcpu_ioctl_x86_setup_mce } from '../arch/x86/kvm/x86.ts';
import { logTo } from '../include/linux/printk.ts';
import { assemble, CODE, type Guest, type Instruction, nestedProgram, processor } from '../machine/cpu.ts';
import { type Hardware, softwareHardware, svmHardware, vmxHardware } from '../machine/hardware.ts';
import { ModelError } from '../machine/model-error.ts';
import type { Observer } from '../machine/observer.ts';
import { errnoOutcome, type HostResult, type Outcome, outcomeOfRun, type StepResult } from '../machine/outcome.ts';
import { software_x86_ops } from '../machine/software-back-end.ts';
import type { int, u64 } from '../machine/u64.ts';
import { createVcpu, createVm } from '../machine/vcpu.ts';
import { kvm_vcpu_ioctl_run } from '../virt/kvm/kvm_main.ts';
import { notModelled } from './reach.ts';
import type { Host, Parsed, Result, Scenario, Step } from './types.ts';

/** The vendor module behind a scenario's `host`, and the processor it drives. */
const backEnds: Readonly<Record<Host, { readonly x86_ops: kvm_x86_ops; readonly hardware: Hardware }>> = {
  intel: { x86_ops: vmx_x86_ops, hardware: vmxHardware },
  amd: { x86_ops: svm_x86_ops, hardware: svmHardware },
  pvm: { x86_ops: software_x86_ops, hardware: softwareHardware },
};

/** Each step's program is one instruction. */
const programs: Readonly<Record<Instruction, Guest['code']>> = {
  wrmsr: assemble(['wrmsr']),
  rdmsr: assemble(['rdmsr']),
  nop: assemble(['nop']),
  'mov cr4, rax': assemble(['mov cr4, rax']),
  'forced wrmsr': assemble(['forced wrmsr']),
  'forced rdmsr': assemble(['forced rdmsr']),
  vmlaunch: nestedProgram,
  vmcall: nestedProgram,
};

interface Machine {
  readonly vcpu: kvm_vcpu;
  readonly guest: Guest;
  /** The MSR exit that waits for an answer, and whether its instruction reads. */
  pending: { readonly reads: boolean } | null;
  /** Each step starts with RFLAGS.TF set. */
  readonly singleStep: boolean;
  /** After a shutdown or an internal error the vCPU is not run any more. */
  dead: boolean;
}

const edxEax = ({ arch }: kvm_vcpu): u64 => (arch.regs.rdx << 32n) | (arch.regs.rax & 0xffff_ffffn);

/** KVM_RUN until the guest's instruction has ended one way or another. */
function run(m: Machine, reads: boolean): Outcome {
  const r = kvm_vcpu_ioctl_run(m.vcpu);
  const outcome = outcomeOfRun(r, m.vcpu.run, m.guest, reads ? edxEax(m.vcpu) : undefined);
  m.pending = null;
  if (outcome.outcome === 'exit') {
    if (outcome.reason === 'KVM_EXIT_X86_WRMSR' || outcome.reason === 'KVM_EXIT_X86_RDMSR') m.pending = { reads };
    else m.dead = true;
  }
  return outcome;
}

/** Puts one instruction where the guest starts, with its operands, and runs it. An unanswered MSR exit is completed first, unreported. */
function guestStep(
  m: Machine,
  instruction: Instruction,
  regs: { readonly rax?: u64; readonly rcx?: u64; readonly rdx?: u64 } = {},
): Outcome {
  if (m.pending !== null) run(m, m.pending.reads);
  if (m.dead) return { outcome: 'skipped' };
  m.guest.code = programs[instruction];
  m.guest.caught = null;
  m.guest.entryFailure = null;
  Object.assign(m.vcpu.arch.regs, { rip: CODE, rax: 0n, rdx: 0n, ...regs });
  m.vcpu.arch.rflags = X86_EFLAGS_FIXED | (m.singleStep ? X86_EFLAGS_TF : 0n);
  return run(m, instruction.endsWith('rdmsr'));
}

const ioctl = (r: int): HostResult => (r < 0 ? errnoOutcome(r) : { ret: r });

function step(m: Machine, s: Step): StepResult {
  const { vcpu, guest } = m;
  switch (s.op) {
    case 'guest.wrmsr':
      if (s.via === 'vm_entry') {
        vcpu.vmx.nested.vmcs12.vm_entry_msr_load = [{ index: s.msr, value: s.data }];
        return guestStep(m, 'vmlaunch');
      }
      return guestStep(m, s.via === 'emulator' ? 'forced wrmsr' : 'wrmsr', {
        rcx: BigInt(s.msr),
        rax: s.data & 0xffff_ffffn,
        rdx: s.data >> 32n,
      });
    case 'guest.rdmsr':
      return guestStep(m, s.via === 'emulator' ? 'forced rdmsr' : 'rdmsr', { rcx: BigInt(s.msr) });
    case 'guest.run':
      return guestStep(m, 'nop');
    case 'guest.set_cr4_mce':
      return guestStep(m, 'mov cr4, rax', { rax: s.on ? vcpu.arch.cr4 | X86_CR4_MCE : vcpu.arch.cr4 & ~X86_CR4_MCE });
    case 'host.set_msr':
      return { ret: __msr_io(vcpu, [{ index: s.msr, data: s.data }], true) };
    case 'host.get_msr': {
      const entry = { index: s.msr, data: 0n };
      const ret = __msr_io(vcpu, [entry], false);
      return ret === 1 ? { ret, data: entry.data } : { ret };
    }
    case 'host.setup_mce':
      return ioctl(kvm_vcpu_ioctl_x86_setup_mce(vcpu, s.mcg_cap));
    case 'host.set_mce':
      return ioctl(kvm_vcpu_ioctl_x86_set_mce(vcpu, s));
    case 'host.complete':
      if (m.pending === null) throw new NothingPending();
      vcpu.run.msr.error = s.error;
      if (m.pending.reads) vcpu.run.msr.data = s.data;
      guest.caught = null;
      return run(m, m.pending.reads);
  }
}

/** Only the run shows this one: `host.complete` where no exit waits. */
class NothingPending extends Error {}

/**
 * Runs a scenario from a new VM on. Pure from outside: the same scenario gives the same result, whoever looks on.
 * @param says a what-if: the number that the vendor module's set_msr returns, whatever the register and the value
 * @returns one result for each step; or a problem, for what the engine does not model or what only the run shows to be wrong
 */
export function tryScenario(scenario: Scenario, observer: Observer = {}, says?: int): Parsed<Result> {
  const problem = notModelled(scenario);
  if (problem !== undefined) return { ok: false, ...problem };

  const guest: Guest = { code: programs.nop, gates: scenario.vcpu.idt, caught: null, entryFailure: null };
  const { x86_ops, hardware } = backEnds[scenario.host];
  const vm = createVm(scenario, says === undefined ? x86_ops : { ...x86_ops, set_msr: () => says });
  const plain = createVcpu(vm, scenario, processor(guest, hardware, observer.guest));
  if (scenario.vcpu.mcg_cap !== null) kvm_vcpu_ioctl_x86_setup_mce(plain, scenario.vcpu.mcg_cap);
  const m: Machine = {
    vcpu: observer.watch === undefined ? plain : observer.watch(plain),
    guest,
    pending: null,
    dead: false,
    singleStep: scenario.vcpu.single_step,
  };

  const results: StepResult[] = [];
  const before = [traceTo(observer.tracepoint), logTo(observer.log)] as const;
  try {
    for (const [index, s] of scenario.steps.entries()) {
      observer.stepBegins?.(index, s);
      const result = step(m, s);
      observer.stepEnds?.(index, result);
      results.push(result);
    }
  } catch (e) {
    if (!(e instanceof NothingPending)) throw e;
    return {
      ok: false,
      at: `steps[${results.length}]`,
      problem: 'host.complete answers an MSR exit, and none is waiting here',
      kind: 'malformed',
    };
  } finally {
    traceTo(before[0]);
    logTo(before[1]);
  }
  return { ok: true, value: { name: scenario.name, kernel: scenario.kernel.spelling, results } };
}

/** tryScenario for a scenario that is known to run; anything else is a bug of the caller. */
export function runScenario(scenario: Scenario, observer?: Observer): Result {
  const ran = tryScenario(scenario, observer);
  if (!ran.ok) throw new ModelError(`${ran.at}: ${ran.problem}`);
  return ran.value;
}
