// SPDX-License-Identifier: GPL-2.0-only
/** A guest in real mode: exceptions go through the interrupt vector table, without an error code. */
import { describe, expect, test } from 'vitest';
import { formatScenario, parseScenario } from '../../src/engine/index.ts';
import {
  answer,
  check,
  complete,
  getMsr,
  mc,
  mce,
  ok,
  rdmsr,
  read,
  run,
  scenario,
  setMce,
  skipped,
  wrmsr,
  wrmsrExit,
} from '../support/check.ts';
import { events } from '../support/events.ts';

const vcpu = { real_mode: true };
const bad = wrmsr('0x400', '0x1');
const good = wrmsr('0x400', '0x0');
const gp = { outcome: 'exception', vector: 13 };
const failEntry = { outcome: 'exit', reason: 'KVM_EXIT_FAIL_ENTRY', hardware_entry_failure_reason: '0x7' };
/** A kernel that announces an error code at VM entry, and refuses the write with 1. */
const announcing = 'v6.0';

describe('a guest in real mode', () => {
  test('takes #GP without an error code, on every back end', () => {
    for (const host of ['intel', 'amd', 'pvm'])
      for (const kernel of ['v5.4', 'v5.12+2368048bf5c2', 'v6.3', 'v7.3']) check({ kernel, host, vcpu, steps: [bad, good] }, [gp, ok]);
  });
  test('starts with EFER clear, and may set LME while paging is off', () =>
    check({ kernel: 'v6.18', vcpu, steps: [getMsr('0xc0000080'), wrmsr('0xc0000080', '0x501'), rdmsr('0xc0000080')] }, [
      { ret: 1, data: '0x0' },
      ok,
      read('0x101'),
    ]));
  test('takes no error code from the processor either, for an address that is not canonical', () =>
    check({ kernel: 'v6.18', vcpu, steps: [wrmsr('0xc0000100', '0x8000000000000000')] }, [gp]));
  test('takes a machine check, and the trap of single-stepping', () => {
    const uncorrected = [mce(true), setMce(0, '0xb200000000000000'), run];
    check({ kernel: announcing, vcpu, steps: uncorrected }, [ok, { ret: 0 }, mc]);
    check({ kernel: announcing, vcpu: { ...vcpu, single_step: true }, steps: [good] }, [{ outcome: 'exception', vector: 1 }]);
  });
  test('is asked about and answered as any other', () =>
    check({ kernel: 'v6.18', vcpu, vm: { user_space_msr: ['inval'] }, steps: [bad, complete(1)] }, [
      wrmsrExit('inval', '0x400', '0x1'),
      gp,
    ]));
  test('goes through the instruction emulator as any other', () =>
    check({ kernel: 'v6.18', vcpu, steps: [{ ...bad, via: 'emulator' }] }, [gp]));
});

describe('a kernel that announces an error code in real mode', () => {
  test('is refused the VM entry by VMX, with “invalid control field”, and the vCPU is not run any more', () => {
    for (const kernel of ['v5.13+2368048bf5c2', 'v5.15.61', announcing, 'v6.1.23', 'v6.2.10'])
      check({ kernel, vcpu, steps: [bad, good] }, [failEntry, skipped]);
  });
  test('is not noticed where nothing is injected', () => check({ kernel: announcing, vcpu, steps: [good] }, [ok]));
  test('hides behind EPERM where the write is refused with −1', () =>
    check({ kernel: 'v5.18', vcpu, steps: [bad, good] }, [{ outcome: 'errno', errno: 'EPERM' }, ok]));
  test('is mended by 6c41468c7c12 in the stable releases that have it', () => {
    for (const kernel of ['v5.10.218', 'v5.15.160', 'v6.1.24', 'v6.2.11']) check({ kernel, vcpu, steps: [bad] }, [gp]);
  });
  test('is not modelled without VMX, by name', () => {
    for (const host of ['amd', 'pvm'])
      expect(answer({ kernel: announcing, host, vcpu, steps: [good] })).toMatchObject({
        ok: false,
        kind: 'not modelled',
        at: 'vcpu.real_mode',
      });
    for (const kernel of ['v5.12', 'v6.3']) expect(answer({ kernel, host: 'amd', vcpu, steps: [good] }).ok).toBe(true);
  });
});

describe('the trace of a #GP in real mode', () => {
  const injected = (kernel: string) => events({ kernel, vcpu, steps: [bad] }).filter((e) => !e.startsWith('kvm_msr'));
  test('shows no error code with 6c41468c7c12', () => expect(injected('v6.3')).toContain('kvm_inj_exception: #GP'));
  test('shows the refused entry as a second kvm_entry without a kvm_exit', () =>
    expect(injected(announcing).map((e) => e.replace(/:.*/, ''))).toEqual([
      'kvm_entry',
      'kvm_exit',
      'kvm_inj_exception',
      'kvm_entry',
      'kvm_userspace_exit',
    ]));
  test('names the exit to user space', () =>
    expect(injected(announcing).slice(-3)).toEqual([
      'kvm_inj_exception: #GP (0x0)',
      'kvm_entry: vcpu 0, rip 0x1000',
      'kvm_userspace_exit: reason KVM_EXIT_FAIL_ENTRY (9)',
    ]));
});

describe('vcpu.real_mode', () => {
  test('stands in the canonical form where it is set', () => {
    const s = scenario({ kernel: 'v6.3', vcpu, steps: [] });
    expect(formatScenario(s)).toBe('{"name":"test","kernel":"v6.3","vcpu":{"real_mode":true},"steps":[]}');
  });
  test('excludes an IDT', () =>
    expect(parseScenario('{"name":"a","kernel":"v6.3","vcpu":{"real_mode":true,"idt":[13]},"steps":[]}')).toEqual({
      ok: false,
      at: 'vcpu.idt',
      problem: 'real mode has an interrupt vector table, which cannot lack a gate: leave idt out, or real_mode',
      kind: 'malformed',
    }));
});
