// SPDX-License-Identifier: GPL-2.0-only
/** What VMMs do next, asked through the engine: the VMM's set-up, a guest's access, and the reaction to how KVM_RUN ended. */
import { describe, expect, test } from 'vitest';
import type { Outcome, StepResult } from '../../src/engine/index.ts';
import { formatScenario, parseScenario, tryScenario } from '../../src/engine/index.ts';
import { afterRun } from '../../src/engine/vmm/after-run.ts';
import { type VmmId, vmms } from '../../src/engine/vmm/catalogue.ts';
import type { Fact, Printed, Reaction, Vmm } from '../../src/engine/vmm/types.ts';
import { vmScenario } from '../../src/engine/vmm/vm-scenario.ts';
import { complete, rdmsr, run, scenario, setMce, wrmsr } from '../support/check.ts';

const ids = Object.keys(vmms) as VmmId[];
const badWrite = wrmsr('0x400', '0x1');

/** A scenario under a VMM: the kernel and the steps are the test's, the rest is the VMM's. */
function under(id: VmmId, kernel: string, host = 'intel', ...steps: readonly Record<string, unknown>[]) {
  const base = scenario({ kernel, host, steps });
  const { vm, vcpu } = vmScenario(id, base.kernel);
  return { ...base, vm, vcpu: { ...base.vcpu, ...vcpu } };
}

function results(id: VmmId, kernel: string, ...steps: readonly Record<string, unknown>[]): readonly StepResult[] {
  const ran = tryScenario(under(id, kernel, 'intel', ...steps));
  if (!ran.ok) throw new Error(`${id} on ${kernel}: ${ran.at}: ${ran.problem}`);
  return ran.value.results;
}

const outcome = (id: VmmId, kernel: string, ...steps: readonly Record<string, unknown>[]) =>
  results(id, kernel, ...steps).at(-1) as Outcome;
const after = (id: VmmId, kernel: string, ...steps: readonly Record<string, unknown>[]) => afterRun(id, outcome(id, kernel, ...steps));

function reacts(id: VmmId, o: Outcome): Reaction {
  const r = afterRun(id, o);
  if (r.kind !== 'reacts') throw new Error(`${id} does not react to ${o.outcome}`);
  return r.reaction;
}
const value = <T>(fact: Fact<T> | undefined): T | 'unknown' => (fact === undefined || 'unknown' in fact ? 'unknown' : fact.is);
const lines = (prints: Fact<readonly Printed[]>): readonly string[] => {
  const printed = value(prints);
  return printed === 'unknown' ? [printed] : printed.flatMap((p) => ('line' in p ? [p.line] : []));
};
/** What an operator would tell of it: the VM, the process, and the first line. */
const story = (r: Reaction) => [value(r.vm), value(r.program), lines(r.prints)[0]];
const eperm = { outcome: 'errno', errno: 'EPERM' } as const;
const shutdown = { outcome: 'exit', reason: 'KVM_EXIT_SHUTDOWN' } as const;

describe('a bad MCi_CTL write on v5.18', () => {
  for (const id of ids.filter((i) => i.startsWith('qemu-')))
    test(`leaves a VM under ${vmms[id].name} paused, with QEMU alive`, () => {
      const r = reacts(id, outcome(id, 'v5.18', badWrite));
      expect(story(r)).toEqual(['paused', 'lives', 'error: kvm run failed Operation not permitted']);
      expect(r.again).toMatchObject({ is: { en: expect.stringContaining('system_reset') } });
    });

  const others = {
    kvmtool: ['torn down', { ends: 1 }, 'KVM_RUN failed: Operation not permitted'],
    'firecracker-1.1': ['torn down', { ends: 1 }, 'Failure during vcpu run: Operation not permitted (os error 1)'],
    'firecracker-1.15': ['torn down', { ends: 1 }, 'Failure during vcpu run: Operation not permitted (os error 1)'],
    'cloud-hypervisor-25': ['one vCPU short', 'lives', 'VCPU generated error: VcpuRun(… VCPU error …)'],
    'cloud-hypervisor-30': ['torn down', { ends: 0 }, 'VCPU generated error: VcpuRun(… VCPU error …)'],
    crosvm: ['torn down', { ends: 0 }, 'vcpu hit unknown error: …'],
    libkrun: ['torn down', { ends: 1 }, 'Failure during vcpu run: Operation not permitted (os error 1)'],
    'vmm-reference': ['torn down', { ends: 0 }, undefined],
    openvmm: ['halted and kept', 'lives', 'fatal error … failed to run VP …'],
    dragonball: ['torn down', 'unknown', 'Failure during vcpu run: …'],
    stratovirt: ['one vCPU short', 'lives', 'Some error occurred in cpu0 thread: VCPU 0/KVM emulate error!'],
    alioth: ['torn down', { ends: 1 }, 'VCPU-0 reported error … RunVcpu …, unblocking other VCPUs...'],
    uhyve: ['torn down', { ends: 101 }, 'CPU 0 crashed with …'],
    gvisor: ['torn down', { ends: 'status unknown' }, '… run failed'],
  } as const satisfies Partial<Record<VmmId, unknown>>;
  for (const id of Object.keys(others) as (keyof typeof others)[])
    test(`under ${vmms[id].name}: ${JSON.stringify(others[id].slice(0, 2))}`, () =>
      expect(story(reacts(id, outcome(id, 'v5.18', badWrite)))).toEqual(others[id]));

  test('does not reach KVM under VirtualBox, which drops it, so that the guest goes on', () => {
    expect(results('virtualbox', 'v5.18', badWrite, complete(0))).toEqual([
      { outcome: 'exit', reason: 'KVM_EXIT_X86_WRMSR', msr_reason: 'filter', msr: 0x400, data: 1n },
      { outcome: 'ok' },
    ]);
    expect(value(reacts('virtualbox', outcome('virtualbox', 'v5.18', badWrite)).answer)).toEqual({ error: 0 });
  });
  test('can fail KVM_RUN under every VMM but VirtualBox, whose entry says why not', () => {
    const spared = ids.filter((id) => {
      const r = afterRun(id, eperm);
      return r.kind === 'reacts' && r.never !== undefined;
    });
    expect(spared).toEqual(['virtualbox']);
    expect(ids.filter((id) => outcome(id, 'v5.18', badWrite).outcome !== 'errno')).toEqual(spared);
  });
});

describe('a bad machine-check write elsewhere', () => {
  for (const kernel of ['v5.9', 'v5.18.18', 'v6.0', 'v7.3'])
    test(`is a #GP that no VMM hears of on ${kernel}`, () => {
      for (const id of ids.filter((i) => i !== 'virtualbox' && (kernel !== 'v5.9' || i !== 'openvmm'))) {
        expect(outcome(id, kernel, badWrite)).toEqual({ outcome: 'exception', vector: 13, error_code: 0 });
        expect(after(id, kernel, badWrite).kind).toBe('nothing');
      }
    });
  test('of MCi_STATUS is a #GP under VirtualBox, by its own answer, before the fix as after it', () => {
    for (const kernel of ['v5.18', 'v6.0']) {
      const r = reacts('virtualbox', outcome('virtualbox', kernel, wrmsr('0x401', '0x1')));
      expect(value(r.answer)).toEqual({ error: 1 });
      expect(outcome('virtualbox', kernel, wrmsr('0x401', '0x1'), complete(1))).toEqual({
        outcome: 'exception',
        vector: 13,
        error_code: 0,
      });
    }
  });
  test('that is none after all, a zero, VirtualBox takes for each register of a bank', () => {
    for (const msr of ['0x400', '0x401', '0x402', '0x403', '0x40f'])
      expect(value(reacts('virtualbox', outcome('virtualbox', 'v5.18', wrmsr(msr, '0x0'))).answer)).toEqual({ error: 0 });
  });
  test('of a register whose answer nobody looked up stays unknown under VirtualBox', () =>
    expect(value(reacts('virtualbox', outcome('virtualbox', 'v5.18', wrmsr('0x410', '0x0'))).answer)).toBe('unknown'));
});

describe('a triple fault', () => {
  // Where KVM_X86_SETUP_MCE was not called, MCi_CTL is 0 at first, and an error injected into the bank is dropped.
  const dead = [wrmsr('0x400', '0xffffffffffffffff'), setMce(0, '0xb200000000000000'), run];
  const fates = {
    'qemu-8.1': ['reset', 'lives', undefined],
    kvmtool: ['torn down', { ends: 0 }, ' Info: KVM session ended normally.'],
    'firecracker-1.1': ['torn down', { ends: 0 }, 'Received KVM_EXIT_SHUTDOWN signal'],
    'firecracker-1.15': ['torn down', { ends: 1 }, 'Unexpected exit reason on vcpu run: Shutdown'],
    'cloud-hypervisor-25': ['rebooted in place', 'lives', undefined],
    'cloud-hypervisor-30': ['rebooted in place', 'lives', 'Guest likely triple-faulted'],
    crosvm: ['torn down', { ends: 0 }, 'vcpu requested shutdown'],
    'vmm-reference': ['torn down', { ends: 0 }, 'Guest shutdown: Shutdown. Bye!'],
    openvmm: ['halted and kept', 'lives', 'triple fault …'],
  } as const satisfies Partial<Record<VmmId, unknown>>;
  for (const id of Object.keys(fates) as (keyof typeof fates)[])
    test(`under ${vmms[id].name}: ${JSON.stringify(fates[id].slice(0, 2))}`, () => {
      const o = outcome(id, 'v6.0', ...dead);
      expect(o).toEqual(shutdown);
      expect(story(reacts(id, o))).toEqual(fates[id]);
    });
  test('is over for the vCPU: a later step finds nothing that a VMM could react to', () =>
    expect(after('qemu-8.1', 'v6.0', ...dead, run)).toMatchObject({
      kind: 'nothing',
      why: { en: expect.stringContaining('not run any more') },
    }));
});

describe('an MSR exit', () => {
  test('for a write that KVM does not know reaches OpenVMM, which swallows nine registers and answers the others with #GP', () => {
    const o = outcome('openvmm', 'v6.0', wrmsr('0x12345', '0x1'));
    expect(o).toMatchObject({ reason: 'KVM_EXIT_X86_WRMSR', msr_reason: 'unknown' });
    expect(value(reacts('openvmm', o).answer)).toEqual({ error: 1 });
    const taken = [...Array(0x200).keys()].filter((msr) => {
      const exit = { outcome: 'exit', reason: 'KVM_EXIT_X86_WRMSR', msr_reason: 'unknown', msr, data: 0n } as const;
      const answer = value(reacts('openvmm', exit).answer);
      return answer !== 'unknown' && answer.error === 0;
    });
    expect(taken).toEqual([0x88, 0x89, 0x8a, 0x116, 0x118, 0x119, 0x11a, 0x11b, 0x11e]);
  });
  test('for a read of one of those is answered by OpenVMM with 0', () => {
    const read = reacts('openvmm', { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: 'unknown', msr: 0x88 });
    expect([value(read.answer), lines(read.prints)]).toEqual([{ error: 0, data: 0n }, ['stubbed out mystery MSR read']]);
  });
  test('for the core count is asked for by QEMU from 8.1 on, and answered; for another register it would be an assertion', () => {
    for (const id of ['qemu-8.1', 'qemu-9.1', 'qemu-10.2'] as const) {
      const denied = vmScenario(id).vm.msr_filter?.ranges.flatMap(({ flags, deny }) => flags.map((f) => [f, ...deny]));
      expect(denied).toEqual([['read', 0x35]]);
      const exit = { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: 'filter' } as const;
      expect(value(reacts(id, { ...exit, msr: 0x35 }).answer)).toEqual({ error: 0 });
      expect(value(reacts(id, { ...exit, msr: 0x36 }).program)).toEqual({ ends: 'SIGABRT' });
    }
  });
  test('that QEMU 8.1 filters nothing for would be an assertion, and in 7.0 a pause', () => {
    const exit = { outcome: 'exit', reason: 'KVM_EXIT_X86_WRMSR', msr_reason: 'inval', msr: 0x400, data: 1n } as const;
    expect(story(reacts('qemu-8.1', exit)).slice(0, 2)).toEqual(['torn down', { ends: 'SIGABRT' }]);
    expect(story(reacts('qemu-7.0', exit))).toEqual(['paused', 'lives', 'KVM: unknown exit reason 30']);
  });
  test('with a reason that a VMM did not ask for is marked as one that KVM never makes', () => {
    for (const id of ids)
      for (const msr_reason of ['inval', 'unknown', 'filter'] as const) {
        const r = afterRun(id, { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason, msr: 0x400 });
        const asked = value<readonly string[]>((vmms[id] as Vmm).userSpaceMsr).includes(msr_reason);
        expect([id, msr_reason, r.kind === 'reacts' && r.never === undefined]).toEqual([id, msr_reason, asked]);
      }
  });
});

describe('what a VMM asks of KVM', () => {
  test('never leads, in the engine, to an end that its entry holds for impossible', () => {
    const accesses = [
      '0x179',
      '0x17a',
      '0x17b',
      '0x280',
      '0x400',
      '0x401',
      '0x402',
      '0x424',
      '0x428',
      '0x11e',
      '0x12345',
      '0xc0002000',
      '0xc0010015',
    ];
    const steps = accesses.flatMap((msr) => [rdmsr(msr), wrmsr(msr, '0x0'), wrmsr(msr, '0x1'), wrmsr(msr, '0xffffffffffffffff')]);
    for (const id of ids)
      for (const kernel of ['v5.10', 'v5.18', 'v6.0', 'v7.3']) {
        const ends = results(id, kernel, ...steps) as readonly Outcome[];
        expect(ends.filter((o) => 'never' in afterRun(id, o))).toEqual([]);
      }
  });
  for (const id of ids)
    test(`shows a guest under ${vmms[id].name} the banks that the entry tells of`, () => {
      const o = outcome(id, 'v6.0', rdmsr('0x179'));
      const answer = o.outcome === 'exit' ? value(reacts(id, o).answer) : o;
      const cap = answer !== 'unknown' && 'data' in answer ? answer.data : undefined;
      expect((cap ?? 0xffn) & 0xffn).toBe(BigInt((value((vmms[id] as Vmm).mce) as { banks: number }).banks));
    });
  test('of machine-check capabilities is the default of the scenario format under QEMU, and CMCI_P under OpenVMM where KVM has it', () => {
    expect(outcome('qemu-10.2', 'v6.0', rdmsr('0x179'))).toEqual({ outcome: 'ok', data: 0x100_010an });
    expect(outcome('openvmm', 'v6.0', rdmsr('0x179'))).toEqual({ outcome: 'ok', data: 0x420n });
    expect(outcome('openvmm', 'v5.18', rdmsr('0x179'))).toEqual({ outcome: 'ok', data: 0x20n });
    expect(tryScenario(under('openvmm', 'v6.0', 'amd', rdmsr('0x179')))).toMatchObject({ value: { results: [{ data: 0x20n }] } });
  });
  test('is a scenario that the format can write and read', () => {
    for (const id of ids) {
      const s = under(id, 'v6.0', 'intel', badWrite);
      expect(parseScenario(formatScenario(s))).toEqual({ ok: true, value: s });
    }
  });
  test('before v5.10 is left out by a VMM that does without, and refused for one that would not start', () => {
    const problems = ids.flatMap((id) => {
      const parsed = parseScenario(formatScenario(under(id, 'v5.9', 'intel', badWrite)));
      return parsed.ok ? [] : [[id, parsed.at]];
    });
    expect(problems).toEqual([
      ['openvmm', 'vm.user_space_msr'],
      ['virtualbox', 'vm.user_space_msr'],
    ]);
    expect(vmScenario('qemu-8.1', scenario({ kernel: 'v5.9', steps: [] }).kernel).vm).toEqual({ user_space_msr: [], msr_filter: null });
    expect(vmScenario('qemu-8.1').vm.user_space_msr).toEqual(['filter']);
  });
});

describe('what was not looked up', () => {
  test('is said for the errno values other than EPERM and for a debugged step', () => {
    for (const id of ids) {
      expect(afterRun(id, { outcome: 'errno', errno: 'EIO' })).toMatchObject({
        kind: 'unknown',
        unchecked: { en: expect.stringContaining('EIO') },
      });
      expect(afterRun(id, { outcome: 'exit', reason: 'KVM_EXIT_DEBUG' }).kind).toBe('unknown');
    }
  });
});
