// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { align } from '../../src/trace/align.ts';
import { recordTrace } from '../../src/trace/record.ts';
import { type DisplayStep, type KernelStep, stepsOf } from '../../src/trace/steps.ts';
import type { Trace } from '../../src/trace/types.ts';
import { getMsr, run, scenario, setMsr, wrmsr } from '../support/check.ts';

function trace(kernel: string, steps: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Trace {
  const recorded = recordTrace(scenario({ kernel, steps, ...more }));
  if (!recorded.ok) throw new Error(recorded.problem);
  return recorded.value;
}
const walk = (kernel: string, more: Record<string, unknown> = {}): readonly DisplayStep[] =>
  stepsOf(trace(kernel, [wrmsr('0x400', '0x1')], more), 0);
const kernelStep = (steps: readonly DisplayStep[], id: string): KernelStep => {
  const found = steps.find((s) => s.id === id);
  if (found?.actor !== 'kernel') throw new Error(`no kernel step ${id}: ${steps.map((s) => s.id).join(' ')}`);
  return found;
};
const local = (s: DisplayStep | undefined, name: string) => s?.locals.find((l) => l.name === name)?.value;

describe('a walk', () => {
  const bad = walk('v5.18');
  const good = walk('v5.18+2368048bf5c2');

  test('begins with the guest’s instruction and ends with whoever has to act', () => {
    expect([bad[0]?.id, bad.at(-1)?.id]).toEqual(['guest/executes', 'user/sees']);
    expect([good[0]?.id, good.at(-1)?.id]).toEqual(['guest/executes', 'guest/takes']);
  });
  test('names every step once', () => {
    for (const w of [bad, good]) expect(new Set(w.map((s) => s.id)).size).toBe(w.length);
  });
  test('says the value at the moment it arrives', () => {
    expect(local(kernelStep(bad, 'kvm_emulate_wrmsr/2003'), 'r')).toBeUndefined();
    expect(local(kernelStep(bad, 'kvm_emulate_wrmsr/2003='), 'r')).toBe(-1);
    expect(local(kernelStep(good, 'kvm_emulate_wrmsr/2003='), 'r')).toBe(1);
  });
  test('says how a condition came out, part by part', () => {
    expect(kernelStep(bad, 'kvm_emulate_wrmsr/2013').cond).toMatchObject({ value: true, atoms: [true, true] });
    expect(kernelStep(good, 'kvm_emulate_wrmsr/2013').cond).toMatchObject({ value: false, atoms: [false, null] });
  });
  test('a part of a condition that is itself a call keeps its place among the parts', () => {
    const filter = bad.find(
      (s) => s.actor === 'kernel' && s.phase === 'value' && s.stmt.fn.name === '__kvm_set_msr' && s.cond !== undefined,
    ) as KernelStep;
    expect(filter.cond?.atoms).toEqual([true, false]);
  });
  test('follows the return value up: every function that ended, innermost first', () => {
    const end = good.find((s) => s.actor === 'kernel' && s.returned.some((r) => r.fn.name === 'set_msr_mce')) as KernelStep;
    expect(end.returned.map((r) => [r.fn.name, r.value])).toEqual([
      ['set_msr_mce', 1],
      ['kvm_set_msr_common', 1],
    ]);
  });
  test('records what was written: the interruption-information field of the VM entry is 0x80000b0d', () => {
    const writes = good.flatMap((s) => s.changes).filter((c) => c.path === 'vcpu.vmx.vmcs.VM_ENTRY_INTR_INFO_FIELD');
    expect(writes.map((w) => w.value)).toEqual([0x80000b0d, 0]);
  });
  test('leaves everything but the exit’s own fields alone on the way to EPERM', () => {
    const changed = bad.flatMap((s) => s.changes.filter((c) => c.old !== c.value).map((c) => c.path));
    expect(changed).toEqual(['vcpu.vmx.exit_reason']);
  });
  test('keeps the kernel’s tracepoints where they fire; the refused write leaves no kvm_msr event on the way to EPERM', () => {
    const names = (w: readonly DisplayStep[]) => w.flatMap((s) => s.tracepoints.map((t) => t.name));
    expect(names(bad)).toEqual(['kvm_exit', 'kvm_userspace_exit']);
    expect(names(good)).toEqual(['kvm_exit', 'kvm_msr', 'kvm_inj_exception', 'kvm_entry']);
  });
  test('of a host step begins with the call and ends with what it returned', () => {
    const w = stepsOf(trace('v5.18', [setMsr('0x400', '0x1')]), 0);
    expect([w[0]?.id, w.at(-1)?.id]).toEqual(['user/does', 'user/sees']);
  });
  test('of each step of a scenario is apart', () => {
    const t = trace('v5.18', [wrmsr('0x400', '0x0'), run, getMsr('0x400')]);
    expect([0, 1, 2].map((i) => stepsOf(t, i).at(-1)?.id)).toEqual(['guest/goes-on', 'guest/goes-on', 'user/sees']);
    expect(stepsOf(t, 3)).toEqual([]);
  });
});

describe('two walks side by side', () => {
  test('fork at the statement that the commit changed, with −1 on one side and 1 on the other', () => {
    const [a, b] = [walk('v5.18'), walk('v5.18+2368048bf5c2')];
    const { rows, fork } = align(a, b);
    const row = rows[fork ?? -1];
    const [x, y] = [a[row?.a ?? -1], b[row?.b ?? -1]] as KernelStep[];
    expect([x?.stmt.fn.name, x?.stmt.text]).toEqual(['set_msr_mce', 'return kernel.badMciWriteSignalsGp ? 1 : -1;']);
    expect([x?.returned[0]?.value, y?.returned[0]?.value]).toEqual([-1, 1]);
  });
  test('of one kernel with itself never fork', () => expect(align(walk('v5.18'), walk('v5.18')).fork).toBeNull());
  test('hold every step of both, in order', () => {
    const [a, b] = [walk('v5.18'), walk('v6.0')];
    const { rows } = align(a, b);
    expect(rows.flatMap((r) => (r.a === null ? [] : [r.a]))).toEqual(a.map((_, i) => i));
    expect(rows.flatMap((r) => (r.b === null ? [] : [r.b]))).toEqual(b.map((_, i) => i));
  });
  test('with inval asked for differ on the way and end alike', () => {
    const ask = { vm: { user_space_msr: ['inval'] } };
    const [a, b] = [walk('v5.18', ask), walk('v5.18+2368048bf5c2', ask)];
    expect(align(a, b).fork).not.toBeNull();
    expect(a.at(-1)).toMatchObject({ what: { kind: 'sees', result: { reason: 'KVM_EXIT_X86_WRMSR' } } });
    expect(b.at(-1)?.id).toBe(a.at(-1)?.id);
  });
});

describe('a commit whose difference only a trace shows', () => {
  const called = (kernel: string) => walk(kernel).flatMap((s) => (s.actor === 'kernel' && s.enters ? [s.stmt.fn.name] : []));
  test('ac8d6cad3c7b asks the filter before kvm_set_msr, where __kvm_set_msr asked it', () => {
    const order = (kernel: string) => called(kernel).filter((f) => f === 'kvm_msr_allowed' || f === '__kvm_set_msr');
    expect(order('v5.19')).toEqual(['kvm_msr_allowed', '__kvm_set_msr']);
    expect(order('v5.19-ac8d6cad3c7b')).toEqual(['__kvm_set_msr', 'kvm_msr_allowed']);
  });
  test('ee605e315633 leaves exit_reason 0 behind a failed KVM_RUN, where it was what the last exit had left', () => {
    const left = (kernel: string) => {
      const t = trace(kernel, [wrmsr('0x400', '0x0'), wrmsr('0x400', '0x1')]);
      return t.events.flatMap((e) => (e.kind === 'write' && e.path === 'vcpu.run.exit_reason' ? [e.value] : [])).at(-1);
    };
    expect(left('v6.12-2368048bf5c2')).toBe(0);
    expect(left('v6.12-2368048bf5c2-ee605e315633')).toBeUndefined();
  });
});
