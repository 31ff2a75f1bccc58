// SPDX-License-Identifier: GPL-2.0-only
/** What a debugger would find in the vCPU and in kvm_run, and what the guest did by itself. */
import { describe, expect, test } from 'vitest';
import { type GuestEvent, type Observer, tryScenario } from '../../src/engine/index.ts';
import { complete, mce, rdmsr, run, scenario, setMce, type Written, wrmsr } from '../support/check.ts';

interface Vcpu {
  readonly arch: {
    readonly regs: { readonly rip: bigint; readonly rax: bigint; readonly rdx: bigint };
    readonly rflags: bigint;
    readonly exception: { readonly pending: boolean; readonly nr: number; readonly has_error_code: boolean };
  };
  readonly run: { readonly exit_reason: number };
}

/** Runs the scenario, and gives the vCPU as it is afterwards; `at` is called with it at each VM entry. */
function vcpuOf(written: Written, at: (vcpu: Vcpu) => void = () => {}): Vcpu {
  let vcpu: Vcpu | undefined;
  const observer: Observer = {
    watch: (v) => {
      vcpu = v as unknown as Vcpu;
      return v;
    },
    tracepoint: (name) => {
      if (name === 'kvm_entry' && vcpu !== undefined) at(vcpu);
    },
  };
  const ran = tryScenario(scenario(written), observer);
  if (!ran.ok || vcpu === undefined) throw new Error('not run');
  return vcpu;
}

const bad = wrmsr('0x400', '0x1');
const good = wrmsr('0x400', '0x0');
const via = { via: 'emulator' };
const inval = { vm: { user_space_msr: ['inval'] } };
const machineCheck = [mce(true), setMce(0, '0xb200000000000000'), run];

describe('RIP', () => {
  const rip = (written: Written) => vcpuOf(written).arch.regs.rip;
  test('stands behind WRMSR and HLT after an accepted write, on each back end', () => {
    for (const host of ['intel', 'amd', 'pvm']) expect(rip({ kernel: 'v6.1', host, steps: [good] })).toBe(0x1003n);
  });
  test('stands behind the prefix as well where the emulator did the write', () => {
    for (const host of ['intel', 'amd']) expect(rip({ kernel: 'v6.1', host, steps: [{ ...good, ...via }] })).toBe(0x1008n);
  });
  test('stands there too where user space answered for the emulator', () =>
    expect(rip({ kernel: 'v5.18', ...inval, steps: [{ ...bad, ...via }, complete(0)] })).toBe(0x1008n));
  test('stands behind an instruction that never exits, and HLT', () => expect(rip({ kernel: 'v6.1', steps: [run] })).toBe(0x1002n));
  test('stands at the instruction after the bug: nothing was skipped, nothing delivered', () =>
    expect(rip({ kernel: 'v5.18', steps: [bad] })).toBe(0x1000n));
  test('stands in the handler of the vector that was taken', () => {
    expect(rip({ kernel: 'v6.1', steps: [bad] })).toBe(0x2000n + 13n + 1n);
    expect(rip({ kernel: 'v6.1', steps: machineCheck })).toBe(0x2000n + 18n + 1n);
  });
  test('is the reset vector’s after a shutdown under kvm_amd', () =>
    expect(rip({ kernel: 'v6.1', host: 'amd', vcpu: { idt: [] }, steps: [bad] })).toBe(0xfff0n));
});

describe('EDX:EAX', () => {
  test('hold all 64 bits of what was read, through the emulator too', () => {
    for (const how of [{}, via]) {
      const { regs } = vcpuOf({ kernel: 'v6.1', steps: [{ ...rdmsr('0x400'), ...how }] }).arch;
      expect([regs.rdx, regs.rax]).toEqual([0xffff_ffffn, 0xffff_ffffn]);
    }
  });
  test('are left alone by an instruction that is no RDMSR, whatever ECX holds', () => {
    const { regs } = vcpuOf({ kernel: 'v6.1', steps: [wrmsr('0xc0000100', '0x500000006'), run] }).arch;
    expect([regs.rdx, regs.rax]).toEqual([0n, 0n]);
  });
  test('are left alone by a read that user space answers with an error', () => {
    const { regs } = vcpuOf({ kernel: 'v6.1', ...inval, steps: [rdmsr('0x428'), complete(1, '0x500000006')] }).arch;
    expect([regs.rdx, regs.rax]).toEqual([0n, 0n]);
  });
});

describe('RFLAGS', () => {
  const RF = 1n << 16n;
  const TF = 1n << 8n;
  /** RF at each VM entry. */
  const resume = (written: Written) => {
    const seen: boolean[] = [];
    vcpuOf(written, (v) => seen.push((v.arch.rflags & RF) !== 0n));
    return seen;
  };
  test('have RF set where a fault is injected, so that a breakpoint on the instruction does not hit twice', () =>
    expect(resume({ kernel: 'v6.1', steps: [bad] })).toEqual([false, true]));
  test('have not for a trap and an abort', () => {
    expect(resume({ kernel: 'v6.1', vcpu: { single_step: true }, steps: [good] })).toEqual([false, false]);
    expect(resume({ kernel: 'v6.1', steps: machineCheck })).toEqual([false, false, false]);
  });
  test('have TF clear in a handler, and nothing else touched', () => {
    const entered: bigint[] = [];
    const { rflags } = vcpuOf({ kernel: 'v6.1', vcpu: { single_step: true }, steps: [run] }, (v) => entered.push(v.arch.rflags)).arch;
    expect([...entered, rflags]).toEqual([0x2n | TF, 0x2n]);
  });
});

describe('kvm_run.exit_reason', () => {
  const left = (kernel: string) => vcpuOf({ kernel, steps: [good, bad] }).run.exit_reason;
  test('after a failed KVM_RUN is what the last exit left, KVM_EXIT_HLT, without ee605e315633', () => expect(left('v5.18')).toBe(5));
  test('is KVM_EXIT_UNKNOWN with it', () => expect(left('v6.8-2368048bf5c2')).toBe(0));
});

describe('a failed emulation', () => {
  test('leaves a #UD queued besides, without an error code', () => {
    const { exception } = vcpuOf({ kernel: 'v5.18', steps: [{ ...bad, ...via }] }).arch;
    expect(exception).toMatchObject({ pending: true, nr: 6, has_error_code: false });
  });
});

describe('the guest itself', () => {
  const seen = (written: Written): readonly GuestEvent[] => {
    const list: GuestEvent[] = [];
    tryScenario(scenario(written), { guest: (e) => list.push(e) });
    return list;
  };
  const executes = { kind: 'executes', instruction: 'wrmsr', ecx: 0x400, data: 1n };
  test('executes the instruction with its operands, and goes on', () =>
    expect(seen({ kernel: 'v6.1', steps: [good] })).toEqual([{ ...executes, data: 0n }, { kind: 'goes on' }]));
  test('only goes on where the instruction never exits', () =>
    expect(seen({ kernel: 'v6.1', steps: [run] })).toEqual([{ kind: 'goes on' }]));
  test('takes the #GP with its error code, and goes on no more', () =>
    expect(seen({ kernel: 'v6.1', steps: [bad] })).toEqual([executes, { kind: 'takes', vector: 13, error_code: 0 }]));
  test('does nothing after the instruction that failed KVM_RUN', () => expect(seen({ kernel: 'v5.18', steps: [bad] })).toEqual([executes]));
  test('ends in a triple fault that began with the vector 13', () =>
    expect(seen({ kernel: 'v6.1', vcpu: { idt: [] }, steps: [bad] })).toEqual([executes, { kind: 'triple fault', vector: 13 }]));
});
