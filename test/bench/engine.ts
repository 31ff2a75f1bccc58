// SPDX-License-Identifier: GPL-2.0-only
/** How fast the engine takes a guest's WRMSR, untraced, through the whole path: a guest that writes MC0_CTL again and again, each write an exit. */

import { vmx_x86_ops } from '../../src/engine/arch/x86/kvm/vmx/vmx.ts';
import { kvm_vcpu_ioctl_x86_setup_mce } from '../../src/engine/arch/x86/kvm/x86.ts';
import { parseScenario } from '../../src/engine/index.ts';
import { assemble, CODE, type Guest, processor } from '../../src/engine/machine/cpu.ts';
import { vmxHardware } from '../../src/engine/machine/hardware.ts';
import { createVcpu, createVm } from '../../src/engine/machine/vcpu.ts';
import { kvm_vcpu_ioctl_run } from '../../src/engine/virt/kvm/kvm_main.ts';

const WRITES = 1000;

/** A function that runs a thousand guest writes in one KVM_RUN. */
function thousandWrites(kernel: string): () => void {
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
  return () => {
    vcpu.arch.regs.rip = CODE;
    vcpu.arch.regs.rcx = 0x400n;
    const r = kvm_vcpu_ioctl_run(vcpu);
    if (r !== 0 || vcpu.arch.regs.rip !== CODE + BigInt(2 * WRITES + 1))
      throw new Error(`KVM_RUN returned ${r} at rip ${vcpu.arch.regs.rip}`);
  };
}

/** Writes per second, over about `ms` milliseconds. */
export function writesPerSecond(kernel: string, ms = 400): number {
  const run = thousandWrites(kernel);
  const began = performance.now();
  let n = 0;
  while (performance.now() - began < ms) {
    run();
    n += WRITES;
  }
  return (n / (performance.now() - began)) * 1000;
}
