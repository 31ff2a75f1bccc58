// SPDX-License-Identifier: GPL-2.0-only
/** A guest that is itself a hypervisor enters a guest of its own, and has MSRs loaded by the list of that VM entry. */
import { describe, expect, test } from 'vitest';
import { tryScenario } from '../../src/engine/index.ts';
import { answer, check, getMsr, mce, ok, rdmsr, read, run, scenario, setMce, type Written, wrmsr } from '../support/check.ts';
import { events } from '../support/events.ts';

const via = { via: 'vm_entry' };
const bad = { ...wrmsr('0x400', '0x1'), ...via };
const good = { ...wrmsr('0x400', '0x0'), ...via };
/** Exit reason 34, VM-entry failure due to MSR loading, with the bit for a failed entry; the first entry of the list. */
const loadFails = { outcome: 'vm_entry_failure', exit_reason: '0x80000022', exit_qualification: '0x1' };

describe('a VM-entry MSR-load list', () => {
  test('loads what KVM accepts, and the guest goes on', () => check({ kernel: 'v5.18', steps: [good, rdmsr('0x400')] }, [ok, read('0x0')]));
  test('fails the VM entry for a bad MCi_CTL value alike with −1 and with 1, before and after 7dffecaf4eab', () => {
    for (const kernel of ['v5.4', 'v5.9', 'v5.10', 'v5.18', 'v5.18+2368048bf5c2', 'v6.0', 'v6.12-2368048bf5c2', 'v7.3'])
      check({ kernel, steps: [bad, rdmsr('0x400')] }, [loadFails, read('0xffffffffffffffff')]);
  });
  test('fails it for an unknown register, which ignore_msrs lets pass', () => {
    const steps = [{ ...wrmsr('0x12345', '0x1'), ...via }];
    check({ kernel: 'v6.0', steps }, [loadFails]);
    check({ kernel: 'v6.0', module: { ignore_msrs: true }, steps }, [ok]);
  });
  test('fails it for FS_BASE and GS_BASE, whatever the value', () => {
    for (const msr of ['0xc0000100', '0xc0000101'])
      check({ kernel: 'v6.0', module: { ignore_msrs: true }, steps: [{ ...wrmsr(msr, '0x0'), ...via }] }, [loadFails]);
    check({ kernel: 'v6.0', steps: [{ ...wrmsr('0xc0000102', '0x0'), ...via }] }, [ok]);
  });
  test('asks user space nothing: the guest has its answer', () =>
    check({ kernel: 'v6.0', vm: { user_space_msr: ['inval', 'unknown', 'filter'] }, steps: [bad, good] }, [loadFails, ok]));
  test('is not single-stepped: RFLAGS comes with the VM exit', () =>
    check({ kernel: 'v6.0', vcpu: { single_step: true }, steps: [bad, good] }, [loadFails, ok]));
  test('waits for a pending machine check like any other instruction', () =>
    check({ kernel: 'v6.0', steps: [mce(true), setMce(0, '0xb200000000000000'), bad, bad, run] }, [
      ok,
      { ret: 0 },
      { outcome: 'exception', vector: 18 },
      loadFails,
      ok,
    ]));
  test('has no fast path: TSC_DEADLINE goes through the filter', () => {
    const vm = { msr_filter: { default: 'allow', ranges: [{ flags: ['write'], base: '0x6e0', count: 1, deny: ['0x6e0'] }] } };
    check({ kernel: 'v6.18', vm, steps: [{ ...wrmsr('0x6e0', '0x1'), ...via }] }, [loadFails]);
  });
});

describe('a filter that denies the register', () => {
  const vm = { msr_filter: { default: 'allow', ranges: [{ flags: ['write'], base: '0x400', count: 1, deny: ['0x400'] }] } };
  const ends = (kernel: string, end: unknown) => check({ kernel, vm, steps: [good] }, [end]);
  test('fails the VM entry up to v5.17, is not asked from v5.19 to v6.11, and fails it again from v6.12 on', () => {
    for (const kernel of ['v5.10', 'v5.17']) ends(kernel, loadFails);
    for (const kernel of ['v5.19', 'v6.1', 'v6.11']) ends(kernel, ok);
    for (const kernel of ['v6.12', 'v7.3']) ends(kernel, loadFails);
  });
  test('is asked once, by either commit', () => ends('v5.19-ac8d6cad3c7b+653ea4489e69', loadFails));
});

describe('the trace and the log of a VM-entry MSR-load list', () => {
  const brief = (e: string) => e.replace(/ (?:intr_info|info1).*/, '');
  test('show VMLAUNCH and the guest’s handler for VM exits, and no kvm_msr', () =>
    expect(events({ kernel: 'v5.18', steps: [bad] }).map(brief)).toEqual([
      'kvm_entry: vcpu 0, rip 0x1000',
      'kvm_exit: vcpu 0 reason VMLAUNCH rip 0x1000',
      'kvm_entry: vcpu 0, rip 0x4000',
      'kvm_exit: vcpu 0 reason HLT rip 0x4000',
      'kvm_userspace_exit: reason KVM_EXIT_HLT (5)',
    ]));
  test('show the inner guest, which comes back by VMCALL', () =>
    expect(events({ kernel: 'v5.18', steps: [good] }).map(brief)).toEqual([
      'kvm_entry: vcpu 0, rip 0x1000',
      'kvm_exit: vcpu 0 reason VMLAUNCH rip 0x1000',
      'kvm_entry: vcpu 0, rip 0x3000',
      'kvm_exit: vcpu 0 reason VMCALL rip 0x3000',
      'kvm_entry: vcpu 0, rip 0x4000',
      'kvm_exit: vcpu 0 reason HLT rip 0x4000',
      'kvm_userspace_exit: reason KVM_EXIT_HLT (5)',
    ]));
  test('say at debug level which entry failed', () => {
    const lines = (written: Written) => {
      const seen: string[] = [];
      tryScenario(scenario(written), { log: (level, text) => seen.push(`${level}: ${text}`) });
      return seen;
    };
    expect(lines({ kernel: 'v5.18', steps: [bad] })).toEqual(['debug: nested_vmx_load_msr cannot write MSR (0, 0x400, 0x1)']);
    expect(lines({ kernel: 'v5.18', steps: [{ ...wrmsr('0xc0000100', '0x0'), ...via }] })).toEqual([
      'debug: nested_vmx_load_msr check failed (0, 0xc0000100, 0x0)',
    ]);
  });
});

describe('what is refused by name', () => {
  const refused = (written: Written) => {
    const ran = answer(written);
    return ran.ok ? ran : `${ran.kind}: ${ran.at}: ${ran.problem}`;
  };
  test('SVM, which has no such list', () =>
    expect(refused({ kernel: 'v6.0', host: 'amd', steps: [bad] })).toBe(
      'not modelled: steps[0].via: SVM has no VM-entry MSR-load list: VMRUN loads no MSRs that the guest could name',
    ));
  test('the software back end', () => expect(refused({ kernel: 'v6.18', host: 'pvm', steps: [bad] })).toMatch(/its source was not read$/));
  test('registers that a VM exit loads again', () => {
    for (const msr of ['0x174', '0x175', '0x176', '0x277', '0xc0000080'])
      expect(refused({ kernel: 'v6.0', steps: [{ ...wrmsr(msr, '0x0'), ...via }] })).toMatch(/depends on its VM-exit controls$/);
  });
  test('real mode, in which there is no VMX', () =>
    expect(() => refused({ kernel: 'v6.3', vcpu: { real_mode: true }, steps: [getMsr('0x400'), bad] })).toThrow(
      'steps[1].via: "vm_entry" needs VMX operation',
    ));
  test('a read: the list only loads', () =>
    expect(() => refused({ kernel: 'v6.3', steps: [{ ...rdmsr('0x400'), ...via }] })).toThrow(
      '"vm_entry" is not known here; accepted: "emulator"',
    ));
});
