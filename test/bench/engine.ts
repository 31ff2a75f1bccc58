// SPDX-License-Identifier: GPL-2.0-only
/** How fast the engine takes a guest's WRMSR, untraced, through the whole path, as exits.c asks it of /dev/kvm: MC0_CTL again and again. */

import { vmx_x86_ops } from '../../src/engine/arch/x86/kvm/vmx/vmx.ts';
import { kvm_vcpu_ioctl_x86_setup_mce } from '../../src/engine/arch/x86/kvm/x86.ts';
import { parseScenario } from '../../src/engine/index.ts';
import { assemble, CODE, type Guest, processor } from '../../src/engine/machine/cpu.ts';
import { vmxHardware } from '../../src/engine/machine/hardware.ts';
import { createVcpu, createVm } from '../../src/engine/machine/vcpu.ts';
import { kvm_vcpu_ioctl_run } from '../../src/engine/virt/kvm/kvm_main.ts';

const WRITES = 1000;

/** A function that makes a thousand writes of `value`: in one KVM_RUN, or, where each raises #GP and the handler halts, in a thousand. It looks at what came of them. */
function thousandWrites(kernel: string, value: bigint): () => void {
  const scenario = parseScenario(JSON.stringify({ name: 'bench', kernel, steps: [] }));
  if (!scenario.ok) throw new Error(scenario.problem);
  const guest: Guest = {
    code: assemble(Array.from({ length: WRITES }, () => 'wrmsr' as const)),
    gates: null,
    caught: null,
    entryFailure: null,
  };
  const vcpu = createVcpu(createVm(scenario.value, vmx_x86_ops), scenario.value, processor(guest, vmxHardware));
  kvm_vcpu_ioctl_x86_setup_mce(vcpu, 0x100010an);
  const { regs, mce_banks } = vcpu.arch;
  const before = 0x5555n;
  const run = (): void => {
    guest.caught = null;
    regs.rip = CODE;
    regs.rcx = 0x400n;
    regs.rax = value & 0xffff_ffffn;
    regs.rdx = value >> 32n;
    const r = kvm_vcpu_ioctl_run(vcpu);
    if (r !== 0) throw new Error(`KVM_RUN returned ${r}`);
  };
  return () => {
    mce_banks[0] = before;
    run();
    if (guest.caught === null) {
      if (mce_banks[0] !== value || regs.rip !== CODE + BigInt(2 * WRITES + 1)) throw new Error('the writes were not made');
      return;
    }
    for (let i = 1; i < WRITES; i++) run();
    if (mce_banks[0] !== before) throw new Error('a refused write was made');
  };
}

/** Seconds of processor time that this process has used, on all its threads: the compiler and the collector count. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Writes per second of processor time, over about `seconds` of it. */
export function writesPerSecond(kernel: string, value: bigint, seconds = 0.1): number {
  const run = thousandWrites(kernel, value);
  const began = used();
  let n = 0;
  for (; used() - began < seconds; n += WRITES) run();
  return n / (used() - began);
}
