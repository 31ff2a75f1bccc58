// SPDX-License-Identifier: GPL-2.0-only
/** WRMSRs that KVM takes right after the VM exit, before kvm_emulate_wrmsr. */
import { describe, expect, test } from 'vitest';
import { check, gp, ok, rdmsr, read, wrmsr, wrmsrExit } from '../support/check.ts';
import { events } from '../support/events.ts';

const deadline = wrmsr('0x6e0', '0x10000000000');
const denies = (msr: string) => ({
  msr_filter: { default: 'allow', ranges: [{ flags: ['read', 'write'], base: msr, count: 1, deny: [msr] }] },
});
const vm = denies('0x6e0');
const asked = { user_space_msr: ['filter'], ...vm };
const exit = wrmsrExit('filter', '0x6e0', '0x10000000000');

describe('a write of TSC_DEADLINE that the MSR filter denies', () => {
  test('succeeds under kvm_intel, whose fast path comes before the filter', () => {
    for (const kernel of ['v5.10', 'v6.12', 'v6.18', 'v7.3']) check({ kernel, vm: asked, steps: [deadline] }, [ok]);
  });
  test('is denied under kvm_amd up to v6.17, which lacks the timer that the fast path asks for', () => {
    check({ kernel: 'v6.17', host: 'amd', vm, steps: [deadline] }, [gp]);
    check({ kernel: 'v6.17', host: 'amd', vm: asked, steps: [deadline] }, [exit]);
  });
  test('succeeds under kvm_amd from v6.18 on', () => check({ kernel: 'v6.18', host: 'amd', vm: asked, steps: [deadline] }, [ok]));
  test('is denied on the software back end', () => check({ kernel: 'v6.18.44', host: 'pvm', vm, steps: [deadline] }, [gp]));
  test('is denied through the instruction emulator, which has no fast path', () =>
    check({ kernel: 'v6.18', vm, steps: [{ ...deadline, via: 'emulator' }] }, [gp]));
  test('is denied when ae95f566b3d2 and 0a94b2042419 are taken out', () =>
    check({ kernel: 'v6.18-ae95f566b3d2-0a94b2042419', vm, steps: [deadline] }, [gp]));
});

describe('the fast path', () => {
  test('takes no read: the filter denies it', () => check({ kernel: 'v6.18', vm, steps: [rdmsr('0x6e0')] }, [gp]));
  test('takes no other register', () => check({ kernel: 'v6.18', vm: denies('0x400'), steps: [wrmsr('0x400', '0x0')] }, [gp]));
  test('drops the value: there is no timer to set', () => check({ kernel: 'v6.18', steps: [deadline, rdmsr('0x6e0')] }, [ok, read('0x0')]));
  test('leaves a single-stepping guest its trap', () => {
    for (const host of ['intel', 'amd'])
      check({ kernel: 'v6.18', host, vcpu: { single_step: true }, steps: [deadline] }, [{ outcome: 'exception', vector: 1 }]);
  });
  test('emits kvm_msr, and enters the guest again', () =>
    expect(events({ kernel: 'v6.18', steps: [deadline] }).map((e) => e.replace(/ (?:intr_info|info1).*/, ''))).toEqual([
      'kvm_entry: vcpu 0, rip 0x1000',
      'kvm_exit: vcpu 0 reason MSR_WRITE rip 0x1000',
      'kvm_msr: msr_write 6e0 = 0x10000000000',
      'kvm_entry: vcpu 0, rip 0x1002',
      'kvm_exit: vcpu 0 reason HLT rip 0x1002',
      'kvm_userspace_exit: reason KVM_EXIT_HLT (5)',
    ]));
});
