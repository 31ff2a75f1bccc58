// SPDX-License-Identifier: GPL-2.0-only
/** What `trace-cmd` would print: whole traces, in the kernel's words. */
import { describe, expect, test } from 'vitest';
import { complete, mce, rdmsr, run, setMce, type Written, wrmsr } from '../support/check.ts';
import { events } from '../support/events.ts';

const bad = wrmsr('0x400', '0x1');
const nothing = 'info2 0x0000000000000000 intr_info 0x00000000 error_code 0x00000000';
const vmxExit = (reason: string, rip: string) => `kvm_exit: vcpu 0 reason ${reason} rip ${rip} info1 0x0000000000000000 ${nothing}`;
const svmExit = (reason: string, rip: string, info1 = 0) =>
  `kvm_exit: vcpu 0 reason ${reason} rip ${rip} info1 0x000000000000000${info1} ${nothing}`;
const entry = (rip: string) => `kvm_entry: vcpu 0, rip ${rip}`;
const halted = 'kvm_userspace_exit: reason KVM_EXIT_HLT (5)';

const shows = (written: Written, trace: readonly string[]) => expect(events(written)).toEqual(trace);

describe('the trace of a WRMSR', () => {
  test('that fails KVM_RUN says nothing of the access, and names errno 1', () =>
    shows({ kernel: 'v5.18', steps: [bad] }, [entry('0x1000'), vmxExit('MSR_WRITE', '0x1000'), 'kvm_userspace_exit: reason error (1)']));
  test('that is refused shows the #GP twice, as the register’s answer and as the exception', () =>
    shows({ kernel: 'v6.0', steps: [bad] }, [
      entry('0x1000'),
      vmxExit('MSR_WRITE', '0x1000'),
      'kvm_msr: msr_write 400 = 0x1 (#GP)',
      'kvm_inj_exception: #GP (0x0)',
      entry('0x1000'),
      vmxExit('HLT', '0x200d'),
      halted,
    ]));
  test('that is accepted goes on behind the instruction', () =>
    shows({ kernel: 'v6.0', host: 'amd', steps: [wrmsr('0x400', '0x0')] }, [
      entry('0x1000'),
      svmExit('msr', '0x1000', 1),
      'kvm_msr: msr_write 400 = 0x0',
      entry('0x1002'),
      svmExit('hlt', '0x1002'),
      halted,
    ]));
  test('that user space answers has two system calls and no kvm_msr', () =>
    shows({ kernel: 'v6.0', vm: { user_space_msr: ['inval'] }, steps: [bad, complete(0)] }, [
      entry('0x1000'),
      vmxExit('MSR_WRITE', '0x1000'),
      'kvm_userspace_exit: reason KVM_EXIT_X86_WRMSR (30)',
      entry('0x1002'),
      vmxExit('HLT', '0x1002'),
      halted,
    ]));
  test('that ends in a triple fault, on either processor', () => {
    const trace = (exits: readonly string[]) => [
      entry('0x1000'),
      exits[0],
      'kvm_msr: msr_write 400 = 0x1 (#GP)',
      'kvm_inj_exception: #GP (0x0)',
      entry('0x1000'),
      exits[1],
      'kvm_userspace_exit: reason KVM_EXIT_SHUTDOWN (8)',
    ];
    const steps = [bad];
    expect(events({ kernel: 'v6.0', vcpu: { idt: [] }, steps })).toEqual(
      trace([vmxExit('MSR_WRITE', '0x1000'), vmxExit('TRIPLE_FAULT', '0x1000')]),
    );
    expect(events({ kernel: 'v6.0', host: 'amd', vcpu: { idt: [] }, steps })).toEqual(
      trace([svmExit('msr', '0x1000', 1), svmExit('shutdown', '0x1000')]),
    );
  });
});

describe('the trace of an RDMSR', () => {
  test('shows the value that was read', () =>
    shows({ kernel: 'v6.0', steps: [rdmsr('0x179')] }, [
      entry('0x1000'),
      vmxExit('MSR_READ', '0x1000'),
      'kvm_msr: msr_read 179 = 0x100010a',
      entry('0x1002'),
      vmxExit('HLT', '0x1002'),
      halted,
    ]));
  test('shows 0 where the register refuses', () =>
    expect(events({ kernel: 'v6.0', steps: [rdmsr('0x428')] })).toContain('kvm_msr: msr_read 428 = 0x0 (#GP)'));
  test('through the emulator is the trace of a #UD exit, and shows the access with 794663e13f3e alone', () => {
    const via = { via: 'emulator' };
    const steps = [
      { ...rdmsr('0x179'), ...via },
      { ...rdmsr('0x428'), ...via },
    ];
    shows({ kernel: 'v6.1', steps }, [
      entry('0x1000'),
      vmxExit('EXCEPTION_NMI', '0x1000'),
      'kvm_msr: msr_read 179 = 0x100010a',
      entry('0x1007'),
      vmxExit('HLT', '0x1007'),
      halted,
      entry('0x1000'),
      vmxExit('EXCEPTION_NMI', '0x1000'),
      'kvm_msr: msr_read 428 = 0x0 (#GP)',
      'kvm_inj_exception: #GP (0x0)',
      entry('0x1005'),
      vmxExit('HLT', '0x200d'),
      halted,
    ]);
    expect(events({ kernel: 'v6.1-794663e13f3e', steps }).filter((e) => e.startsWith('kvm_msr'))).toEqual([]);
    expect(events({ kernel: 'v6.1', host: 'amd', steps })).toContain(svmExit('UD excp', '0x1000'));
  });
});

describe('the trace of a machine check', () => {
  test('shows the write of CR4, and the event with the VM entry that it waits for', () =>
    shows({ kernel: 'v6.0', steps: [mce(true), setMce(0, '0xb200000000000000'), run] }, [
      entry('0x1000'),
      vmxExit('CR_ACCESS', '0x1000'),
      entry('0x1003'),
      vmxExit('HLT', '0x1003'),
      halted,
      'kvm_inj_exception: #MC',
      entry('0x1000'),
      vmxExit('HLT', '0x2012'),
      halted,
    ]));
});

describe('from v6.14 on', () => {
  test('an exit shows which requests wait, and none does once it was answered', () => {
    for (const host of ['intel', 'amd']) {
      const exits = events({ kernel: 'v6.14', host, steps: [bad, run] }).filter((e) => e.startsWith('kvm_exit'));
      expect(exits.map((e) => e.slice(e.indexOf(' requests')))).toEqual(exits.map(() => ' requests 0x0000000000000000'));
      expect(exits).toHaveLength(3);
    }
  });
});
